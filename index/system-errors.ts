// Words for what the operating system refuses, and the errors made of them. No retries, no logging.
import { IndexError } from './errors.ts';

const CAUSES: Readonly<Record<string, string>> = {
  EACCES: 'permission was denied',
  EPERM: 'permission was denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be larger than the system allows',
  EIO: 'the disk reported an error',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'something else stands there',
  EISDIR: 'it is a folder',
};

/** The system's code, such as `ENOSPC`; null for other errors. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' && /^E[A-Z0-9]+$/.test(error.code) ? error.code : null;
}

/** One clause without a full stop: `the disk is full`. */
export function describeCause(error: unknown): string {
  const code = systemCode(error);
  if (code !== null) return CAUSES[code] ?? `the system answered ${code}`;
  return error instanceof Error ? error.message : String(error);
}

/** An `IndexError` as it stands, everything else as a `write-failed` that names the path. */
export function writeFailure(error: unknown, path: string): IndexError {
  if (error instanceof IndexError) return error;
  return new IndexError('write-failed', `Could not write ${path}: ${describeCause(error)}.`, {
    hint: 'See to it that there is space and permission to write, then run the same command again; what was there before is unharmed.',
    cause: error,
  });
}
