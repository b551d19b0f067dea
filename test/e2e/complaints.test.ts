// What readers of comparable systems complain about, each complaint once, asked of the sample archive through the real program.
// The complaints are those of the product's description; here they are named by their themes.
import * as cheerio from 'cheerio';
import * as assert from 'uvu/assert';
import { z } from 'zod';
import { runProgram } from '../support/program.ts';
import { type ServedSample, serveSample } from '../support/served-sample.ts';
import { suite } from '../support/suite.ts';

const test = suite('complaints');

const person = z.object({ name: z.string(), slug: z.string() }).nullable();
const hit = z.object({
  id: z.string(),
  type: z.enum(['post', 'comment']),
  url: z.string(),
  originalUrl: z.string().nullable(),
  title: z.string().nullable(),
  author: person,
  publishedAt: z.string().nullable(),
  thread: z.object({ id: z.string(), hitCount: z.number() }),
  snippet: z.object({
    html: z.string(),
    text: z.string(),
    ranges: z.array(z.tuple([z.number(), z.number()])),
  }),
});
const counts = z.record(z.string(), z.number());
const answerSchema = z.object({
  totalHits: z.number(),
  totalThreads: z.number(),
  hits: z.array(hit.extend({ more: z.array(hit).optional() })),
  facets: z.object({ type: counts.optional(), author: counts.optional(), year: counts.optional() }),
  histogram: z
    .object({ buckets: z.array(z.object({ key: z.string(), count: z.number() })), undated: z.number() })
    .nullable(),
  relaxed: z
    .object({ fuzzy: z.record(z.string(), z.string()).optional(), dropped: z.array(z.string()).optional() })
    .nullable(),
  links: z.object({ next: z.string().nullable() }),
});
type Answer = z.infer<typeof answerSchema>;
type Parameters = Readonly<Record<string, string>>;

let served: ServedSample;
test.before(async () => {
  served = await serveSample();
});
test.after(async () => {
  await served.program.stop();
});

async function get(path: string): Promise<string> {
  const response = await fetch(`${served.address}${path}`);
  assert.is(response.status, 200, path);
  return response.text();
}

async function search(q: string, parameters: Parameters = {}): Promise<Answer> {
  return read(`/api/v1/search?${new URLSearchParams({ q, ...parameters })}`);
}

async function read(path: string): Promise<Answer> {
  return answerSchema.parse(JSON.parse(await get(path)));
}

/** Every hit, page after page, as the links lead. */
async function walk(q: string, parameters: Parameters): Promise<readonly string[]> {
  const ids: string[] = [];
  for (
    let path: string | null = `/api/v1/search?${new URLSearchParams({ q, ...parameters })}`;
    path !== null;
  ) {
    const answer = await read(path);
    ids.push(...answer.hits.map(({ id }) => id));
    path = answer.links.next;
  }
  return ids;
}

const marked = ({ snippet }: Answer['hits'][number]): readonly string[] =>
  snippet.ranges.map(([from, to]) => snippet.text.slice(from, to));

const sum = (values: Readonly<Record<string, number>> | undefined): number =>
  Object.values(values ?? {}).reduce((total, count) => total + count, 0);

test('find one person’s comments: a name alone is a query, and paging reaches the last of them', async () => {
  const { totalHits, hits } = await search('author:"Mrs. Penhallow"', { group: 'none', type: 'comment' });
  assert.ok(totalHits > 10);
  const slug = hits[0]?.author?.slug ?? '';
  for (const q of [`author:${slug}`, 'by:"MRS. PENHALLOW"', '@"Mrs. Penhallow"'])
    assert.is((await search(q, { type: 'comment' })).totalHits, totalHits, q);
  const all = await walk('author:"Mrs. Penhallow"', { group: 'none', type: 'comment', limit: '3' });
  assert.is(all.length, totalHits);
  assert.is(new Set(all).size, totalHits);
});

test('find one person’s comments: who is known by a slug is counted as what the search finds', async () => {
  const { hits } = await search('author:bosun_tom', { limit: '1', group: 'none' });
  const slug = hits[0]?.author?.slug ?? '';
  const { posts, comments } = z
    .object({ posts: z.number(), comments: z.number() })
    .parse(JSON.parse(await get(`/api/v1/people/${slug}`)));
  assert.is((await search(`author:${slug} type:comment`)).totalHits, comments);
  assert.is((await search(`author:${slug} type:post`)).totalHits, posts);
});

test('quotes mean exact: this order, these forms, in posts and comments, and the mark agrees', async () => {
  const { totalHits, hits } = await search('"seven minutes"', { group: 'none', limit: '100' });
  assert.is(new Set(hits.map(({ type }) => type)).size, 2);
  assert.is(hits.length, totalHits);
  for (const found of hits) {
    const isTitle = /seven minutes/i.test(found.title ?? '') && found.type === 'post';
    assert.ok(isTitle || marked(found).some((text) => /^seven minutes$/i.test(text)), found.snippet.html);
    assert.ok(
      marked(found).every((text) => /^seven\W+minutes$/i.test(text)),
      found.snippet.html,
    );
  }
  assert.is((await search('"minutes seven"')).totalHits, 0);
  const oneForm = await search('"gulls"', { group: 'none', limit: '100' });
  assert.ok(oneForm.totalHits < (await search('gulls', { group: 'none' })).totalHits);
  assert.ok(oneForm.hits.every((found) => marked(found).every((text) => text.toLowerCase() === 'gulls')));
  assert.is((await search('"footbrige"')).relaxed, null);
});

test('too fuzzy: no word that is in the archive is taken for another', async () => {
  for (const q of ['gull', 'bell', 'tide', 'ferry winch', 'no', 'peas']) {
    assert.is((await search(q)).relaxed?.fuzzy, undefined, q);
  }
  assert.is((await search('author:bosun_tim')).totalHits, 0);
});

test('too strict: a slip is forgiven, words nothing has together are dropped, and the answer says so', async () => {
  const slip = await search('footbrige');
  assert.ok(slip.totalHits > 0);
  assert.equal(slip.relaxed, { fuzzy: { footbrige: 'footbridge' } });
  const dropped = await search('umbrella jellyfish vuvuzela');
  assert.ok(dropped.totalHits > 0);
  assert.ok((dropped.relaxed?.dropped ?? []).length > 0);
  assert.is((await search('umbrella jellyfish vuvuzela', { match: 'all' })).totalHits, 0);
  assert.is((await search('footbrige', { typo: 'off' })).totalHits, 0);
  const page = cheerio.load(await get('/search?q=footbrige'));
  assert.match(page('main').text(), /footbrige.*footbridge/s);
});

test('one path: page, API, feed and command line agree on a phrase', async () => {
  const q = '"half a tone flat"';
  const { totalHits, hits } = await search(q, { group: 'none' });
  assert.ok(totalHits > 0);
  const urls = hits.map(({ url }) => url);
  const page = cheerio.load(await get(`/search?${new URLSearchParams({ q, group: 'none' })}`));
  const links = page('.hit h2 a').toArray();
  assert.equal(
    links.map((link) => (page(link).attr('href') ?? '').replace(/\?hl=[^#]*/, '')),
    urls,
  );
  const feed = cheerio.load(await get(`/search.atom?${new URLSearchParams({ q })}`), { xml: true });
  assert.equal(
    feed('entry > link')
      .toArray()
      .map((link) => (feed(link).attr('href') ?? '').replace(served.address, '')),
    urls,
  );
  const told = await runProgram(['search', q, '--group', 'none', '--json', '--data', served.data]);
  assert.equal(
    answerSchema.parse(JSON.parse(told.stdout)).hits.map(({ url }) => url),
    urls,
  );
});

test('one thread swamps the list: its hits are one entry, with up to three more inside', async () => {
  const alone = await search('raft', { group: 'none', limit: '100' });
  const { hits, totalHits, totalThreads } = await search('raft', { limit: '100' });
  assert.ok(alone.hits.filter((found) => found.thread.id === alone.hits[0]?.thread.id).length > 3);
  assert.is(totalHits, alone.totalHits);
  assert.is(hits.length, totalThreads);
  assert.is(new Set(hits.map(({ thread }) => thread.id)).size, totalThreads);
  for (const { thread, more } of hits) assert.is(1 + (more?.length ?? 0), Math.min(4, thread.hitCount));
});

test('one thread swamps the list: a title that was asked for gives its post', async () => {
  for (const title of ['Found: one tuba', 'The vote', 'A gull called Gerald', 'the clock is right']) {
    const [best] = (await search(title)).hits;
    assert.is(best?.type, 'post', title);
    assert.is(best?.title?.toLowerCase(), title.toLowerCase());
    assert.not.match(best?.url ?? '', /#/);
  }
});

test('counts wobble: totals, facets, histogram and all pages agree', async () => {
  for (const q of ['ferry', 'author:nell', '"the bell"', 'bridge OR ferry -tuba', '']) {
    const counted = await search(q, { limit: '0', facets: 'type,year', histogram: 'month' });
    assert.is(sum(counted.facets.type), counted.totalHits, q);
    const dated = counted.histogram?.buckets.reduce((total, { count }) => total + count, 0) ?? 0;
    assert.is(dated + (counted.histogram?.undated ?? 0), counted.totalHits, q);
    assert.is(sum(counted.facets.year), dated, q);
    for (const group of ['thread', 'none']) {
      const ids = await walk(q, { group, limit: '40' });
      assert.is(ids.length, group === 'thread' ? counted.totalThreads : counted.totalHits, q);
      assert.is(new Set(ids).size, ids.length, q);
    }
  }
});

test('when was it: hits by month, and each month leads to as many', async () => {
  const { histogram } = await search('ferry', { limit: '0', histogram: 'month' });
  assert.ok((histogram?.buckets.length ?? 0) > 6);
  for (const { key, count } of histogram?.buckets ?? []) {
    const inMonth = await search('ferry', { from: key, until: key, limit: '100', group: 'none' });
    assert.is(inMonth.totalHits, count, key);
    assert.ok(inMonth.hits.every(({ publishedAt }) => publishedAt?.startsWith(key)));
    assert.is((await search(`ferry on:${key}`)).totalHits, count, key);
  }
});

test('links that land: every hit’s address is on a page that has its element', async () => {
  const { hits } = await search('ferry', { group: 'none', limit: '12' });
  assert.ok(hits.some(({ type }) => type === 'comment') && hits.some(({ type }) => type === 'post'));
  for (const { url, snippet, type } of hits) {
    const [path = '', fragment] = url.split('#');
    const page = cheerio.load(await get(path));
    assert.is(fragment === undefined, type === 'post', url);
    const landed = fragment === undefined ? page('main') : page(`[id="${decodeURIComponent(fragment)}"]`);
    assert.is(landed.length, 1, url);
    const [from = 0, to = 0] = snippet.ranges[0] ?? [];
    assert.ok(landed.text().includes(snippet.text.slice(from, to)), url);
  }
});

test('links that land: the words are marked where a hit’s link leads', async () => {
  const page = cheerio.load(await get('/search?q=jellyfish+arrested'));
  const path = page('.hit h2 a').attr('href') ?? '';
  const landed = cheerio.load(await get(path.replace(/#.*$/, '')));
  const element = landed(`[id="${path.replace(/^.*#/, '')}"]`);
  assert.match(element.find('mark').text(), /jellyfish/);
});

test('links that land: the address a thing once had leads to it', async () => {
  const { hits } = await search('ferry', { group: 'none', limit: '12' });
  const known = hits.filter(({ originalUrl }) => originalUrl !== null);
  assert.ok(known.length > 5);
  for (const { id, originalUrl } of known) {
    const query = new URLSearchParams({ url: originalUrl ?? '' });
    const { matches } = z
      .object({ matches: z.array(z.object({ id: z.string() })) })
      .parse(JSON.parse(await get(`/api/v1/resolve?${query}`)));
    assert.equal(
      matches.map((match) => match.id),
      [id],
      originalUrl ?? '',
    );
  }
});

test('silently broken: what is built is what the pages print, and a count that is short is told', async () => {
  const told = await runProgram(['status', '--json', '--data', served.data]);
  assert.is(told.code, 0, told.stderr);
  const everything = await search('', { limit: '0', facets: 'type' });
  const read = z.object({ posts: z.number(), comments: z.number() });
  const { catalog } = z.object({ catalog: z.object({ counts: read }) }).parse(JSON.parse(told.stdout));
  assert.equal(everything.facets.type, { comment: catalog.counts.comments, post: catalog.counts.posts });
});

test('blocking, memory: a query of any length and shape is answered soon, and others are answered meanwhile', async () => {
  const hostile = [
    '('.repeat(2000),
    'a* OR '.repeat(300),
    '"a b" '.repeat(300),
    '~'.repeat(2000),
    'e~ '.repeat(600),
  ];
  const started = performance.now();
  const answers = Promise.all(hostile.map((q) => search(q)));
  const alive = await fetch(`${served.address}/healthz`);
  const aliveAfterMs = performance.now() - started;
  assert.is(alive.status, 200);
  await answers;
  const allAfterMs = performance.now() - started;
  assert.ok(aliveAfterMs < 2000 && allAfterMs < 20_000, `${aliveAfterMs} ms, ${allAfterMs} ms`);
});

test.run();
