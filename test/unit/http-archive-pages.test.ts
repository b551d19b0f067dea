// The pages about the archive and its people: people, person, on this day, about.
import * as cheerio from 'cheerio';
import * as assert from 'uvu/assert';
import { peopleAnswerSchema } from '../../src/http/schemas.ts';
import { type ServedArchive, serveThreads } from '../support/served-archive.ts';
import { suite } from '../support/suite.ts';
import { makeComment, makePost, makeThread } from '../support/threads.ts';

const test = suite('pages about the archive');

const dated = (publishedAt: string) => ({ publishedAt, datePrecision: 'day' as const });
const EVIL = '<b>Rope</b> "O\'Hara" & sons';

let served: ServedArchive;
test.before(async () => {
  served = await serveThreads([
    makeThread({
      id: 'ferry',
      site: 'The Quay',
      capturedAt: '2011-02-03T00:00:00Z',
      declaredCommentCount: 5,
      post: makePost({
        title: 'The <i>ferry</i>',
        author: EVIL,
        text: 'It is late.',
        ...dated('2008-03-04'),
      }),
      comments: [
        makeComment({ id: '1', author: 'Bram', text: 'Always.', ...dated('2009-03-04') }),
        makeComment({ id: '2', author: EVIL, text: 'No.', parentId: '1', ...dated('2009-03-05') }),
        makeComment({ id: '3', author: null, text: 'Hush.' }),
      ],
    }),
    makeThread({
      id: 'pier',
      site: 'The Quay',
      post: makePost({ title: 'The pier', author: 'Bram', text: 'Leap.', ...dated('2008-02-29') }),
      comments: Array.from({ length: 60 }, (_, number) =>
        makeComment({ id: String(number), author: `Nr ${number}`, text: 'Here.' }),
      ),
    }),
    makeThread({
      id: 'lost',
      post: null,
      comments: [makeComment({ id: '1', author: 'Bram', text: 'Where?' })],
    }),
  ]);
});
test.after(() => served.close());

const get = (path: string) => served.app.request(path);
async function page(path: string) {
  const response = await get(path);
  assert.is(response.status, 200, path);
  assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
  const text = await response.text();
  assert.not.match(text, /<b>Rope|<i>ferry/);
  return cheerio.load(text);
}

test('people are listed as the API lists them, with their pages, and paged', async () => {
  const { people, total } = peopleAnswerSchema.parse(await (await get('/api/v1/people')).json());
  const first = await page('/people');
  const links = first('table a.person')
    .toArray()
    .map((at) => first(at).attr('href'));
  assert.equal(
    links,
    people.map(({ slug }) => `/people/${slug}`),
  );
  assert.match(first('[role=status]').text(), `${total} names`);
  assert.is(first('a[rel=prev]').length, 0);
  const second = await page(first('a[rel=next]').attr('href') ?? '');
  assert.is(links.length + second('table a.person').length, total);
  const found = await page('/people?q=bra&sort=name');
  assert.equal(
    found('table a.person')
      .toArray()
      .map((at) => found(at).text()),
    ['Bram'],
  );
  assert.match((await page('/people?sort=age&colour=red'))('.notice').text(), /"age" is no value for "sort"/);
});

test('a person has counts, years, exchanges, the newest and a search of their own', async () => {
  const bram = await page('/people/bram');
  assert.is(bram('h1').text(), 'Bram');
  assert.is(bram('form input[name=author]').attr('value'), 'bram');
  assert.equal(
    bram('.timeline li a')
      .toArray()
      .map((at) => bram(at).text()),
    ['2008', '2009'],
  );
  assert.is(bram('section[aria-labelledby="answered-by"] a.person').text(), EVIL);
  assert.equal(
    bram('.hits h2')
      .toArray()
      .map((at) => bram(at).text()),
    ['The <i>ferry</i>', 'The pier', 'Untitled thread'],
  );
  for (const link of bram('a[href^="/search?author=bram"]').toArray()) {
    const href = bram(link).attr('href') ?? '';
    assert.is((await get(href)).status, 200, href);
  }
  assert.is((await get('/people/nobody')).status, 404);
  const results = await page('/search?q=always');
  assert.is(results('.hit a.person').attr('href'), '/people/bram');
});

test('a day shows every year in which something was written on it', async () => {
  const day = await page('/on-this-day?date=03-04');
  assert.equal(
    day('section h2')
      .toArray()
      .filter((at) => day(at).parent().is('section'))
      .map((at) => day(at).text()),
    ['2009', '2008'],
  );
  assert.equal(
    day('.pager a')
      .toArray()
      .map((at) => day(at).attr('href')),
    ['/on-this-day?date=03-03', '/on-this-day', '/on-this-day?date=03-05'],
  );
  const ids = day('[id]')
    .toArray()
    .map((at) => day(at).attr('id'));
  assert.is(new Set(ids).size, ids.length);
  assert.match((await page('/on-this-day?date=2008-02-29')).text(), /The pier/);
  assert.match((await page('/on-this-day?date=12-24')).text(), /Nothing in this archive/);
  for (const bad of ['02-30', '13-01', 'x', '3-4'])
    assert.match((await page(`/on-this-day?date=${bad}`))('.notice').text(), /left out/, bad);
});

test('the feed of a day has its documents, an id that stays, and today as its date', async () => {
  const read = async (date: string) =>
    cheerio.load(await (await get(`/on-this-day.atom?date=${date}`)).text(), { xml: true });
  const feed = await read('03-04');
  assert.equal(
    feed('entry > title')
      .toArray()
      .map((at) => feed(at).text()),
    ['Comment on: The <i>ferry</i>', 'The <i>ferry</i>'],
  );
  const today = new Date().toISOString().slice(0, 10);
  assert.is(feed('feed > updated').text().slice(0, 10), today);
  assert.is(feed('entry > published').first().text().slice(0, 10), '2009-03-04');
  assert.is(feed('feed > id').text(), (await read('12-24'))('feed > id').text());
  assert.is((await read('12-24'))('entry').length, 0);
  assert.is((await get('/on-this-day.atom')).status, 200);
  const bad = await get('/on-this-day.atom?date=02-30');
  assert.is(bad.status, 400);
  assert.match(bad.headers.get('content-type') ?? '', /^application\/problem\+json/);
});

test('about tells what there is, when it was captured, how it was read, what is missing and whom to ask', async () => {
  const text = (await page('/about'))('main').text().replace(/\s+/g, ' ');
  for (const part of [
    '3 threads with 2 posts and 64 comments by',
    'The Quay 2 threads',
    'Captured: 3 February 2011',
    'Of 1 thread only comments were found',
    '2 comments that the pages of 1 thread count were not archived',
    '62 posts and comments without a date',
    '1 post or comment without a name',
    'How it was readA program read the archived pages',
    'should not be found any more, or are spoken of in it, ask the keepers of this archive. Name the address',
  ])
    assert.ok(text.includes(part), `${part}: ${text}`);
});

test('every page links to the others, and each of the links answers', async () => {
  const home = await page('/');
  const links = home('header a, footer a')
    .toArray()
    .map((at) => home(at).attr('href') ?? '');
  for (const path of ['/help', '/people', '/on-this-day', '/about', '/docs', '/resolve'])
    assert.ok(links.includes(path), path);
  for (const link of links) assert.is((await get(link)).status, 200, link);
});

test.run();
