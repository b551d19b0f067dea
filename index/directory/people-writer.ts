// Counts what every person wrote, when, and whom they answered, while a snapshot is built.

import type { Entry, Person } from '../model.ts';
import { groupBy } from '../packing/group-by.ts';
import { GrowingUint32 } from '../packing/growing-array.ts';
import { readDate, yearAndMonth } from '../packing/packed-dates.ts';
import { packStrings } from '../packing/string-table.ts';
import { foldName } from '../people.ts';
import type { Section } from '../snapshot/section-file.ts';
import { topCounts } from './exchanges.ts';
import { RankedNamesWriter } from './ranked-names.ts';

/** In the column of years: no date. Ahead of all years. */
const UNDATED = 0xffffffff;

interface CountedPerson {
  readonly person: Person;
  posts: number;
  comments: number;
  first: Dated | null;
  last: Dated | null;
}

interface Dated {
  readonly text: string;
  readonly instant: number;
}

/** Takes posts and comments in snapshot order. Memory: the people, and 12 bytes a document. */
export class PeopleWriter {
  readonly #numbers = new Map<string, number>();
  readonly #people: CountedPerson[] = [];
  /** By document of a known author: author, whom it answers (the author: nobody), year. Who is answered may have written nothing. */
  readonly #authors = new GrowingUint32();
  readonly #answered = new GrowingUint32();
  readonly #years = new GrowingUint32();

  /** `entries`: all of a thread, pings too. */
  addThread(entries: readonly Entry[]): void {
    const authors = new Map(entries.map(({ id, author }) => [id, author]));
    for (const entry of entries) {
      const isDocument = entry.kind === 'post' || entry.kind === 'comment';
      if (isDocument && entry.author !== null) {
        const answered = entry.parentId === null ? null : (authors.get(entry.parentId) ?? null);
        this.#addDocument(entry, entry.author, answered);
      }
    }
  }

  #addDocument(entry: Entry, author: Person, answered: Person | null): void {
    const number = this.#numberOf(author);
    const date = entry.publishedAt === null ? null : readDate(entry.publishedAt);
    this.#authors.push(number);
    this.#answered.push(answered === null ? number : this.#numberOf(answered));
    this.#years.push(date === null ? UNDATED : yearAndMonth(date.firstDay).year);
    const counted = this.#people[number];
    if (counted === undefined) return;
    counted[entry.kind === 'post' ? 'posts' : 'comments'] += 1;
    if (date === null || entry.publishedAt === null) return;
    const dated: Dated = { text: entry.publishedAt, instant: date.instant };
    if (counted.first === null || dated.instant < counted.first.instant) counted.first = dated;
    if (counted.last === null || dated.instant > counted.last.instant) counted.last = dated;
  }

  #numberOf(person: Person): number {
    const known = this.#numbers.get(person.slug);
    if (known !== undefined) return known;
    this.#numbers.set(person.slug, this.#people.length);
    return this.#people.push({ person, posts: 0, comments: 0, first: null, last: null }) - 1;
  }

  /** `wordsOf`: words of a name, by the analysis of the snapshot. */
  sections(wordsOf: (name: string) => readonly string[]): Record<string, Section> {
    const names = new RankedNamesWriter();
    for (const { person } of this.#people) names.add(wordsOf(person.name));
    const order = this.#ranks();
    const ranked = [...order].flatMap((number) => this.#people[number] ?? []);
    const sortedBy = (key: (person: Person) => string) => {
      const keys = ranked.map(({ person }) => Buffer.from(key(person)));
      const numbers = Uint32Array.from(ranked.keys());
      return numbers.sort((a, b) => Buffer.compare(keys[a] ?? NOTHING, keys[b] ?? NOTHING) || a - b);
    };
    return {
      ...names.sections('people', order),
      ...packStrings(
        'people.names',
        ranked.map(({ person }) => person.name),
      ),
      ...packStrings(
        'people.slugs',
        ranked.map(({ person }) => person.slug),
      ),
      ...packStrings(
        'people.firstAt',
        ranked.map(({ first }) => first?.text ?? ''),
      ),
      ...packStrings(
        'people.lastAt',
        ranked.map(({ last }) => last?.text ?? ''),
      ),
      'people.posts': Uint32Array.from(ranked, ({ posts }) => posts),
      'people.comments': Uint32Array.from(ranked, ({ comments }) => comments),
      'people.bySlug': sortedBy(({ slug }) => slug),
      'people.inOrderOfNames': sortedBy(({ name }) => foldName(name)),
      ...this.#activity(order),
    };
  }

  /** Those who wrote, most first; of the equally busy the first in the archive. */
  #ranks(): Uint32Array {
    const written = this.#people.map(({ posts, comments }) => posts + comments);
    const writers = Uint32Array.from(written.keys()).filter((number) => (written[number] ?? 0) > 0);
    return writers.sort((a, b) => (written[b] ?? 0) - (written[a] ?? 0) || a - b);
  }

  #activity(order: Uint32Array): Record<string, Section> {
    const ranks = new Uint32Array(this.#people.length).fill(UNRANKED);
    order.forEach((number, rank) => {
      ranks[number] = rank;
    });
    const authors = this.#authors.values().map((number) => ranks[number] ?? UNRANKED);
    const answered = this.#answered.values().map((number) => ranks[number] ?? UNRANKED);
    const byAuthor = groupBy(authors, order.length);
    // Whoever wrote nothing has no page: those answers go into a group behind all others.
    const byAnswered = groupBy(
      answered.map((rank) => Math.min(rank, order.length)),
      order.length + 1,
    );
    const isAnother = (other: number, own: number) => other !== own && other !== UNRANKED;
    return {
      ...topCounts('people.years', byAuthor, { values: this.#years.values(), count: order.length }),
      ...topCounts('people.repliedTo', byAuthor, {
        values: answered,
        count: order.length,
        isCounted: isAnother,
        most: MOST_EXCHANGES,
      }),
      ...topCounts('people.repliedBy', byAnswered, {
        values: authors,
        count: order.length,
        isCounted: isAnother,
        most: MOST_EXCHANGES,
      }),
    };
  }
}

const NOTHING = Buffer.alloc(0);
const UNRANKED = 0xffffffff;
const MOST_EXCHANGES = 10;
