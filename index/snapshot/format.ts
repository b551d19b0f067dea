// How a snapshot lies on disk: its version, its file names, its id. No reading or writing.
import { randomBytes } from 'node:crypto';

/** Raised whenever the store's files or the manifest change their form. */
export const SNAPSHOT_FORMAT = 17;

export const MANIFEST_FILE = 'manifest.json';
/** Folder of the engine's own files inside a snapshot. */
export const ENGINE_FOLDER = 'engine';

/** In that folder, of an engine whose index lies in a cluster: which indices those are. */
export const CLUSTER_FILE = 'cluster.json';

/** Titles, people, addresses, and what can be said of the whole archive. */
export const DIRECTORY_FILE = 'directory.bin';

/** The files of one kind of record: the records themselves, and the tables to find and check them by. */
export interface RecordFiles {
  readonly data: string;
  readonly table: string;
}

export const ENTRY_FILES: RecordFiles = { data: 'entries.data', table: 'entries.table' };

export const THREAD_FILES: RecordFiles = { data: 'threads.data', table: 'threads.table' };

/** Table of the entries: rows that are no documents and therefore not searched, ascending. */
export const UNSEARCHED_ROWS = 'unsearched';

/**
 * Sortable by time, to the second: `20261122T144500Z-3f9a2c`. Sorts behind `newest` also within one second, or when the
 * clock was set back.
 */
export function createSnapshotId(now: Date, newest: string | null = null): string {
  const next = newest === null ? 0 : timeOf(newest) + 1000;
  const time = new Date(Math.max(now.getTime(), next)).toISOString().replace(/[-:]|\.\d+/g, '');
  return `${time}-${randomBytes(3).toString('hex')}`;
}

function timeOf(id: string): number {
  const [, day = '', time = ''] = /^(\d{8})T(\d{6})Z/.exec(id) ?? [];
  const pairs = (digits: string, mark: string) => digits.replace(/(\d\d)(\d\d)$/, `${mark}$1${mark}$2`);
  return Date.parse(`${pairs(day, '-')}T${pairs(time, ':')}Z`);
}

/** Whether the text is an id as `createSnapshotId` makes them: safe as a folder name. */
export function isSnapshotId(text: string): boolean {
  return /^\d{8}T\d{6}Z-[0-9a-f]{6}$/.test(text);
}
