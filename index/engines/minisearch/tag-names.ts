// Which tags are meant by a name: case and accents aside.
import { foldName } from '../../people.ts';
import type { Columns } from './columns.ts';

/** Finds tags by what readers call them. */
export interface TagNames {
  /** Numbers of the tags, in no order; empty when there is none. */
  find(tag: string): readonly number[];
}

/** The tags are folded at the first question and kept. */
export function createTagNames({ tags }: Columns): TagNames {
  let known: ReadonlyMap<string, number[]> | null = null;
  const find = (tag: string): readonly number[] => {
    known ??= numbersByName(tags.all());
    return known.get(foldName(tag)) ?? [];
  };
  return { find };
}

function numbersByName(tags: readonly string[]): ReadonlyMap<string, number[]> {
  const numbers = new Map<string, number[]>();
  for (const [number, tag] of tags.entries()) {
    const name = foldName(tag);
    numbers.set(name, [...(numbers.get(name) ?? []), number]);
  }
  return numbers;
}
