// What is counted over a whole result: totals, facets, histogram. Asked along with the search, exact as far as the cluster
// can count exactly.
import type { EngineAnswer, EngineRequest } from '../../engine.ts';
import { facetValues, histogramOf } from '../../facets.ts';
import type { FacetName, Histogram, Interval } from '../../model.ts';
import { readBuckets, readKeyed, readNumber, type SearchAnswer } from './answers.ts';
import { withExactValues } from './exact-values.ts';
import type { IndexState } from './index-state.ts';
import { ordinalQueries, termsQuery } from './people.ts';
import type { Query } from './searching.ts';
import { readThreadCount, THREADS_LEFT_OUT, threadAggregations } from './thread-count.ts';

const MOST_DATES = 5_000;

/** The counts of an answer. */
export type Counts = Pick<
  EngineAnswer,
  'totalHits' | 'totalThreads' | 'facets' | 'facetsCut' | 'histogram' | 'estimated'
>;

/** What is counted, as part of one search. */
export interface Counting {
  readonly aggs: Readonly<Record<string, unknown>>;
  /** What of the answer is not sent. */
  readonly filterPath: string;
  /** `query`: what was searched. @throws ClusterError */
  read(query: Query, answer: SearchAnswer): Promise<Counts>;
}

type Wanted = Pick<EngineRequest, 'facets' | 'histogram'>;

/** @throws ClusterError */
export async function prepareCounting(state: IndexState, wanted: Wanted): Promise<Counting> {
  const lost = wanted.facets.includes('tag') ? await state.lostThreads() : [];
  const names = new Set(wanted.facets);
  const interval = wanted.histogram;
  const aggs = {
    ...threadAggregations(state),
    ...(names.has('type') ? { comments: { filter: { term: { marks: 'comment' } } } } : {}),
    ...(names.has('year') || interval === 'year' ? { year: dates('year') } : {}),
    ...(interval === 'month' ? { month: dates('month') } : {}),
    ...(names.has('author') ? authorCounts(state) : {}),
    ...(names.has('tag') ? { tag: tagCounts(state, lost) } : {}),
  };
  return {
    aggs,
    filterPath: THREADS_LEFT_OUT,
    read: async (query, answer) => {
      const checked = await withExactValues(state, { query, aggs }, answer);
      const threads = await readThreadCount(state, query, answer);
      const estimated = [...(threads.estimated ?? []), ...(checked.isEstimated ? ESTIMATED_FACETS : [])];
      return {
        ...readCounts(state, wanted, checked.answer),
        totalThreads: threads.totalThreads,
        ...(estimated.length === 0 ? {} : { estimated }),
      };
    },
  };
}

const ESTIMATED_FACETS = ['facets'] as const;

function dates(field: string): Query {
  return { terms: { field, size: MOST_DATES } };
}

/** By the people that the index says; those of documents that moved one by one. */
function authorCounts({ people, parts }: IndexState): Readonly<Record<string, unknown>> {
  const moved = people.moved('author');
  const byPerson = new Map<number, number[]>();
  for (const [ordinal, number] of moved) byPerson.set(number, [...(byPerson.get(number) ?? []), ordinal]);
  const size = Math.max(1, Math.min(parts.bounds.values, parts.names.people.writtenCount));
  const terms = { field: 'author', size, shard_size: size };
  if (byPerson.size === 0) return { author: { filter: { match_all: {} }, aggs: { values: { terms } } } };
  const filters = Object.fromEntries(
    [...byPerson].map(([number, ordinals]) => [
      String(number),
      { bool: { should: ordinalQueries(ordinals, parts.documents) } },
    ]),
  );
  const here = { bool: { must_not: ordinalQueries([...moved.keys()], parts.documents) } };
  return { author: { filter: here, aggs: { values: { terms } } }, movedAuthors: { filters: { filters } } };
}

function tagCounts({ parts }: IndexState, lost: readonly number[]): Query {
  const size = Math.max(1, Math.min(parts.bounds.values, parts.names.tagNumbers.writtenCount));
  const kept = lost.length === 0 ? { match_all: {} } : { bool: { must_not: [termsQuery('thread', lost)] } };
  return { filter: kept, aggs: { values: { terms: { field: 'tags', size, shard_size: size } } } };
}

function readCounts(
  state: IndexState,
  { facets, histogram }: Wanted,
  answer: SearchAnswer,
): Omit<Counts, 'totalThreads' | 'estimated'> {
  const totalHits = answer.hits.total?.value ?? 0;
  const aggregations = answer.aggregations ?? {};
  const found: Partial<Record<FacetName, Readonly<Record<string, number>>>> = {};
  const facetsCut: FacetName[] = [];
  for (const name of new Set(facets)) {
    const { values, isCut } = facetValues(name, facetCounts(state, name, { aggregations, totalHits }));
    found[name] = values;
    if (isCut) facetsCut.push(name);
  }
  return {
    totalHits,
    facets: found,
    facetsCut,
    histogram: histogram === null ? null : readHistogram(aggregations, histogram, totalHits),
  };
}

type Aggregations = Readonly<Record<string, unknown>>;

type CountedValues = Iterable<readonly [value: string, count: number]>;

function facetCounts(
  state: IndexState,
  name: FacetName,
  { aggregations, totalHits }: { readonly aggregations: Aggregations; readonly totalHits: number },
): CountedValues {
  switch (name) {
    case 'type': {
      const comments = readNumber(aggregations.comments, 'doc_count');
      return [
        ['post', totalHits - comments],
        ['comment', comments],
      ];
    }
    case 'year':
      return readBuckets(aggregations.year).buckets.map(({ key, doc_count }) => [
        yearKey(Number(key)),
        doc_count,
      ]);
    case 'author':
      return readAuthors(state, aggregations);
    case 'tag':
      return readTags(state, aggregations);
    default:
      return name satisfies never;
  }
}

function readAuthors({ people }: IndexState, aggregations: Aggregations): CountedValues {
  const counted = valuesIn(aggregations.author).map(
    ([number, count]) => [people.now(people.numberOf(number)), count] as const,
  );
  const moved = aggregations.movedAuthors === undefined ? {} : readKeyed(aggregations.movedAuthors);
  for (const [number, { doc_count }] of Object.entries(moved)) counted.push([Number(number), doc_count]);
  return counted.map(([number, count]) => [people.names.at(number), count]);
}

function readTags({ parts }: IndexState, aggregations: Aggregations): CountedValues {
  const { tags, tagNumbers } = parts.names;
  return valuesIn(aggregations.tag).map(([tag, count]) => [tags.at(tagNumbers.numberOf(tag)), count]);
}

function valuesIn(aggregation: unknown): (readonly [value: number, count: number])[] {
  const values =
    typeof aggregation === 'object' && aggregation !== null ? Reflect.get(aggregation, 'values') : null;
  return readBuckets(values).buckets.map(({ key, doc_count }) => [Number(key), doc_count]);
}

function readHistogram(aggregations: Aggregations, interval: Interval, totalHits: number): Histogram {
  const counts = new Map<string, number>();
  let dated = 0;
  for (const { key, doc_count } of readBuckets(aggregations[interval]).buckets) {
    const number = Number(key);
    counts.set(interval === 'year' ? yearKey(number) : monthKey(number), doc_count);
    dated += doc_count;
  }
  return histogramOf(interval, counts, totalHits - dated);
}

function yearKey(year: number): string {
  return String(year).padStart(4, '0');
}

/** Months are counted from the year 0. */
function monthKey(number: number): string {
  return `${yearKey(Math.floor(number / 12))}-${String((number % 12) + 1).padStart(2, '0')}`;
}
