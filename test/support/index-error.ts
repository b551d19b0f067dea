// Catches the index's own errors in tests.

import { IndexError } from '../../index/errors.ts';

/** The `IndexError` that `work` throws. @throws what else it throws, or an error when it does not throw */
export function catchIndexError(work: () => unknown): IndexError {
  try {
    work();
  } catch (error) {
    return asIndexError(error);
  }
  throw new Error('nothing was thrown');
}

/** The `IndexError` that the promise rejects with. @throws as `catchIndexError` */
export async function rejectedIndexError(work: Promise<unknown>): Promise<IndexError> {
  try {
    await work;
  } catch (error) {
    return asIndexError(error);
  }
  throw new Error('nothing was thrown');
}

function asIndexError(error: unknown): IndexError {
  if (error instanceof IndexError) return error;
  throw error;
}
