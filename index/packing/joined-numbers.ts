// Things that are numbered from 0 in each of several parts, and through all parts one behind the other.
import { partition } from './sorted-strings.ts';

/** Which part a number of the whole is of, and its number there. */
export interface PartPlace {
  readonly part: number;
  readonly own: number;
}

/** The numbers of some parts as those of the whole. */
export interface JoinedNumbers {
  /** Of all parts together. */
  readonly count: number;
  /** Number in the whole of a part's first thing. */
  firstOf(part: number): number;
  placeOf(number: number): PartPlace;
}

/** `counts`: how many things each part has; a part may have none. */
export function joinNumbers(counts: readonly number[]): JoinedNumbers {
  const firsts: number[] = [];
  let count = 0;
  for (const own of counts) {
    firsts.push(count);
    count += own;
  }
  const firstOf = (part: number) => firsts[part] ?? count;
  return {
    count,
    firstOf,
    placeOf: (number) => {
      const part = partition(firsts.length, (at) => firstOf(at) <= number) - 1;
      return { part, own: number - firstOf(part) };
    },
  };
}
