// The one search function behind every surface: a request in, an answer with snippets out.
import type { PlanNode } from './engine.ts';
import { exactSpellingFirst } from './exact-spelling.ts';
import { describeHits } from './hits.ts';
import type { DocumentId, Relaxed, SearchAnswer, SearchRequest, ThreadId } from './model.ts';
import { prepareSearch, type SearchOptions } from './prepare-search.ts';
import { printQuery } from './query/print.ts';
import { relaxAndSearch } from './relax.ts';
import type { SearchedSnapshot } from './snapshot/model.ts';

export type { SearchOptions } from './prepare-search.ts';

/** A request with every default: 20 threads, by relevance when there are words, nothing counted. */
export function defaultRequest(q: string): SearchRequest {
  return {
    q,
    type: null,
    authors: [],
    from: null,
    until: null,
    thread: null,
    tag: null,
    sort: null,
    group: 'thread',
    limit: 20,
    offset: 0,
    facets: [],
    histogram: null,
    typo: 'auto',
    match: 'auto',
  };
}

/**
 * Searches a snapshot. A query is never an error; what was not understood is in `warnings`, what was loosened in
 * `relaxed`. Rejects only when the snapshot cannot be read. Cost: one to three engine searches, the texts of the page.
 */
export async function search(
  snapshot: SearchedSnapshot,
  request: SearchRequest,
  options: SearchOptions,
): Promise<SearchAnswer> {
  const startedAt = performance.now();
  const { parsed, plan, relax } = await prepareSearch(snapshot, request, options);
  const found = await relaxAndSearch(snapshot.engine, plan, request, relax);
  const foundAt = performance.now();
  const hits = await describeHits(snapshot, found.answer.groups, {
    plan: found.plan.node,
    analysis: relax.analysis,
    isGrouped: request.group === 'thread',
  });
  const { totalHits, totalThreads, facets, facetsCut, histogram, estimated } = found.answer;
  const endedAt = performance.now();
  options.onTimes?.({ searchMs: foundAt - startedAt, snippetsMs: endedAt - foundAt });
  return {
    query: request.q,
    interpreted: printQuery(parsed.root, parsed.sort),
    totalHits,
    totalThreads,
    limit: request.limit,
    offset: request.offset,
    processingTimeMs: Math.round(endedAt - startedAt),
    hits: found.plan.sort === 'relevance' ? exactSpellingFirst(hits, parsed, relax.analysis) : hits,
    facets,
    facetsCut,
    ...(estimated === undefined ? {} : { estimated }),
    histogram,
    relaxed: found.relaxed,
    warnings: [...parsed.warnings, ...plan.warnings],
    snapshot: { id: snapshot.manifest.id, builtAt: snapshot.manifest.builtAt },
  };
}

/** What was found inside one thread. */
export interface ThreadHits {
  /** In reading order. */
  readonly ids: readonly DocumentId[];
  /** As in a search of everything. */
  readonly relaxed: Relaxed | null;
}

/**
 * All hits of a request inside one thread, whatever `thread`, `group`, `limit` and `offset` say; a query with filters of
 * its own is narrowed further. Cost: two to four engine searches, no texts.
 */
export async function searchThread(
  snapshot: SearchedSnapshot,
  threadId: ThreadId,
  asked: SearchRequest,
  options: SearchOptions,
): Promise<ThreadHits> {
  const request: SearchRequest = { ...asked, thread: threadId, group: 'none', limit: 0, offset: 0 };
  const { plan, relax } = await prepareSearch(snapshot, request, options);
  const found = await relaxAndSearch(snapshot.engine, plan, request, relax);
  const { groups } = await snapshot.engine.search({
    plan: withoutScores(found.plan.node),
    exactTitle: null,
    sort: 'relevance',
    group: 'none',
    limit: found.answer.totalHits,
    offset: 0,
    facets: [],
    histogram: null,
  });
  return { ids: groups.flatMap(({ hits }) => hits.map(({ id }) => id)), relaxed: found.relaxed };
}

/** The same documents, all with score 0: they come in document order then, which is reading order within a thread. */
function withoutScores(node: PlanNode): PlanNode {
  return { kind: 'not', node: { kind: 'not', node } };
}
