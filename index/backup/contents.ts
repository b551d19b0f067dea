// What a backup is: a tar archive that begins with a list of its files and ends with the checksum of that list.
// Names are relative to the data folder. No reading or writing.
import { z } from 'zod';
import { IndexError } from '../errors.ts';

/** Raised whenever the form of a backup changes. */
export const BACKUP_FORMAT = 1;

/** The first entry. */
export const CONTENTS_FILE = 'antler-backup.json';
/** The last entry: SHA-256 of the first, hex. Without it, the end is missing. */
export const SEAL_FILE = 'antler-backup.sha256';

export const CATALOG_FILE = 'catalog.db';
export const CURRENT_FILE = 'CURRENT';

const SNAPSHOT_FILE = /^snapshots\/([^/]+)\/[A-Za-z0-9][\w.-]*(?:\/[A-Za-z0-9][\w.-]*)?$/;
/** Files that keepers put into the data folder itself. */
const KEEPERS_FILE = /^[A-Za-z0-9][\w .-]{0,90}$/;

const contentsSchema = z.object({
  format: z.number().int(),
  /** Name and version of the program that wrote it. */
  program: z.string(),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  /** Id of the snapshot that was current; null when none was. */
  snapshot: z.string().nullable(),
  files: z.record(
    z.string(),
    z.object({ bytes: z.number().int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
});

/** The list of a backup. */
export type BackupContents = z.infer<typeof contentsSchema>;

/** Whether a file at the top of a data folder may be one of a keeper's. */
export function isKeepersFile(name: string): boolean {
  return KEEPERS_FILE.test(name) && ![CONTENTS_FILE, SEAL_FILE].includes(name);
}

/** @throws IndexError `backup-unusable` when the text is no list, one of another form, or names what no backup holds */
export function parseContents(path: string, text: string): BackupContents {
  const parsed = contentsSchema.safeParse(parseJson(text));
  if (!parsed.success) throw unusable(path, 'its list of files is damaged');
  const { format, snapshot, files } = parsed.data;
  if (format !== BACKUP_FORMAT)
    throw unusable(path, `it has format ${format}, this program reads format ${BACKUP_FORMAT}`);
  const strange = Object.keys(files).find((name) => !isContent(name, snapshot));
  if (strange !== undefined)
    throw unusable(path, `it names ${JSON.stringify(strange)}, which no backup holds`);
  return parsed.data;
}

function isContent(name: string, snapshot: string | null): boolean {
  const ofSnapshot = SNAPSHOT_FILE.exec(name);
  return ofSnapshot === null ? isKeepersFile(name) : ofSnapshot[1] === snapshot;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** `why` is a clause: `it ends too early`. */
export function unusable(path: string, why: string, cause?: unknown): IndexError {
  return new IndexError('backup-unusable', `${path} cannot be restored: ${why}.`, {
    hint: 'Use another backup. Nothing was changed.',
    cause,
  });
}
