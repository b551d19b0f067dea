// Orders what was found and cuts the page asked for, by document or by thread.
import type { EngineGroup, EngineRequest } from '../../engine.ts';
import type { Sort } from '../../model.ts';
import type { Columns } from './columns.ts';
import type { Matches } from './matches.ts';
import { MORE_HITS } from './settings.ts';
import { type Order, topOf } from './top.ts';

/** Hits of one thread: from `starts[i]` to before `starts[i + 1]` of the matches, since its documents are neighbours. */
export interface ThreadSlices {
  readonly count: number;
  /** One longer than `count`. */
  readonly starts: Uint32Array;
}

/** Cuts matches where the thread changes. Cost: linear. */
export function sliceByThread({ documents }: Matches, { threads }: Columns): ThreadSlices {
  const starts = new Uint32Array(documents.length + 1);
  let count = 0;
  let last = -1;
  for (let index = 0; index < documents.length; index++) {
    const thread = threads[documents[index] ?? 0] ?? 0;
    if (thread !== last) starts[count++] = index;
    last = thread;
  }
  starts[count] = documents.length;
  return { count, starts: starts.subarray(0, count + 1) };
}

/** Order of matches, by their index; equal ones stay in document order, which has the post before its comments. */
export function orderOf({ documents, scores }: Matches, columns: Columns, sort: Sort): Order {
  if (sort === 'relevance') return (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b;
  const keys = new Float64Array(documents.length);
  for (let index = 0; index < keys.length; index++) {
    keys[index] = sortKey(columns, documents[index] ?? 0, sort);
  }
  const byKey: Order = (a, b) => compareDescending(keys[a] ?? 0, keys[b] ?? 0);
  if (sort !== 'discussed') return (a, b) => byKey(a, b) || a - b;
  return (a, b) => byKey(a, b) || (scores[b] ?? 0) - (scores[a] ?? 0) || a - b;
}

function sortKey(columns: Columns, ordinal: number, sort: Sort): number {
  if (sort === 'discussed') return columns.commentCounts[columns.threads[ordinal] ?? 0] ?? 0;
  const instant = columns.instants[ordinal] ?? Number.NaN;
  if (Number.isNaN(instant)) return Number.NEGATIVE_INFINITY;
  return sort === 'oldest' ? -instant : instant;
}

/** Infinities compare as equal to themselves, which subtraction would not give. */
function compareDescending(a: number, b: number): number {
  return a === b ? 0 : a > b ? -1 : 1;
}

/** The page: threads in the order of their first hit, or documents one by one. */
export function pageOf(matches: Matches, columns: Columns, request: EngineRequest): readonly EngineGroup[] {
  if (request.limit <= 0) return [];
  const slices = sliceByThread(matches, columns);
  const order = orderOf(matches, columns, request.sort);
  const paging = { matches, columns, slices, order, request };
  return request.group === 'thread' ? threadPage(paging) : documentPage(paging);
}

interface Paging {
  readonly matches: Matches;
  readonly columns: Columns;
  readonly slices: ThreadSlices;
  readonly order: Order;
  readonly request: EngineRequest;
}

function threadPage({ matches, columns, slices, order, request }: Paging): readonly EngineGroup[] {
  const firstHits = new Uint32Array(slices.count);
  for (let slice = 0; slice < slices.count; slice++) firstHits[slice] = firstHit(slices, slice, order);
  const byFirstHit: Order = (a, b) => order(firstHits[a] ?? 0, firstHits[b] ?? 0);
  const best = topOf(slices.count, request.offset + request.limit, byFirstHit).slice(request.offset);
  return best.map((slice) => {
    const start = slices.starts[slice] ?? 0;
    const hitCount = (slices.starts[slice + 1] ?? 0) - start;
    const hits = topOf(hitCount, 1 + MORE_HITS, (a, b) => order(start + a, start + b));
    return groupOf(
      { matches, columns },
      hits.map((hit) => start + hit),
      hitCount,
    );
  });
}

function firstHit({ starts }: ThreadSlices, slice: number, order: Order): number {
  const end = starts[slice + 1] ?? 0;
  let first = starts[slice] ?? 0;
  for (let index = first + 1; index < end; index++) if (order(index, first) < 0) first = index;
  return first;
}

function documentPage({ matches, columns, slices, order, request }: Paging): readonly EngineGroup[] {
  const { offset, limit } = request;
  const best = topOf(matches.documents.length, offset + limit, order).slice(offset);
  return best.map((hit) => groupOf({ matches, columns }, [hit], hitCountAround(slices, hit)));
}

/** Hits of the thread that the match at `hit` belongs to. */
function hitCountAround({ starts, count }: ThreadSlices, hit: number): number {
  let low = 0;
  let high = count;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= hit) low = middle;
    else high = middle;
  }
  return (starts[low + 1] ?? 0) - (starts[low] ?? 0);
}

function groupOf(
  { matches, columns }: { readonly matches: Matches; readonly columns: Columns },
  hits: readonly number[],
  hitCount: number,
): EngineGroup {
  const thread = columns.threads[matches.documents[hits[0] ?? 0] ?? 0] ?? 0;
  return {
    threadId: columns.threadId(thread),
    hitCount,
    hits: hits.map((hit) => ({
      id: columns.documentId(matches.documents[hit] ?? 0),
      score: matches.scores[hit] ?? 0,
    })),
  };
}
