// Old addresses over a small archive: the API, the redirects, queries that are addresses.
import * as assert from 'uvu/assert';
import type { Thread } from '../../scraper/model.ts';
import { resolveAnswerSchema, searchAnswerSchema } from '../../src/http/schemas.ts';
import { Busy, TooSlow } from '../../src/search-threads/model.ts';
import { madeApp } from '../support/made-snapshot.ts';
import { type ServedArchive, serveThreads } from '../support/served-archive.ts';
import { suite } from '../support/suite.ts';
import { makeComment, makePost, makeThread } from '../support/threads.ts';

const test = suite('GET /resolve');

const HOST = 'http://quay.example';
const THREADS: readonly Thread[] = [
  makeThread({
    id: 'ropes',
    url: `${HOST}/2009/06/ropes/`,
    addresses: [
      '//quay.example/?p=12',
      '//old.quay.example/archives/000012.html',
      '//quay.example/threads/12',
    ],
    post: makePost({ title: 'Ropes', author: 'Ada', text: 'A rope is a rope.' }),
    comments: [
      makeComment({
        id: '7',
        author: 'Bo',
        text: 'Is it?',
        url: `${HOST}/2009/06/ropes/#comment-7`,
        publishedAt: '2009-06-18',
        datePrecision: 'day',
      }),
      makeComment({ id: '8', text: 'It is.', url: `${HOST}/2009/06/ropes/comment-page-2/#comment-8` }),
      makeComment({ id: '9', text: 'Alone.', url: `${HOST}/messages/9` }),
      makeComment({ id: '10', text: 'Numbered.' }),
      makeComment({ id: '11', kind: 'pingback', text: 'Elsewhere.', url: 'http://elsewhere.example/' }),
    ],
  }),
  makeThread({ id: 'one', url: 'http://one.example/about/', post: makePost({ title: 'One', text: 'One.' }) }),
  makeThread({ id: 'two', url: 'http://two.example/about/', post: makePost({ title: 'Two', text: 'Two.' }) }),
  makeThread({
    id: 'lost',
    url: null,
    post: null,
    comments: [
      makeComment({ id: '1', text: 'First.', url: `${HOST}/lost/#c1` }),
      makeComment({ id: '2', text: 'Second.', url: `${HOST}/lost/#c2` }),
    ],
  }),
  makeThread({ id: 'bare', addresses: ['/2001/bare/'], post: makePost({ title: 'Bare', text: 'Bare.' }) }),
];

let served: ServedArchive;
test.before(async () => {
  served = await serveThreads(THREADS);
});
test.after(() => served.close());

const get = (path: string) => served.app.request(path);
const ask = (url: string) => get(`/api/v1/resolve?${new URLSearchParams({ url })}`);
async function idsAt(url: string): Promise<readonly string[]> {
  const response = await ask(url);
  if (response.status === 404) return [];
  const answer = resolveAnswerSchema.parse(await response.json());
  assert.is(answer.url, url);
  return answer.matches.map(({ id }) => id);
}

test('every way to write an address of the archive leads to its document', async () => {
  for (const [url, id] of [
    ['http://quay.example/2009/06/ropes/', 'ropes.post'],
    ['https://www.quay.example/2009/06/ropes?utm_source=x', 'ropes.post'],
    ['http://quay.example/?p=12', 'ropes.post'],
    ['http://quay.example/index.php?p=12#comment-8', 'ropes.8'],
    ['https://old.quay.example/archives/000012.html', 'ropes.post'],
    ['http://quay.example/2009/06/ropes/#comment-7', 'ropes.7'],
    ['http://quay.example/2009/06/ropes/comment-page-3/#div-comment-8', 'ropes.8'],
    ['http://quay.example/2009/06/ropes/#respond', 'ropes.post'],
    ['http://quay.example/messages/9', 'ropes.9'],
    ['http://quay.example/2009/06/ropes/#comment-10', 'ropes.10'],
    ['http://web.archive.org/web/2011/http://quay.example/2009/06/ropes/#comment-7', 'ropes.7'],
    ['/2009/06/ropes/', 'ropes.post'],
    ['http://quay.example/lost/', 'lost.1'],
    ['http://quay.example/lost/#c2', 'lost.2'],
    ['http://any.example/2001/bare/', 'bare.post'],
    ['http://search.example/threads/ropes', 'ropes.post'],
    ['/threads/ropes?hl=rope#c-8', 'ropes.8'],
  ] as const)
    assert.equal(await idsAt(url), [id], url);
});

test('addresses of nobody are 404, none at all is 400', async () => {
  for (const url of [
    'http://nowhere.example/2009/06/ropes/',
    'http://quay.example/2009/06/',
    'http://quay.example/',
    'http://elsewhere.example/',
    'words',
    'http://quay.example/threads/nope',
  ])
    assert.equal(await idsAt(url), [], url);
  assert.is((await get('/api/v1/resolve')).status, 400);
  assert.is((await get('/api/v1/resolve?url=a&url=b')).status, 400);
});

test('the page redirects to the one document, lets choose between several, and says when there is none', async () => {
  const one = await get(`/resolve?${new URLSearchParams({ url: `${HOST}/?p=12#comment-7` })}`);
  assert.is(one.status, 301);
  assert.is(one.headers.get('location'), '/threads/ropes?at=c-7#c-7');
  const several = await get('/resolve?url=/about/');
  assert.is(several.status, 200);
  const html = await several.text();
  for (const path of ['/threads/one', '/threads/two']) assert.ok(html.includes(`href="${path}"`), path);
  assert.is((await get('/resolve?url=http://nowhere.example/')).status, 404);
  assert.is((await get('/resolve')).status, 200);
});

test('old paths on this server lead to their documents, others stay missing', async () => {
  const old = await get('/2009/06/ropes/?utm_source=x');
  assert.is(old.status, 301);
  assert.is(old.headers.get('location'), '/threads/ropes');
  assert.is((await get('/about/')).headers.get('location'), '/resolve?url=%2Fabout%2F');
  assert.is((await get('/threads/12')).headers.get('location'), '/threads/ropes');
  assert.is((await get('/threads/13')).status, 404);
  assert.is((await get('/?p=12')).headers.get('location'), '/threads/ropes');
  for (const home of ['/?p=13', '/?utm_source=x', '/']) assert.is((await get(home)).status, 200, home);
  assert.is((await get('/2009/07/')).status, 404);
  assert.is((await get('/api/v1/2009/06/ropes/')).status, 404);
});

test('an old path is not called unknown while nobody can tell', async () => {
  for (const [failure, status] of [
    [new Busy('full'), 503],
    [new TooSlow('late'), 503],
    [new Error('disk'), 500],
  ] as const) {
    const { app } = madeApp(() => Promise.reject(failure));
    const response = await app.request('/2009/06/ropes/');
    assert.is(response.status, status);
    assert.is(response.headers.has('retry-after'), status === 503);
  }
});

test('a query that is an address finds its page, and thread: takes any address', async () => {
  const find = async (q: string) => {
    const response = await get(`/api/v1/search?${new URLSearchParams({ q, group: 'none' })}`);
    const { hits, interpreted } = searchAnswerSchema.parse(await response.json());
    return { ids: hits.map(({ id }) => id), interpreted };
  };
  assert.equal(await find('https://www.quay.example/?p=12'), {
    ids: ['ropes.post'],
    interpreted: 'thread:ropes AND type:post',
  });
  assert.equal((await find(`${HOST}/2009/06/ropes/#comment-7`)).ids, ['ropes.7']);
  assert.equal((await find('thread:http://quay.example/?p=12 type:post')).ids, ['ropes.post']);
  assert.equal((await find('-thread:http://quay.example/?p=12 bare')).ids, ['bare.post']);
  assert.equal((await find('http://nowhere.example/ropes')).ids, []);
  const response = await get(
    `/api/v1/search?${new URLSearchParams({ thread: `${HOST}/?p=12`, type: 'post' })}`,
  );
  assert.equal(searchAnswerSchema.parse(await response.json()).totalHits, 1);
});

test.run();
