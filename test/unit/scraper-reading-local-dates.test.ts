// Dates stated as local time and as an instant: the zone follows from both.
import * as assert from 'uvu/assert';
import { localDateOfEpoch } from '../../scraper/reading/dates/local-dates.ts';
import { suite } from '../support/suite.ts';

const test = suite('local dates');

const at = Date.parse('2007-10-24T01:01:00Z');
const read = (printed: string, epochMs = at, language = 'en') =>
  localDateOfEpoch(epochMs, printed, { language, order: null })?.iso;

test('gives the printed day with the offset that the instant tells', () => {
  assert.is(read('October 23, 2007 at 10:01 PM'), '2007-10-23T22:01:00-03:00');
  assert.is(read('24. Oktober 2007 um 03:01', at, 'de'), '2007-10-24T03:01:00+02:00');
  assert.is(read('October 24, 2007 6:31 AM'), '2007-10-24T06:31:00+05:30');
});

test('keeps the seconds of the instant', () => {
  assert.is(
    read('February 2, 2014 at 8:15 AM', Date.parse('2014-02-02T16:15:22.281Z')),
    '2014-02-02T08:15:22-08:00',
  );
});

test('reads day and month in the order that agrees with the instant', () => {
  const instant = Date.parse('2010-02-01T12:00:00Z');
  assert.is(read('1/2/2010 12:00 PM', instant), '2010-02-01T12:00:00+00:00');
  assert.is(read('2/1/2010 12:00 PM', instant), '2010-02-01T12:00:00+00:00');
});

test('takes the instant alone when the printed text is no date or another one', () => {
  assert.is(read('le mardi'), '2007-10-24T01:01:00Z');
  assert.is(read('October 23, 2009 at 10:01 PM'), '2007-10-24T01:01:00Z');
});

test('takes the day of a time that stands alone from the instant', () => {
  assert.is(read('10:01 PM'), '2007-10-23T22:01:00-03:00');
  assert.is(read('03:01'), '2007-10-24T03:01:00+02:00');
  assert.is(read('2:01 PM'), '2007-10-24T14:01:00+13:00');
  assert.is(read('10:07 PM'), '2007-10-24T01:01:00Z');
});

test('knows halves of the day in other words', () => {
  assert.is(read('2007年10月24日 上午9:01', at, 'zh'), '2007-10-24T09:01:00+08:00');
  assert.is(read('下午2:01', at, 'zh'), '2007-10-24T14:01:00+13:00');
  assert.is(read('24 Οκτωβρίου 2007 - 4:01 π.μ.', at, 'el'), '2007-10-24T04:01:00+03:00');
});

test('keeps a printed day that the instant does not fall on in UTC', () => {
  assert.is(read('October 23, 2007'), '2007-10-23');
  assert.is(read('October 24, 2007'), '2007-10-24T01:01:00Z');
  assert.is(read('October 2, 2007'), '2007-10-24T01:01:00Z');
});

test('is null for an instant that no page can mean', () => {
  assert.is(localDateOfEpoch(1, 'October 23, 2007', { language: null, order: null }), null);
});

test.run();
