// Who is meant by a name: people by name and slug, case and accents aside.
import { foldName } from '../../people.ts';
import type { Columns } from './columns.ts';

/** Finds people by what readers call them. */
export interface PeopleNames {
  /** Numbers of the people with any of these names or slugs; names that are nobody's add none. */
  find(names: readonly string[]): ReadonlySet<number>;
}

/** The names are folded at the first question and kept. */
export function createPeopleNames(columns: Columns): PeopleNames {
  let known: ReadonlyMap<string, readonly number[]> | null = null;
  const find = (names: readonly string[]): ReadonlySet<number> => {
    known ??= numbersByName(columns);
    const found = new Set<number>();
    for (const name of names) for (const person of known.get(foldName(name)) ?? []) found.add(person);
    return found;
  };
  return { find };
}

/** One person's name may be another's slug: both are meant then. */
function numbersByName({ names, slugs }: Columns): ReadonlyMap<string, readonly number[]> {
  const numbers = new Map<string, number[]>();
  for (let person = 0; person < names.length; person++) {
    for (const name of new Set([foldName(names.at(person)), foldName(slugs.at(person))])) {
      if (name !== '') numbers.set(name, [...(numbers.get(name) ?? []), person]);
    }
  }
  return numbers;
}
