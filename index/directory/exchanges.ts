// What stands most often beside each person, as lists of value and number: whom they answered, in which years they wrote.

import type { Grouped } from '../packing/group-by.ts';
import { GrowingLists } from '../packing/growing-array.ts';
import type { Section, SectionReader } from '../snapshot/section-file.ts';

/** What is counted in each group. */
export interface Counting {
  /** By item of the groups. */
  readonly values: Uint32Array;
  /** Groups from 0 to before this are counted. */
  readonly count: number;
  /** Left out: every value is counted. */
  readonly isCounted?: (value: number, group: number) => boolean;
  /** Values kept of each group, the most frequent; left out: all, in ascending order of the values. */
  readonly most?: number;
}

/** One value and how often it stands there. */
export type CountedValue = readonly [value: number, count: number];

/** Sections with the counted values of each group, pair by pair. */
export function topCounts(name: string, grouped: Grouped, counting: Counting): Record<string, Section> {
  return packCounts(name, countGroups(grouped, counting), counting.most);
}

function* countGroups(
  { items, starts }: Grouped,
  { values, count, isCounted = () => true }: Counting,
): Iterable<ReadonlyMap<number, number>> {
  for (let group = 0; group < count; group++) {
    const counts = new Map<number, number>();
    for (let at = starts[group] ?? 0; at < (starts[group + 1] ?? 0); at++) {
      const value = values[items[at] ?? 0] ?? 0;
      if (isCounted(value, group)) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    yield counts;
  }
}

/** The same of groups that are counted already: how often by value; `most` as above. */
export function packCounts(
  name: string,
  groups: Iterable<ReadonlyMap<number, number>>,
  most?: number,
): Record<string, Section> {
  const lists = new GrowingLists();
  for (const counts of groups) {
    const sorted = [...counts].sort(
      most === undefined ? ([a], [b]) => a - b : ([a, countA], [b, countB]) => countB - countA || a - b,
    );
    for (const pair of sorted.slice(0, most)) for (const number of pair) lists.push(number);
    lists.close();
  }
  return { [name]: lists.values(), [`${name}.starts`]: lists.starts() };
}

/** Reads the counted values of a group. */
export function readCounts(
  sections: SectionReader,
  name: string,
): (group: number) => readonly CountedValue[] {
  const values = sections.u32(name);
  const starts = sections.u32(`${name}.starts`);
  return (group) => {
    const own = values.subarray(starts[group] ?? 0, starts[group + 1] ?? 0);
    return Array.from({ length: own.length / 2 }, (_, pair) => [own[2 * pair] ?? 0, own[2 * pair + 1] ?? 0]);
  };
}
