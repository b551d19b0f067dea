// Gives entries and threads of an open snapshot, read from disk when asked for.
import type { Entry, ThreadId, ThreadInfo } from '../model.ts';
import { partition } from '../packing/sorted-strings.ts';
import { snapshotDamaged } from './damage.ts';
import { type EntryRecord, entryOf, factsOf, isEntryRecord } from './entry-record.ts';
import { ENTRY_FILES, THREAD_FILES, UNSEARCHED_ROWS } from './format.ts';
import type { DocumentPlace, EntryHead, EntryPiece, EntryStore, LocatedEntry, TextPiece } from './model.ts';
import {
  closeRecords,
  type LoadedRecords,
  loadRecords,
  type ReadRecord,
  RecordReader,
  type RecordRequest,
} from './record-reader.ts';
import type { Reads } from './shared-memory.ts';
import type { ThreadRecord } from './store-writer.ts';

/** An `EntryStore` that can also be walked. */
export interface OpenedStore extends EntryStore {
  readonly entryCount: number;
  readonly threadCount: number;
  /** The thread at a row, in snapshot order. */
  threadAt(row: number): Promise<ThreadRecord>;
}

/** The store's files, opened and loaded: plain data for any thread. */
export interface LoadedStore {
  readonly entries: LoadedRecords;
  readonly threads: LoadedRecords;
}

const NOTHING: TextPiece = { from: 0, length: 0 };
const WHOLE: TextPiece = { from: 0, length: Number.POSITIVE_INFINITY };

/** Close with `closeStore`. @throws IndexError `snapshot-damaged` */
export async function loadStore(folder: string, snapshotId: string): Promise<LoadedStore> {
  const entries = await loadRecords(folder, snapshotId, ENTRY_FILES);
  try {
    return { entries, threads: await loadRecords(folder, snapshotId, THREAD_FILES) };
  } catch (error) {
    closeRecords(entries);
    throw error;
  }
}

/** Once no thread asks it any more. */
export function closeStore({ entries, threads }: LoadedStore): void {
  closeRecords(entries);
  closeRecords(threads);
}

/** @throws IndexError `snapshot-damaged`, here and from every method. */
export function attachStore(loaded: LoadedStore, reads: Reads): OpenedStore {
  return new Store(loaded, reads);
}

class Store implements OpenedStore {
  readonly #entries: RecordReader;
  readonly #threads: RecordReader;
  readonly #snapshotId: string;
  readonly #unsearched: Uint32Array;

  constructor(loaded: LoadedStore, reads: Reads) {
    this.#entries = new RecordReader(loaded.entries, reads);
    this.#unsearched = this.#entries.table(UNSEARCHED_ROWS);
    this.#threads = new RecordReader(loaded.threads, reads);
    this.#snapshotId = loaded.entries.snapshotId;
  }

  get entryCount(): number {
    return this.#entries.count;
  }

  get threadCount(): number {
    return this.#threads.count;
  }

  async entry(id: Entry['id']): Promise<Entry | null> {
    return (await this.entries([id]))[0] ?? null;
  }

  async entries(ids: readonly Entry['id'][]): Promise<readonly Entry[]> {
    const documents = ids.map((id) => ({ id }));
    const found = await this.#findEntries(documents, () => WHOLE, entryOf);
    return found.filter((entry) => entry !== null);
  }

  located(ids: readonly Entry['id'][]): Promise<readonly (LocatedEntry | null)[]> {
    return findRecords(this.#entries, ids, {
      candidates: (id) => this.#entries.candidates(id),
      choose: () => NOTHING,
      make: ({ head }, id, row) => {
        const record = this.#asEntry(head);
        return record[0] === id ? { head: entryOf(record, ''), ordinal: this.#ordinalAt(row) } : null;
      },
    });
  }

  pieces(
    documents: readonly DocumentPlace[],
    choose: (index: number, textBytes: number) => TextPiece,
  ): Promise<readonly (EntryPiece | null)[]> {
    return this.#findEntries(documents, choose, (record, piece) => ({ facts: factsOf(record), piece }));
  }

  async headsAt(rows: readonly number[]): Promise<readonly EntryHead[]> {
    const read = await this.#entries.read(rows.map((row) => ({ row, piece: NOTHING })));
    return read.map(({ head }) => entryOf(this.#asEntry(head), ''));
  }

  async thread(id: ThreadId): Promise<ThreadInfo | null> {
    return (await this.threads([id]))[0] ?? null;
  }

  async threads(ids: readonly ThreadId[]): Promise<readonly ThreadInfo[]> {
    return (await this.#findThreads(ids)).flatMap((record) => (record === null ? [] : [record.info]));
  }

  async threadsAt(rows: readonly number[]): Promise<readonly ThreadInfo[]> {
    const read = await this.#threads.read(rows.map((row) => ({ row, piece: WHOLE })));
    return read.map(({ head }) => this.#asThread(head).info);
  }

  async threadEntries(id: ThreadId): Promise<readonly Entry[]> {
    const [record] = await this.#findThreads([id]);
    if (record === null || record === undefined) return [];
    const rows = Array.from({ length: record.entryCount }, (_, index) => record.firstRow + index);
    const read = await this.#entries.read(rows.map((row) => ({ row, piece: WHOLE })));
    return read.map(({ head, piece }) => entryOf(this.#asEntry(head), piece));
  }

  async threadAt(row: number): Promise<ThreadRecord> {
    const [read] = await this.#threads.read([{ row, piece: WHOLE }]);
    return this.#asThread(read?.head);
  }

  #findEntries<Found>(
    documents: readonly DocumentPlace[],
    choose: (index: number, textBytes: number) => TextPiece,
    make: (record: EntryRecord, piece: string) => Found,
  ): Promise<readonly (Found | null)[]> {
    return findRecords(this.#entries, documents, {
      candidates: ({ id, ordinal }) =>
        ordinal === undefined ? this.#entries.candidates(id) : [this.#rowOf(ordinal)],
      choose: (index, row) => choose(index, this.#entries.textBytes(row)),
      make: ({ head, piece }, { id }) => {
        const record = this.#asEntry(head);
        return record[0] === id ? make(record, piece) : null;
      },
    });
  }

  #findThreads(ids: readonly ThreadId[]): Promise<readonly (ThreadRecord | null)[]> {
    return findRecords(this.#threads, ids, {
      candidates: (id) => this.#threads.candidates(id),
      choose: () => WHOLE,
      make: ({ head }, id) => {
        const record = this.#asThread(head);
        return record.info.id === id ? record : null;
      },
    });
  }

  /** Row of a document: entries that are none stand between them. */
  #rowOf(ordinal: number): number {
    // So many documents stand before an entry that is none.
    const documentsBefore = (at: number) => (this.#unsearched[at] ?? 0) - at;
    return ordinal + partition(this.#unsearched.length, (at) => documentsBefore(at) <= ordinal);
  }

  /** The other way round; null for an entry that is no document. */
  #ordinalAt(row: number): number | null {
    const before = partition(this.#unsearched.length, (at) => (this.#unsearched[at] ?? 0) < row);
    return this.#unsearched[before] === row ? null : row - before;
  }

  #asEntry(head: unknown): EntryRecord {
    if (isEntryRecord(head)) return head;
    throw snapshotDamaged(this.#snapshotId, `${ENTRY_FILES.data}: a record is no entry`);
  }

  #asThread(head: unknown): ThreadRecord {
    const isThread =
      isObject(head) &&
      isObject(head.info) &&
      typeof head.info.id === 'string' &&
      Number.isSafeInteger(head.firstRow) &&
      Number.isSafeInteger(head.entryCount);
    if (isThread) return head as unknown as ThreadRecord;
    throw snapshotDamaged(this.#snapshotId, `${THREAD_FILES.data}: a record is no thread`);
  }
}

interface Finding<Wanted, Found> {
  /** Rows that may be it. */
  readonly candidates: (wanted: Wanted) => readonly number[];
  readonly choose: (index: number, row: number) => TextPiece;
  /** Null when the record is another's. */
  readonly make: (record: ReadRecord, wanted: Wanted, row: number) => Found | null;
}

/** Reads the first candidate of each at once; then, hardly ever, the next of those whose was another's. */
async function findRecords<Wanted, Found>(
  reader: RecordReader,
  wanted: readonly Wanted[],
  { candidates, choose, make }: Finding<Wanted, Found>,
): Promise<readonly (Found | null)[]> {
  const found: (Found | null)[] = wanted.map(() => null);
  const rows = wanted.map(candidates);
  for (let turn = 0; ; turn += 1) {
    const asked: number[] = [];
    const requests: RecordRequest[] = [];
    for (const [index, own] of rows.entries()) {
      const row = own[turn];
      if (row === undefined || found[index] !== null) continue;
      asked.push(index);
      requests.push({ row, piece: choose(index, row) });
    }
    if (asked.length === 0) return found;
    for (const [at, record] of (await reader.read(requests)).entries()) {
      const index = asked[at] ?? 0;
      const one = wanted[index];
      if (one !== undefined) found[index] = make(record, one, requests[at]?.row ?? 0);
    }
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
