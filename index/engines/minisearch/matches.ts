// Sets of found documents with their scores, as sorted typed arrays, and what is done with such sets.

/** Documents by ordinal, ascending, without repeats; `scores[i]` belongs to `documents[i]`. Never written to. */
export interface Matches {
  readonly documents: Uint32Array;
  readonly scores: Float64Array;
}

export const NO_MATCHES: Matches = { documents: new Uint32Array(0), scores: new Float64Array(0) };

/** Every document, with score 0. */
export function everyDocument(documentCount: number): Matches {
  const documents = new Uint32Array(documentCount);
  for (let ordinal = 0; ordinal < documentCount; ordinal++) documents[ordinal] = ordinal;
  return { documents, scores: new Float64Array(documentCount) };
}

/** Those in both; scores add up. */
export function intersect(a: Matches, b: Matches): Matches {
  const length = Math.min(a.documents.length, b.documents.length);
  const documents = new Uint32Array(length);
  const scores = new Float64Array(length);
  let found = 0;
  for (let i = 0, j = 0; i < a.documents.length && j < b.documents.length; ) {
    const [left, right] = [a.documents[i] ?? 0, b.documents[j] ?? 0];
    if (left < right) i++;
    else if (left > right) j++;
    else {
      documents[found] = left;
      scores[found++] = (a.scores[i++] ?? 0) + (b.scores[j++] ?? 0);
    }
  }
  return { documents: documents.subarray(0, found), scores: scores.subarray(0, found) };
}

/** Those for which the test holds. */
export function keep(matches: Matches, test: (ordinal: number) => boolean): Matches {
  const documents = new Uint32Array(matches.documents.length);
  const scores = new Float64Array(matches.documents.length);
  let kept = 0;
  for (let index = 0; index < matches.documents.length; index++) {
    const ordinal = matches.documents[index] ?? 0;
    if (!test(ordinal)) continue;
    documents[kept] = ordinal;
    scores[kept++] = matches.scores[index] ?? 0;
  }
  return { documents: documents.subarray(0, kept), scores: scores.subarray(0, kept) };
}

/** Those of `matches` that are not in `others`. */
export function subtract(matches: Matches, others: Matches): Matches {
  let next = 0;
  return keep(matches, (ordinal) => {
    while (next < others.documents.length && (others.documents[next] ?? 0) < ordinal) next++;
    return others.documents[next] !== ordinal;
  });
}

/** What is in both of two ascending lists, the first of which is not the longer one. */
export function intersectSorted(shorter: Uint32Array, longer: Uint32Array): Uint32Array {
  // Walking both costs the longer list, searching costs its logarithm for each of the shorter.
  if (shorter.length * 16 < longer.length) {
    return shorter.filter((ordinal) => indexOfSorted(longer, ordinal) >= 0);
  }
  const both = new Uint32Array(shorter.length);
  let found = 0;
  for (let i = 0, j = 0; i < shorter.length && j < longer.length; ) {
    const [left, right] = [shorter[i] ?? 0, longer[j] ?? 0];
    if (left === right) both[found++] = left;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  return both.subarray(0, found);
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
