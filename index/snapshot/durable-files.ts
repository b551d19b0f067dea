// Files that survive a power cut: written, synced, renamed into place. What they hold is the business of others.
import { createHash, hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { systemCode } from '../system-errors.ts';

/** What tells one file from another: all of it, and its beginning, which is read much sooner. */
export interface FileChecksums {
  readonly bytes: number;
  /** SHA-256, hex. */
  readonly sha256: string;
  /** SHA-256 of the first 4 KiB, hex. In files that carry checksums of their parts these stand there. */
  readonly head: string;
}

const HEAD_BYTES = 4096;

/** Reads what stands on disk to its end. */
export async function checksumFile(path: string): Promise<FileChecksums> {
  const sum = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    sum.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: sum.digest('hex'), head: (await checkHead(path)).head };
}

/** The same of the beginning alone. */
export async function checkHead(path: string): Promise<Pick<FileChecksums, 'bytes' | 'head'>> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return { bytes: size, head: hash('sha256', buffer.subarray(0, bytesRead), 'hex') };
  } finally {
    await handle.close();
  }
}

/** Makes the content of a file durable, whoever wrote it. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the names in a folder durable, where the system can: Windows and some network volumes cannot. */
export async function syncFolder(path: string): Promise<void> {
  try {
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EINVAL', 'ENOTSUP'].includes(systemCode(error) ?? '')) throw error;
  }
}

/** Readers see the old content or the new, never a part. The folder is left to be synced. */
export async function replaceFile(path: string, content: string): Promise<void> {
  const temporary = `${path}.new`;
  try {
    const handle = await open(temporary, 'w');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}
