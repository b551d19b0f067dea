// Named arrays as few bytes, for files that are sent: numbers take as many bytes as they need. Read whole, in any
// JavaScript; section files are what a server shares.
import { IndexError } from '../errors.ts';
import type { Section, SectionReader } from '../snapshot/section-file.ts';
import { ByteReader } from './byte-reader.ts';
import { GrowingBytes } from './growing-array.ts';

/** Not the first byte of gzip, nor of any text. */
const MAGIC = 0xa7;

/** How a section is written: as it is, as numbers, as distances of ascending numbers, as signed distances. */
type Form = 'raw' | 'numbers' | 'ascending' | 'signed';
type TypeName = 'u8' | 'u16' | 'u32' | 'i32' | 'f64';
/** Name, type, form, elements, bytes. */
type Place = readonly [name: string, type: TypeName, form: Form, length: number, bytes: number];

/** The sections in one block of bytes. */
export function packSections(sections: Readonly<Record<string, Section>>): Uint8Array {
  const bodies = new GrowingBytes();
  const places = Object.entries(sections).map(([name, section]): Place => {
    const before = bodies.length;
    const form = write(section, bodies);
    return [name, typeOf(section), form, section.length, bodies.length - before];
  });
  const header = new TextEncoder().encode(JSON.stringify(places));
  const packed = new GrowingBytes();
  packed.push(MAGIC);
  packed.pushNumber(header.length);
  packed.pushAll(header);
  packed.pushAll(bodies.values());
  return packed.values();
}

/** The sections of `packSections`, decoded. @throws IndexError `snapshot-damaged` when the bytes are something else. */
export function unpackSections(bytes: Uint8Array): Readonly<Record<string, Section>> {
  const reader = new ByteReader(bytes);
  if (bytes[reader.at++] !== MAGIC) throw damaged();
  const headerLength = reader.next();
  const places = readPlaces(bytes.subarray(reader.at, reader.at + headerLength));
  let at = reader.at + headerLength;
  const sections: Record<string, Section> = {};
  for (const place of places) {
    const end = at + place[4];
    if (!(end <= bytes.length)) throw damaged();
    sections[place[0]] = read(place, bytes.subarray(at, end));
    at = end;
  }
  return sections;
}

/** A reader of arrays that are there already. */
export function sectionReader(sections: Readonly<Record<string, Section>>): SectionReader {
  const view = (name: string, type: TypeName): Section => {
    const section = sections[name];
    if (section === undefined || typeOf(section) !== type) throw damaged();
    return section;
  };
  return {
    u8: (name) => view(name, 'u8') as Uint8Array,
    u16: (name) => view(name, 'u16') as Uint16Array,
    u32: (name) => view(name, 'u32') as Uint32Array,
    i32: (name) => view(name, 'i32') as Int32Array,
    f64: (name) => view(name, 'f64') as Float64Array,
    u16or32: (name) =>
      sections[name] instanceof Uint16Array
        ? (view(name, 'u16') as Uint16Array)
        : (view(name, 'u32') as Uint32Array),
  };
}

function write(section: Section, into: GrowingBytes): Form {
  if (section instanceof Int32Array) {
    let last = 0;
    for (const value of section) {
      const distance = (value - last) | 0;
      into.pushNumber(((distance << 1) ^ (distance >> 31)) >>> 0);
      last = value;
    }
    return 'signed';
  }
  if (section instanceof Uint32Array || section instanceof Uint16Array) return writeNumbers(section, into);
  into.pushAll(new Uint8Array(section.buffer, section.byteOffset, section.byteLength));
  return 'raw';
}

function writeNumbers(section: Uint32Array | Uint16Array, into: GrowingBytes): Form {
  const isAscending = section.every((value, at) => at === 0 || value >= (section[at - 1] ?? 0));
  let last = 0;
  for (const value of section) {
    into.pushNumber(value - last);
    if (isAscending) last = value;
  }
  return isAscending ? 'ascending' : 'numbers';
}

function read([, type, form, length, size]: Place, bytes: Uint8Array): Section {
  if (form === 'raw') return readRaw(type, bytes);
  // A number takes a byte at least.
  if (length > size) throw damaged();
  const reader = new ByteReader(bytes);
  const section =
    type === 'i32'
      ? new Int32Array(length)
      : type === 'u16'
        ? new Uint16Array(length)
        : new Uint32Array(length);
  let last = 0;
  for (let at = 0; at < length; at++) {
    const number = reader.next();
    const value = form === 'signed' ? (last + ((number >>> 1) ^ -(number & 1))) | 0 : last + number;
    section[at] = value;
    if (form !== 'numbers') last = value;
  }
  return section;
}

function readRaw(type: TypeName, bytes: Uint8Array): Section {
  // A copy: eight-byte numbers must lie at multiples of eight.
  return type === 'f64' ? new Float64Array(new Uint8Array(bytes).buffer) : bytes;
}

function readPlaces(header: Uint8Array): readonly Place[] {
  try {
    const places: unknown = JSON.parse(new TextDecoder().decode(header));
    if (Array.isArray(places)) return places;
  } catch {
    throw damaged();
  }
  throw damaged();
}

function typeOf(section: Section): TypeName {
  if (section instanceof Uint32Array) return 'u32';
  if (section instanceof Uint16Array) return 'u16';
  if (section instanceof Int32Array) return 'i32';
  return section instanceof Float64Array ? 'f64' : 'u8';
}

function damaged(): IndexError {
  return new IndexError('snapshot-damaged', 'A file of the index is not what was written.', {
    hint: 'Write the site again, and copy all of its files.',
  });
}
