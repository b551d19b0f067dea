// Looks closer at the best hits, on top of MiniSearch's scores, which stay what they are for all others: words in quoted
// parts only, words near each other, likeness to the best.
import type { EngineRequest, PlanNode } from '../../../engine.ts';
import { leavesOf } from '../../../plan-leaves.ts';
import { NEARNESS } from '../../ranking-settings.ts';
import type { StemNumber } from '../dictionary.ts';
import type { Matches } from '../matches.ts';
import type { PackedIndex } from '../packed-index.ts';
import { type BestHits, takeBestHits } from './best-hits.ts';
import { bestPlaces } from './best-places.ts';
import { likeness } from './likeness.ts';
import { nearness } from './nearness.ts';
import { type QueryWord, queryWords } from './query-words.ts';
import { quotedLosses } from './quoted-words.ts';

/** By hit: what was taken off and added. All arrays are parallel to those of the hits. */
export interface Refinement {
  readonly hits: BestHits;
  readonly quotedLosses: Float64Array;
  readonly nearness: Float64Array;
  readonly likeness: Float64Array;
}

/**
 * Changes the scores of the best hits in place; none of them falls behind those that are not looked at. Null when the
 * request does not ask for it, orders by something else, ranks nothing, or has the beginning of a word, which says too little yet. Cost is bounded by the settings' numbers, one
 * look at each of the matches aside.
 */
export function refine(index: PackedIndex, matches: Matches, request: EngineRequest): Refinement | null {
  if (request.isRefined !== true || request.sort !== 'relevance' || hasPrefix(request.plan)) return null;
  const hits = takeBestHits(matches);
  if (hits.highest <= 0) return null;
  const mark = index.workspace.mark();
  const words = queryWords(request.plan);
  const losses = quotedLosses(index, hits, words);
  const scores = hits.bases.slice();
  for (let at = 0; at < scores.length; at++) {
    const base = scores[at] ?? 0;
    losses[at] = Math.min(losses[at] ?? 0, base - hits.floor);
    scores[at] = base - (losses[at] ?? 0);
  }
  const near = nearnessOfBest(index, { hits, scores, words });
  for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] ?? 0) + (near[at] ?? 0);
  const like = likeness(index, { documents: hits.documents, scores, asked: stemsOf(index, words) });
  index.workspace.release(mark);
  for (let at = 0; at < scores.length; at++) {
    const place = hits.places[at] ?? 0;
    const change = (near[at] ?? 0) + (like[at] ?? 0) - (losses[at] ?? 0);
    matches.scores[place] = (matches.scores[place] ?? 0) + change;
  }
  return { hits, quotedLosses: losses, nearness: near, likeness: like };
}

/** Whether the plan asks for beginnings of words: while somebody types, at every key. */
function hasPrefix(plan: PlanNode): boolean {
  return leavesOf(plan).some(({ kind }) => kind === 'prefix');
}

function stemsOf({ dictionary }: PackedIndex, words: readonly QueryWord[]): ReadonlySet<StemNumber> {
  const stems = new Set<StemNumber>();
  for (const word of words) {
    const stem = word.kind === 'stem' ? dictionary.stem(word.stem) : null;
    if (stem !== null) stems.add(stem);
  }
  return stems;
}

/** Never more than the highest score, so that steps between numbers of words hold. */
function nearnessOfBest(
  index: PackedIndex,
  {
    hits: { documents, highest },
    scores,
    words,
  }: { readonly hits: BestHits; readonly scores: Float64Array; readonly words: readonly QueryWord[] },
): Float64Array {
  const gains = new Float64Array(documents.length);
  if (words.length < 2) return gains;
  const best = bestPlaces(scores, NEARNESS.hits);
  const near = nearness(
    index,
    best.map((at) => documents[at] ?? 0),
    words,
  );
  for (let at = 0; at < best.length; at++) gains[best[at] ?? 0] = Math.min(near[at] ?? 0, highest);
  return gains;
}
