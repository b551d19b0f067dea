// Written dates as instants and days.

import * as assert from 'uvu/assert';
import { readDate, yearAndMonth } from '../../index/packing/packed-dates.ts';
import { suite } from '../support/suite.ts';

const test = suite('dates as numbers');

const day = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;

test('spans all days that a coarse date may mean', () => {
  const spanOf = (text: string) => [readDate(text)?.firstDay, readDate(text)?.lastDay];
  assert.equal(spanOf('2008'), [day('2008-01-01'), day('2008-12-31')]);
  assert.equal(spanOf('2008-02'), [day('2008-02-01'), day('2008-02-29')]);
  assert.equal(spanOf('2008-12'), [day('2008-12-01'), day('2008-12-31')]);
  assert.equal(spanOf('2008-11-05'), [day('2008-11-05'), day('2008-11-05')]);
});

test('takes the day as written and the instant from the offset', () => {
  const date = readDate('2008-12-31T23:30:00-05:00');
  assert.is(date?.firstDay, day('2008-12-31'));
  assert.is(date?.instant, Date.parse('2009-01-01T04:30:00Z'));
  assert.is(readDate('2008-12-31T23:30')?.instant, Date.parse('2008-12-31T23:30:00Z'));
  assert.is(readDate('2008-12-31T23:30:10.25+0530')?.instant, Date.parse('2008-12-31T18:00:10Z'));
  assert.is(readDate('2008-11')?.instant, Date.parse('2008-11-01T00:00:00Z'));
});

test('is null for what is no date', () => {
  for (const text of ['', 'yesterday', '2008-13', '2009-02-29', '2008-1-1', '20081105', '2008-11-05 10:00'])
    assert.is(readDate(text), null, text);
});

test('names year and month of a day, also before 1970', () => {
  assert.equal(yearAndMonth(day('2008-02-29')), { year: 2008, month: 2 });
  assert.equal(yearAndMonth(day('1969-12-31')), { year: 1969, month: 12 });
  assert.is(readDate('0050-03-01')?.firstDay, day('0050-03-01'));
});

test.run();
