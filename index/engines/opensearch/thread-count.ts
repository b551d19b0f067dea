// How many threads a result has, exactly: counted in one question where the index has few of them, in several, a stretch of
// threads each, where it has many; estimated beyond.
import { readNumber, type SearchAnswer } from './answers.ts';
import type { IndexState } from './index-state.ts';
import type { Query } from './searching.ts';

/** Exact unless it says otherwise. */
export interface ThreadCount {
  readonly totalThreads: number;
  readonly estimated?: readonly ['totalThreads'];
}

/** As exact as a cluster's estimates get. */
const PRECISION = 40_000;

/** What is left out of answers: the threads themselves. */
export const THREADS_LEFT_OUT = '-aggregations.threads.buckets';

/** What a search counts along: all threads, or about how many there are. */
export function threadAggregations({ parts }: IndexState): Readonly<Record<string, unknown>> {
  if (parts.file.threads <= parts.bounds.threads) return exactly(parts.bounds.threads);
  return { aboutThreads: { cardinality: { field: 'thread', precision_threshold: PRECISION } } };
}

function exactly(most: number): Readonly<Record<string, unknown>> {
  return {
    threads: { terms: { field: 'thread', size: most, order: { _key: 'asc' } } },
    countedThreads: { stats_bucket: { buckets_path: 'threads._count' } },
  };
}

/** Of a search that counted along. @throws ClusterError */
export async function readThreadCount(
  state: IndexState,
  query: Query,
  { hits, aggregations = {} }: SearchAnswer,
): Promise<ThreadCount> {
  const totalHits = hits.total?.value ?? 0;
  if (totalHits === 0) return { totalThreads: 0 };
  if (aggregations.aboutThreads === undefined)
    return { totalThreads: readNumber(aggregations.countedThreads, 'count') };
  const { file, bounds, threads } = state.parts;
  if (totalHits <= bounds.threads) return { totalThreads: await countOnce(state, query) };
  const key = JSON.stringify(query);
  const known = state.threadCounts.get(key);
  if (known !== undefined) return { totalThreads: known };
  const questions = Math.ceil(file.threads / bounds.threads);
  if (questions > bounds.threadQuestions) {
    const about = Math.min(totalHits, file.threads, readNumber(aggregations.aboutThreads, 'value'));
    return { totalThreads: about, estimated: ['totalThreads'] };
  }
  const counts = await Promise.all(
    Array.from({ length: questions }, (_, at) => {
      const ranges = threads.ranges(at * bounds.threads, (at + 1) * bounds.threads);
      const should = ranges.map((range) => ({ range: { thread: range } }));
      const stretch = { bool: { should, minimum_should_match: 1 } };
      return countOnce(state, { bool: { must: [query], filter: [stretch] } });
    }),
  );
  const totalThreads = counts.reduce((sum, count) => sum + count, 0);
  state.rememberThreadCount(key, totalThreads);
  return { totalThreads };
}

async function countOnce(state: IndexState, query: Query): Promise<number> {
  const aggs = exactly(state.parts.bounds.threads);
  const { hits, aggregations } = await state.search(
    { query: { constant_score: { filter: query } }, size: 0, track_total_hits: true, aggs },
    THREADS_LEFT_OUT,
  );
  return hits.total?.value === 0 ? 0 : readNumber(aggregations?.countedThreads, 'count');
}
