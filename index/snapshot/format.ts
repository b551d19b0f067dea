// How a snapshot lies on disk: its version, its file names, its id. No reading or writing.
import { randomBytes } from 'node:crypto';

/** Raised whenever the store's files or the manifest change their form. */
export const SNAPSHOT_FORMAT = 2;

export const MANIFEST_FILE = 'manifest.json';
/** Folder of the engine's own files inside a snapshot. */
export const ENGINE_FOLDER = 'engine';

/** The files of one kind of record: JSON Lines, the offset of each line, and where an id's line is. */
export interface RecordFiles {
  readonly lines: string;
  readonly offsets: string;
  readonly ids: string;
}

export const ENTRY_FILES: RecordFiles = {
  lines: 'entries.jsonl',
  offsets: 'entries.offsets',
  ids: 'entries.ids',
};

export const THREAD_FILES: RecordFiles = {
  lines: 'threads.jsonl',
  offsets: 'threads.offsets',
  ids: 'threads.ids',
};

/** Sortable by time, to the second: `20261122T144500Z-3f9a2c`. */
export function createSnapshotId(now: Date): string {
  const time = now.toISOString().replace(/[-:]|\.\d+/g, '');
  return `${time}-${randomBytes(3).toString('hex')}`;
}

/** Whether the text is an id as `createSnapshotId` makes them: safe as a folder name. */
export function isSnapshotId(text: string): boolean {
  return /^\d{8}T\d{6}Z-[0-9a-f]{6}$/.test(text);
}
