// The best few of many, without sorting the many.

/** What numbers are ordered by: higher `first` first, then higher `second`, then the lower number. */
export interface Keys {
  readonly first: Float64Array;
  /** Null: all the same. */
  readonly second: Float64Array | null;
}

/** From one number to before another. */
export interface NumberSpan {
  readonly from: number;
  readonly to: number;
}

/** Below zero: `a` comes before `b`. Infinities are equal to themselves, which subtraction would not give. */
export function compareByKeys({ first, second }: Keys, a: number, b: number): number {
  const firstA = first[a] ?? 0;
  const firstB = first[b] ?? 0;
  if (firstA !== firstB) return firstA > firstB ? -1 : 1;
  if (second !== null) {
    const secondA = second[a] ?? 0;
    const secondB = second[b] ?? 0;
    if (secondA !== secondB) return secondA > secondB ? -1 : 1;
  }
  return a - b;
}

/**
 * The first `wanted` of a span of numbers, in their order. Cost: a comparison for each number and a little more, as long
 * as few are wanted.
 */
export function topOf(keys: Keys, { from, to }: NumberSpan, wanted: number): number[] {
  const order = (a: number, b: number) => compareByKeys(keys, a, b);
  const chosen = Array.from({ length: Math.max(0, Math.min(wanted, to - from)) }, (_, at) => from + at);
  if (chosen.length === 0 || to - from === 1) return chosen;
  if (wanted >= (to - from) / 2) {
    for (let index = from + chosen.length; index < to; index++) chosen.push(index);
    return chosen.sort(order).slice(0, wanted);
  }
  // A heap with the last of the chosen on top: whatever comes before it takes its place.
  chosen.sort((a, b) => order(b, a));
  fillHeap(keys, chosen, { from: from + chosen.length, to });
  return chosen.sort(order);
}

/** Later numbers must be higher to come before: nearly all of them cost one comparison of numbers. */
function fillHeap(keys: Keys, heap: number[], { from, to }: NumberSpan): void {
  const { first } = keys;
  let least = first[heap[0] ?? 0] ?? 0;
  for (let index = from; index < to; index++) {
    if ((first[index] ?? 0) < least || compareByKeys(keys, index, heap[0] ?? 0) > 0) continue;
    replaceTop(keys, heap, index);
    least = first[heap[0] ?? 0] ?? 0;
  }
}

function replaceTop(keys: Keys, heap: number[], value: number): void {
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    const right = heap[child + 1];
    if (right !== undefined && compareByKeys(keys, right, heap[child] ?? 0) > 0) child++;
    const larger = heap[child] ?? 0;
    if (compareByKeys(keys, larger, value) <= 0) break;
    heap[at] = larger;
    at = child;
  }
  heap[at] = value;
}
