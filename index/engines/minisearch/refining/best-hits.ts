// The best hits of a search, taken out to be looked at more closely: what is added to them keeps them before the others.

import { REFINED_HITS } from '../../ranking-settings.ts';
import type { Matches } from '../matches.ts';
import { bestPlaces } from './best-places.ts';

/** Matches of which it is known that no other scores higher. */
export interface BestMatches {
  /** Their places among the matches, ascending. */
  readonly places: Uint32Array;
  /** No other match scores higher than this. */
  readonly highestOther: number;
}

/** In the order of the documents; all arrays are parallel. */
export interface BestHits extends BestMatches {
  readonly documents: Uint32Array;
  /** What they have before refining, steps for the number of words matched aside. */
  readonly bases: Float64Array;
  /** Of the bases; 0 when nothing is there. */
  readonly highest: number;
  /** No base may fall below this one, so that all of them stay before the other matches; 0 when there are no others. */
  readonly floor: number;
}

/** The hits with the highest scores; of equal ones those that come first. Cost: a look at each of the matches. */
export function takeBestHits({ documents, scores, level = 0 }: Matches): BestHits {
  const places = bestPlaces(scores, REFINED_HITS);
  const chosen = new Uint32Array(places.length);
  const bases = new Float64Array(places.length);
  let highest = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let highestOther = Number.POSITIVE_INFINITY;
  for (let at = 0; at < places.length; at++) {
    const place = places[at] ?? 0;
    const score = scores[place] ?? 0;
    const base = level === 0 ? score : score - level * Math.floor(score / level);
    chosen[at] = documents[place] ?? 0;
    bases[at] = base;
    highest = Math.max(highest, base);
    lowest = Math.min(lowest, base);
    highestOther = Math.min(highestOther, score);
  }
  return {
    places,
    documents: chosen,
    bases,
    highest,
    highestOther,
    floor: places.length === documents.length ? 0 : lowest,
  };
}
