// The errors of snapshots that cannot be opened or read.
import { IndexError } from '../errors.ts';
import { describeCause, systemCode } from '../system-errors.ts';

const REBUILD = 'Run antler rebuild to build a new snapshot from the catalog.';
const JOIN_AGAIN =
  'It joins other data folders: run antler rebuild on the part that is damaged or of another version, then antler join.';

/** `what` is one clause: `entries.data is shorter than it was written`. What the system refused is added to it. */
export function snapshotDamaged(id: string, what: string, cause?: unknown): IndexError {
  const message = `Snapshot ${id} is damaged: ${withReason(what, cause)}.`;
  return new IndexError('snapshot-damaged', message, { hint: REBUILD, cause });
}

/** `entries.data cannot be read (too many files are open)`. */
export function withReason(what: string, cause: unknown): string {
  const code = systemCode(cause);
  return code === null || code === 'ENOENT' ? what : `${what} (${describeCause(cause)})`;
}

/** `differences` are clauses, joined to one sentence: `it has format 2, the program reads format 1`. */
export function snapshotMismatch(id: string, differences: readonly string[], cause?: unknown): IndexError {
  const message = `Snapshot ${id} does not fit this program: ${differences.join('; ')}.`;
  return new IndexError('snapshot-mismatch', message, { hint: REBUILD, cause });
}

/** The same error with what to do about a joined snapshot: there is no catalog to build it from. Others stay as they are. */
export function asOfJoined(error: unknown): unknown {
  if (!(error instanceof IndexError) || !error.hint.includes('antler rebuild')) return error;
  if (error.hint.includes('antler join')) return error;
  return new IndexError(error.code, error.message, { hint: JOIN_AGAIN, cause: error });
}

/** For a data folder in which nothing was ever published. */
export function noSnapshot(folder: string): IndexError {
  return new IndexError('no-snapshot', `There is no snapshot in the data folder ${folder}.`, {
    hint: 'Run antler build SOURCE first, or name another data folder with --data DIR.',
  });
}
