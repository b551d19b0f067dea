// People by number, when documents have other authors than an index was built with: who has which number now.
import type { MovedDocument, PeopleChanges } from '../engine.ts';
import type { Person } from '../model.ts';

/** Strings by number, of which only a few are asked for. */
export interface Names {
  readonly length: number;
  at(number: number): string;
}

/** Names and slugs of the people of an index, by number. */
export interface NumberedPeople {
  readonly names: Names;
  readonly slugs: Names;
  /** Whose slug it is, null when it is nobody's; left out: all slugs are looked through once and kept. */
  readonly numberOfSlug?: (slug: string) => number | null;
}

/** Who has which number after the changes. */
export interface RenumberedPeople {
  readonly people: RenamedPeople;
  /** Whom the numbers of merged people stand for. */
  readonly merged: ReadonlyMap<number, number>;
}

/** Cost: a look at each of the people, unless they say whose a slug is. */
export function renumberPeople(written: NumberedPeople, changes: PeopleChanges): RenumberedPeople {
  const people = new RenamedPeople(written);
  const merged = new Map<number, number>();
  for (const { slug, person } of changes.merged) {
    const number = people.writtenNumber(slug);
    if (number !== null) merged.set(number, people.numberOf(person));
  }
  for (const { person } of [...changes.authors, ...changes.answered]) people.numberOf(person);
  for (const [number, now] of people.replaced) merged.set(number, now);
  return { people, merged };
}

/** People by number: those of the index, and behind them new ones and those who have another name now. */
export class RenamedPeople {
  /** Who has another name now, with the number that goes with it; by the old name they are still found. */
  readonly replaced = new Map<number, number>();
  readonly #known: NumberedPeople;
  readonly #writtenNumber: (slug: string) => number | null;
  readonly #numbers = new Map<string, number>();
  readonly #added: Person[] = [];

  constructor(written: NumberedPeople) {
    this.#known = written;
    this.#writtenNumber = written.numberOfSlug ?? numbersBySlug(written.slugs);
  }

  /** As the index has it. */
  writtenNumber(slug: string): number | null {
    return this.#writtenNumber(slug);
  }

  numberOf(person: Person): number {
    const known = this.#numbers.get(person.slug);
    if (known !== undefined) return known;
    const written = this.writtenNumber(person.slug);
    const isSame = written !== null && this.#known.names.at(written) === person.name;
    const number = isSame ? written : this.#known.slugs.length + this.#added.push(person) - 1;
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
    return this.#table(this.#known.names, ({ name }) => name);
  }

  slugs(): Names {
    return this.#table(this.#known.slugs, ({ slug }) => slug);
  }

  #table(names: Names, read: (person: Person) => string): Names {
    const added = this.#added.map(read);
    return {
      length: names.length + added.length,
      at: (number) => added[number - names.length] ?? names.at(number),
    };
  }
}

function numbersBySlug(slugs: Names): (slug: string) => number | null {
  const numbers = new Map<string, number>();
  for (let number = 0; number < slugs.length; number++) numbers.set(slugs.at(number), number);
  return (slug) => numbers.get(slug) ?? null;
}
