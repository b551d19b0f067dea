// Finds the entries of a ZIP without its directory, by the header that stands before each of them.
import type { PathLike } from 'node:fs';
import { ByteCursor } from '../bytes/byte-cursor.ts';
import { INFLATE_PIECE_BYTES, Inflater } from '../bytes/inflater.ts';
import { readPieces } from '../bytes/pieces.ts';
import { fileOnDisk } from '../stored-file.ts';
import { DEFLATED, problemOf, readPlainName, type ZipEntry } from './zip-entry.ts';

const HEADER_BYTES = 30;
const LOCAL_HEADER = Buffer.from('PK\x03\x04', 'latin1');
const DIRECTORY_HEADER = Buffer.from('PK\x01\x02', 'latin1');
const ENCRYPTED = 1;
const LENGTHS_BEHIND = 8;
const IN_64_BITS = 0xffffffff;
const SCAN_BYTES = 64 * 1024;

interface LocalHeader {
  readonly offset: number;
  readonly name: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  /** Null when the lengths stand behind the content. */
  readonly packedBytes: number | null;
  readonly size: number;
  readonly checksum: number;
}

/** Entries in the order of the file, without those at the offsets in `known`. Never fails. */
export async function* findLocalEntries(
  archive: PathLike,
  known: ReadonlySet<number>,
): AsyncGenerator<ZipEntry> {
  const cursor = new ByteCursor(readPieces(fileOnDisk(archive)));
  try {
    while (await seekHeader(cursor)) {
      const header = await readHeader(cursor);
      if (header === null) continue;
      const isWhole = await passContent(cursor, header);
      if (!known.has(header.offset) && !header.name.endsWith('/')) yield toEntry(header, isWhole);
    }
  } finally {
    await cursor.close();
  }
}

function toEntry(header: LocalHeader, isWhole: boolean): ZipEntry {
  const { offset, name, method, isEncrypted, packedBytes, size, checksum } = header;
  const isKnown = packedBytes !== null;
  const problem = isWhole ? null : 'the archive is cut off or damaged inside it';
  return {
    kind: 'entry',
    name,
    place: {
      offset,
      isDeflated: method === DEFLATED,
      packedBytes,
      size: isKnown ? size : null,
      checksum: isKnown ? checksum : null,
    },
    problem: problemOf(name, isEncrypted, method) ?? problem,
  };
}

/** Stands before the next header afterwards; false before the directory and at the end. */
async function seekHeader(cursor: ByteCursor): Promise<boolean> {
  for (;;) {
    const bytes = await cursor.peek(SCAN_BYTES);
    const at = bytes.indexOf(LOCAL_HEADER);
    const directory = bytes.indexOf(DIRECTORY_HEADER);
    if (directory >= 0 && (at < 0 || directory < at)) return false;
    if (at < 0 && bytes.length < SCAN_BYTES) return false;
    await cursor.drop(at >= 0 ? at : bytes.length - LOCAL_HEADER.length);
    if (at >= 0) return true;
  }
}

/** Takes a header; null when it is none or cut off. */
async function readHeader(cursor: ByteCursor): Promise<LocalHeader | null> {
  const { offset } = cursor;
  const fixed = await cursor.peek(HEADER_BYTES);
  const nameBytes = fixed.length < HEADER_BYTES ? 0 : fixed.readUInt16LE(26);
  const length = fixed.length < HEADER_BYTES ? 0 : HEADER_BYTES + nameBytes + fixed.readUInt16LE(28);
  const header = Buffer.from(await cursor.peek(length));
  if (length === 0 || header.length < length) {
    await cursor.drop(LOCAL_HEADER.length);
    return null;
  }
  await cursor.drop(length);
  const flags = header.readUInt16LE(6);
  const packed = header.readUInt32LE(18);
  const isBehind = (flags & LENGTHS_BEHIND) !== 0 || packed === IN_64_BITS;
  return {
    offset,
    name: readPlainName(header.subarray(HEADER_BYTES, HEADER_BYTES + nameBytes)),
    method: header.readUInt16LE(8),
    isEncrypted: (flags & ENCRYPTED) !== 0,
    packedBytes: isBehind ? null : packed,
    size: header.readUInt32LE(22),
    checksum: header.readUInt32LE(14),
  };
}

/** Passes the content of an entry; false when it is not all there. */
async function passContent(cursor: ByteCursor, { method, packedBytes }: LocalHeader): Promise<boolean> {
  if (packedBytes !== null) return (await cursor.drop(packedBytes)) === packedBytes;
  return method === DEFLATED && (await passDeflated(cursor));
}

async function passDeflated(cursor: ByteCursor): Promise<boolean> {
  const inflater = new Inflater();
  try {
    while (!inflater.isDone) {
      const packed = await cursor.peek(INFLATE_PIECE_BYTES);
      if (packed.length === 0) return false;
      const before = inflater.used;
      await inflater.push(packed);
      if (inflater.hasFailed) return false;
      await cursor.drop(inflater.used - before);
    }
    return true;
  } finally {
    inflater.close();
  }
}
