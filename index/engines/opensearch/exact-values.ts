// Counts the most frequent values of a facet once more where the parts of an index did not tell of all they have: asked for
// by name, each part counts them all.
import { MAX_FACET_VALUES } from '../../facets.ts';
import { readBuckets, type SearchAnswer } from './answers.ts';
import type { IndexState } from './index-state.ts';
import type { Query } from './searching.ts';
import type { WrittenNames } from './written-names.ts';

/** Facets whose values may be more than are told of, with their fields. */
const FIELDS = { author: 'author', tag: 'tags' } as const;
type Facet = keyof typeof FIELDS;

/** Values that are counted again: many times what an answer lists. */
const COUNTED_AGAIN = 1_000;
/** Numbers that these may have: in a joined index one for each part. With all else below what a cluster counts at once. */
const MOST_NUMBERS = 20_000;

/** What was searched, and what was counted along. */
export interface CountedSearch {
  readonly query: Query;
  readonly aggs: Readonly<Record<string, unknown>>;
}

/** An answer, and whether its facets may list other values than the most frequent ones. */
export interface CheckedAnswer {
  readonly answer: SearchAnswer;
  readonly isEstimated: boolean;
}

/** The answer itself where its counts are exact already, as they are with one part or few values. @throws ClusterError */
export async function withExactValues(
  state: IndexState,
  { query, aggs }: CountedSearch,
  answer: SearchAnswer,
): Promise<CheckedAnswer> {
  const { aggregations = {} } = answer;
  const rough = (Object.keys(FIELDS) as Facet[]).flatMap((name) => roughFacet(state, name, aggregations));
  if (rough.length === 0) return { answer, isEstimated: false };
  const asked = rough.map(({ name, include }) => {
    const terms = { field: FIELDS[name], include, size: include.length };
    return [name, { filter: field(aggs[name], 'filter'), aggs: { values: { terms } } }] as const;
  });
  const again = await state.search({
    query: { constant_score: { filter: query } },
    size: 0,
    track_total_hits: false,
    aggs: Object.fromEntries(asked),
  });
  const exact = rough.map((facet) => {
    const counted = valuesOf(again.aggregations?.[facet.name]).buckets;
    const include = new Set(facet.include);
    const others = facet.buckets.filter(({ key }) => !include.has(Number(key)));
    const isSure = hundredth(sumByName(counted, facet.names)) >= facet.unlisted;
    return { name: facet.name, isSure, values: { buckets: [...counted, ...others] } };
  });
  const values = Object.fromEntries(exact.map(({ name, values }) => [name, { values }]));
  return {
    answer: { ...answer, aggregations: { ...aggregations, ...values } },
    isEstimated: exact.some(({ isSure }) => !isSure),
  };
}

type Buckets = ReturnType<typeof readBuckets>['buckets'];

interface RoughFacet {
  readonly name: Facet;
  readonly names: WrittenNames;
  readonly buckets: Buckets;
  /** Numbers to be counted again. */
  readonly include: readonly number[];
  /** No name whose numbers are not counted again has more. */
  readonly unlisted: number;
}

function roughFacet(
  state: IndexState,
  name: Facet,
  aggregations: Readonly<Record<string, unknown>>,
): readonly RoughFacet[] {
  if (aggregations[name] === undefined) return [];
  const { buckets, doc_count_error_upper_bound, sum_other_doc_count } = valuesOf(aggregations[name]);
  const parts = state.parts.file.parts?.length ?? 1;
  const error = doc_count_error_upper_bound ?? 0;
  // Where a name has one number, those that were not told of are less frequent; several together may be more.
  const isRough = (sum_other_doc_count ?? 0) !== 0 && (error !== 0 || parts > 1);
  if (!isRough) return [];
  const names = name === 'author' ? state.parts.names.people : state.parts.names.tagNumbers;
  const told = [...sumByName(buckets, names)].sort(([, a], [, b]) => b - a);
  const include: number[] = [];
  let at = 0;
  for (; at < Math.min(told.length, COUNTED_AGAIN); at += 1) {
    const numbers = names.written(told[at]?.[0] ?? 0);
    if (include.length + numbers.length > MOST_NUMBERS) break;
    include.push(...numbers);
  }
  const unlisted = (told[at]?.[1] ?? 0) + parts * ((buckets.at(-1)?.doc_count ?? 0) + Math.abs(error));
  return [{ name, names, buckets, include, unlisted }];
}

function sumByName(buckets: Buckets, names: WrittenNames): ReadonlyMap<number, number> {
  const sums = new Map<number, number>();
  for (const { key, doc_count } of buckets) {
    const name = names.numberOf(Number(key));
    sums.set(name, (sums.get(name) ?? 0) + doc_count);
  }
  return sums;
}

/** The count of the last that is listed; 0 where there are fewer. */
function hundredth(sums: ReadonlyMap<number, number>): number {
  return [...sums.values()].sort((a, b) => b - a)[MAX_FACET_VALUES - 1] ?? 0;
}

function valuesOf(aggregation: unknown): ReturnType<typeof readBuckets> {
  return readBuckets(field(aggregation, 'values'));
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
