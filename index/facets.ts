// Shapes counts as the contract wants them: facet values in their order, cut to 100, and histogram buckets.
import type { FacetName, Histogram, Interval } from './model.ts';

/** Values a facet lists at most. */
export const MAX_FACET_VALUES = 100;

export interface FacetValues {
  /** Value to count, in the order to show. */
  readonly values: Readonly<Record<string, number>>;
  /** True when less frequent values were left out. */
  readonly isCut: boolean;
}

/**
 * The most frequent values of a facet, most frequent first and by code units among equals; years ascending.
 * Equal texts are added up, counts of 0 left out.
 */
export function facetValues(
  name: FacetName,
  counts: Iterable<readonly [value: string, count: number]>,
): FacetValues {
  const byValue = new Map<string, number>();
  for (const [value, count] of counts) {
    if (count > 0) byValue.set(value, (byValue.get(value) ?? 0) + count);
  }
  const sorted = [...byValue].sort(byFrequency);
  const kept = sorted.slice(0, MAX_FACET_VALUES);
  if (name === 'year') kept.sort(([a], [b]) => (a < b ? -1 : 1));
  return { values: Object.fromEntries(kept), isCut: kept.length < sorted.length };
}

function byFrequency([valueA, a]: readonly [string, number], [valueB, b]: readonly [string, number]): number {
  return b - a || (valueA < valueB ? -1 : 1);
}

/** Buckets ascending, those without documents left out; `undated` has what no bucket can be named for. */
export function histogramOf(
  interval: Interval,
  counts: ReadonlyMap<string, number>,
  undated: number,
): Histogram {
  const buckets = [...counts].map(([key, count]) => ({ key, count }));
  return { interval, buckets: buckets.sort((a, b) => (a.key < b.key ? -1 : 1)), undated };
}
