// Law of the date filters: what they find is what one who compares days as written finds, whatever the precision.
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { SearchRequest } from '../../index/model.ts';
import type { Snapshot } from '../../index/snapshot/model.ts';
import { hitIds, openSampleSnapshot, searchFor } from '../support/search-samples.ts';
import { suite } from '../support/suite.ts';
import { makePost, makeThread } from '../support/threads.ts';

const test = suite('dates that are asked for');

/** Days and times around the edges of years, months and days, in several zones; the year 50 and one that was a leap year. */
const WRITTEN = [
  null,
  '2007',
  '2008',
  '2009',
  '2008-02',
  '2008-11',
  '2008-12',
  '2009-01',
  '2008-02-28',
  '2008-02-29',
  '2008-03-01',
  '2008-11-30',
  '2008-12-01',
  '2008-12-31',
  '2009-01-01',
  '2008-12-31T23:30:00-05:00',
  '2009-01-01T00:30:00+13:00',
  '2008-11-30T23:59:59Z',
  '2008-12-01T00:00:00Z',
  '2008-12-31T23:59',
  '0050-03-01',
] as const;

const THREADS = WRITTEN.map((publishedAt, number) =>
  makeThread({ id: `dated-${number}-00000000`, post: makePost({ text: 'rain', publishedAt }) }),
);

let snapshot: Snapshot;
test.before(async () => {
  snapshot = await openSampleSnapshot(THREADS);
});
test.after(() => snapshot.close());

const anyDate = fc.constantFrom(
  '0050',
  '2007',
  '2008',
  '2009',
  '2010',
  '2008-02',
  '2008-11',
  '2008-12',
  '2009-01',
  '2008-02-28',
  '2008-02-29',
  '2008-11-30',
  '2008-12-01',
  '2008-12-31',
  '2009-01-01',
);

/** First and last day that a written date may mean, its own zone's: text compares as days do. */
function daysOf(written: string): readonly [first: string, last: string] {
  const [year = '', month = '', day = ''] = written.slice(0, 10).split('-');
  if (month === '') return [`${year}-01-01`, `${year}-12-31`];
  const last = new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate();
  return day === ''
    ? [`${year}-${month}-01`, `${year}-${month}-${last}`]
    : [written.slice(0, 10), written.slice(0, 10)];
}

/** What must be found: documents whose whole span lies in the days asked for. */
function within(from: string | null, until: string | null): readonly number[] {
  return WRITTEN.flatMap((written, number) => {
    if (written === null) return [];
    const [first, last] = daysOf(written);
    return (from === null || first >= from) && (until === null || last <= until) ? [number] : [];
  });
}

async function found(q: string, fields: Partial<SearchRequest> = {}): Promise<readonly number[]> {
  const answer = await searchFor(snapshot, q, { ...fields, limit: 100, group: 'none' });
  assert.equal(answer.warnings, [], q);
  return hitIds(answer)
    .map((id) => Number(id.split('-')[1]))
    .sort((a, b) => a - b);
}

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

const RUNS = { numRuns: 300 };

test('after, before, on and year find what lies in them as a whole', () =>
  fc.assert(
    fc.asyncProperty(anyDate, fc.constantFrom('rain ', ''), async (date, words) => {
      const [first, last] = daysOf(date);
      assert.equal(await found(`${words}after:${date}`), within(first, null));
      assert.equal(await found(`${words}before:${date}`), within(null, dayBefore(first)));
      assert.equal(await found(`${words}on:${date}`), within(first, last));
      if (date.length === 4) assert.equal(await found(`${words}year:${date}`), within(first, last));
    }),
    RUNS,
  ));

test('ranges hold both ends, open or not, in the query as in the parameters', () =>
  fc.assert(
    fc.asyncProperty(anyDate, anyDate, async (one, other) => {
      const [a, b] = daysOf(one)[0] <= daysOf(other)[1] ? [one, other] : [other, one];
      const [from, until] = [daysOf(a)[0], daysOf(b)[1]];
      assert.equal(await found(`date:${a}..${b}`), within(from, until));
      assert.equal(await found('', { from: a, until: b }), within(from, until));
      assert.equal(await found(`date:${a}..`), within(from, null));
      assert.equal(await found('rain', { from: a }), within(from, null));
      assert.equal(await found(`date:..${b}`), within(null, until));
      assert.equal(await found('rain', { until: b }), within(null, until));
    }),
    RUNS,
  ));

test('what is left out has no date in the span, or none at all', () =>
  fc.assert(
    fc.asyncProperty(anyDate, async (date) => {
      const inside = new Set(within(...daysOf(date)));
      const outside = WRITTEN.map((_, number) => number).filter((number) => !inside.has(number));
      assert.equal(await found(`-on:${date}`), outside);
    }),
    RUNS,
  ));

test.run();
