// What a snapshot's directory knows beside texts and words: titles, people, addresses. Types only.
import type { Person, ThreadId } from '../model.ts';
import type { Address } from './address.ts';
import type { RankedNames } from './ranked-names.ts';

/** A person of the archive, counted. */
export interface PersonSummary extends Person {
  readonly posts: number;
  readonly comments: number;
  /** Earliest and latest `publishedAt`, as written; null when nothing of theirs is dated. */
  readonly firstAt: string | null;
  readonly lastAt: string | null;
}

/** How often somebody answered, or was answered. */
export interface Exchange {
  readonly person: Person;
  readonly count: number;
}

/** A person with what they did. */
export interface PersonDetails extends PersonSummary {
  /** Posts and comments by year as written, ascending; years without any are left out. */
  readonly years: readonly { readonly year: number; readonly count: number }[];
  /** Documents of theirs without a date. */
  readonly undated: number;
  /** Whose comments they answered most, at most ten, most first; themselves aside. */
  readonly repliedTo: readonly Exchange[];
  /** Who answered their comments most, likewise. */
  readonly repliedBy: readonly Exchange[];
}

/** People are numbered by how much they wrote, from 0: most first. */
export interface PeopleDirectory extends RankedNames {
  readonly count: number;
  /** People from `start` to before `end` in the order of their names, by number. */
  byName(start: number, end: number): readonly number[];
  /** Null: nobody has this slug. */
  withSlug(slug: string): number | null;
  /** @throws RangeError when there is no person of this number */
  summary(number: number): PersonSummary;
  /** @throws RangeError likewise */
  details(number: number): PersonDetails;
}

/** Titles of posts, those of the most discussed threads first. */
export interface TitleDirectory extends RankedNames {
  readonly count: number;
  /** Row in the store of the thread whose post has this title. */
  threadRow(number: number): number;
  /** Comments of that thread. */
  commentCount(number: number): number;
}

/** Rows in the store of the documents at addresses. Two addresses may share a hash of 64 bits, but never will. */
export interface AddressDirectory {
  /** Of the page: the post of its thread, without one its first comment; mostly one, empty when nobody knows it. */
  page(address: Address): readonly number[];
  /** Of a comment by the fragment of its address within a thread. */
  comment(threadId: ThreadId, fragment: string): readonly number[];
}

/** What can be said of the archive as a whole. */
export interface ArchiveFacts {
  /** Names of the archived sites with their threads, most first; at most ten, may be empty. */
  readonly sites: readonly { readonly name: string; readonly threads: number }[];
  /** Earliest and latest capture, ISO 8601; null when the sources do not tell. */
  readonly capturedFrom: string | null;
  readonly capturedUntil: string | null;
  /** Threads of which only comments were found. */
  readonly withoutPost: number;
  /** Posts and comments without a date, without a name. */
  readonly undated: number;
  readonly unnamed: number;
  /** Comments that archived pages count and do not show, and the threads that lack them. */
  readonly missingComments: number;
  readonly threadsMissingComments: number;
}

/** Everything of one snapshot, in any thread: nothing is copied, strings are made when asked for. */
export interface Directory {
  readonly titles: TitleDirectory;
  readonly people: PeopleDirectory;
  readonly addresses: AddressDirectory;
  readonly facts: ArchiveFacts;
}
