// What SQLite's result codes mean to a keeper: one sentence with the path, and what to do. No SQL here.
// Codes: https://www.sqlite.org/rescode.html
import { IndexError, type IndexErrorCode } from '../errors.ts';

interface Meaning {
  readonly code: IndexErrorCode;
  readonly clause: string;
  readonly hint: string;
}

const UNHARMED = 'what was stored before is unharmed';
const MEANINGS: readonly (readonly [prefix: string, meaning: Meaning])[] = [
  [
    'SQLITE_FULL',
    {
      code: 'write-failed',
      clause: 'could not be written: the disk is full',
      hint: `Free some space and run the same command again; ${UNHARMED}.`,
    },
  ],
  [
    'SQLITE_READONLY',
    {
      code: 'data-folder-unusable',
      clause: 'cannot be written: it is read-only',
      hint: 'Give a folder that can be written with --data DIR (or ANTLER_DATA).',
    },
  ],
  [
    'SQLITE_CANTOPEN',
    {
      code: 'data-folder-unusable',
      clause: 'cannot be opened: the system refuses to open or create it',
      hint: 'Give a folder that can be written with --data DIR (or ANTLER_DATA).',
    },
  ],
  [
    'SQLITE_PERM',
    {
      code: 'data-folder-unusable',
      clause: 'cannot be opened: permission was denied',
      hint: 'Give a folder that can be written with --data DIR (or ANTLER_DATA).',
    },
  ],
  [
    'SQLITE_IOERR',
    {
      code: 'write-failed',
      clause: 'could not be read or written: the disk reported an error',
      hint: `See to the disk and run the same command again; ${UNHARMED}.`,
    },
  ],
  [
    'SQLITE_NOTADB',
    {
      code: 'catalog-unusable',
      clause: 'is not a database, or is damaged at its beginning',
      hint: 'Restore a backup, or move the file away and run antler build SOURCE again.',
    },
  ],
  [
    'SQLITE_CORRUPT',
    {
      code: 'catalog-unusable',
      clause: 'is damaged',
      hint: 'Restore a backup, or move the file away and run antler build SOURCE again.',
    },
  ],
  [
    'SQLITE_BUSY',
    {
      code: 'writer-busy',
      clause: 'is being written by another process',
      hint: 'Wait until it has finished, then run the same command again.',
    },
  ],
  [
    'SQLITE_LOCKED',
    {
      code: 'writer-busy',
      clause: 'is being written by another process',
      hint: 'Wait until it has finished, then run the same command again.',
    },
  ],
];

/** The failure as an `IndexError`; errors that are not SQLite's come back as they are. */
export function sqliteFailure(error: unknown, path: string): unknown {
  if (error instanceof IndexError) return error;
  const sqliteCode = sqliteCodeOf(error);
  if (sqliteCode === null) return error;
  const found = MEANINGS.find(([prefix]) => sqliteCode.startsWith(prefix));
  const meaning = found?.[1] ?? {
    code: 'catalog-unusable' as const,
    clause: `cannot be used: ${error instanceof Error ? error.message : sqliteCode}`,
    hint: 'Restore a backup, or move the file away and run antler build SOURCE again.',
  };
  return new IndexError(meaning.code, `${path} ${meaning.clause}.`, { hint: meaning.hint, cause: error });
}

function sqliteCodeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE_'))
    return error.code;
  // libsql reports a failing open as a plain error; 14 is SQLITE_CANTOPEN.
  return error.message.startsWith('ConnectionFailed(') ? 'SQLITE_CANTOPEN' : null;
}
