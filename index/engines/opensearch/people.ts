// Who is meant by a name, by whom a document is now, and how documents of somebody are asked for: people as the index
// has them, or as the keeper says they are.
import type { MovedDocument, PeopleChanges } from '../../engine.ts';
import { foldName } from '../../people.ts';
import { numbersByName } from '../people-by-name.ts';
import { type Names, type NumberedPeople, renumberPeople } from '../renamed-people-numbers.ts';
import { MAX_TERMS } from './mapping.ts';
import type { NameTables } from './names-file.ts';
import type { Numbering } from './numbering.ts';
import { NOTHING, type Query } from './searching.ts';

/** The fields that hold people. */
export type PeopleField = 'author' | 'repliedTo';

const NO_ONE: ReadonlySet<number> = new Set();

/** Documents with another person than the index says, by ordinal. */
type Moved = ReadonlyMap<number, number>;

/** What the keeper said: whom numbers of the index stand for, and which documents are by others. */
interface Changed {
  readonly merged: ReadonlyMap<number, number>;
  readonly moved: Readonly<Record<PeopleField, Moved>>;
}

const UNCHANGED: Changed = { merged: new Map(), moved: { author: new Map(), repliedTo: new Map() } };

/** People as the index has them, and its numbers of documents. */
interface Written {
  readonly tables: NameTables;
  readonly documents: Numbering;
}

/** People by number; those of the index, and behind them who came with the keeper's changes. */
export class People {
  readonly names: Names;
  readonly #written: Written;
  readonly #known: NumberedPeople;
  readonly #merged: ReadonlyMap<number, number>;
  readonly #moved: Readonly<Record<PeopleField, Moved>>;
  #added: ReadonlyMap<string, readonly number[]> | null = null;

  private constructor(written: Written, known: NumberedPeople, { merged, moved }: Changed) {
    this.names = known.names;
    this.#written = written;
    this.#known = known;
    this.#merged = merged;
    this.#moved = moved;
  }

  /** As the index has them. */
  static written(tables: NameTables, documents: Numbering): People {
    return new People({ tables, documents }, tables, UNCHANGED);
  }

  /** To be asked of people as the index has them. */
  renamed(changes: PeopleChanges): People {
    const { tables } = this.#written;
    const numberOfSlug = (slug: string) =>
      tables.peopleKeys.find(foldName(slug), (number) => tables.slugs.at(number) === slug)[0] ?? null;
    const { people, merged } = renumberPeople({ ...tables, numberOfSlug }, changes);
    const moved = (documents: readonly MovedDocument[]): Moved =>
      new Map(documents.map(({ ordinal, person }) => [ordinal, people.numberOf(person)]));
    const known = { names: people.names(), slugs: people.slugs() };
    return new People(this.#written, known, {
      merged,
      moved: { author: moved(changes.authors), repliedTo: moved(changes.answered) },
    });
  }

  /** Those with any of the names, by the numbers that the names have. */
  find(names: readonly string[]): ReadonlySet<number> {
    return new Set(names.flatMap((name) => this.#called(foldName(name))));
  }

  /** Whose number of the cluster it is, as the index has it. */
  numberOf(written: number): number {
    return this.#written.tables.people.numberOf(written);
  }

  /** Whom a number stands for now. */
  now(number: number): number {
    return this.#merged.get(number) ?? number;
  }

  /** Documents whose person the index does not say. */
  moved(field: PeopleField): Moved {
    return this.#moved[field];
  }

  /** Documents of these people, by the numbers they have now. */
  query(field: PeopleField, wanted: ReadonlySet<number>): Query {
    const written = new Set([...wanted].filter((number) => wanted.has(this.now(number))));
    for (const [number, now] of this.#merged) if (wanted.has(now)) written.add(number);
    const numbers = [...written].flatMap((number) => this.#written.tables.people.written(number));
    const { documents } = this.#written;
    const moved = this.#moved[field];
    const here = [...moved].flatMap(([ordinal, number]) => (wanted.has(number) ? [ordinal] : []));
    const away = [...moved].flatMap(([ordinal, number]) => (wanted.has(number) ? [] : [ordinal]));
    const should = [
      ...(numbers.length === 0
        ? []
        : [{ bool: { filter: [termsQuery(field, numbers)], must_not: ordinalQueries(away, documents) } }]),
      ...ordinalQueries(here, documents),
    ];
    return should.length === 0 ? NOTHING : { bool: { should, minimum_should_match: 1 } };
  }

  #called(folded: string): readonly number[] {
    if (folded === '') return [];
    const { names, slugs, peopleKeys } = this.#written.tables;
    const written = peopleKeys.find(
      folded,
      (number) => foldName(names.at(number)) === folded || foldName(slugs.at(number)) === folded,
    );
    this.#added ??= numbersByName(behind(this.#known, names.length), NO_ONE);
    return [...written, ...(this.#added.get(folded) ?? []).map((number) => names.length + number)];
  }
}

/** Who came with the changes. */
function behind({ names, slugs }: NumberedPeople, first: number): NumberedPeople {
  const rest = (all: Names): Names => ({
    length: all.length - first,
    at: (number) => all.at(first + number),
  });
  return { names: rest(names), slugs: rest(slugs) };
}

/** Documents with any of the values; nothing for none. */
export function termsQuery(field: string, values: readonly (number | string)[]): Query {
  if (values.length === 0) return NOTHING;
  if (values.length <= MAX_TERMS) return { terms: { [field]: values } };
  const should: Query[] = [];
  for (let from = 0; from < values.length; from += MAX_TERMS)
    should.push({ terms: { [field]: values.slice(from, from + MAX_TERMS) } });
  return { bool: { should, minimum_should_match: 1 } };
}

/** Neighbours from which on a run is asked for as such. */
const LEAST_RUN = 16;
/** Runs that are asked for each by itself: they are clauses, of which a query has few. */
const MOST_RUNS = 20;

/** Documents by ordinal, in few and short clauses: long runs by their ends, the others one by one. */
export function ordinalQueries(ordinals: readonly number[], documents: Numbering): readonly Query[] {
  if (ordinals.length === 0) return [];
  const runs = runsOf(ordinals.map((ordinal) => documents.written(ordinal)).sort((a, b) => a - b));
  const longest = runs
    .filter(([from, to]) => to - from + 1 >= LEAST_RUN)
    .sort(([fromA, toA], [fromB, toB]) => toB - fromB - (toA - fromA))
    .slice(0, MOST_RUNS);
  const kept = new Set(longest);
  const single = runs.filter((run) => !kept.has(run)).flatMap(([from, to]) => numbersFrom(from, to));
  return [
    ...longest.map(([gte, lte]) => ({ range: { ordinal: { gte, lte } } })),
    ...(single.length === 0 ? [] : [termsQuery('ordinal', single)]),
  ];
}

type Run = readonly [from: number, to: number];

function runsOf(sorted: readonly number[]): readonly Run[] {
  const runs: Run[] = [];
  let from = sorted[0] ?? 0;
  for (const [at, ordinal] of sorted.entries()) {
    const next = sorted[at + 1];
    if (next === ordinal + 1 || next === ordinal) continue;
    runs.push([from, ordinal]);
    from = next ?? 0;
  }
  return runs;
}

function numbersFrom(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
