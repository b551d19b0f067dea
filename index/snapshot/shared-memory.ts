// Bytes that all threads share: whole files read into shared memory, and files that stay open for reads at a position.
import { closeSync, fstatSync, openSync, readSync, read as readWithCallback } from 'node:fs';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';

const CHUNK_BYTES = 1 << 22;
const readLater = promisify(readWithCallback);

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

/** Bytes from `position`; fewer when the file ends before. */
export async function readAt(
  file: SharedFile,
  place: { readonly position: number; readonly length: number },
  reads: Reads,
): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(place.length);
  let filled = 0;
  while (filled < place.length) {
    const rest = place.length - filled;
    const bytesRead =
      reads === 'sync'
        ? readSync(file.descriptor, bytes, filled, rest, place.position + filled)
        : (await readLater(file.descriptor, bytes, filled, rest, place.position + filled)).bytesRead;
    if (bytesRead === 0) return bytes.subarray(0, filled);
    filled += bytesRead;
  }
  return bytes;
}
