// The content of one entry of a ZIP, checked against its length and checksum while it is read.
import { createReadStream, type PathLike } from 'node:fs';
import { open } from 'node:fs/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { type StoredFile, unpackWith } from '../stored-file.ts';
import type { UnpackBudget } from './unpack-budget.ts';

/** Where an entry lies and what it should give. */
export interface EntryPlace {
  /** Of its local header. */
  readonly offset: number;
  readonly isDeflated: boolean;
  /** Null when only its end tells. */
  readonly packedBytes: number | null;
  readonly size: number | null;
  readonly checksum: number | null;
}

const LOCAL_HEADER_BYTES = 30;
const LOCAL_HEADER = 0x04034b50;
const CHUNK_BYTES = 256 * 1024;

/** The content of an entry of the ZIP at `archive`. */
export function entryFile(archive: PathLike, place: EntryPlace, budget: UnpackBudget): StoredFile {
  return { size: async () => place.size, chunks: () => readChecked(archive, place, budget) };
}

async function* readChecked(
  archive: PathLike,
  place: EntryPlace,
  budget: UnpackBudget,
): AsyncIterable<Buffer> {
  const packed = packedFile(archive, place);
  const content = place.isDeflated ? unpackWith(packed, createInflateRaw) : packed;
  let size = 0;
  let checksum = 0;
  for await (const chunk of content.chunks()) {
    size += chunk.length;
    checksum = crc32(chunk, checksum);
    budget.use(chunk.length);
    if (place.size !== null && size > place.size)
      throw new Error(`it holds more than the ${place.size} bytes it names`);
    yield chunk;
  }
  if (place.size !== null && size !== place.size)
    throw new Error(`it holds ${size} bytes, not the ${place.size} it names`);
  if (place.checksum !== null && checksum !== place.checksum)
    throw new Error('its checksum says that it was changed');
}

function packedFile(archive: PathLike, { offset, packedBytes }: EntryPlace): StoredFile {
  return {
    size: async () => packedBytes,
    chunks: async function* () {
      const start = offset + (await readHeaderLength(archive, offset));
      if (packedBytes === 0) return;
      const end = packedBytes === null ? Number.POSITIVE_INFINITY : start + packedBytes - 1;
      yield* createReadStream(archive, { start, end, highWaterMark: CHUNK_BYTES });
    },
  };
}

/** Names may be of another length there than in the directory. */
async function readHeaderLength(archive: PathLike, offset: number): Promise<number> {
  const handle = await open(archive, 'r');
  try {
    const header = Buffer.alloc(LOCAL_HEADER_BYTES);
    const { bytesRead } = await handle.read(header, 0, LOCAL_HEADER_BYTES, offset);
    if (bytesRead < LOCAL_HEADER_BYTES || header.readUInt32LE(0) !== LOCAL_HEADER)
      throw new Error(`no entry begins at byte ${offset}, where the directory names one`);
    return LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    await handle.close();
  }
}
