// What the catalog holds and answers: what was read of every page, and the threads made of it. Types only.

import type { DateOrder, Skip, Thread, ThreadPart } from '../../scraper/model.ts';
import type { PartFacts, ThreadFacts } from './facts.ts';
import type { ReadingRecord, ThreadRecord } from './records.ts';

/** A source as the catalog knows it: an absolute path, and where its pages without an address belong. */
export interface SourceRecord {
  readonly sourceId: number;
  readonly location: string;
  /** Base URL given with `--site`, or null. */
  readonly siteUrl: string | null;
}

/** Identity of what was read: the same bytes under the same program give the same reading. */
export interface Fingerprint {
  /** SHA-256 of the page's bytes, hex. */
  readonly hash: string;
  /** Versions of everything that shapes a reading, e.g. `decode1 wordpress3 generic2`. */
  readonly program: string;
}

export interface StoredReading {
  readonly readingId: number;
  readonly sourceId: number;
  readonly page: string;
}

/** Enough of a part to find out which parts are one thread. */
export interface PartIdentity extends StoredReading {
  readonly host: string | null;
  readonly aliases: readonly string[];
  /** Order of day and month that the part's page proves; undefined when it does not. */
  readonly dateOrder?: DateOrder | undefined;
  /** True when some of the part's dates were guessed. */
  readonly hasGuess: boolean;
}

export interface CatalogCounts {
  readonly sources: number;
  readonly pages: number;
  readonly parts: number;
  readonly threads: number;
  readonly posts: number;
  readonly comments: number;
  readonly pings: number;
  /** By reason, most frequent first. Copies found while joining count as `duplicate`. */
  readonly skips: Readonly<Record<string, number>>;
}

/** The durable store of threads and of what was read. One writer at a time; every method is synchronous. */
export interface Catalog {
  /** Finds or adds the source; a new `siteUrl` replaces the old one, null keeps it. */
  openSource(location: string, siteUrl: string | null): SourceRecord;
  sources(): readonly SourceRecord[];
  /** Sources that hold a page of this name, in their order, each with the host that the page names, or null. */
  sourcesOfPage(page: string): readonly { readonly sourceId: number; readonly host: string | null }[];

  /** Runs `work` in one transaction; rolls back when it throws. Not nested. */
  transaction<T>(work: () => T): T;

  /** True when the page was read before with this fingerprint; it is then marked as seen in `run`. */
  isUnchanged(sourceId: number, page: string, fingerprint: Fingerprint, run: number): boolean;
  /** Stores (or replaces) what a page gave; gives their numbers. One page may give several parts (a documents file does). */
  saveReadings(
    sourceId: number,
    page: string,
    fingerprint: Fingerprint,
    readings: readonly ReadingRecord[],
    run: number,
  ): readonly number[];
  /** Number of this ingest, for `isUnchanged` and `prune`. */
  beginRun(): number;
  /** Pages of the source not seen in `run`; `prune` deletes them and what they gave. */
  missingPages(sourceId: number, run: number): readonly string[];
  /** Pages that begin with one of `kept` stay: what cannot be looked into is not known to be gone. */
  prune(sourceId: number, run: number, kept?: readonly string[]): number;

  partIdentities(): Iterable<PartIdentity>;
  /** Every part in numbers, in a stable order. */
  partFacts(): IterableIterator<PartFacts>;
  /** In the order asked for. */
  parts(readingIds: readonly number[]): readonly (ThreadPart & StoredReading)[];
  /** The same as they are stored: JSON of a `ThreadPart` each, in UTF-8. */
  partBodies(readingIds: readonly number[]): readonly Uint8Array[];

  /** Fingerprint of the parts a thread was made of, by thread key, to leave unchanged threads alone. */
  threadInputs(): ReadonlyMap<string, string>;
  saveThread(key: string, inputs: string, thread: ThreadRecord): void;
  /** The same, unless there is a thread of that key; tells whether it was saved. */
  addThread(key: string, inputs: string, thread: ThreadRecord): boolean;
  /** Deletes threads whose key is not in `keys`; gives how many. */
  keepThreads(keys: ReadonlySet<string>): number;

  /** In a stable order (oldest post first, undated last, then id), one at a time. */
  threads(): IterableIterator<Thread>;
  /** The same threads as they are stored: see `publicLine`. */
  threadBodies(): IterableIterator<Uint8Array>;
  /** Every thread in numbers, in the order of `threads`. */
  threadFacts(): IterableIterator<ThreadFacts>;
  skips(): IterableIterator<Skip>;
  counts(): CatalogCounts;
  /** Reads everything. @throws IndexError `catalog-unusable` with what is found wrong */
  verify(): void;
  close(): void;
}
