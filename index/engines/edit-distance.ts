// Edit distance between two words: letters inserted, left out, replaced, or two neighbours swapped, one edit each.

const LONGEST = 64;
/** Three rows of the matrix, used again and again. */
let beforeLast = new Uint8Array(LONGEST + 1);
let last = new Uint8Array(LONGEST + 1);
let current = new Uint8Array(LONGEST + 1);

/**
 * Optimal string alignment distance (Damerau–Levenshtein without edits inside a swap), over UTF-16 code units; `limit`
 * at most 250. Gives `limit + 1` for everything beyond `limit`. Cost: letters between the first and the last
 * difference × (2 limit + 1).
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let start = 0;
  while (start < a.length && start < b.length && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--;
    endB--;
  }
  const [lengthA, lengthB] = [endA - start, endB - start];
  if (lengthA === 0 || lengthB === 0) return lengthA + lengthB;
  return distanceWithin({ a, b, start, lengthA, lengthB }, limit);
}

interface Differing {
  readonly a: string;
  readonly b: string;
  /** Where both begin to differ. */
  readonly start: number;
  readonly lengthA: number;
  readonly lengthB: number;
}

/** Row by row of the matrix, only the band where the distance can be within the limit. */
function distanceWithin({ a, b, start, lengthA, lengthB }: Differing, limit: number): number {
  const beyond = limit + 1;
  makeRoom(lengthB + 1);
  for (let column = 0; column <= lengthB; column++) last[column] = Math.min(column, beyond);
  for (let row = 1; row <= lengthA; row++) {
    const from = Math.max(1, row - limit);
    const to = Math.min(lengthB, row + limit);
    current[from - 1] = from === 1 ? Math.min(row, beyond) : beyond;
    let best = current[from - 1] ?? beyond;
    const letter = a.charCodeAt(start + row - 1);
    for (let column = from; column <= to; column++) {
      const other = b.charCodeAt(start + column - 1);
      let distance = (last[column - 1] ?? beyond) + (letter === other ? 0 : 1);
      distance = Math.min(distance, (last[column] ?? beyond) + 1, (current[column - 1] ?? beyond) + 1);
      if (row > 1 && column > 1 && letter === b.charCodeAt(start + column - 2)) {
        if (a.charCodeAt(start + row - 2) === other)
          distance = Math.min(distance, (beforeLast[column - 2] ?? beyond) + 1);
      }
      current[column] = Math.min(distance, beyond);
      best = Math.min(best, distance);
    }
    // The next row looks one column further than this one reached.
    if (to < lengthB) current[to + 1] = beyond;
    if (best > limit) return beyond;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  return Math.min(last[lengthB] ?? beyond, beyond);
}

function makeRoom(columns: number): void {
  if (columns <= last.length) return;
  beforeLast = new Uint8Array(2 * columns);
  last = new Uint8Array(2 * columns);
  current = new Uint8Array(2 * columns);
}
