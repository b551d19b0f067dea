// Typed arrays that grow while an index is written: one or four bytes a number, outside the JavaScript heap.
import { IndexError } from '../errors.ts';

/** Offsets into bytes are numbers of 32 bits. */
const MAX_BYTES = 0xffffffff;

/** A list of whole numbers from 0 to 2³²−1. */
export class GrowingUint32 {
  #values = new Uint32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Uint32Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  /** 0 beyond the end. */
  at(index: number): number {
    return this.#values[index] ?? 0;
  }

  /** The numbers so far; a view that the next `push` may outdate. */
  values(): Uint32Array {
    return this.#values.subarray(0, this.#length);
  }
}

/** Bytes, and numbers of 32 bits in as few bytes as they need: 7 bits a byte, low bits first, the high bit for more. */
export class GrowingBytes {
  readonly #limit: number;
  #bytes = new Uint8Array(1024);
  #length = 0;

  /** At `limit` bytes (default 2³²−1) it grows no more: `push` then throws an IndexError `index-too-large`. */
  constructor(limit = MAX_BYTES) {
    this.#limit = limit;
  }

  get length(): number {
    return this.#length;
  }

  push(byte: number): void {
    if (this.#length === this.#bytes.length) this.#reserve(1);
    this.#bytes[this.#length++] = byte;
  }

  pushNumber(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.push((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.push(rest);
  }

  pushAll(bytes: Uint8Array): void {
    if (this.#length + bytes.length > this.#bytes.length) this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** 0 beyond the end. */
  at(index: number): number {
    return this.#bytes[index] ?? 0;
  }

  /** The bytes so far; a view that the next push may outdate. */
  values(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed > this.#limit) throw tooLarge(this.#limit);
    const larger = new Uint8Array(Math.min(this.#limit, Math.max(needed, this.#bytes.length * 2)));
    larger.set(this.values());
    this.#bytes = larger;
  }
}

/** A two-level list: each `close` ends one list. Read back as `values[starts[i] … starts[i + 1]]`. */
export class GrowingLists {
  readonly #values = new GrowingUint32();
  readonly #starts = new GrowingUint32();

  constructor() {
    this.#starts.push(0);
  }

  push(value: number): void {
    this.#values.push(value);
  }

  close(): void {
    this.#starts.push(this.#values.length);
  }

  values(): Uint32Array {
    return this.#values.values();
  }

  starts(): Uint32Array {
    return this.#starts.values();
  }
}

function tooLarge(limit: number): IndexError {
  return new IndexError(
    'index-too-large',
    `A part of the index would be larger than ${limit} bytes, which its offsets cannot express.`,
    { hint: 'Divide the archive: build several data folders, each from some of the sources.' },
  );
}
