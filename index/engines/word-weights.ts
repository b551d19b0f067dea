// What longer and similar words count beside the word itself: the weights of MiniSearch.
import { PREFIX_WEIGHT, SIMILAR_WEIGHT } from './ranking-settings.ts';

/** A word of `length` letters, `added` of them behind the beginning that was asked for: falls slowly with the letters added. */
export function prefixWeight(length: number, added: number): number {
  return added === 0 ? 1 : (PREFIX_WEIGHT * length) / (length + 0.3 * added);
}

/** A word of `length` letters that is so many edits away: falls with the share of letters changed. */
export function similarWeight(length: number, distance: number): number {
  return distance === 0 ? 1 : (SIMILAR_WEIGHT * length) / (length + distance);
}
