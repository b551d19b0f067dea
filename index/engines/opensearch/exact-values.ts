// Counts the most frequent values of a facet once more where the parts of an index did not tell of all they have: asked for
// by name, each part counts them all.
import { readBuckets, type SearchAnswer } from './answers.ts';
import type { IndexState } from './index-state.ts';
import type { Query } from './searching.ts';

/** Facets whose values may be more than are told of, with their fields. */
const FIELDS = { author: 'author', tag: 'tags' } as const;
type Facet = keyof typeof FIELDS;

/** Values that are counted again: many times what an answer lists. */
const COUNTED_AGAIN = 1_000;

/** What was searched, and what was counted along. */
export interface CountedSearch {
  readonly query: Query;
  readonly aggs: Readonly<Record<string, unknown>>;
}

/** The answer itself where its counts are exact already, as they are with one part or few values. @throws ClusterError */
export async function withExactValues(
  state: IndexState,
  { query, aggs }: CountedSearch,
  answer: SearchAnswer,
): Promise<SearchAnswer> {
  const { aggregations = {} } = answer;
  const rough = (Object.keys(FIELDS) as Facet[]).filter((name) => isRough(aggregations[name]));
  if (rough.length === 0) return answer;
  const asked = rough.map((name) => {
    const include = valuesOf(aggregations[name])
      .buckets.slice(0, COUNTED_AGAIN)
      .map(({ key }) => key);
    const terms = { field: FIELDS[name], include, size: include.length };
    return [name, { filter: filterOf(aggs[name]), aggs: { values: { terms } } }] as const;
  });
  const again = await state.search({
    query: { constant_score: { filter: query } },
    size: 0,
    track_total_hits: false,
    aggs: Object.fromEntries(asked),
  });
  const exact = rough.map((name) => {
    const counted = valuesOf(again.aggregations?.[name]).buckets;
    const known = new Set(counted.map(({ key }) => key));
    const others = valuesOf(aggregations[name]).buckets.filter(({ key }) => !known.has(key));
    return [name, { values: { buckets: [...counted, ...others] } }] as const;
  });
  return { ...answer, aggregations: { ...aggregations, ...Object.fromEntries(exact) } };
}

function isRough(aggregation: unknown): boolean {
  return aggregation !== undefined && (valuesOf(aggregation).doc_count_error_upper_bound ?? 0) !== 0;
}

function valuesOf(aggregation: unknown): ReturnType<typeof readBuckets> {
  return readBuckets(field(aggregation, 'values'));
}

function filterOf(aggregation: unknown): unknown {
  return field(aggregation, 'filter');
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
