// Which scores are the highest, when their order does not matter: no sorting, nothing but arrays of numbers.

/**
 * Places of the `wanted` highest scores, ascending; of equal ones those that come first. All places when there are no more.
 * Cost: two looks at each score and a little more, as long as few are wanted.
 */
export function bestPlaces(scores: Float64Array, wanted: number): Uint32Array {
  const places = new Uint32Array(Math.min(wanted, scores.length));
  if (places.length === scores.length) {
    for (let at = 0; at < places.length; at++) places[at] = at;
    return places;
  }
  const heap = highestScores(scores, wanted);
  const least = heap[0] ?? 0;
  let ties = 0;
  for (let at = 0; at < heap.length; at++) if (heap[at] === least) ties++;
  for (let at = 0, found = 0; found < places.length; at++) {
    const score = scores[at] ?? 0;
    if (score < least || (score === least && ties-- <= 0)) continue;
    places[found++] = at;
  }
  return places;
}

/** A heap of the `wanted` highest scores, the least of them first; `wanted` is less than there are. */
function highestScores(scores: Float64Array, wanted: number): Float64Array {
  const heap = scores.slice(0, wanted).sort();
  let least = heap[0] ?? 0;
  for (let at = wanted; at < scores.length; at++) {
    const score = scores[at] ?? 0;
    if (score <= least) continue;
    sink(heap, score);
    least = heap[0] ?? 0;
  }
  return heap;
}

/** Puts a score in the place of the least. */
function sink(heap: Float64Array, score: number): void {
  let at = 0;
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    if (child + 1 < heap.length && (heap[child + 1] ?? 0) < (heap[child] ?? 0)) child++;
    if ((heap[child] ?? 0) >= score) break;
    heap[at] = heap[child] ?? 0;
    at = child;
  }
  heap[at] = score;
}
