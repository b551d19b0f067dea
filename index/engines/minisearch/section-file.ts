// A file of named typed arrays: magic, length of the header, JSON header, then the arrays at multiples of eight
// bytes in little-endian order. Read whole, without copying: the arrays are views of the one buffer.
import { open } from 'node:fs/promises';
import { IndexError } from '../../errors.ts';

/** What a section may hold. */
export type Section = Uint8Array | Uint32Array | Int32Array | Float64Array;

const MAGIC = 'ANTLSEC1';
const PREAMBLE_BYTES = 12;
const CHUNK_BYTES = 1 << 24;

const TYPES = { u8: Uint8Array, u32: Uint32Array, i32: Int32Array, f64: Float64Array } as const;
type TypeName = keyof typeof TYPES;

interface SectionPlace {
  readonly type: TypeName;
  /** In bytes from the first multiple of eight behind the header. */
  readonly offset: number;
  readonly length: number;
}

/** Writes the sections to `path`, replacing what stands there. Making the file durable is the caller's. */
export async function writeSections(
  path: string,
  sections: Readonly<Record<string, Section>>,
): Promise<void> {
  const places: Record<string, SectionPlace> = {};
  let offset = 0;
  for (const [name, array] of Object.entries(sections)) {
    places[name] = { type: typeOf(array), offset, length: array.length };
    offset = aligned(offset + array.byteLength);
  }
  const file = await open(path, 'w');
  try {
    await writeAll(file, headerBytes(places));
    for (const array of Object.values(sections)) {
      await writeAll(file, new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
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
  json.copy(bytes, PREAMBLE_BYTES);
  return bytes;
}

type Writable = Awaited<ReturnType<typeof open>>;

/** In pieces: one write of gigabytes is refused by the system. */
async function writeAll(file: Writable, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, Math.min(CHUNK_BYTES, bytes.length - at));
    at += bytesWritten;
  }
}

/** Named arrays of one file. Every getter throws when the section is missing or of another type. */
export interface SectionReader {
  u8(name: string): Uint8Array;
  u32(name: string): Uint32Array;
  i32(name: string): Int32Array;
  f64(name: string): Float64Array;
}

/**
 * Reads a whole section file in pieces, so that other work goes on meanwhile.
 * @throws IndexError `snapshot-damaged` when it is no such file, or shorter than its header says.
 */
export async function readSections(path: string): Promise<SectionReader> {
  const buffer = await readWhole(path);
  const places = readHeader(path, buffer);
  const view = <T extends TypeName>(name: string, type: T): InstanceType<(typeof TYPES)[T]> => {
    const place = places.sections[name];
    if (place === undefined || place.type !== type)
      throw damaged(path, `has no section ${name} of type ${type}`);
    const array = new TYPES[type](buffer, places.start + place.offset, place.length);
    return array as InstanceType<(typeof TYPES)[T]>;
  };
  return {
    u8: (name) => view(name, 'u8'),
    u32: (name) => view(name, 'u32'),
    i32: (name) => view(name, 'i32'),
    f64: (name) => view(name, 'f64'),
  };
}

async function readWhole(path: string): Promise<ArrayBuffer> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw damaged(path, 'cannot be opened', cause);
  });
  try {
    const { size } = await file.stat();
    const buffer = new ArrayBuffer(size);
    const bytes = new Uint8Array(buffer);
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(bytes, at, Math.min(CHUNK_BYTES, size - at), at);
      if (bytesRead === 0) throw damaged(path, 'became shorter while it was read');
      at += bytesRead;
    }
    return buffer;
  } finally {
    await file.close();
  }
}

function readHeader(
  path: string,
  buffer: ArrayBuffer,
): { sections: Record<string, SectionPlace>; start: number } {
  const bytes = Buffer.from(buffer);
  if (bytes.length < PREAMBLE_BYTES || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw damaged(path, 'is no section file');
  }
  const length = bytes.readUInt32LE(MAGIC.length);
  const start = aligned(PREAMBLE_BYTES + length);
  if (start > bytes.length) throw damaged(path, 'ends inside its header');
  const sections = parseHeader(path, bytes.toString('utf8', PREAMBLE_BYTES, PREAMBLE_BYTES + length));
  for (const [name, place] of Object.entries(sections)) {
    const end = start + place.offset + place.length * TYPES[place.type].BYTES_PER_ELEMENT;
    if (!(end <= bytes.length)) throw damaged(path, `ends inside section ${name}`);
  }
  return { sections, start };
}

function parseHeader(path: string, json: string): Record<string, SectionPlace> {
  try {
    const sections: Record<string, SectionPlace> = JSON.parse(json);
    if (Object.values(sections).every(isPlace)) return sections;
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

function typeOf(array: Section): TypeName {
  if (array instanceof Uint32Array) return 'u32';
  if (array instanceof Int32Array) return 'i32';
  if (array instanceof Float64Array) return 'f64';
  return 'u8';
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

function damaged(path: string, what: string, cause?: unknown): IndexError {
  return new IndexError('snapshot-damaged', `index file ${path} ${what}`, {
    hint: 'run "antler rebuild" to build a new snapshot from the catalog',
    cause,
  });
}
