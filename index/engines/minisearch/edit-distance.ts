// Edit distance between two words: letters inserted, left out, replaced, or two neighbours swapped, one edit each.

/**
 * Optimal string alignment distance (Damerau–Levenshtein without edits inside a swap), over UTF-16 code units.
 * Gives `limit + 1` for everything beyond `limit`. Cost: letters between the first and the last difference ×
 * (2 limit + 1).
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  return distanceWithin(a.slice(start, endA), b.slice(start, endB), limit);
}

/** Row by row of the matrix, only the band where the distance can be within the limit. */
function distanceWithin(a: string, b: string, limit: number): number {
  const beyond = limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => Math.min(column, beyond));
  for (let row = 1; row <= a.length; row++) {
    const current: number[] = new Array(b.length + 1).fill(beyond);
    if (row <= limit) current[0] = row;
    let best = current[0] ?? beyond;
    for (let column = Math.max(1, row - limit); column <= Math.min(b.length, row + limit); column++) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      let distance = Math.min(
        (last[column - 1] ?? beyond) + cost,
        (last[column] ?? beyond) + 1,
        (current[column - 1] ?? beyond) + 1,
      );
      const isSwap = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwap && row > 1 && column > 1)
        distance = Math.min(distance, (beforeLast[column - 2] ?? beyond) + 1);
      current[column] = Math.min(distance, beyond);
      best = Math.min(best, distance);
    }
    if (best > limit) return beyond;
    [beforeLast, last] = [last, current];
  }
  return Math.min(last[b.length] ?? beyond, beyond);
}
