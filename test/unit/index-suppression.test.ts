// What the keeper removed is gone from every surface at once, and comes back when the rule goes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { type ServedArchive, serveThreads } from '../support/served-archive.ts';
import { suite } from '../support/suite.ts';
import { makeComment, makePost, makeThread } from '../support/threads.ts';

const test = suite('suppression');

const at = (publishedAt: string) => ({ publishedAt, datePrecision: 'day' as const });
const BLOG = 'http://blog.example';
const THREADS = [
  makeThread({
    id: 'ferry-0a1b2c3d',
    url: `${BLOG}/2008/ferry/`,
    post: makePost({
      title: 'The ferry',
      author: 'Orla Quill',
      text: 'It is late.',
      tags: ['boats'],
      ...at('2008-03-04'),
    }),
    comments: [
      makeComment({
        id: '1',
        author: 'Bram',
        text: 'Always the gangway.',
        url: `${BLOG}/2008/ferry/#comment-1`,
        ...at('2008-03-05'),
      }),
      makeComment({
        id: '2',
        author: 'Tess',
        text: 'Not the zeppelin again.',
        parentId: '1',
        ...at('2010-05-06'),
      }),
      makeComment({
        id: '3',
        author: 'Bram',
        text: 'The gangway is wet.',
        parentId: '2',
        ...at('2010-01-02'),
      }),
      makeComment({ id: '4', kind: 'pingback', author: 'Tess', text: 'A link.' }),
    ],
  }),
  makeThread({
    id: 'lantern-0a1b2c3e',
    url: `${BLOG}/2009/lantern/`,
    post: makePost({
      title: 'Lantern walks',
      author: 'Tess',
      text: 'Bring a wick.',
      tags: ['light'],
      ...at('2009-03-04'),
    }),
    comments: [makeComment({ id: '1', author: 'Bram', text: 'A wick and a gangway.', ...at('2009-03-05') })],
  }),
];

let served: ServedArchive;
test.before(async () => {
  served = await serveThreads(THREADS);
});
test.after(() => served.close());
test.after.each(() => remove());

async function remove(...rules: readonly object[]): Promise<void> {
  const lines = rules.map((rule) => `${JSON.stringify(rule)}\n`).join('');
  writeFileSync(join(served.dataFolder, 'suppressed.jsonl'), lines);
  await served.live.reload();
}

const get = (path: string) => served.app.request(path);
// biome-ignore lint/suspicious/noExplicitAny: answers are looked into, their schemas are tested elsewhere
const json = async (path: string): Promise<any> => (await get(path)).json();
const total = async (q: string) =>
  (await json(`/api/v1/search?limit=0&q=${encodeURIComponent(q)}`)).totalHits;

/** Everything that can be asked of the archive. */
const SURFACES = [
  '/',
  '/about',
  '/people',
  '/people/tess',
  '/people/bram',
  '/on-this-day?date=05-06',
  '/on-this-day.atom?date=03-04',
  '/search?q=gangway',
  '/search?q=zeppelin+OR+wick',
  '/search.atom?q=',
  '/api/v1/search?q=&facets=author,type,year,tag&histogram=month&group=none',
  '/api/v1/search?q=zeppeln',
  '/api/v1/suggest?q=tes',
  '/api/v1/suggest?q=lant',
  '/api/v1/suggest?q=zeppeln',
  '/api/v1/people?sort=name',
  '/api/v1/people/bram',
  '/api/v1/people/tess',
  '/api/v1/stats',
  '/threads/ferry-0a1b2c3d',
  '/threads/lantern-0a1b2c3e',
  '/api/v1/threads/ferry-0a1b2c3d?q=gangway',
  '/api/v1/threads/lantern-0a1b2c3e',
  '/api/v1/documents/ferry-0a1b2c3d.2',
  '/api/v1/documents/ferry-0a1b2c3d.3?include=ancestors,replies',
  '/api/v1/documents/lantern-0a1b2c3e.post',
  `/api/v1/resolve?url=${BLOG}/2009/lantern/`,
];

test('a removed person is nowhere: no text, no title, no name, no count', async () => {
  await remove({ author: 'tess', reason: 'a letter of May' });
  for (const path of SURFACES) {
    const text = (await (await get(path)).text()).replaceAll(
      /lantern-0a1b2c3e|\/2009\/lantern|q=\w+|"query":"\w+"|people\/tess/g,
      '',
    );
    const asked = path.includes('zeppel') ? /Tess|Lantern/i : /Tess|zeppelin|Lantern|letter of May|Bring/i;
    assert.not.match(text, asked, path);
  }
  assert.is(await total('zeppelin'), 0);
  assert.is(await total('author:tess'), 0);
  assert.is(await total('to:tess'), 0);
  assert.is(await total('title:lantern'), 0);
  assert.is(await total('-gangway'), 1);
  assert.is(await total(''), 4);
  assert.is((await get('/people/tess')).status, 404);
  assert.is((await get('/api/v1/documents/lantern-0a1b2c3e.post')).status, 404);
  const stats = await json('/api/v1/stats');
  assert.equal(
    [stats.documents, stats.posts, stats.comments, stats.people, stats.lastAt],
    [4, 1, 3, 2, '2010-01-02'],
  );
});

test('a word that only a removed document has is no word of the archive, and none is corrected to it', async () => {
  assert.equal((await json('/api/v1/search?q=zeppeln')).relaxed, { fuzzy: { zeppeln: 'zeppelin' } });
  await remove({ id: 'ferry-0a1b2c3d.2' });
  const answer = await json('/api/v1/search?q=zeppeln');
  assert.is(answer.totalHits, 0);
  assert.not.match(JSON.stringify(answer), 'zeppelin');
  assert.equal((await json('/api/v1/suggest?q=zeppeln')).suggestions, []);
});

test('a thread keeps its shape, with a few words in place of a removed text', async () => {
  await remove({ id: 'ferry-0a1b2c3d.2' });
  const { comments, pings } = await json('/api/v1/threads/ferry-0a1b2c3d');
  const second = comments[1];
  assert.equal(
    comments.map((comment: { id: string; parentId: string; depth: number; position: number }) => [
      comment.id,
      comment.parentId,
      comment.depth,
      comment.position,
    ]),
    [
      ['ferry-0a1b2c3d.1', null, 0, 1],
      ['ferry-0a1b2c3d.2', 'ferry-0a1b2c3d.1', 1, 2],
      ['ferry-0a1b2c3d.3', 'ferry-0a1b2c3d.2', 2, 3],
    ],
  );
  assert.equal([second.text, second.author, second.publishedAt], ['removed at request', null, null]);
  assert.is(pings.length, 1);
  const { hits } = await json('/api/v1/search?q=wet');
  assert.equal(hits[0].inReplyTo, { id: 'ferry-0a1b2c3d.2', author: null });
  assert.match(await (await get('/threads/ferry-0a1b2c3d')).text(), 'removed at request');
  assert.equal((await json('/api/v1/documents/ferry-0a1b2c3d.3')).document.inReplyTo, {
    id: 'ferry-0a1b2c3d.2',
    author: null,
  });
});

test('a removed post leaves its comments, without its title and address', async () => {
  await remove({ url: `${BLOG}/2009/lantern/` });
  const { hits, totalHits } = await json('/api/v1/search?q=wick');
  assert.equal([totalHits, hits[0].title, hits[0].thread.title], [1, null, null]);
  const { post, thread } = await json('/api/v1/threads/lantern-0a1b2c3e');
  assert.equal([post.text, post.title, thread.title], ['removed at request', null, null]);
  assert.is((await get(`/api/v1/resolve?url=${BLOG}/2009/lantern/`)).status, 404);
  assert.equal((await json('/api/v1/suggest?q=lant')).suggestions, []);
  assert.equal((await json('/api/v1/search?q=wick&facets=tag')).facets, { tag: {} });
  assert.is(await total('tag:light'), 0);
  assert.is(await total('tag:boats'), 4);
  assert.equal((await json('/api/v1/people/tess')).posts, 0);
});

test('a whole thread, and a comment by its address', async () => {
  await remove({ thread: 'lantern-0a1b2c3e' }, { url: `${BLOG}/2008/ferry/#comment-1` });
  assert.is((await get('/api/v1/threads/lantern-0a1b2c3e')).status, 404);
  assert.is((await get('/threads/lantern-0a1b2c3e')).status, 404);
  assert.is(await total('gangway'), 1);
  const bram = await json('/api/v1/people/bram');
  assert.equal([bram.comments, bram.firstAt, bram.lastAt], [1, '2010-01-02', '2010-01-02']);
  assert.equal(bram.years, [{ year: 2010, count: 1 }]);
});

test('what was kept of answers is not given again, and tags do not hold any more', async () => {
  const path = '/api/v1/search?q=gangway';
  const tag = (await get(path)).headers.get('etag') ?? '';
  const again = (known: string) => served.app.request(path, { headers: { 'If-None-Match': known } });
  assert.is((await again(tag)).status, 304);
  await remove({ author: 'Bram' });
  const after = await again(tag);
  assert.is(after.status, 200);
  assert.match(await after.text(), '"totalHits":0,');
  await remove();
  assert.is(await total('gangway'), 3);
});

test('a broken list leaves what was said last, and shows where machines look', async () => {
  const refused = async () => /^antler_refused (\d)$/m.exec(await (await get('/metrics')).text())?.[1];
  await remove({ author: 'Bram' });
  assert.is(await refused(), '0');
  writeFileSync(join(served.dataFolder, 'suppressed.jsonl'), 'no rule\n');
  await served.live.reload();
  assert.is(await refused(), '1');
  assert.is(await total('gangway'), 0);
});

test('a rule that means nothing does no harm', async () => {
  await remove(
    { id: 'nobody' },
    { author: 'Nobody' },
    { url: 'http://nowhere.example/' },
    { thread: 'none' },
  );
  assert.is(await total(''), 6);
});

test.run();
