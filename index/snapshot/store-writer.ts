// Writes the texts and metadata of a snapshot: entries and threads, each with the tables to find and check them by.
import { join } from 'node:path';
import type { ClaimId, ThreadDocuments } from '../documents.ts';
import { instantOf } from '../instants.ts';
import type { Entry, Person, ThreadInfo } from '../model.ts';
import { GrowingUint32 } from '../packing/growing-array.ts';
import { entryRecord } from './entry-record.ts';
import { ENTRY_FILES, type RecordFiles, THREAD_FILES, UNSEARCHED_ROWS } from './format.ts';
import { IdTableBuilder } from './id-table.ts';
import type { SnapshotCounts } from './model.ts';
import { RecordWriter } from './record-writer.ts';

/** A record of the threads file: entries are `entryCount` neighbouring rows of the entries file. */
export interface ThreadRecord {
  readonly info: ThreadInfo;
  readonly firstRow: number;
  readonly entryCount: number;
}

/** What was written, people aside. */
export interface StoreSummary {
  readonly counts: Omit<SnapshotCounts, 'people'>;
  readonly firstAt: string | null;
  readonly lastAt: string | null;
  /** Threads whose main page can be looked at. */
  readonly archivedThreads: number;
}

/** The store of one snapshot while it is written: open, add threads, `finish`; `close` in any case. */
export class StoreWriter {
  readonly #entries: RecordWriter;
  readonly #threads: RecordWriter;
  readonly #entryIds = new IdTableBuilder();
  readonly #threadIds = new IdTableBuilder();
  /** Rows of entries that are no documents. */
  readonly #unsearched = new GrowingUint32();
  #counts = { documents: 0, posts: 0, comments: 0, pings: 0 };
  #archivedThreads = 0;
  #first: Dated | null = null;
  #last: Dated | null = null;

  private constructor(entries: RecordWriter, threads: RecordWriter) {
    this.#entries = entries;
    this.#threads = threads;
  }

  static async open(folder: string): Promise<StoreWriter> {
    const entries = await openRecords(folder, ENTRY_FILES);
    try {
      return new StoreWriter(entries, await openRecords(folder, THREAD_FILES));
    } catch (error) {
      await entries.close();
      throw error;
    }
  }

  /** Each claimed id takes the next row: claim once for every record, in the order in which they are added. */
  readonly claimDocumentId: ClaimId = createClaim(this.#entryIds);
  readonly claimThreadId: ClaimId = createClaim(this.#threadIds);

  async addThread({ info, entries }: ThreadDocuments): Promise<void> {
    const record: ThreadRecord = { info, firstRow: this.#entries.count, entryCount: entries.length };
    const authors = new Map<string, Person | null>();
    for (const entry of entries) {
      this.#count(entry);
      authors.set(entry.id, entry.author);
      const parentAuthor = entry.parentId === null ? null : (authors.get(entry.parentId) ?? null);
      this.#entries.add(entryRecord(entry, { thread: info, parentAuthor }), entry.text);
    }
    this.#threads.add(record);
    this.#archivedThreads += Number(info.archivedPage !== null);
    await this.#entries.drain();
    await this.#threads.drain();
  }

  async finish(): Promise<StoreSummary> {
    const unsearched = { [UNSEARCHED_ROWS]: this.#unsearched.values() };
    await this.#entries.finish({ ...this.#entryIds.sections(), ...unsearched });
    await this.#threads.finish(this.#threadIds.sections());
    const counts = { ...this.#counts, threads: this.#threads.count };
    const [firstAt, lastAt] = [this.#first?.text ?? null, this.#last?.text ?? null];
    return { counts, firstAt, lastAt, archivedThreads: this.#archivedThreads };
  }

  async close(): Promise<void> {
    await Promise.all([this.#entries.close(), this.#threads.close()]);
  }

  #count(entry: Entry): void {
    if (entry.kind !== 'post' && entry.kind !== 'comment') {
      this.#counts.pings += 1;
      this.#unsearched.push(this.#entries.count);
      return;
    }
    this.#counts.documents += 1;
    this.#counts[entry.kind === 'post' ? 'posts' : 'comments'] += 1;
    this.#date(entry.publishedAt);
  }

  #date(text: string | null): void {
    const ms = instantOf(text);
    if (text === null || ms === null) return;
    if (this.#first === null || ms < this.#first.ms) this.#first = { text, ms };
    if (this.#last === null || ms > this.#last.ms) this.#last = { text, ms };
  }
}

interface Dated {
  readonly text: string;
  readonly ms: number;
}

function openRecords(folder: string, files: RecordFiles): Promise<RecordWriter> {
  return RecordWriter.open(join(folder, files.data), join(folder, files.table));
}

function createClaim(ids: IdTableBuilder): ClaimId {
  const lastSuffixes = new Map<string, number>();
  return (id) => {
    if (ids.add(id)) return id;
    let suffix = lastSuffixes.get(id) ?? 1;
    let claimed: string;
    do {
      suffix += 1;
      claimed = `${id}~${suffix}`;
    } while (!ids.add(claimed));
    lastSuffixes.set(id, suffix);
    return claimed;
  };
}
