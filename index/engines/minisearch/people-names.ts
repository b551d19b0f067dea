// Who is meant by a name: people by name and slug, case and accents aside.
import type { HiddenDocuments } from '../../hidden-documents.ts';
import { foldName } from '../../people.ts';
import { numbersByName } from '../people-by-name.ts';
import type { Columns } from './columns.ts';
import { NOBODY } from './layout.ts';

/** Finds people by what readers call them. */
export interface PeopleNames {
  /** Numbers of the people with any of these names or slugs; names that are nobody's add none. */
  find(names: readonly string[]): ReadonlySet<number>;
  /** The same without those who wrote nothing but these documents. */
  hiding(hidden: HiddenDocuments): PeopleNames;
}

/** `merged`: whom numbers stand for now that are nobody's any more. The names are folded at the first question and kept. Whoever wrote nothing but what is hidden has no name. */
export function createPeopleNames(
  columns: Columns,
  hidden: HiddenDocuments | null,
  merged: ReadonlyMap<number, number> = NOT_MERGED,
): PeopleNames {
  let known: ReadonlyMap<string, readonly number[]> | null = null;
  const find = (names: readonly string[]): ReadonlySet<number> => {
    known ??= numbersByName(columns, hidden === null ? NO_ONE : goneWith(columns, hidden));
    const found = new Set<number>();
    for (const name of names)
      for (const person of known.get(foldName(name)) ?? []) found.add(merged.get(person) ?? person);
    return found;
  };
  return { find, hiding: (others) => createPeopleNames(columns, others, merged) };
}

const NOT_MERGED: ReadonlyMap<number, number> = new Map();
const NO_ONE: ReadonlySet<number> = new Set();

/** Authors of hidden documents and of no other. Cost: a look at every document. */
function goneWith({ authors, names }: Columns, hidden: HiddenDocuments): ReadonlySet<number> {
  const isSeen = new Uint8Array(names.length);
  const gone = new Set<number>();
  for (let ordinal = 0; ordinal < authors.length; ordinal++) {
    const author = authors[ordinal] ?? NOBODY;
    if (author === NOBODY) continue;
    if (hidden.has(ordinal)) gone.add(author);
    else isSeen[author] = 1;
  }
  for (const author of gone) if (isSeen[author] === 1) gone.delete(author);
  return gone;
}
