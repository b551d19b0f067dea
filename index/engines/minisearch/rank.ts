// Orders what was found and cuts the page asked for, by document or by thread.
import type { EngineGroup, EngineRequest } from '../../engine.ts';
import type { Sort } from '../../model.ts';
import type { Columns } from './columns.ts';
import type { Matches } from './matches.ts';
import type { PackedIndex } from './packed-index.ts';
import { MORE_HITS } from './settings.ts';
import { type Order, topOf } from './top.ts';
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

/** What matches are ordered by: higher `first` first, then higher `second`, then the order of the documents. */
interface Keys {
  readonly first: Float64Array;
  readonly second: Float64Array | null;
}

/** Order of matches, by their index; equal ones stay in document order, which has the post before its comments. */
export function orderOf({ columns, workspace }: PackedIndex, matches: Matches, sort: Sort): Order {
  const keys = keysOf(columns, workspace, matches, sort);
  return (a, b) => compareKeys(keys, a, b);
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

/** Infinities compare as equal to themselves, which subtraction would not give. */
function compareKeys({ first, second }: Keys, a: number, b: number): number {
  const [firstA, firstB] = [first[a] ?? 0, first[b] ?? 0];
  if (firstA !== firstB) return firstA > firstB ? -1 : 1;
  if (second !== null) {
    const [secondA, secondB] = [second[a] ?? 0, second[b] ?? 0];
    if (secondA !== secondB) return secondA > secondB ? -1 : 1;
  }
  return a - b;
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
  const firstHits = workspace.u32(slices.count);
  for (let slice = 0; slice < slices.count; slice++) firstHits[slice] = firstHit(slices, slice, keys);
  const byFirstHit: Order = (a, b) => compareKeys(keys, firstHits[a] ?? 0, firstHits[b] ?? 0);
  const best = topOf(slices.count, request.offset + request.limit, byFirstHit).slice(request.offset);
  return best.map((slice) => {
    const start = slices.starts[slice] ?? 0;
    const hitCount = (slices.starts[slice + 1] ?? 0) - start;
    const hits = topOf(hitCount, 1 + MORE_HITS, (a, b) => compareKeys(keys, start + a, start + b));
    return groupOf(
      { matches, columns },
      hits.map((hit) => start + hit),
      hitCount,
    );
  });
}

function firstHit({ starts }: ThreadSlices, slice: number, { first, second }: Keys): number {
  const start = starts[slice] ?? 0;
  const end = starts[slice + 1] ?? 0;
  let best = start;
  for (let index = start + 1; index < end; index++) {
    const [own, highest] = [first[index] ?? 0, first[best] ?? 0];
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
  const order: Order = (a, b) => compareKeys(keys, a, b);
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
    hits: hits.map((hit) => {
      const ordinal = matches.documents[hit] ?? 0;
      return { id: columns.documentId(ordinal), score: matches.scores[hit] ?? 0, ordinal };
    }),
  };
}
