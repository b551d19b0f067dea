// Gives entries and threads of an open snapshot, read from disk when asked for.
import type { Entry, ThreadId, ThreadInfo } from '../model.ts';
import { snapshotDamaged } from './damage.ts';
import { ENTRY_FILES, THREAD_FILES } from './format.ts';
import type { EntryStore } from './model.ts';
import { closeRecords, type LoadedRecords, loadRecords, RecordReader } from './record-reader.ts';
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
  const entries = new RecordReader(loaded.entries, reads);
  const threads = new RecordReader(loaded.threads, reads);
  const { snapshotId } = loaded.entries;
  const readEntries = async (firstRow: number, count: number): Promise<readonly Entry[]> =>
    (await entries.read(firstRow, count)).map((record) => asEntry(record, snapshotId));
  const threadAt = async (row: number): Promise<ThreadRecord> =>
    asThread((await threads.read(row, 1))[0], snapshotId);
  const findThread = async (id: ThreadId): Promise<ThreadRecord | null> => {
    for (const row of threads.candidates(id)) {
      const record = await threadAt(row);
      if (record.info.id === id) return record;
    }
    return null;
  };
  const entry: EntryStore['entry'] = async (id) => {
    for (const row of entries.candidates(id)) {
      const [found] = await readEntries(row, 1);
      if (found?.id === id) return found;
    }
    return null;
  };
  return {
    entryCount: entries.count,
    threadCount: threads.count,
    threadAt,
    entry,
    entries: async (ids) => (await Promise.all(ids.map(entry))).filter((found) => found !== null),
    thread: async (id): Promise<ThreadInfo | null> => (await findThread(id))?.info ?? null,
    threadEntries: async (id) => {
      const record = await findThread(id);
      return record === null ? [] : readEntries(record.firstRow, record.entryCount);
    },
  };
}

/** Lines are checksummed and of this program's own format; what is looked at tells a foreign line. */
function asEntry(record: unknown, snapshotId: string): Entry {
  if (isObject(record) && typeof record.id === 'string' && typeof record.text === 'string') {
    return record as unknown as Entry;
  }
  throw snapshotDamaged(snapshotId, `${ENTRY_FILES.lines}: a line is no entry`);
}

function asThread(record: unknown, snapshotId: string): ThreadRecord {
  const isThread =
    isObject(record) &&
    isObject(record.info) &&
    typeof record.info.id === 'string' &&
    Number.isSafeInteger(record.firstRow) &&
    Number.isSafeInteger(record.entryCount);
  if (isThread) return record as unknown as ThreadRecord;
  throw snapshotDamaged(snapshotId, `${THREAD_FILES.lines}: a line is no thread`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
