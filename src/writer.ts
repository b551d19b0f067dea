// Work that writes into a data folder, one writer at a time.
import { acquireWriterLock } from '../index/catalog/writer-lock.ts';

/** Runs `work` as the only writer of the folder, which is created when missing. `command` tells others who writes.
 * @throws IndexError `writer-busy` at once when somebody else does; what `work` throws. */
export async function asOnlyWriter<T>(
  dataFolder: string,
  command: string,
  work: () => Promise<T>,
): Promise<T> {
  const lock = acquireWriterLock(dataFolder, `antler ${command}, process ${process.pid}`);
  try {
    return await work();
  } finally {
    lock.release();
  }
}
