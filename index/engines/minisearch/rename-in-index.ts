// An index in which documents have other authors than it was built with: two columns are copied, the rest is the same.
import type { MovedDocument, PeopleChanges } from '../../engine.ts';
import type { Person } from '../../model.ts';
import type { Columns, Names } from './columns.ts';
import type { PackedIndex } from './packed-index.ts';
import { createPeopleNames } from './people-names.ts';

/** Columns with other authors, and whom the numbers of merged people stand for. */
export interface RenamedColumns {
  readonly columns: Columns;
  readonly merged: ReadonlyMap<number, number>;
}

/** Cost: that of `renamedColumns`. */
export function renameInIndex(index: PackedIndex, changes: PeopleChanges): PackedIndex {
  const { columns, merged } = renamedColumns(index.columns, changes);
  return { ...index, columns, peopleNames: createPeopleNames(columns, index.hidden, merged) };
}

/** Cost: 8 bytes a document, and a look at each. */
export function renamedColumns(columns: Columns, changes: PeopleChanges): RenamedColumns {
  const people = new RenamedPeople(columns);
  const merged = new Map<number, number>();
  for (const { slug, person } of changes.merged) {
    const number = people.writtenNumber(slug);
    if (number !== null) merged.set(number, people.numberOf(person));
  }
  for (const { person } of [...changes.authors, ...changes.answered]) people.numberOf(person);
  for (const [number, now] of people.replaced) merged.set(number, now);
  const renamed: Columns = {
    ...columns,
    authors: people.column(columns.authors, merged, changes.authors),
    repliedTo: people.column(columns.repliedTo, merged, changes.answered),
    names: people.names(),
    slugs: people.slugs(),
  };
  return { columns: renamed, merged };
}

/** People by number: those of the index, and behind them new ones and those who have another name now. */
class RenamedPeople {
  /** Who has another name now, with the number that goes with it; by the old name they are still found. */
  readonly replaced = new Map<number, number>();
  readonly #columns: Columns;
  readonly #written = new Map<string, number>();
  readonly #numbers = new Map<string, number>();
  readonly #added: Person[] = [];

  constructor(columns: Columns) {
    this.#columns = columns;
    for (let number = 0; number < columns.slugs.length; number++)
      this.#written.set(columns.slugs.at(number), number);
  }

  /** As the index has it. */
  writtenNumber(slug: string): number | null {
    return this.#written.get(slug) ?? null;
  }

  numberOf(person: Person): number {
    const known = this.#numbers.get(person.slug);
    if (known !== undefined) return known;
    const written = this.writtenNumber(person.slug);
    const isSame = written !== null && this.#columns.names.at(written) === person.name;
    const number = isSame ? written : this.#columns.slugs.length + this.#added.push(person) - 1;
    if (written !== null && !isSame) this.replaced.set(written, number);
    this.#numbers.set(person.slug, number);
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
    const added = this.#added.map(read);
    return {
      length: names.length + added.length,
      at: (number) => added[number - names.length] ?? names.at(number),
    };
  }
}
