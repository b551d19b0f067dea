// Counts what was found by author, type, year and tag, and over time. Always the whole result, never the page.
import { facetValues, histogramOf } from '../../facets.ts';
import type { FacetCounts, FacetName, Histogram, Interval } from '../../model.ts';
import type { Columns } from './columns.ts';
import { yearAndMonth } from './dates.ts';
import { FLAG, NOBODY, UNDATED } from './layout.ts';

type Counts = Iterable<readonly [string, number]>;

/** The facets asked for, and which of them were cut. */
export function countFacets(
  documents: Uint32Array,
  columns: Columns,
  names: readonly FacetName[],
): { readonly facets: FacetCounts; readonly facetsCut: readonly FacetName[] } {
  const facets: Partial<Record<FacetName, Readonly<Record<string, number>>>> = {};
  const facetsCut: FacetName[] = [];
  for (const name of new Set(names)) {
    const { values, isCut } = facetValues(name, COUNTERS[name](documents, columns));
    facets[name] = values;
    if (isCut) facetsCut.push(name);
  }
  return { facets, facetsCut };
}

const COUNTERS: Readonly<Record<FacetName, (documents: Uint32Array, columns: Columns) => Counts>> = {
  author: countAuthors,
  type: countTypes,
  year: countYears,
  tag: countTags,
};

/** An unknown author is no value. */
function* countAuthors(documents: Uint32Array, { authors, names }: Columns): Counts {
  const counts = new Uint32Array(names.length);
  for (const ordinal of documents) {
    const author = authors[ordinal] ?? NOBODY;
    if (author !== NOBODY) counts[author] = (counts[author] ?? 0) + 1;
  }
  for (const [author, count] of counts.entries()) if (count > 0) yield [names.at(author), count];
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
function* countTags(documents: Uint32Array, { threads, threadTags, tags }: Columns): Counts {
  const counts = new Uint32Array(tags.length);
  const { values, starts } = threadTags;
  for (const ordinal of documents) {
    const thread = threads[ordinal] ?? 0;
    const end = starts[thread + 1] ?? 0;
    for (let at = starts[thread] ?? 0; at < end; at++) {
      const tag = values[at] ?? 0;
      counts[tag] = (counts[tag] ?? 0) + 1;
    }
  }
  for (const [tag, count] of counts.entries()) if (count > 0) yield [tags.at(tag), count];
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
  const byDay = new Map<number, number>();
  let undated = 0;
  for (const ordinal of documents) {
    const day = firstDays[ordinal] ?? UNDATED;
    const isTooCoarse = interval === 'month' && (lastDays[ordinal] ?? 0) - day > 31;
    if (day === UNDATED || isTooCoarse) undated++;
    else byDay.set(day, (byDay.get(day) ?? 0) + 1);
  }
  const counts = new Map<string, number>();
  for (const [day, count] of byDay) {
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
