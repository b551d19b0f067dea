// One writer a data folder: an exclusive transaction on an empty lock database, which ends with the process.
// Not a pid file: those go stale. The note beside it only tells who holds the lock, and decides nothing.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dataFolderUnusable, makeDataFolder } from '../data-folder.ts';
import { IndexError } from '../errors.ts';
import { systemCode } from '../system-errors.ts';
import { openSqlite } from './sqlite.ts';

/** Held from `acquireWriterLock` until `release`, or until the process ends in whatever way. */
export interface WriterLock {
  release(): void;
}

/**
 * Makes the caller the only writer of the data folder (created when missing): hold it around ingest (catalog in
 * write mode) and `buildSnapshot`; neither takes it itself. `holder` tells others who: `antler build, process 123`.
 * @throws IndexError `writer-busy` at once when another writer holds it; `data-folder-unusable`.
 */
export function acquireWriterLock(dataFolder: string, holder: string): WriterLock {
  const paths = makeDataFolder(dataFolder);
  const database = openSqlite(paths.writerLock, { busyTimeoutMs: 0 });
  try {
    // In memory: nothing is ever written, so nothing may be left behind.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof IndexError && error.code === 'writer-busy') {
      throw writerBusy(paths.folder, readNote(paths.writerNote), error);
    }
    throw error;
  }
  const refusal = writeNote(paths.writerNote, holder);
  if (refusal !== null) {
    database.close();
    throw dataFolderUnusable(paths.folder, refusal);
  }
  let isHeld = true;
  return {
    release() {
      if (!isHeld) return;
      isHeld = false;
      removeNote(paths.writerNote);
      database.exec('ROLLBACK');
      database.close();
    },
  };
}

function writerBusy(folder: string, holder: string | null, cause: IndexError): IndexError {
  const who = holder === null ? 'Another Antler process' : `Another writer (${holder})`;
  return new IndexError('writer-busy', `${who} is writing to the data folder ${folder}.`, {
    hint: 'Wait until it has finished, or stop it, then run the same command again.',
    cause,
  });
}

/** Gives the error when nothing can be written here at all: SQLite locks a read-only file without a word. */
function writeNote(path: string, holder: string): unknown {
  try {
    writeFileSync(path, `${JSON.stringify({ holder })}\n`);
  } catch (error) {
    // On a full disk the note is only missing; what fails for want of space says so itself.
    if (['EROFS', 'EACCES', 'EPERM'].includes(systemCode(error) ?? '')) return error;
  }
  return null;
}

function removeNote(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Without a lock nobody reads it.
  }
}

function readNote(path: string): string | null {
  try {
    const note: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof note !== 'object' || note === null || !('holder' in note)) return null;
    return typeof note.holder === 'string' ? note.holder.slice(0, 200) : null;
  } catch {
    return null;
  }
}
