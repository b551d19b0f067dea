// Counts what every person wrote, when, and whom they answered, while a snapshot is built.

import type { Entry, Person } from '../model.ts';
import { groupBy } from '../packing/group-by.ts';
import { GrowingUint32 } from '../packing/growing-array.ts';
import { readDate, yearAndMonth } from '../packing/packed-dates.ts';
import type { Section } from '../snapshot/section-file.ts';
import { topCounts } from './exchanges.ts';
import {
  type CountedPerson,
  comparePeople,
  type Dated,
  MOST_EXCHANGES,
  peopleSections,
  UNDATED_YEAR,
} from './people-sections.ts';

/** While it is counted; `appeared` is the number under which its documents are kept. */
interface GrowingPerson extends CountedPerson {
  posts: number;
  comments: number;
  first: Dated | null;
  last: Dated | null;
}

/** Takes posts and comments in snapshot order. Memory: the people, and 12 bytes a document. */
export class PeopleWriter {
  readonly #numbers = new Map<string, number>();
  readonly #people: GrowingPerson[] = [];
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
    this.#years.push(date === null ? UNDATED_YEAR : yearAndMonth(date.firstDay).year);
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
    const appeared = this.#people.length;
    this.#numbers.set(person.slug, appeared);
    this.#people.push({ person, posts: 0, comments: 0, first: null, last: null, appeared });
    return appeared;
  }

  /** `wordsOf`: words of a name, by the analysis of the snapshot. */
  sections(wordsOf: (name: string) => readonly string[]): Record<string, Section> {
    const writers = this.#people.filter(({ posts, comments }) => posts + comments > 0);
    const ranked = writers.sort(comparePeople);
    return { ...peopleSections(ranked, wordsOf), ...this.#activity(ranked) };
  }

  #activity(ranked: readonly CountedPerson[]): Record<string, Section> {
    const ranks = new Uint32Array(this.#people.length).fill(UNRANKED);
    for (const [rank, { appeared }] of ranked.entries()) ranks[appeared] = rank;
    const authors = this.#authors.values().map((number) => ranks[number] ?? UNRANKED);
    const answered = this.#answered.values().map((number) => ranks[number] ?? UNRANKED);
    const byAuthor = groupBy(authors, ranked.length);
    // Whoever wrote nothing has no page: those answers go into a group behind all others.
    const byAnswered = groupBy(
      answered.map((rank) => Math.min(rank, ranked.length)),
      ranked.length + 1,
    );
    const isAnother = (other: number, own: number) => other !== own && other !== UNRANKED;
    return {
      ...topCounts('people.years', byAuthor, { values: this.#years.values(), count: ranked.length }),
      ...topCounts('people.repliedTo', byAuthor, {
        values: answered,
        count: ranked.length,
        isCounted: isAnother,
        most: MOST_EXCHANGES,
      }),
      ...topCounts('people.repliedBy', byAnswered, {
        values: authors,
        count: ranked.length,
        isCounted: isAnother,
        most: MOST_EXCHANGES,
      }),
    };
  }
}

const UNRANKED = 0xffffffff;
