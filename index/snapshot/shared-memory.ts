// Bytes that all threads share: whole files read into shared memory, and files that stay open for reads at a position.
import { closeSync, fstatSync, openSync, readSync, read as readWithCallback } from 'node:fs';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';

const CHUNK_BYTES = 1 << 22;
const readPiece = promisify(readWithCallback);

/** Reads a whole file in pieces, so that other work goes on meanwhile. Rejects as the system does. */
export async function readIntoSharedMemory(path: string): Promise<SharedArrayBuffer> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const buffer = new SharedArrayBuffer(size);
    const bytes = new Uint8Array(buffer);
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(bytes, at, Math.min(CHUNK_BYTES, size - at), at);
      if (bytesRead === 0) throw new Error(`${path} became shorter while it was read`);
      at += bytesRead;
    }
    return buffer;
  } finally {
    await file.close();
  }
}

/** A file held open. Plain data: the descriptor is good in every thread of the process, until `closeSharedFile`. */
export interface SharedFile {
  readonly descriptor: number;
  readonly size: number;
}

/** Throws as the system does. */
export function openSharedFile(path: string): SharedFile {
  const descriptor = openSync(path, 'r');
  return { descriptor, size: fstatSync(descriptor).size };
}

/** Once no thread reads it any more. */
export function closeSharedFile(file: SharedFile): void {
  closeSync(file.descriptor);
}

/** How a thread reads: search threads wait for the disk, the thread that serves requests never does. */
export type Reads = 'sync' | 'async';

/** A piece of a file, in bytes. */
interface Place {
  readonly position: number;
  readonly length: number;
}

/** Reads a piece to the beginning of `bytes`. Gives the bytes read: fewer when the file ends before. */
export function readNow(file: SharedFile, bytes: Buffer, { position, length }: Place): number {
  let filled = 0;
  while (filled < length) {
    const bytesRead = readSync(file.descriptor, bytes, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

/** As `readNow`, while other work goes on. */
export async function readLater(
  file: SharedFile,
  bytes: Buffer,
  { position, length }: Place,
): Promise<number> {
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await readPiece(file.descriptor, bytes, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}
