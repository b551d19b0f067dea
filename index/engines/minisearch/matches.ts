// Sets of found documents with their scores, as sorted typed arrays in the workspace, and what is done with such sets.
import type { Workspace } from './workspace.ts';

/**
 * Documents by ordinal, ascending, without repeats; `scores[i]` belongs to `documents[i]`. Whoever gets one from a
 * function owns it: the functions here that narrow a set write into its arrays.
 */
export interface Matches {
  readonly documents: Uint32Array;
  readonly scores: Float64Array;
  /** Where documents with more of the words stand before others: how far apart in score. Else left out. */
  readonly level?: number;
}

export const NO_MATCHES: Matches = { documents: new Uint32Array(0), scores: new Float64Array(0) };

/** Every document, with score 0. */
export function everyDocument(workspace: Workspace, documentCount: number): Matches {
  const documents = workspace.u32(documentCount);
  for (let ordinal = 0; ordinal < documentCount; ordinal++) documents[ordinal] = ordinal;
  return { documents, scores: workspace.f64(documentCount).fill(0) };
}

/** Narrows `matches` to those in `others` too; scores add up. Cost: that of the others, mostly. */
export function intersect(matches: Matches, others: Matches): Matches {
  const { documents, scores } = matches;
  let found = 0;
  for (let index = 0, at = 0; at < others.documents.length; at++) {
    const other = others.documents[at] ?? 0;
    index = seekSorted(documents, other, index);
    if (index === documents.length) break;
    if (documents[index] !== other) continue;
    documents[found] = other;
    scores[found++] = (scores[index++] ?? 0) + (others.scores[at] ?? 0);
  }
  return cut(matches, found);
}

/** Narrows `matches` to those for which the test holds. */
export function keep(matches: Matches, test: (ordinal: number) => boolean): Matches {
  const { documents, scores } = matches;
  let kept = 0;
  for (let index = 0; index < documents.length; index++) {
    const ordinal = documents[index] ?? 0;
    if (!test(ordinal)) continue;
    documents[kept] = ordinal;
    scores[kept++] = scores[index] ?? 0;
  }
  return cut(matches, kept);
}

/** Narrows `matches` to those that are not in `others`. */
export function subtract(matches: Matches, others: Matches): Matches {
  let next = 0;
  return keep(matches, (ordinal) => {
    while (next < others.documents.length && (others.documents[next] ?? 0) < ordinal) next++;
    return others.documents[next] !== ordinal;
  });
}

/** Place of the first in a sorted list, from a place on, that is not before `ordinal`; the nearer it is, the sooner it is found. */
export function seekSorted(list: Uint32Array, ordinal: number, from: number): number {
  let low = from;
  let step = 1;
  while (low + step <= list.length && (list[low + step - 1] ?? 0) < ordinal) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, list.length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] ?? 0) < ordinal) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where `ordinal` stands in a sorted list, or −1. */
export function indexOfSorted(list: Uint32Array, ordinal: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] ?? 0) < ordinal) low = middle + 1;
    else high = middle;
  }
  return list[low] === ordinal ? low : -1;
}

/** Fills the mask: one bit a document, set for these. */
export function maskOf(documents: ArrayLike<number>, mask: Uint32Array): Uint32Array {
  mask.fill(0);
  for (let at = 0; at < documents.length; at++) {
    const document = documents[at] ?? 0;
    mask[document >>> 5] = (mask[document >>> 5] ?? 0) | (1 << (document & 31));
  }
  return mask;
}

function cut(matches: Matches, length: number): Matches {
  const { documents, scores } = matches;
  if (length === documents.length) return matches;
  return { ...matches, documents: documents.subarray(0, length), scores: scores.subarray(0, length) };
}
