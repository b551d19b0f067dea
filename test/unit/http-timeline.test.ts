// The hits over time on the results page: bars whose counts are those of the searches they lead to.
import * as cheerio from 'cheerio';
import * as assert from 'uvu/assert';
import { defaultRequest } from '../../index/search.ts';
import { searchAnswerSchema } from '../../src/http/schemas.ts';
import { timelineOf } from '../../src/pages/time-narrowings.ts';
import { sampleAnswer } from '../support/page-samples.ts';
import { type ServedArchive, serveThreads } from '../support/served-archive.ts';
import { suite } from '../support/suite.ts';
import { makeComment, makePost, makeThread } from '../support/threads.ts';

const test = suite('timelines');

const DATES = [
  '2006-11-30',
  '2007-02-01',
  '2007-02-28',
  '2009',
  '2009-03',
  '2009-03-05',
  '2009-03-09',
  '2009-06-18',
  null,
];
const PRECISIONS = { 4: 'year', 7: 'month', 10: 'day' } as const;

let served: ServedArchive;
let today = new Date('2026-06-18T23:59:00Z');
test.before(async () => {
  const comments = DATES.map((publishedAt, number) =>
    makeComment({
      id: String(number),
      author: 'Bo',
      text: 'Still does rain.',
      publishedAt,
      datePrecision: publishedAt === null ? null : PRECISIONS[publishedAt.length as 4 | 7 | 10],
    }),
  );
  const post = makePost({ title: 'Rain', author: 'Ada', publishedAt: '2006-11-01', datePrecision: 'day' });
  served = await serveThreads([makeThread({ id: 'rain', post, comments })], { now: () => today });
});
test.after(() => served.close());

const load = async (path: string) => cheerio.load(await (await served.app.request(path)).text());
async function totalOf(path: string): Promise<number> {
  const response = await served.app.request(path.replace('/search', '/api/v1/search'));
  return searchAnswerSchema.parse(await response.json()).totalHits;
}

/** Label, count and address of each bar; each count is checked to be what the address gives. */
async function barsOf(path: string) {
  const $ = await load(path);
  const bars = $('.timeline li')
    .toArray()
    .map((item) => ({
      label: $(item).children().first().text(),
      count: Number($(item).find('.count').text()),
      path: $(item).find('a').attr('href'),
    }));
  for (const bar of bars)
    if (bar.path !== undefined) assert.is(await totalOf(bar.path), bar.count, bar.path);
    else assert.is(bar.count, 0, 'only gaps lead nowhere');
  return { $, bars, shown: bars.map(({ label, count }) => `${label} ${count}`).join(', ') };
}

test('counts by year with the gaps between, and says what has no date', async () => {
  const { $, bars, shown } = await barsOf('/search?q=rain');
  assert.is(shown, '2006 2, 2007 2, 2008 0, 2009 5');
  assert.is(bars[0]?.path, '/search?q=rain&from=2006&until=2006');
  assert.match($('.timeline').text(), '1 without a date.');
  assert.is($('.timeline .wider').length, 0);
  assert.is($('.timeline [style]').length, 0);
});

test('counts by month inside a year, and leads back', async () => {
  const { $, bars, shown } = await barsOf('/search?q=rain&from=2009&until=2009');
  assert.is(shown, 'March 3, April 0, May 0, June 1');
  assert.is(bars[0]?.path, '/search?q=rain&from=2009-03&until=2009-03');
  assert.match($('.timeline').text(), '1 without a known month.');
  assert.equal(
    $('.wider a')
      .toArray()
      .map((link) => $(link).attr('href')),
    ['/search?q=rain'],
  );
});

test('counts by month when the hits are of two years, and when the query names a year', async () => {
  const { shown } = await barsOf('/search?q=rain&until=2007');
  assert.is(shown, 'Nov 2006 2, Dec 2006 0, Jan 2007 0, Feb 2007 2');
  assert.is((await barsOf('/search?q=rain+year:2009')).shown, 'March 3, April 0, May 0, June 1');
});

test('leads from a month back to its year and to all years, and keeps bounds inside a month', async () => {
  const { $, bars } = await barsOf('/search?q=rain&from=2009-03-04&until=2009-03');
  assert.is(bars[0]?.path, '/search?q=rain&from=2009-03-04&until=2009-03');
  assert.equal(
    $('.wider a')
      .toArray()
      .map((link) => `${$(link).text()} ${$(link).attr('href')}`),
    ['All of 2009 /search?q=rain&from=2009&until=2009', 'All years /search?q=rain'],
  );
});

test('shows no figure of a single month, nor of nothing', async () => {
  assert.is((await load('/search?q=rain+on:2006-11'))('.timeline').length, 0);
  assert.is((await load('/search?q=zzzqqq'))('.timeline').length, 0);
});

test('does not fill the gap to a stray date', () => {
  const answer = sampleAnswer([], { totalHits: 3, facets: { year: { '0001': 1, '2009': 1, '9999': 1 } } });
  const bars = timelineOf(answer, defaultRequest('x'))?.bars ?? [];
  assert.equal(
    bars.map(({ label }) => label),
    ['0001', '2009', '9999'],
  );
});

test('shows the archive by year on the home page, the most active people, and the day', async () => {
  const { $, shown } = await barsOf('/');
  assert.is(shown, '2006 2, 2007 2, 2008 0, 2009 5');
  assert.match($('.timeline').text(), '1 without a date.');
  assert.equal(
    $('.active li')
      .toArray()
      .map((item) => `${$(item).find('a').attr('href')} ${$(item).find('.count').text()}`),
    ['/people/bo 9', '/people/ada 1'],
  );
  assert.match($('#today').text(), 'On this day, 18 June');
  assert.equal(
    $('section[aria-labelledby=today] a')
      .toArray()
      .map((link) => $(link).attr('href')),
    ['/threads/rain#c-7', '/on-this-day?date=06-18'],
  );
});

test('has another version of the home page on another day, and no box on a day without anything', async () => {
  const tag = (await served.app.request('/')).headers.get('etag') ?? '';
  today = new Date('2026-06-19T00:00:00Z');
  const next = await served.app.request('/', { headers: { 'If-None-Match': tag } });
  assert.is(next.status, 200);
  assert.is(cheerio.load(await next.text())('#today').length, 0);
});

test.run();
