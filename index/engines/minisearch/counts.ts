// Counts what was found by author, type, year and tag, and over time. Always the whole result, never the page.
import { facetValues, histogramOf } from '../../facets.ts';
import type { FacetCounts, FacetName, Histogram, Interval } from '../../model.ts';
import { yearAndMonth } from '../../packing/packed-dates.ts';
import type { Names } from '../renamed-people-numbers.ts';
import type { Columns } from './columns.ts';
import { FLAG, NOBODY, UNDATED } from './layout.ts';
import type { PackedIndex } from './packed-index.ts';
import type { Workspace } from './workspace.ts';

/** From 1970 to 2059. */
const USUAL_DAYS = 32_768;

type Counts = Iterable<readonly [string, number]>;

/** The facets asked for, and which of them were cut. */
export function countFacets(
  { columns, workspace }: PackedIndex,
  documents: Uint32Array,
  names: readonly FacetName[],
): { readonly facets: FacetCounts; readonly facetsCut: readonly FacetName[] } {
  const facets: Partial<Record<FacetName, Readonly<Record<string, number>>>> = {};
  const facetsCut: FacetName[] = [];
  for (const name of new Set(names)) {
    const { values, isCut } = facetValues(name, COUNTERS[name](documents, columns, workspace));
    facets[name] = values;
    if (isCut) facetsCut.push(name);
  }
  return { facets, facetsCut };
}

type Counter = (documents: Uint32Array, columns: Columns, workspace: Workspace) => Counts;

const COUNTERS: Readonly<Record<FacetName, Counter>> = {
  author: countAuthors,
  type: countTypes,
  year: countYears,
  tag: countTags,
};

/** An unknown author is no value. */
function countAuthors(documents: Uint32Array, { authors, names }: Columns, workspace: Workspace): Counts {
  const counts = workspace.u32(names.length).fill(0);
  for (const ordinal of documents) {
    const author = authors[ordinal] ?? NOBODY;
    if (author !== NOBODY) counts[author] = (counts[author] ?? 0) + 1;
  }
  return namedCounts(counts, names);
}

function countTypes(documents: Uint32Array, { flags }: Columns): Counts {
  let comments = 0;
  for (const ordinal of documents) if (((flags[ordinal] ?? 0) & FLAG.comment) !== 0) comments++;
  return [
    ['post', documents.length - comments],
    ['comment', comments],
  ];
}

function countYears(documents: Uint32Array, columns: Columns): Counts {
  return countDates(documents, columns, 'year').counts;
}

/** Of the thread, as the `tag:` filter sees it: its comments count too. */
function countTags(
  documents: Uint32Array,
  { threads, threadTags, tags }: Columns,
  workspace: Workspace,
): Counts {
  const counts = workspace.u32(tags.length).fill(0);
  const { values, starts } = threadTags;
  for (const ordinal of documents) {
    const thread = threads[ordinal] ?? 0;
    const end = starts[thread + 1] ?? 0;
    for (let at = starts[thread] ?? 0; at < end; at++) {
      const tag = values[at] ?? 0;
      counts[tag] = (counts[tag] ?? 0) + 1;
    }
  }
  return namedCounts(counts, tags);
}

function* namedCounts(counts: Uint32Array, names: Names): Counts {
  for (let number = 0; number < counts.length; number++) {
    const count = counts[number] ?? 0;
    if (count > 0) yield [names.at(number), count];
  }
}

/** Documents by year or month as written. */
export function countHistogram(documents: Uint32Array, columns: Columns, interval: Interval): Histogram {
  const { counts, undated } = countDates(documents, columns, interval);
  return histogramOf(interval, counts, undated);
}

/** By year or month as written. A date that spans several buckets belongs to none, like an unknown one. */
function countDates(
  documents: Uint32Array,
  { firstDays, lastDays }: Columns,
  interval: Interval,
): { readonly counts: ReadonlyMap<string, number>; readonly undated: number } {
  // Few different days: naming their bucket once each is what makes this fast.
  const byDay = new DayCounts();
  let undated = 0;
  for (let index = 0; index < documents.length; index++) {
    const ordinal = documents[index] ?? 0;
    const day = firstDays[ordinal] ?? UNDATED;
    const isTooCoarse = interval === 'month' && (lastDays[ordinal] ?? 0) - day > 31;
    if (day === UNDATED || isTooCoarse) undated++;
    else byDay.add(day);
  }
  const counts = new Map<string, number>();
  for (const [day, count] of byDay.entries()) {
    const key = bucketKey(day, interval);
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  return { counts, undated };
}

function bucketKey(day: number, interval: Interval): string {
  const { year, month } = yearAndMonth(day);
  const yearKey = String(year).padStart(4, '0');
  return interval === 'year' ? yearKey : `${yearKey}-${String(month).padStart(2, '0')}`;
}

/** Days of one lifetime of the web in an array, the others in a table. */
class DayCounts {
  readonly #usual = new Uint32Array(USUAL_DAYS);
  readonly #others = new Map<number, number>();

  add(day: number): void {
    if (day >= 0 && day < USUAL_DAYS) this.#usual[day] = (this.#usual[day] ?? 0) + 1;
    else this.#others.set(day, (this.#others.get(day) ?? 0) + 1);
  }

  *entries(): Iterable<readonly [day: number, count: number]> {
    for (let day = 0; day < USUAL_DAYS; day++) {
      const count = this.#usual[day] ?? 0;
      if (count > 0) yield [day, count];
    }
    yield* this.#others;
  }
}
