// The best few of many, without sorting the many.

/** Below zero: `a` comes before `b`. Must never be zero for two different numbers. */
export type Order = (a: number, b: number) => number;

/**
 * The first `wanted` of the numbers 0 … `count` − 1 in the given order, in that order. Cost: `count` comparisons
 * and a little more, as long as few are wanted.
 */
export function topOf(count: number, wanted: number, order: Order): number[] {
  if (wanted <= 0) return [];
  if (wanted >= count / 2)
    return Array.from({ length: count }, (_, index) => index)
      .sort(order)
      .slice(0, wanted);
  // A heap with the last of the chosen on top: whatever comes before it takes its place.
  const heap = Array.from({ length: wanted }, (_, index) => index).sort((a, b) => order(b, a));
  for (let index = wanted; index < count; index++) {
    if (order(index, heap[0] ?? 0) < 0) replaceTop(heap, index, order);
  }
  return heap.sort(order);
}

function replaceTop(heap: number[], value: number, order: Order): void {
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    const [left, right] = [heap[child] ?? 0, heap[child + 1]];
    if (right !== undefined && order(right, left) > 0) child++;
    const larger = heap[child] ?? 0;
    if (order(larger, value) <= 0) break;
    heap[at] = larger;
    at = child;
  }
  heap[at] = value;
}
