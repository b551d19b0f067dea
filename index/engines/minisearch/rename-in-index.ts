// An index in which documents have other authors than it was built with: two columns are copied, the rest is the same.
import type { MovedDocument, PeopleChanges } from '../../engine.ts';
import type { Person } from '../../model.ts';
import type { Columns, Names } from './columns.ts';
import type { PackedIndex } from './packed-index.ts';
import { createPeopleNames } from './people-names.ts';

/** Cost: 8 bytes a document, and a look at each. */
export function renameInIndex(index: PackedIndex, changes: PeopleChanges): PackedIndex {
  const { columns, hidden } = index;
  const people = new RenamedPeople(columns);
  const merged = new Map(
    changes.merged.flatMap(({ slug, person }) => {
      const number = people.numberOfSlug(slug);
      return number === null ? [] : [[number, people.numberOf(person)]];
    }),
  );
  const renamed: Columns = {
    ...columns,
    authors: people.column(columns.authors, merged, changes.authors),
    repliedTo: people.column(columns.repliedTo, merged, changes.answered),
    names: people.names(),
    slugs: people.slugs(),
  };
  return { ...index, columns: renamed, peopleNames: createPeopleNames(renamed, hidden, merged) };
}

/** People by number: those of the index, some under another name, and new ones behind them. */
class RenamedPeople {
  readonly #columns: Columns;
  readonly #numbers = new Map<string, number>();
  readonly #changed = new Map<number, Person>();
  #count: number;

  constructor(columns: Columns) {
    this.#columns = columns;
    this.#count = columns.slugs.length;
    for (let number = 0; number < this.#count; number++) this.#numbers.set(columns.slugs.at(number), number);
  }

  numberOfSlug(slug: string): number | null {
    return this.#numbers.get(slug) ?? null;
  }

  numberOf(person: Person): number {
    const number = this.#numbers.get(person.slug) ?? this.#count++;
    this.#numbers.set(person.slug, number);
    this.#changed.set(number, person);
    return number;
  }

  /** Documents that moved win: who they are by is said after merging. */
  column(
    column: Uint32Array,
    merged: ReadonlyMap<number, number>,
    moved: readonly MovedDocument[],
  ): Uint32Array {
    const copy = column.map((person) => merged.get(person) ?? person);
    for (const { ordinal, person } of moved) copy[ordinal] = this.numberOf(person);
    return copy;
  }

  names(): Names {
    return this.#table(this.#columns.names, ({ name }) => name);
  }

  slugs(): Names {
    return this.#table(this.#columns.slugs, ({ slug }) => slug);
  }

  #table(names: Names, read: (person: Person) => string): Names {
    const changed = new Map([...this.#changed].map(([number, person]) => [number, read(person)]));
    return { length: this.#count, at: (number) => changed.get(number) ?? names.at(number) };
  }
}
