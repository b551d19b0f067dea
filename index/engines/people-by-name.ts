// Which numbers people have by what readers call them.
import { foldName } from '../people.ts';
import type { NumberedPeople } from './renamed-people-numbers.ts';

/** By name and by slug, case and accents aside; those who are gone have no name. One person's name may be another's slug: both are meant then. */
export function numbersByName(
  { names, slugs }: NumberedPeople,
  gone: ReadonlySet<number>,
): ReadonlyMap<string, readonly number[]> {
  const numbers = new Map<string, number[]>();
  for (let person = 0; person < names.length; person++) {
    if (gone.has(person)) continue;
    for (const name of new Set([foldName(names.at(person)), foldName(slugs.at(person))])) {
      if (name !== '') numbers.set(name, [...(numbers.get(name) ?? []), person]);
    }
  }
  return numbers;
}
