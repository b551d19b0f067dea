// Bytes that can be read from their start as often as needed, wherever they lie: on disk, packed in another file, in memory.
import type { PathLike } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createGunzip, type Gunzip, type InflateRaw, type ZlibOptions } from 'node:zlib';
import { SNIFF_BYTES } from './file-kind.ts';
import { codeOf } from './system-reasons.ts';

/** A file of a source. Both may fail with the error of the file system or of what unpacks it. */
export interface StoredFile {
  /** Bytes as they will come; null when only reading tells. */
  size(): Promise<number | null>;
  /** The content from its start, in pieces of at most some hundred kilobytes. Leaving the loop early ends the reading. */
  chunks(): AsyncIterable<Buffer>;
  /** Where it lies on disk, for a file that lies there as it is. */
  readonly path?: PathLike;
}

const CHUNK_BYTES = 256 * 1024;

/** A file of the file system. */
export function fileOnDisk(path: PathLike): StoredFile {
  return {
    size: async () => (await stat(path)).size,
    chunks: () => readChunks(path),
    path,
  };
}

/** Looks for what is behind the size that the file system tells: a file may grow, or have none. */
const PROBE_BYTES = 4 * 1024;

/** Buffers no larger than what is read: a stream takes two whole ones for the smallest file. */
async function* readChunks(path: PathLike): AsyncIterable<Buffer> {
  const handle = await open(path);
  try {
    let left = (await handle.stat()).size;
    for (;;) {
      const chunk = Buffer.allocUnsafeSlow(left > 0 ? Math.min(left, CHUNK_BYTES) : PROBE_BYTES);
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, null);
      if (bytesRead === 0) return;
      left -= bytesRead;
      yield chunk.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

/** Bytes that are there already. */
export function fileInMemory(bytes: Uint8Array): StoredFile {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    size: async () => content.length,
    chunks: async function* () {
      yield content;
    },
  };
}

/** What a gzipped file holds. */
export function unpackedFile(packed: StoredFile): StoredFile {
  return unpackWith(packed, createGunzip);
}

/** What a packed file holds, by the stream that unpacks it. */
export function unpackWith(
  packed: StoredFile,
  createUnpacker: (options: ZlibOptions) => Unpacker,
): StoredFile {
  return { size: async () => null, chunks: () => unpack(packed, createUnpacker({ chunkSize: CHUNK_BYTES })) };
}

type Unpacker = Gunzip | InflateRaw;

async function* unpack(packed: StoredFile, unpacker: Unpacker): AsyncIterable<Buffer> {
  const fed = feed(packed, unpacker);
  try {
    yield* unpacker;
  } catch (error) {
    throw codeOf(error)?.startsWith('Z_')
      ? new Error('the packed data is cut off or damaged', { cause: error })
      : error;
  } finally {
    unpacker.destroy();
    await fed;
  }
}

/** Never fails: what goes wrong is told by the unpacker. */
async function feed(packed: StoredFile, unpacker: Unpacker): Promise<void> {
  try {
    for await (const chunk of packed.chunks()) {
      if (unpacker.destroyed) return;
      if (!unpacker.write(chunk)) await untilDrained(unpacker);
    }
    unpacker.end();
  } catch (error) {
    unpacker.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

function untilDrained(unpacker: Unpacker): Promise<void> {
  return new Promise((resolve) => {
    if (unpacker.destroyed) resolve();
    unpacker.once('drain', resolve);
    unpacker.once('close', resolve);
  });
}

/**
 * The first `SNIFF_BYTES` bytes of a file, fewer when it is shorter.
 * @throws the error of the file system or of what unpacks the file.
 */
export async function readStart(file: StoredFile): Promise<Uint8Array> {
  return (await readUpTo(file, SNIFF_BYTES)).subarray(0, SNIFF_BYTES);
}

/**
 * The content in memory of its own, or so much of it that it is longer than `limit`. `isWanted` is asked once, with the
 * first `SNIFF_BYTES` bytes or all there are; reading ends there when it says no.
 * @throws the error of the file system or of what unpacks the file.
 */
export async function readUpTo(
  file: StoredFile,
  limit: number,
  isWanted: (start: Uint8Array) => Promise<boolean> = async () => true,
): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let length = 0;
  let isAsked = false;
  for await (const chunk of file.chunks()) {
    pieces.push(chunk);
    length += chunk.length;
    if (!isAsked && length >= SNIFF_BYTES) {
      isAsked = true;
      if (!(await isWanted(join(pieces, SNIFF_BYTES)))) break;
    }
    if (length > limit) break;
  }
  const whole = join(pieces, length);
  if (!isAsked) await isWanted(whole);
  return whole;
}

/** The first `length` bytes. A single piece with memory of its own is taken as it is. */
function join(pieces: readonly Buffer[], length: number): Uint8Array {
  const [only] = pieces;
  if (only?.length === length && only.buffer.byteLength === length) return new Uint8Array(only.buffer);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    const taken = piece.subarray(0, length - at);
    whole.set(taken, at);
    at += taken.length;
  }
  return whole;
}
