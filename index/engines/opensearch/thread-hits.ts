// How many hits each thread of a page has, and the best of them: one question for the whole page.
import type { EngineGroup } from '../../engine.ts';
import { MORE_HITS } from '../ranking-settings.ts';
import { readBuckets, readTopHits } from './answers.ts';
import { type FoundDocument, LISTED, listedDocument } from './found.ts';
import type { IndexState } from './index-state.ts';
import type { Query } from './searching.ts';

/** What is asked about the threads of a page. */
export interface ThreadQuestion {
  readonly query: Query;
  /** As the page is sorted. */
  readonly sort: readonly unknown[];
  readonly hasMore: boolean;
}

/** Hits of one thread. */
export interface ThreadHits {
  readonly hitCount: number;
  /** The first ones in the order of the sort, where they were asked for. */
  readonly first: readonly FoundDocument[];
}

/** By thread. @throws ClusterError */
export async function readThreadHits(
  state: IndexState,
  threads: readonly number[],
  { query, sort, hasMore }: ThreadQuestion,
): Promise<ReadonlyMap<number, ThreadHits>> {
  if (threads.length === 0) return new Map();
  const best = { top_hits: { size: 1 + MORE_HITS, sort, track_scores: true, ...LISTED } };
  const terms = { field: 'thread', include: threads, size: threads.length };
  const { aggregations } = await state.search({
    query: { bool: { must: [query], filter: [{ terms: { thread: threads } }] } },
    size: 0,
    track_total_hits: false,
    aggs: { threads: { terms, ...(hasMore ? { aggs: { best } } : {}) } },
  });
  const found = readBuckets(aggregations?.threads).buckets.map((bucket) => {
    const first = hasMore
      ? readTopHits(bucket.best).map((hit) => listedDocument(hit, state.parts.documents))
      : [];
    return [Number(bucket.key), { hitCount: bucket.doc_count, first }] as const;
  });
  return new Map(found);
}

/** Groups of a page that is listed document by document. */
export function groupsOfDocuments(
  page: readonly FoundDocument[],
  threads: ReadonlyMap<number, ThreadHits>,
): readonly EngineGroup[] {
  return page.map(({ threadId, thread, hit }) => ({
    threadId,
    hitCount: threads.get(thread)?.hitCount ?? 1,
    hits: [hit],
  }));
}

/**
 * Groups of a page that is listed thread by thread: `ranked` has those of their hits that stand before all others, best
 * first.
 */
export function groupsOfThreads(
  page: readonly number[],
  threads: ReadonlyMap<number, ThreadHits>,
  ranked: readonly FoundDocument[],
): readonly EngineGroup[] {
  return page.flatMap((thread): readonly EngineGroup[] => {
    const before = ranked.filter((document) => document.thread === thread);
    const known = new Set(before.map(({ ordinal }) => ordinal));
    const { hitCount = 0, first = [] } = threads.get(thread) ?? {};
    const hits = [...before, ...first.filter(({ ordinal }) => !known.has(ordinal))].slice(0, 1 + MORE_HITS);
    const [best] = hits;
    return best === undefined
      ? []
      : [{ threadId: best.threadId, hitCount, hits: hits.map(({ hit }) => hit) }];
  });
}
