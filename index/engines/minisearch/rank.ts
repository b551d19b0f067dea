// Orders what was found and cuts the page asked for, by document or by thread.
import type { EngineGroup, EngineRequest } from '../../engine.ts';
import type { Sort } from '../../model.ts';
import { MORE_HITS } from '../ranking-settings.ts';
import type { Columns } from './columns.ts';
import type { Matches } from './matches.ts';
import type { PackedIndex } from './packed-index.ts';
import { compareByKeys, type Keys, topOf } from './top.ts';
import type { Workspace } from './workspace.ts';

/** Hits of one thread: from `starts[i]` to before `starts[i + 1]` of the matches, since its documents are neighbours. */
export interface ThreadSlices {
  readonly count: number;
  /** One longer than `count`. */
  readonly starts: Uint32Array;
}

/** Matches with the threads they belong to. */
export interface FoundThreads {
  readonly matches: Matches;
  readonly slices: ThreadSlices;
}

/** Cuts matches where the thread changes. Cost: linear. */
export function sliceByThread({ columns, workspace }: PackedIndex, { documents }: Matches): ThreadSlices {
  const { threads } = columns;
  const starts = workspace.u32(documents.length + 1);
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
export function orderOf(
  { columns, workspace }: PackedIndex,
  matches: Matches,
  sort: Sort,
): (a: number, b: number) => number {
  const keys = keysOf(columns, workspace, matches, sort);
  return (a, b) => compareByKeys(keys, a, b);
}

function keysOf(columns: Columns, workspace: Workspace, { documents, scores }: Matches, sort: Sort): Keys {
  if (sort === 'relevance') return { first: scores, second: null };
  const first = workspace.f64(documents.length);
  for (let index = 0; index < first.length; index++) {
    first[index] = sortKey(columns, documents[index] ?? 0, sort);
  }
  return { first, second: sort === 'discussed' ? scores : null };
}

function sortKey(columns: Columns, ordinal: number, sort: Sort): number {
  if (sort === 'discussed') return columns.commentCounts[columns.threads[ordinal] ?? 0] ?? 0;
  const instant = columns.instants[ordinal] ?? Number.NaN;
  if (Number.isNaN(instant)) return Number.NEGATIVE_INFINITY;
  return sort === 'oldest' ? -instant : instant;
}

/** The page: threads in the order of their first hit, or documents one by one. */
export function pageOf(
  index: PackedIndex,
  found: FoundThreads,
  request: EngineRequest,
): readonly EngineGroup[] {
  if (request.limit <= 0) return [];
  const keys = keysOf(index.columns, index.workspace, found.matches, request.sort);
  return request.group === 'thread'
    ? threadPage(index, found, keys, request)
    : documentPage(index, found, keys, request);
}

function threadPage(
  { columns, workspace }: PackedIndex,
  { matches, slices }: FoundThreads,
  keys: Keys,
  request: EngineRequest,
): readonly EngineGroup[] {
  const threadKeys = keysOfFirstHits(workspace, slices, keys);
  const best = topOf(threadKeys, { from: 0, to: slices.count }, request.offset + request.limit);
  return best.slice(request.offset).map((slice) => {
    const from = slices.starts[slice] ?? 0;
    const to = slices.starts[slice + 1] ?? 0;
    return groupOf({ matches, columns }, topOf(keys, { from, to }, 1 + MORE_HITS), to - from);
  });
}

/** Threads stand as their first hits do; of equal ones the earlier thread has the earlier hits. */
function keysOfFirstHits(workspace: Workspace, slices: ThreadSlices, { first, second }: Keys): Keys {
  const firstOfThreads = workspace.f64(slices.count);
  const secondOfThreads = second && workspace.f64(slices.count);
  for (let slice = 0; slice < slices.count; slice++) {
    const hit = firstHit(slices, slice, { first, second });
    firstOfThreads[slice] = first[hit] ?? 0;
    if (second !== null && secondOfThreads !== null) secondOfThreads[slice] = second[hit] ?? 0;
  }
  return { first: firstOfThreads, second: secondOfThreads };
}

function firstHit({ starts }: ThreadSlices, slice: number, { first, second }: Keys): number {
  const start = starts[slice] ?? 0;
  const end = starts[slice + 1] ?? 0;
  let best = start;
  for (let index = start + 1; index < end; index++) {
    const own = first[index] ?? 0;
    const highest = first[best] ?? 0;
    if (own > highest) best = index;
    else if (own === highest && second !== null && (second[index] ?? 0) > (second[best] ?? 0)) best = index;
  }
  return best;
}

function documentPage(
  { columns }: PackedIndex,
  { matches, slices }: FoundThreads,
  keys: Keys,
  { offset, limit }: EngineRequest,
): readonly EngineGroup[] {
  const best = topOf(keys, { from: 0, to: matches.documents.length }, offset + limit);
  return best.slice(offset).map((hit) => groupOf({ matches, columns }, [hit], hitCountAround(slices, hit)));
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
    hits: hits.map((hit) => {
      const ordinal = matches.documents[hit] ?? 0;
      return { id: columns.documentId(ordinal), score: matches.scores[hit] ?? 0, ordinal };
    }),
  };
}
