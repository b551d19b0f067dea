// The routes of the API and the pages over a small snapshot, asked without a network.
import * as cheerio from 'cheerio';
import * as assert from 'uvu/assert';
import { defaultRequest } from '../../index/search.ts';
import type { Thread } from '../../scraper/model.ts';
import { writeCursor } from '../../src/answers/search-cursor.ts';
import {
  documentAnswerSchema,
  problemSchema,
  searchAnswerSchema,
  statsSchema,
  threadAnswerSchema,
} from '../../src/http/schemas.ts';
import { type ServedArchive, serveThreads } from '../support/served-archive.ts';
import { suite } from '../support/suite.ts';
import { makeComment, makePost, makeThread } from '../support/threads.ts';

const test = suite('routes over a snapshot');

/** A post by Ada, replies three deep, a pingback; `number` makes it one of many. */
function teaThread(number: number): Thread {
  return makeThread({
    id: `tea-${number}`,
    url: `http://teahouse.example/tea-${number}/`,
    site: 'The Teahouse',
    post: makePost({
      title: `Tea and rain, part ${number}`,
      author: 'Ada',
      text: `It rained on day ${number}.`,
      publishedAt: `2009-06-${String(number).padStart(2, '0')}`,
      datePrecision: 'day',
      tags: ['weather'],
    }),
    comments: [
      makeComment({
        id: '1',
        author: 'Bo',
        text: 'Still does rain.',
        url: `http://teahouse.example/tea-${number}/#comment-1`,
      }),
      makeComment({ id: '2', author: 'Ada', text: 'So it does.', parentId: '1' }),
      makeComment({ id: '3', author: null, text: 'Rain, rain, rain.', parentId: '2' }),
      makeComment({ id: '4', kind: 'pingback', author: 'Elsewhere', text: 'Rain here too.' }),
    ],
  });
}

const THREADS = Array.from({ length: 25 }, (_, index) => teaThread(index + 1));
let served: ServedArchive;

test.before(async () => {
  served = await serveThreads(THREADS);
});
test.after(() => served.close());

const get = (path: string, headers: Record<string, string> = {}) => served.app.request(path, { headers });
// biome-ignore lint/suspicious/noExplicitAny: answers are held against their schemas first
const json = async (path: string): Promise<any> => (await get(path)).json();

test('answers have the shapes that the API describes', async () => {
  searchAnswerSchema.parse(await json('/api/v1/search?q=rain&facets=author,type,year,tag&histogram=month'));
  searchAnswerSchema.parse(await json('/api/v1/search?group=none&sort=newest'));
  documentAnswerSchema.parse(await json('/api/v1/documents/tea-1.2?include=ancestors,replies'));
  threadAnswerSchema.parse(await json('/api/v1/threads/tea-1?q=rain'));
  statsSchema.parse(await json('/api/v1/stats'));
  problemSchema.parse(await json('/api/v1/search?limit=x'));
});

test('gives a document with its ancestors from the post down, and its direct replies', async () => {
  const { document, ancestors, replies } = await json('/api/v1/documents/tea-1.2?include=ancestors,replies');
  assert.is(document.text, 'So it does.');
  assert.is(document.thread.position, 2);
  assert.is(document.inReplyTo.author.name, 'Bo');
  assert.equal(
    ancestors.map(({ id }: { id: string }) => id),
    ['tea-1.post', 'tea-1.1'],
  );
  assert.equal(
    replies.map(({ id }: { id: string }) => id),
    ['tea-1.3'],
  );
  const alone = await json('/api/v1/documents/tea-1.2');
  assert.equal(alone, { document, ancestors: [], replies: [] });
});

test('knows no document of a ping, a nonsense id or a thread', async () => {
  for (const id of [
    'tea-1.4',
    'tea-1',
    'nope',
    '%00',
    '..%2f..%2fetc%2fpasswd',
    '%F0%9F%98%80',
    'x'.repeat(3_000),
  ]) {
    assert.is((await get(`/api/v1/documents/${id}`)).status, 404, id.slice(0, 40));
    if (id !== 'tea-1') assert.is((await get(`/api/v1/threads/${id}`)).status, 404, id.slice(0, 40));
    if (id !== 'tea-1') assert.is((await get(`/threads/${id}`)).status, 404, id.slice(0, 40));
  }
  assert.is((await get('/threads/%ff')).status, 404);
});

test('gives a thread in reading order with parents and depths, pings apart, and the hits inside', async () => {
  const { thread, post, comments, pings, hits } = await json('/api/v1/threads/tea-1?q=rain');
  assert.is(thread.commentCount, 3);
  assert.is(post.id, 'tea-1.post');
  assert.equal(
    comments.map(({ id, parentId, depth, position }: Record<string, unknown>) => [
      id,
      parentId,
      depth,
      position,
    ]),
    [
      ['tea-1.1', null, 0, 1],
      ['tea-1.2', 'tea-1.1', 1, 2],
      ['tea-1.3', 'tea-1.2', 2, 3],
    ],
  );
  assert.is(pings.length, 1);
  assert.equal(hits, ['tea-1.post', 'tea-1.1', 'tea-1.3']);
  assert.is((await json('/api/v1/threads/tea-1')).hits, undefined);
});

test('refuses parameters that a route does not have', async () => {
  for (const path of [
    '/api/v1/documents/tea-1.1?q=x',
    '/api/v1/threads/tea-1?limit=3',
    '/api/v1/stats?x=1',
    '/search.atom?colour=red',
  ])
    assert.is((await get(path)).status, 400, path);
});

test('answers 304 for a known version, after checking the parameters', async () => {
  for (const path of [
    '/api/v1/search?q=rain',
    '/api/v1/documents/tea-1.1',
    '/api/v1/threads/tea-1',
    '/search?q=rain',
    '/search.atom?q=rain',
    '/threads/tea-1',
    '/',
  ]) {
    const tag = (await get(path)).headers.get('etag') ?? '';
    assert.match(tag, /^W\/"[\w-]+"$/, path);
    const again = await get(path, { 'If-None-Match': `"other", ${tag}` });
    assert.is(again.status, 304, path);
    assert.is(again.headers.get('vary'), 'Accept-Encoding', path);
    assert.is(await again.text(), '');
    assert.is((await get(path, { 'If-None-Match': 'W/"other"' })).status, 200, path);
  }
  const tag = (await get('/api/v1/search?q=rain')).headers.get('etag') ?? '';
  assert.is((await get('/api/v1/search?q=rain&limit=101', { 'If-None-Match': tag })).status, 400);
  assert.is((await get('/api/v1/search?limit=20&q=rain&type=', { 'If-None-Match': tag })).status, 304);
  assert.is((await get('/api/v1/search?q=tea', { 'If-None-Match': tag })).status, 200);
});

test('answers HEAD like GET, without a body', async () => {
  for (const path of [
    '/api/v1/search?q=rain',
    '/search?q=rain',
    '/threads/tea-1',
    '/search.atom',
    '/healthz',
  ]) {
    const response = await served.app.request(path, { method: 'HEAD' });
    assert.is(response.status, 200, path);
    assert.is(await response.text(), '');
  }
});

test('compresses long answers and leaves short ones', async () => {
  const headers = { 'Accept-Encoding': 'gzip' };
  assert.is((await get('/api/v1/search?q=rain', headers)).headers.get('content-encoding'), 'gzip');
  assert.is((await get('/search?q=rain', headers)).headers.get('content-encoding'), 'gzip');
  assert.is((await get('/healthz', headers)).headers.get('content-encoding'), null);
});

test('shows the hits of the JSON on the page, in its order, with its totals', async () => {
  const answer = await json('/api/v1/search?q=rain');
  const $ = cheerio.load(await (await get('/search?q=rain')).text());
  const shown = $('.hit h2 a')
    .toArray()
    .map((link) => ($(link).attr('href') ?? '').replace('?hl=rain', ''));
  assert.equal(
    shown,
    answer.hits.map(({ url }: { url: string }) => url),
  );
  assert.match(
    $('[role=status]').text(),
    new RegExp(`${answer.totalHits} results in ${answer.totalThreads} threads`),
  );
  assert.ok($('.hit mark').length > 0);
});

test('marks the words in titles of posts, which are found by them, and not in those of comments', async () => {
  const marked = async (query: string) => {
    const $ = cheerio.load(await (await get(`/search?limit=1&q=${query}`)).text());
    return { marks: $('.hit h2 mark').text(), path: $('.hit h2 a').attr('href') ?? '' };
  };
  const post = await marked('tea+type:post');
  assert.is(post.marks, 'Tea');
  assert.match(post.path, /\?hl=tea/);
  assert.is((await marked('reain+type:post+sort:oldest')).marks, 'rain');
  assert.is((await marked('rain+type:comment')).marks, '');
  assert.match((await marked('author:ada')).path, /\?hl=author%3Aada/);
});

test('says in its heading what is shown when no words were given, and that the newest come first', async () => {
  const page = async (path: string) => cheerio.load(await (await get(path)).text());
  const all = await page('/search');
  assert.is(all('h1').text(), 'Everything in the archive');
  assert.is(all('.sorts [aria-current]').text(), 'Newest');
  assert.not.match(all('.sorts').text(), /Best match/);
  assert.is((await page('/search?author=bo&from=2009'))('h1').text(), 'Everything: by bo, from 2009');
  assert.is((await page('/search?q=rain'))('.sorts [aria-current]').text(), 'Best match');
});

test('counts in facet links what they lead to', async () => {
  const $ = cheerio.load(await (await get('/search?q=rain')).text());
  const links = $('.facets li').toArray();
  assert.ok(links.length >= 4);
  for (const item of links) {
    const path = $(item).find('a').attr('href') ?? '';
    const count = Number($(item).find('.count').text());
    assert.is((await json(path.replace('/search', '/api/v1/search'))).totalHits, count, path);
  }
});

test('walks all pages by their links', async () => {
  const seen: string[] = [];
  for (let path: string | undefined = '/search?limit=4&q=rain'; path !== undefined; ) {
    const $: cheerio.CheerioAPI = cheerio.load(await (await get(path)).text());
    seen.push(
      ...$('.hit h2 a')
        .toArray()
        .map((link) => $(link).attr('href') ?? ''),
    );
    assert.is($('.pager [aria-current=page]').length, 1);
    path = $('.pager a[rel=next]').attr('href');
  }
  assert.is(seen.length, 25);
  assert.is(new Set(seen).size, 25);
});

test('tells readers of bad parameters and ignores unknown ones', async () => {
  const page = await get('/search?q=rain&limit=999&colour=red&from=soon');
  assert.is(page.status, 200);
  const notice = cheerio
    .load(await page.text())('.notice')
    .text();
  assert.match(notice, /"999" is no value for "limit"/);
  assert.match(notice, /"soon" is no value for "from"/);
  assert.not.match(notice, /colour/);
});

test('keeps filters in the form and lets each be taken away', async () => {
  const $ = cheerio.load(
    await (await get('/search?q=rain&author=bo&from=2009&type=comment&tag=weather')).text(),
  );
  assert.is($('input[name=author]').val(), 'bo');
  assert.is($('input[name=type]:checked').val(), 'comment');
  assert.is($('input[type=hidden][name=tag]').val(), 'weather');
  assert.ok($('details.filters').is('[open]'));
  const without = $('.chips a')
    .toArray()
    .map((link) => $(link).attr('href'));
  assert.equal(without, [
    '/search?q=rain&author=bo&from=2009&tag=weather',
    '/search?q=rain&type=comment&from=2009&tag=weather',
    '/search?q=rain&type=comment&author=bo&tag=weather',
    '/search?q=rain&type=comment&author=bo&from=2009',
  ]);
});

test('shows the parts of a query beside the filters, each to be taken away', async () => {
  const path = `/search?${new URLSearchParams({ q: 'still -tea "does rain" by:bo', type: 'comment' })}`;
  const $ = cheerio.load(await (await get(path)).text());
  const chips = $('.chips li').toArray();
  assert.equal(
    chips.map((chip) => $(chip).find('bdi').text()),
    ['without tea', 'exactly "does rain"', 'by bo', 'comments only'],
  );
  const without = $('.chips a').eq(1).attr('href') ?? '';
  assert.is(new URL(without, 'http://x').searchParams.get('q'), 'still -tea author:bo');
  assert.is($('.chips a').eq(1).attr('aria-label'), 'Remove: exactly "does rain"');
});

test('has a useful page when nothing is found, and one past the end', async () => {
  const empty = cheerio.load(await (await get('/search?q=zzzqqq&author=bo')).text());
  assert.match(empty('.nothing').text(), /without the filters/);
  assert.ok(empty('.nothing a').length >= 3);
  assert.not.match(empty('.nothing').text(), /words alone/);
  const orders = cheerio.load(await (await get('/search?q="zzzqqq rain" -tea title:drain')).text());
  const words = orders('.nothing a').filter(
    (_, link) => orders(link).text() === 'search for the words alone',
  );
  assert.is(words.attr('href'), '/search?q=zzzqqq+rain+drain');
  assert.is(cheerio.load(await (await get('/search?q=zzzqqq&offset=40')).text())('.pager').length, 0);
  const numbers = cheerio.load(await (await get('/search?q=rain&limit=0')).text())('.notice');
  assert.match(numbers.text(), /Only the numbers/);
  assert.is(numbers.find('a').attr('href'), '/search?q=rain');
  assert.match(
    cheerio
      .load(await (await get('/search?q=rain&offset=9000')).text())('.notice')
      .text(),
    /no results this far/,
  );
});

test('has examples on the home page that find something', async () => {
  const $ = cheerio.load(await (await get('/')).text());
  assert.is($('h1').text(), 'The Teahouse');
  assert.match($('.lead').text(), /25 posts and 75 comments by \d people, June 2009/);
  const examples = $('.examples a')
    .toArray()
    .map((link) => $(link).attr('href') ?? '');
  assert.ok(examples.length >= 3);
  for (const path of examples)
    assert.ok((await json(path.replace('/search', '/api/v1/search'))).totalHits > 0, path);
  assert.is($('[aria-labelledby=discussed] li').length, 8);
});

test('marks the words of a search on the thread page', async () => {
  const $ = cheerio.load(await (await get('/threads/tea-1?hl=%22it+rained%22')).text());
  assert.equal(
    $('mark')
      .toArray()
      .map((mark) => $(mark).text()),
    ['It rained'],
  );
  assert.is(cheerio.load(await (await get('/threads/tea-1')).text())('mark').length, 0);
});

test('names the one address of a page, whatever it was asked with', async () => {
  for (const [path, canonical] of [
    ['/?utm_source=x', '/'],
    ['/search?colour=red&type=&limit=20&from=2009&q=rain', '/search?q=rain&from=2009'],
    ['/threads/tea-1?hl=rain', '/threads/tea-1'],
    ['/people/bo?x=1', '/people/bo'],
    ['/on-this-day?date=2009-06-18', '/on-this-day?date=06-18'],
  ]) {
    const $ = cheerio.load(await (await get(path ?? '')).text());
    assert.equal(
      $('link[rel=canonical]')
        .toArray()
        .map((link) => $(link).attr('href')),
      [canonical],
    );
    assert.is($('link[rel=search]').attr('href'), '/opensearch.xml');
  }
  assert.match(await (await get('/robots.txt')).text(), /^User-agent: \*\nDisallow: \/$/m);
});

test('has no link to a page that does not exist', async () => {
  const seen = new Set<string>();
  for (const path of [
    '/',
    '/search?q=rain&type=comment',
    '/threads/tea-1',
    '/help',
    '/search?q=zzzqqq',
    '/nope',
  ]) {
    const $ = cheerio.load(await (await get(path)).text());
    for (const link of $('a[href^="/"], link[href^="/"], form[action]').toArray())
      seen.add($(link).attr('href') ?? $(link).attr('action') ?? '');
  }
  assert.ok(seen.size > 40);
  for (const path of seen) assert.is((await get(path)).status, 200, path);
});

test('lists documents in the feed as the JSON does with group=none', async () => {
  const answer = await json('/api/v1/search?q=rain&group=none&limit=7&offset=3');
  const feed = cheerio.load(await (await get('/search.atom?q=rain&limit=7&offset=3')).text(), { xml: true });
  const links = feed('entry > link')
    .toArray()
    .map((link) => (feed(link).attr('href') ?? '').replace(/^http:\/\/[^/]+/, ''));
  assert.equal(
    links,
    answer.hits.map(({ url }: { url: string }) => url),
  );
  assert.is(feed('opensearch\\:totalResults').text(), String(answer.totalHits));
  assert.match(await (await get('/opensearch.xml')).text(), /<ShortName>The Teahouse<.*\{searchTerms\}/s);
});

test('says 410 for a cursor of another snapshot, in the API only', async () => {
  const archive = await serveThreads(THREADS.slice(0, 2));
  const cursor = Buffer.from(JSON.stringify(['some-other-snapshot', 10_100, ''])).toString('base64url');
  assert.is((await archive.app.request(`/api/v1/search?cursor=${cursor}`)).status, 400);
  const old = writeCursor(defaultRequest('rain'), 'some-other-snapshot', 10_100);
  assert.is((await archive.app.request(`/api/v1/search?q=rain&cursor=${old}`)).status, 410);
  const page = await archive.app.request(`/search?q=rain&cursor=${old}`);
  assert.is(page.status, 200);
  assert.match(
    cheerio
      .load(await page.text())('.notice')
      .text(),
    /built anew/,
  );
  await archive.close();
});

test.run();
