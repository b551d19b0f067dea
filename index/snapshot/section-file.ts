// A file of named typed arrays: a preamble, a JSON header, then the arrays at multiples of eight bytes in little-endian
// order, each with its checksum. Loaded once into memory that all threads share; the arrays are views of it.
import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { IndexError } from '../errors.ts';
import { withReason } from './damage.ts';
import { readIntoSharedMemory } from './shared-memory.ts';

/** What a section may hold. */
export type Section = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

const MAGIC = 'ANTLSEC2';
/** Magic; length and CRC-32 of the header, 32 bits each. */
const PREAMBLE_BYTES = 16;
/** One read, one write, and one step of a checksum: a millisecond or two, so that other work goes on between them. */
const CHUNK_BYTES = 1 << 22;

const TYPES = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i32: Int32Array,
  f64: Float64Array,
} as const;
interface Arrays {
  readonly u8: Uint8Array;
  readonly u16: Uint16Array;
  readonly u32: Uint32Array;
  readonly i32: Int32Array;
  readonly f64: Float64Array;
}
type TypeName = keyof Arrays;

interface SectionPlace {
  readonly type: TypeName;
  /** In bytes from the first multiple of eight behind the header. */
  readonly offset: number;
  /** In elements. */
  readonly length: number;
  /** CRC-32 of the section's bytes. */
  readonly crc: number;
}

/** A loaded file. Plain data: given to another thread, the buffer is shared and not copied. */
export interface LoadedSections {
  readonly path: string;
  readonly buffer: SharedArrayBuffer;
  /** Where in `buffer` the first section may stand, in bytes. */
  readonly start: number;
  readonly places: Readonly<Record<string, SectionPlace>>;
}

/** Named arrays of one file. Every getter throws when the section is missing or of another type. */
export type SectionReader = {
  readonly [T in TypeName]: (name: string) => Arrays[T];
} & {
  /** An array that was written as `u16` when all its numbers were small enough, else as `u32`. */
  readonly u16or32: (name: string) => Uint16Array | Uint32Array;
};

/** Writes the sections to `path`, replacing what stands there. Making the file durable is the caller's. */
export async function writeSections(
  path: string,
  sections: Readonly<Record<string, Section>>,
): Promise<void> {
  const places: Record<string, SectionPlace> = {};
  let offset = 0;
  for (const [name, array] of Object.entries(sections)) {
    places[name] = { type: typeOf(array), offset, length: array.length, crc: checksum(bytesOf(array)) };
    offset = aligned(offset + array.byteLength);
  }
  const file = await open(path, 'w');
  try {
    await writeAll(file, headerBytes(places));
    for (const array of Object.values(sections)) {
      await writeAll(file, bytesOf(array));
      await writeAll(file, new Uint8Array(aligned(array.byteLength) - array.byteLength));
    }
  } finally {
    await file.close();
  }
}

function headerBytes(places: Record<string, SectionPlace>): Uint8Array {
  const json = Buffer.from(JSON.stringify(places));
  const bytes = Buffer.alloc(aligned(PREAMBLE_BYTES + json.length));
  bytes.write(MAGIC, 'latin1');
  bytes.writeUInt32LE(json.length, MAGIC.length);
  bytes.writeUInt32LE(checksum(json), MAGIC.length + 4);
  json.copy(bytes, PREAMBLE_BYTES);
  return bytes;
}

/** In pieces: one write of gigabytes is refused by the system. */
async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, Math.min(CHUNK_BYTES, bytes.length - at));
    at += bytesWritten;
  }
}

/**
 * Reads a whole section file into shared memory and checks every checksum, in pieces, so that other work goes on
 * meanwhile.
 * @throws IndexError `snapshot-damaged` when it is no such file, shorter than its header says, or has changed.
 */
export async function loadSections(path: string): Promise<LoadedSections> {
  const buffer = await readIntoSharedMemory(path).catch((cause: unknown) => {
    throw damaged(path, 'cannot be read', cause);
  });
  const { places, start } = readHeader(path, buffer);
  for (const [name, place] of Object.entries(places)) {
    const length = place.length * TYPES[place.type].BYTES_PER_ELEMENT;
    const found = await checksumInPieces(new Uint8Array(buffer, start + place.offset, length));
    if (found !== place.crc) throw damaged(path, `has changed in section ${name}`);
  }
  return { path, buffer, start, places };
}

/** The sections of a loaded file, in any thread. Copies nothing. */
export function readerOf(loaded: LoadedSections): SectionReader {
  const { path, buffer, start, places } = loaded;
  const view = <T extends TypeName>(name: string, type: T): Arrays[T] => {
    const place = places[name];
    if (place === undefined || place.type !== type)
      throw damaged(path, `has no section ${name} of type ${type}`);
    const ArrayType: new (buffer: SharedArrayBuffer, offset: number, length: number) => Section = TYPES[type];
    return new ArrayType(buffer, start + place.offset, place.length) as Arrays[T];
  };
  return {
    u8: (name) => view(name, 'u8'),
    u16: (name) => view(name, 'u16'),
    u32: (name) => view(name, 'u32'),
    i32: (name) => view(name, 'i32'),
    f64: (name) => view(name, 'f64'),
    u16or32: (name) => (places[name]?.type === 'u16' ? view(name, 'u16') : view(name, 'u32')),
  };
}

function readHeader(path: string, buffer: SharedArrayBuffer): Pick<LoadedSections, 'places' | 'start'> {
  const bytes = Buffer.from(buffer);
  if (bytes.length < PREAMBLE_BYTES || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw damaged(path, 'is no section file of this version');
  }
  const length = bytes.readUInt32LE(MAGIC.length);
  const start = aligned(PREAMBLE_BYTES + length);
  if (start > bytes.length) throw damaged(path, 'ends inside its header');
  const header = bytes.subarray(PREAMBLE_BYTES, PREAMBLE_BYTES + length);
  if (checksum(header) !== bytes.readUInt32LE(MAGIC.length + 4)) throw damaged(path, 'has a changed header');
  const places = parseHeader(path, header.toString('utf8'));
  for (const [name, place] of Object.entries(places)) {
    const end = start + place.offset + place.length * TYPES[place.type].BYTES_PER_ELEMENT;
    if (!(end <= bytes.length)) throw damaged(path, `ends inside section ${name}`);
  }
  return { places, start };
}

function parseHeader(path: string, json: string): Record<string, SectionPlace> {
  try {
    const places: Record<string, SectionPlace> = JSON.parse(json);
    if (Object.values(places).every(isPlace)) return places;
  } catch (cause) {
    throw damaged(path, 'has an unreadable header', cause);
  }
  throw damaged(path, 'has an unreadable header');
}

function isPlace(place: SectionPlace): boolean {
  const { type, offset, length } = place;
  return (
    Object.hasOwn(TYPES, type) &&
    offset % 8 === 0 &&
    offset >= 0 &&
    Number.isSafeInteger(length) &&
    length >= 0
  );
}

function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    sum = crc32(bytes.subarray(at, at + CHUNK_BYTES), sum);
  }
  return sum;
}

async function checksumInPieces(bytes: Uint8Array): Promise<number> {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    if (at > 0) await new Promise((resolve) => setImmediate(resolve));
    sum = crc32(bytes.subarray(at, at + CHUNK_BYTES), sum);
  }
  return sum;
}

function bytesOf(array: Section): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function typeOf(array: Section): TypeName {
  if (array instanceof Uint32Array) return 'u32';
  if (array instanceof Uint16Array) return 'u16';
  if (array instanceof Int32Array) return 'i32';
  if (array instanceof Float64Array) return 'f64';
  return 'u8';
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

function damaged(path: string, what: string, cause?: unknown): IndexError {
  return new IndexError('snapshot-damaged', `index file ${path} ${withReason(what, cause)}`, {
    hint: 'run "antler rebuild" to build a new snapshot from the catalog',
    cause,
  });
}
