// Bytes that are mostly UTF-8: valid sequences are kept, the runs between them are read as another charset.
import { isUtf8 } from 'node:buffer';
import type { Charset } from './charsets.ts';
import { decodeCharset } from './decode-charset.ts';

/** What reading bytes as UTF-8 found. */
export interface Utf8Reading {
  readonly text: string;
  /** Sequences of two or more bytes that were valid. */
  readonly sequences: number;
  /** Bytes that belong to no valid sequence. */
  readonly strayBytes: number;
  /** What they were read as. */
  readonly strayCharset: Charset;
}

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

/** Chooses what stray bytes are read as; gets their runs, parted by spaces. */
export type ChooseCharset = (runs: Uint8Array) => Charset;

/** Decodes bytes as UTF-8 run by run; a sequence cut off by the end of the data is dropped. Never fails. Linear. */
export function decodeUtf8Runs(bytes: Uint8Array, choose: ChooseCharset = () => 'windows-1252'): Utf8Reading {
  if (isUtf8(bytes)) {
    const text = toText(bytes);
    const isAscii = text.length === bytes.length;
    const sequences = isAscii ? 0 : countSequences(bytes);
    return { text, sequences, strayBytes: 0, strayCharset: 'windows-1252' };
  }
  const { stray, sequences, end } = findStrayBytes(bytes);
  const runs = joinRuns(bytes, stray);
  const { strayCharset, replacements } = decodeRuns(runs, choose);
  // No charset gives more than three bytes of UTF-8 for one of its own; U+FFFD takes three as well.
  const out = new Uint8Array(end + 2 * stray.length);
  let from = 0;
  let size = 0;
  let run = 0;
  for (let index = 0; index < stray.length; index++) {
    const at = stray[index] ?? end;
    if (index > 0 && at === (stray[index - 1] ?? 0) + 1) continue;
    // Byte by byte: pages of nothing but stray bytes would make millions of views otherwise.
    while (from < at) out[size++] = bytes[from++] ?? 0;
    size += encoder.encodeInto(replacements[run++] ?? '', out.subarray(size)).written;
    from = endOfRun(stray, index) + 1;
  }
  while (from < end) out[size++] = bytes[from++] ?? 0;
  return { text: toText(out.subarray(0, size)), sequences, strayBytes: stray.length, strayCharset };
}

/** A charset whose letters swallow the spaces between runs cannot be theirs. */
function decodeRuns(runs: Uint8Array, choose: ChooseCharset) {
  const chosen = runs.length === 0 ? 'windows-1252' : choose(runs);
  const plain = decodeCharset(runs, 'windows-1252').split(' ');
  const replacements = chosen === 'windows-1252' ? plain : decodeCharset(runs, chosen).split(' ');
  return replacements.length === plain.length
    ? { strayCharset: chosen, replacements }
    : { strayCharset: 'windows-1252', replacements: plain };
}

const encoder = new TextEncoder();

/** Position of the last stray byte of the run that begins with entry `index`. */
function endOfRun(stray: Uint32Array, index: number): number {
  let last = index;
  while (last + 1 < stray.length && (stray[last + 1] ?? 0) === (stray[last] ?? 0) + 1) last++;
  return stray[last] ?? 0;
}

function joinRuns(bytes: Uint8Array, stray: Uint32Array): Uint8Array {
  const runs = new Uint8Array(stray.length * 2);
  let size = 0;
  stray.forEach((at, index) => {
    if (index > 0 && at !== (stray[index - 1] ?? 0) + 1) runs[size++] = 0x20;
    runs[size++] = bytes[at] ?? 0;
  });
  return runs.subarray(0, size);
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
  // By index: this passes over every byte of most pages.
  for (let at = 0; at < validUtf8.length; at++) if ((validUtf8[at] ?? 0) >= 0xc2) sequences++;
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
