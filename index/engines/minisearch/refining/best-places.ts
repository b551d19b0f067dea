// Which scores are the highest, when their order does not matter: no sorting, nothing but arrays of numbers.

/**
 * Places of the `wanted` highest scores, ascending; of equal ones those that come first. All places when there are no more.
 * Cost: a look at each score and a little more, as long as few are wanted.
 */
export function bestPlaces(scores: Float64Array, wanted: number): Uint32Array {
  const count = Math.min(wanted, scores.length);
  // In the order in which they came: some were among the highest only until others came.
  const candidates: number[] = [];
  for (let at = 0; at < count; at++) candidates.push(at);
  if (count === scores.length || count === 0) return Uint32Array.from(candidates);
  const heap = scores.slice(0, count).sort();
  let least = heap[0] ?? 0;
  for (let at = count; at < scores.length; at++) {
    const score = scores[at] ?? 0;
    if (score <= least) continue;
    candidates.push(at);
    sink(heap, score);
    least = heap[0] ?? 0;
  }
  return chooseBest(scores, candidates, heap);
}

/** Those of the candidates whose scores stay in the heap. */
function chooseBest(scores: Float64Array, candidates: readonly number[], heap: Float64Array): Uint32Array {
  const places = new Uint32Array(heap.length);
  const least = heap[0] ?? 0;
  let ties = 0;
  for (let at = 0; at < heap.length; at++) if (heap[at] === least) ties++;
  for (let at = 0, found = 0; found < places.length && at < candidates.length; at++) {
    const place = candidates[at] ?? 0;
    const score = scores[place] ?? 0;
    if (score < least || (score === least && ties-- <= 0)) continue;
    places[found++] = place;
  }
  return places;
}

/** Puts a score in the place of the least; the heap has the least first. */
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
