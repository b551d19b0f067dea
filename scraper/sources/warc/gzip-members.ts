// Unpacks a gzip file member by member, so that a damaged member costs itself and not what follows it.
import { constants, crc32, inflateRawSync } from 'node:zlib';
import { type Break, ByteCursor, type Piece } from '../bytes/byte-cursor.ts';
import { INFLATE_PIECE_BYTES, Inflater } from '../bytes/inflater.ts';
import { readPieces } from '../bytes/pieces.ts';
import type { StoredFile } from '../stored-file.ts';

const MAX_HEADER_BYTES = 16 * 1024;
const TRAILER_BYTES = 8;
/** Tried one after the other. */
const WHOLE_MEMBER_BYTES = [64 * 1024, 320 * 1024];
const MAX_WHOLE_BYTES = 8 * 1024 * 1024;
/** So much of a member is kept to look for the next one behind its damage. */
const MAX_KEPT_BYTES = 4 * 1024 * 1024;
const MAGIC = Buffer.from([0x1f, 0x8b, 8]);

/** What the members hold, in order; each damaged or unfinished one ends with a break. Never fails. */
export async function* unpackMembers(
  file: StoredFile,
  /** Tells a member found behind damage from chance bytes by what it holds. */
  isStart: (unpacked: Buffer) => boolean,
): AsyncGenerator<Piece | Break> {
  const cursor = new ByteCursor(readPieces(file));
  try {
    while (await findMember(cursor)) {
      const offset = cursor.offset;
      const header = await cursor.peek(MAX_HEADER_BYTES);
      const headerBytes = gzipHeaderLength(header);
      if (headerBytes === null) {
        const isShort = header.length < MAX_HEADER_BYTES && isHeaderStart(header);
        yield broken(offset, isShort ? 'the file ends here' : 'the packed data is damaged');
        await seekMember(cursor, isStart);
      } else {
        await cursor.drop(headerBytes);
        yield* unpackMember(cursor, offset, isStart);
      }
    }
    if (cursor.breakAhead) yield cursor.breakAhead;
  } finally {
    await cursor.close();
  }
}

async function* unpackMember(
  cursor: ByteCursor,
  offset: number,
  isStart: (unpacked: Buffer) => boolean,
): AsyncGenerator<Piece | Break> {
  const whole = await unpackWhole(cursor);
  if (whole) {
    await cursor.drop(whole.used);
    yield { kind: 'piece', bytes: whole.bytes, offset, isPacked: true };
    const sums = { checksum: crc32(whole.bytes), length: whole.bytes.length };
    yield* checkTrailer(await cursor.take(TRAILER_BYTES), sums, offset);
    return;
  }
  const inflater = new Inflater();
  let kept: Buffer[] | null = [];
  let keptBytes = 0;
  try {
    while (!inflater.isDone) {
      const packed = await cursor.peek(INFLATE_PIECE_BYTES);
      if (packed.length === 0) {
        yield broken(offset, cursor.breakAhead?.why ?? 'the file ends here');
        cursor.passBreak();
        return;
      }
      const before = inflater.used;
      for (const bytes of await inflater.push(packed)) yield { kind: 'piece', bytes, offset, isPacked: true };
      const used = inflater.hasFailed ? packed.length : inflater.used - before;
      keptBytes += used;
      if (keptBytes > MAX_KEPT_BYTES) kept = null;
      kept?.push(packed.subarray(0, used));
      await cursor.drop(used);
    }
    if (inflater.hasFailed) {
      yield broken(offset, 'the packed data is damaged');
      if (kept) cursor.unread(Buffer.concat(kept));
      await seekMember(cursor, isStart);
      return;
    }
    yield* checkTrailer(await cursor.take(TRAILER_BYTES), inflater.sums, offset);
  } finally {
    inflater.close();
  }
}

/** A member of ordinary length, unpacked at once, which takes a fraction of the time; null for any other. */
async function unpackWhole(
  cursor: ByteCursor,
): Promise<{ readonly bytes: Buffer; readonly used: number } | null> {
  for (const most of WHOLE_MEMBER_BYTES) {
    const packed = await cursor.peek(most);
    const whole = tryUnpack(packed);
    if (whole || packed.length < most) return whole;
  }
  return null;
}

function tryUnpack(packed: Buffer): { readonly bytes: Buffer; readonly used: number } | null {
  const options = { info: true, maxOutputLength: MAX_WHOLE_BYTES, chunkSize: 64 * 1024 };
  try {
    const { buffer, engine }: { buffer: Buffer; engine: { bytesWritten: number } } = Object(
      inflateRawSync(packed, options),
    );
    return { bytes: buffer, used: engine.bytesWritten };
  } catch {
    return null;
  }
}

function* checkTrailer(trailer: Buffer, sums: Inflater['sums'], offset: number): Generator<Break> {
  if (trailer.length < TRAILER_BYTES) return;
  const { checksum, length } = sums;
  if (trailer.readUInt32LE(0) === checksum && trailer.readUInt32LE(4) === length % 2 ** 32) return;
  yield { kind: 'break', offset, why: 'its checksum says that it was changed', isChecksum: true };
}

/** Passes zeros, with which some programs fill up files; false at the end of what can be read. */
async function findMember(cursor: ByteCursor): Promise<boolean> {
  for (;;) {
    const bytes = await cursor.peek(INFLATE_PIECE_BYTES);
    if (bytes.length === 0) return false;
    const zeros = bytes.findIndex((byte) => byte !== 0);
    if (zeros === 0) return true;
    await cursor.drop(zeros < 0 ? bytes.length : zeros);
  }
}

/** Passes bytes up to the next member that holds a start, or to the end. */
async function seekMember(cursor: ByteCursor, isStart: (unpacked: Buffer) => boolean): Promise<void> {
  for (;;) {
    const bytes = await cursor.peek(4 * MAX_HEADER_BYTES);
    if (bytes.length === 0) return;
    for (let at = bytes.indexOf(MAGIC); at >= 0; at = bytes.indexOf(MAGIC, at + 1)) {
      if (isMember(bytes.subarray(at), isStart)) {
        await cursor.drop(at);
        return;
      }
    }
    const isLast = bytes.length < 4 * MAX_HEADER_BYTES;
    await cursor.drop(isLast ? bytes.length : bytes.length - 2 * MAX_HEADER_BYTES);
  }
}

function isMember(bytes: Buffer, isStart: (unpacked: Buffer) => boolean): boolean {
  const header = gzipHeaderLength(bytes);
  if (header === null) return false;
  try {
    const packed = bytes.subarray(header, header + MAX_HEADER_BYTES);
    return isStart(inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH }));
  } catch {
    return false;
  }
}

function isHeaderStart(bytes: Buffer): boolean {
  const magic = MAGIC.subarray(0, bytes.length);
  return bytes.subarray(0, magic.length).equals(magic);
}

/** Length of a gzip header (RFC 1952), or null when there is none. */
function gzipHeaderLength(bytes: Buffer): number | null {
  const flags = bytes[3] ?? 0xff;
  if (bytes.length < 10 || !isHeaderStart(bytes) || (flags & 0xe0) !== 0) return null;
  let length = 10;
  if (flags & 4) length += 2 + (bytes[10] ?? 0) + 256 * (bytes[11] ?? 0);
  for (const flag of [8, 16]) {
    if (!(flags & flag)) continue;
    const end = bytes.indexOf(0, length);
    if (end < 0) return null;
    length = end + 1;
  }
  if (flags & 2) length += 2;
  return length <= bytes.length ? length : null;
}

function broken(offset: number, why: string): Break {
  return { kind: 'break', offset, why, isChecksum: false };
}
