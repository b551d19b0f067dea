// The forms of a segment with their stems, as few bytes as can be; read once, from the first to the last.

import { ByteReader } from '../../../packing/byte-reader.ts';
import { GrowingBytes } from '../../../packing/growing-array.ts';
import { leadingBytes, type PackedStrings } from './byte-strings.ts';

/** Sorted by bytes. A stem is the beginning of its form and other bytes behind it, mostly none. */
export interface SegmentForms {
  readonly count: number;
  /** UTF-8: each form, then the other bytes of its stem. */
  readonly bytes: Uint8Array;
  /** Numbers of variable length, three a form: its bytes, those that the stem shares, and the stem's other bytes. */
  readonly lengths: Uint8Array;
}

/** `stemKeys`: of each form, see `byteKey`. */
export function packSegmentForms(
  { bytes, offsets }: PackedStrings,
  stemKeys: readonly string[],
): SegmentForms {
  const packed = new GrowingBytes();
  const lengths = new GrowingBytes();
  stemKeys.forEach((stem, index) => {
    const form = bytes.subarray(offsets[index], offsets[index + 1]);
    let shared = 0;
    while (shared < stem.length && stem.charCodeAt(shared) === form[shared]) shared++;
    packed.pushAll(form);
    for (let at = shared; at < stem.length; at++) packed.push(stem.charCodeAt(at));
    lengths.pushNumber(form.length);
    lengths.pushNumber(shared);
    lengths.pushNumber(stem.length - shared);
  });
  return { count: stemKeys.length, bytes: packed.values().slice(), lengths: lengths.values().slice() };
}

/** Goes through the forms; stands at the first one, or at the end when there is none. */
export class SegmentFormReader {
  readonly bytes: Uint8Array;
  /** The form stands in `bytes` from `start` to before `end`. */
  start = 0;
  end = 0;
  /** See `leadingBytes`. */
  leading = 0;
  isAtEnd = false;
  readonly #lengths: ByteReader;
  #left: number;
  #shared = 0;
  #stemEnd = 0;

  constructor({ count, bytes, lengths }: SegmentForms) {
    this.bytes = bytes;
    this.#lengths = new ByteReader(lengths);
    this.#left = count;
    this.advance();
  }

  advance(): void {
    this.isAtEnd = this.#left-- === 0;
    if (this.isAtEnd) return;
    this.start = this.#stemEnd;
    this.end = this.start + this.#lengths.next();
    this.#shared = this.#lengths.next();
    this.#stemEnd = this.end + this.#lengths.next();
    this.leading = leadingBytes(this.bytes, this.start, this.end);
  }

  form(): Uint8Array {
    return this.bytes.subarray(this.start, this.end);
  }

  stemKey(): string {
    const { buffer, byteOffset, length } = this.bytes;
    const bytes = Buffer.from(buffer, byteOffset, length);
    const shared = bytes.toString('latin1', this.start, this.start + this.#shared);
    return this.end === this.#stemEnd ? shared : shared + bytes.toString('latin1', this.end, this.#stemEnd);
  }

  isAt(form: Uint8Array): boolean {
    if (form.length !== this.end - this.start) return false;
    for (let at = 0; at < form.length; at++) if (form[at] !== this.bytes[this.start + at]) return false;
    return true;
  }

  /** Negative when this one's form stands before the other's, 0 when they are equal. */
  compare(other: SegmentFormReader): number {
    const difference = this.leading - other.leading;
    if (difference !== 0) return difference;
    const length = Math.min(this.end - this.start, other.end - other.start);
    for (let at = 0; at < length; at++) {
      const byte = (this.bytes[this.start + at] ?? 0) - (other.bytes[other.start + at] ?? 0);
      if (byte !== 0) return byte;
    }
    return this.end - this.start - (other.end - other.start);
  }
}
