// One-byte tables the other way round: from a character to the byte it stood for. Only bytes above 0x7F matter.
import iconv from 'iconv-lite';
import type { TableName } from './model.ts';
import { WINDOWS_1252_HIGH } from './windows-1252.ts';

/** A one-byte table, inverted. */
export interface ByteTable {
  readonly name: TableName;
  /** Byte (0x80-0xFF) by UTF-16 unit; 0 where the table lacks the character, and for ASCII. */
  readonly bytes: Uint8Array;
}

/** `windows-1252` and, for 0x80-0x9F, Latin-1: databases and browsers mix the two up. */
export function windows1252Table(): ByteTable {
  const latin1 = Array.from({ length: 96 }, (_, offset) => String.fromCharCode(0xa0 + offset)).join('');
  const table = invert('windows-1252', WINDOWS_1252_HIGH + latin1);
  for (let control = 0x80; control < 0xa0; control++) table.bytes[control] = control;
  return table;
}

/** Mac OS Roman as the WHATWG standard has it: iconv-lite differs at 0xDB and leaves 0xF0 out. */
export function macRomanTable(): ByteTable {
  const characters = [...decodeHighBytes('macroman')];
  characters[0xdb - 0x80] = '\u20ac';
  characters[0xf0 - 0x80] = '\uf8ff';
  const table = invert('macroman', characters.join(''));
  // Both the omega and the ohm sign were written for this byte.
  table.bytes[0x03a9] = 0xbd;
  table.bytes[0x2126] = 0xbd;
  return table;
}

/** `windows-1251` (0x98 as a control), `cp437` or `cp850`. */
export function codePageTable(name: 'windows-1251' | 'cp437' | 'cp850'): ByteTable {
  return invert(name, decodeHighBytes(name).replace('\ufffd', '\u0098'));
}

function decodeHighBytes(encoding: string): string {
  return iconv.decode(Buffer.from(Array.from({ length: 128 }, (_, offset) => 0x80 + offset)), encoding);
}

function invert(name: TableName, characters: string): ByteTable {
  const bytes = new Uint8Array(0x1_0000);
  for (let offset = 0; offset < characters.length; offset++)
    bytes[characters.charCodeAt(offset)] = 0x80 + offset;
  return { name, bytes };
}
