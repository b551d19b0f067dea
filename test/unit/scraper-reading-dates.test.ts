// Dates in prose and attributes, in many languages.
import * as assert from 'uvu/assert';
import { learnOrder, settleByTime } from '../../scraper/reading/dates/date-order.ts';
import { dateOfEpoch, findDate } from '../../scraper/reading/dates/dates.ts';
import { suite } from '../support/suite.ts';

const test = suite('dates');

const prose: readonly (readonly [text: string, language: string, iso: string])[] = [
  ['June 18th, 2009 at 9:02 pm', 'en', '2009-06-18T21:02'],
  ['On January 18th, 2008 2:52 am NAME replied:', 'en', '2008-01-18T02:52'],
  ['at 07:32 PM on June 3, 2009', 'en', '2009-06-03T19:32'],
  ['March 11, 2013 @ 12:05 am', 'en', '2013-03-11T00:05'],
  ['Mon Jan 12 13:14:15 PST 2009', 'en', '2009-01-12T13:14:15-08:00'],
  ['3. Dezember 2007 um 8:54 Uhr', 'de', '2007-12-03T08:54'],
  ['le 12 mars 2009 à 13 h 47', 'fr', '2009-03-12T13:47'],
  ['1er août 2011', 'fr', '2011-08-01'],
  ['12 de marzo de 2009 a las 13:47', 'es', '2009-03-12T13:47'],
  ['12 marzo 2009 alle 13:47', 'it', '2009-03-12T13:47'],
  ['12 de março de 2009 às 13:47', 'pt', '2009-03-12T13:47'],
  ['12 maart 2009 om 13:47', 'nl', '2009-03-12T13:47'],
  ['12 października 2009 o 9:05', 'pl', '2009-10-12T09:05'],
  ['3 listopada 2009', 'pl', '2009-11-03'],
  ['3 listopada 2009', 'hr', '2009-10-03'],
  ['12 мая 2009 в 13:47', 'ru', '2009-05-12T13:47'],
  ['16 Ağustos 2011 18:07', 'tr', '2011-08-16T18:07'],
  ['2005年04月29日 18:32', 'ja', '2005-04-29T18:32'],
  ['27.07.2008, 20:36', 'pl', '2008-07-27T20:36'],
  ['7/26/07, 12:07 AM', 'en', '2007-07-26T00:07'],
  ['发表于 2014-5-1 10:02:11', 'zh', '2014-05-01T10:02:11'],
];

for (const [text, language, iso] of prose) {
  test(`reads "${text}" (${language})`, () => {
    assert.is(findDate(text, { language, order: null })?.iso, iso);
  });
}

test('keeps the offset and the seconds of a machine date', () => {
  const found = findDate('2009-06-18T14:03:00-05:00', { language: null, order: null });
  assert.equal(found, { iso: '2009-06-18T14:03:00-05:00', precision: 'second', start: 0, end: 25 });
});

test('says where the date stands, its time included', () => {
  const text = 'Comment by Kurt — 5. März 2009 @ 14:05 Uhr';
  const found = findDate(text, { language: 'de', order: null });
  assert.is(text.slice(found?.start, found?.end), '5. März 2009 @ 14:05 Uhr');
});

test('takes neither relative times nor numbers for dates', () => {
  for (const text of [
    '14 years ago',
    'version 4.1.2',
    'release 2020.1.2',
    '7/8/9 of them',
    '5 people in 2009',
    'May 2009',
    '31.02.2009',
    'tel. 555-1234',
  ]) {
    assert.is(findDate(text, { language: 'en', order: null }), null, text);
  }
});

test('reads 1/2/2009 as the page has shown, then as its language does', () => {
  assert.is(findDate('1/2/2009', { language: 'en', order: null })?.iso, '2009-01-02');
  assert.is(findDate('1/2/2009', { language: 'fr', order: null })?.iso, '2009-02-01');
  assert.is(findDate('1/2/2009', { language: 'en', order: 'day-first' })?.iso, '2009-02-01');
});

test('learns the order of day and month from a part above twelve', () => {
  assert.is(learnOrder('3/4/2009\n25/4/2009'), 'day-first');
  assert.is(learnOrder('4/3/2009\n4/25/2009'), 'month-first');
  assert.is(learnOrder('3/4/2009'), null);
});

test('learns the order from the address of the page', () => {
  assert.is(learnOrder('3/4/2009', '/2009/04/03/tides/'), 'day-first');
  assert.is(learnOrder('3/4/09', '/2009/03/tides/'), 'month-first');
  assert.is(learnOrder('3/4/2009', '/2008/03/tides/'), null);
  assert.is(learnOrder('4/4/2009', '/2009/04/04/tides/'), null);
});

test('says when the order of a date is a guess', () => {
  const hints = { language: 'en', order: null };
  assert.is(findDate('1/2/2009', hints)?.guess, 'month-first');
  assert.is(findDate('1/2/2009', { ...hints, order: 'month-first' })?.guess, undefined);
  for (const text of ['13/2/2009', '2/2/2009', '1.2.2009', '2009-02-01', '1 Feb 2009'])
    assert.is(findDate(text, hints)?.guess, undefined, text);
});

test('guessed dates of comments are read so that they follow one another', () => {
  const read = (dates: readonly string[]) =>
    settleByTime(dates.map((publishedAt) => ({ publishedAt, dateGuess: 'month-first' as const }))).map(
      ({ publishedAt }) => publishedAt,
    );
  assert.equal(read(['2009-03-04', '2009-05-04', '2009-01-05', '2009-02-06']), [
    '2009-04-03',
    '2009-04-05',
    '2009-05-01',
    '2009-06-02',
  ]);
  const rising = ['2009-01-02', '2009-02-03', '2009-02-04', '2009-03-05'];
  assert.equal(read(rising), rising);
  const neither = ['2009-03-04', '2009-05-04', '2009-01-05', '2009-01-02'];
  assert.equal(read(neither), neither);
});

test('reads a time in milliseconds and refuses implausible ones', () => {
  assert.is(dateOfEpoch(1_245_333_780_000)?.iso, '2009-06-18T14:03:00Z');
  assert.is(dateOfEpoch(1), null);
  assert.is(dateOfEpoch(Number.NaN), null);
});

test.run();
