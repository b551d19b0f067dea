// What documents gain that are about the same as the best of the hits: a right answer seldom comes alone.

import { LIKENESS } from '../../ranking-settings.ts';
import type { StemNumber } from '../dictionary.ts';
import type { PackedIndex } from '../packed-index.ts';
import { clearSubject } from '../telling-stems.ts';
import { bestPlaces } from './best-places.ts';

export interface LikenessQuestion {
  readonly documents: Uint32Array;
  /** Of the documents, in parallel. */
  readonly scores: Float64Array;
  /** The stems of the query. */
  readonly asked: ReadonlySet<StemNumber>;
}

/**
 * By document: the best score × weight × how like it is to the best hits, each of which counts (score / best score) to the
 * power of the steepness. A hit is like itself, so that a single right answer keeps its lead. At most the best score ×
 * weight, rounding aside. Cost: `TELLING_STEMS` look-ups a document.
 */
export function likeness(
  { tellingStems }: PackedIndex,
  { documents, scores, asked }: LikenessQuestion,
): Float64Array {
  const gains = new Float64Array(documents.length);
  tellingStems.fetch(documents);
  const best = bestPlaces(scores, LIKENESS.hits);
  let highest = 0;
  for (let at = 0; at < best.length; at++) highest = Math.max(highest, scores[best[at] ?? 0] ?? 0);
  if (highest <= 0) return gains;
  const { subject } = tellingStems;
  let total = 0;
  for (let index = 0; index < best.length; index++) {
    const at = best[index] ?? 0;
    const share = ((scores[at] ?? 0) / highest) ** LIKENESS.steepness;
    tellingStems.addTo(subject, documents[at] ?? 0, share);
    total += share;
  }
  for (const stem of asked) subject.weights[stem] = (subject.weights[stem] ?? 0) * LIKENESS.asked;
  const unit = (LIKENESS.weight * highest) / total;
  for (let at = 0; at < documents.length; at++) {
    gains[at] = unit * tellingStems.likeness(subject, documents[at] ?? 0);
  }
  clearSubject(subject);
  return gains;
}
