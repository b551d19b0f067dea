// The tables of a directory's people, as they are written: of one archive or of several.
import type { Person } from '../model.ts';
import { packStrings } from '../packing/string-table.ts';
import { foldName } from '../people.ts';
import type { Section } from '../snapshot/section-file.ts';
import { RankedNamesWriter } from './ranked-names.ts';

/** A person as written down. */
export interface CountedPerson {
  readonly person: Person;
  readonly posts: number;
  readonly comments: number;
  /** Earliest and latest `publishedAt` that is a date. */
  readonly first: Dated | null;
  readonly last: Dated | null;
  /** Orders people by where the archive first names them. */
  readonly appeared: number;
}

/** A `publishedAt` with its instant. */
export interface Dated {
  readonly text: string;
  readonly instant: number;
}

/** In the counts of years: no date. */
export const UNDATED_YEAR = 0xffffffff;
/** People listed as those whom somebody answered, or who answered them. */
export const MOST_EXCHANGES = 10;

const NOTHING = Buffer.alloc(0);

/** Who wrote most comes first; of the equally busy, who is named first in the archive. */
export function comparePeople(a: CountedPerson, b: CountedPerson): number {
  return b.posts + b.comments - (a.posts + a.comments) || a.appeared - b.appeared;
}

/** `ranked`: in the order of `comparePeople`. `wordsOf`: words of a name, by the analysis of the snapshot. */
export function peopleSections(
  ranked: readonly CountedPerson[],
  wordsOf: (name: string) => readonly string[],
): Record<string, Section> {
  const words = new RankedNamesWriter();
  for (const { person } of ranked) words.add(wordsOf(person.name));
  const texts = (name: string, textOf: (counted: CountedPerson) => string) =>
    packStrings(`people.${name}`, ranked.map(textOf));
  const sortedBy = (key: (person: Person) => string) => {
    const keys = ranked.map(({ person }) => Buffer.from(key(person)));
    const numbers = Uint32Array.from(ranked.keys());
    return numbers.sort((a, b) => Buffer.compare(keys[a] ?? NOTHING, keys[b] ?? NOTHING) || a - b);
  };
  return {
    ...words.sections('people', Uint32Array.from(ranked.keys())),
    ...texts('names', ({ person }) => person.name),
    ...texts('slugs', ({ person }) => person.slug),
    ...texts('firstAt', ({ first }) => first?.text ?? ''),
    ...texts('lastAt', ({ last }) => last?.text ?? ''),
    'people.posts': Uint32Array.from(ranked, ({ posts }) => posts),
    'people.comments': Uint32Array.from(ranked, ({ comments }) => comments),
    'people.appeared': Uint32Array.from(ranked, ({ appeared }) => appeared),
    'people.bySlug': sortedBy(({ slug }) => slug),
    'people.inOrderOfNames': sortedBy(({ name }) => foldName(name)),
  };
}
