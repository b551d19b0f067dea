// Orders what was found and cuts the page asked for, by document or by thread.
import type { EngineGroup, EngineRequest } from '../../engine.ts';
import type { Sort } from '../../model.ts';
import { partition } from '../../packing/sorted-strings.ts';
import { MORE_HITS } from '../ranking-settings.ts';
import type { Columns } from './columns.ts';
import type { Matches } from './matches.ts';
import type { PackedIndex } from './packed-index.ts';
import type { BestMatches } from './refining/best-hits.ts';
import { bestPlaces } from './refining/best-places.ts';
import { compareByKeys, type Keys, topOf } from './top.ts';
import type { Workspace } from './workspace.ts';

/** How many threads the matches belong to: the documents of a thread are neighbours. Cost: linear. */
export function countThreads({ columns: { threads } }: PackedIndex, { documents }: Matches): number {
  let count = 0;
  let last = -1;
  for (let at = 0; at < documents.length; at++) {
    const thread = threads[documents[at] ?? 0] ?? 0;
    if (thread !== last) count++;
    last = thread;
  }
  return count;
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

/**
 * The page: threads in the order of their first hit, or documents one by one. `best`, when it is known, spares looking at
 * all matches for most pages.
 */
export function pageOf(
  index: PackedIndex,
  matches: Matches,
  request: EngineRequest,
  best: BestMatches | null,
): readonly EngineGroup[] {
  if (request.limit <= 0) return [];
  const keys = keysOf(index.columns, index.workspace, matches, request.sort);
  const found = { index, matches, keys };
  return request.group === 'thread' ? threadPage(found, best, request) : documentPage(found, best, request);
}

/** What a page is made of. */
interface Found {
  readonly index: PackedIndex;
  readonly matches: Matches;
  readonly keys: Keys;
}

function documentPage(
  found: Found,
  best: BestMatches | null,
  request: EngineRequest,
): readonly EngineGroup[] {
  const { index, matches, keys } = found;
  const wanted = request.offset + request.limit;
  const surely = best && ifFirst(found, best, { places: firstOfBest(keys, best, wanted), wanted });
  const places = surely ?? topOf(keys, { from: 0, to: matches.documents.length }, wanted);
  return places.slice(request.offset).map((place) => {
    const { from, to } = threadAround(index, matches, place);
    return groupOf(found, [place], to - from);
  });
}

function threadPage(found: Found, best: BestMatches | null, request: EngineRequest): readonly EngineGroup[] {
  const { index, matches, keys } = found;
  const wanted = request.offset + request.limit;
  const surely = best && ifFirst(found, best, { places: firstOfBestThreads(found, best, wanted), wanted });
  const places = surely ?? firstOfThreads(found, wanted);
  return places.slice(request.offset).map((place) => {
    const { from, to } = threadAround(index, matches, place);
    return groupOf(found, topOf(keys, { from, to }, 1 + MORE_HITS), to - from);
  });
}

/** The places, when no other match can belong before the last of them; else null. */
function ifFirst(
  { matches, keys }: Found,
  best: BestMatches,
  { places, wanted }: { readonly places: readonly number[]; readonly wanted: number },
): readonly number[] | null {
  if (best.places.length === matches.documents.length) return places;
  const last = places[wanted - 1];
  return last !== undefined && (keys.first[last] ?? 0) > best.highestOther ? places : null;
}

/** The first of the best matches, in their order. */
function firstOfBest(keys: Keys, { places }: BestMatches, wanted: number): readonly number[] {
  const scores = new Float64Array(places.length);
  for (let at = 0; at < places.length; at++) scores[at] = keys.first[places[at] ?? 0] ?? 0;
  const first = Array.from(bestPlaces(scores, wanted), (at) => places[at] ?? 0);
  return first.sort((a, b) => compareByKeys(keys, a, b));
}

/** The first hit of each thread that has any of the best, in their order, as many as are wanted. */
function firstOfBestThreads({ index, matches, keys }: Found, best: BestMatches, wanted: number): number[] {
  const { threads } = index.columns;
  const seen = new Set<number>();
  const first: number[] = [];
  for (const place of firstOfBest(keys, best, best.places.length)) {
    const thread = threads[matches.documents[place] ?? 0] ?? 0;
    if (seen.has(thread)) continue;
    seen.add(thread);
    if (first.push(place) === wanted) break;
  }
  return first;
}

/** The same among all matches. Threads stand as their first hits do; of equal ones the earlier thread has the earlier hits. */
function firstOfThreads({ index, matches, keys }: Found, wanted: number): number[] {
  const { columns, workspace } = index;
  const { documents } = matches;
  const places = workspace.u32(documents.length);
  let count = 0;
  let last = -1;
  for (let at = 0; at < documents.length; at++) {
    const thread = columns.threads[documents[at] ?? 0] ?? 0;
    if (thread !== last) places[count++] = at;
    else if (compareByKeys(keys, at, places[count - 1] ?? 0) < 0) places[count - 1] = at;
    last = thread;
  }
  const threadKeys = { first: pick(keys.first), second: keys.second && pick(keys.second) };
  return topOf(threadKeys, { from: 0, to: count }, wanted).map((thread) => places[thread] ?? 0);

  function pick(values: Float64Array): Float64Array {
    const picked = workspace.f64(count);
    for (let thread = 0; thread < count; thread++) picked[thread] = values[places[thread] ?? 0] ?? 0;
    return picked;
  }
}

/** From the first match to behind the last one of the thread that a match belongs to. Cost: two binary searches. */
function threadAround(
  { columns: { threads } }: PackedIndex,
  { documents }: Matches,
  place: number,
): { readonly from: number; readonly to: number } {
  const threadAt = (at: number): number => threads[documents[at] ?? 0] ?? 0;
  const thread = threadAt(place);
  return {
    from: partition(documents.length, (at) => threadAt(at) < thread),
    to: partition(documents.length, (at) => threadAt(at) <= thread),
  };
}

function groupOf(
  { index: { columns }, matches }: Found,
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
