// Bytes that are mostly UTF-8: valid sequences are kept, every other byte is read as windows-1252.
import { isUtf8 } from 'node:buffer';
import { WINDOWS_1252_HIGH } from './windows-1252.ts';

/** What reading bytes as UTF-8 found. */
export interface Utf8Reading {
  readonly text: string;
  /** Sequences of two or more bytes that were valid. */
  readonly sequences: number;
  /** Bytes that belong to no valid sequence and were read as windows-1252. */
  readonly strayBytes: number;
}

/** UTF-8 bytes of each windows-1252 character above 0x7F, by byte - 0x80. */
const REPLACEMENTS: readonly (readonly number[])[] = Array.from({ length: 128 }, (_, offset) => [
  ...Buffer.from(offset < 32 ? WINDOWS_1252_HIGH.charAt(offset) : String.fromCharCode(0x80 + offset)),
]);

/**
 * Length of the well-formed UTF-8 sequence at `at`: 2 to 4, 0 when there is none (an ASCII byte gives 1).
 * A sequence that the end of the data cuts short gives its missing length below zero. Unicode 15, table 3-7.
 */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  for (let offset = 1; offset < length; offset++) {
    if (at + offset >= bytes.length) return offset - length;
    const byte = bytes[at + offset] ?? 0;
    if (byte < lowestTrail(lead, offset) || byte > highestTrail(lead, offset)) return 0;
  }
  return length;
}

/** Decodes bytes as UTF-8 run by run; a sequence cut off by the end of the data is dropped. Never fails. Linear. */
export function decodeUtf8Runs(bytes: Uint8Array): Utf8Reading {
  if (isUtf8(bytes)) return { text: toText(bytes), sequences: countSequences(bytes), strayBytes: 0 };
  const { stray, sequences, end } = findStrayBytes(bytes);
  const out = new Uint8Array(end + 2 * stray.length);
  let from = 0;
  let size = 0;
  for (let index = 0; index <= stray.length; index++) {
    const at = stray[index] ?? end;
    // Byte by byte: pages of nothing but stray bytes would make millions of views otherwise.
    while (from < at) out[size++] = bytes[from++] ?? 0;
    for (const byte of index < stray.length ? replacementOf(bytes[from++] ?? 0) : []) out[size++] = byte;
  }
  return { text: toText(out.subarray(0, size)), sequences, strayBytes: stray.length };
}

function replacementOf(byte: number): readonly number[] {
  return REPLACEMENTS[byte - 0x80] ?? [];
}

interface StrayBytes {
  readonly stray: Uint32Array;
  readonly sequences: number;
  /** Where the data ends once a sequence cut short at the end is left out. */
  readonly end: number;
}

function findStrayBytes(bytes: Uint8Array): StrayBytes {
  let stray = new Uint32Array(256);
  let found = 0;
  let sequences = 0;
  let end = bytes.length;
  for (let at = 0; at < end; ) {
    const length = sequenceLength(bytes, at);
    if (length > 1) sequences++;
    // A lone last byte says nothing by itself: only in text that is UTF-8 elsewhere is it a cut sequence.
    if (length < 0 && sequences > 0) end = at;
    if (length === 0 || (length < 0 && sequences === 0)) {
      if (found === stray.length) stray = grow(stray);
      stray[found++] = at;
    }
    at += Math.max(length, 1);
  }
  return { stray: stray.subarray(0, found), sequences, end };
}

function grow(positions: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(positions.length * 2);
  larger.set(positions);
  return larger;
}

function countSequences(validUtf8: Uint8Array): number {
  let sequences = 0;
  for (const byte of validUtf8) if (byte >= 0xc2) sequences++;
  return sequences;
}

function lowestTrail(lead: number, offset: number): number {
  if (offset > 1) return 0x80;
  return lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
}

function highestTrail(lead: number, offset: number): number {
  if (offset > 1) return 0xbf;
  return lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
}

function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
