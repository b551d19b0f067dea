// The forms of a segment, numbered in the order they are met: a hash table of bytes that is asked with pieces of texts,
// so that no string is made of a word that was met before.
import { MAX_FORM_LENGTH } from '../../../analysis/tokenize.ts';
import { GrowingBytes, GrowingUint32 } from '../../../packing/growing-array.ts';
import { leadingBytes, type PackedStrings } from './byte-strings.ts';

/** A UTF-16 unit is at most three bytes of UTF-8. */
const MAX_FORM_BYTES = 3 * MAX_FORM_LENGTH;
const LAST_ASCII = 0x7f;
/** Lower case of each ASCII character. */
const LOWER = Uint8Array.from({ length: LAST_ASCII + 1 }, (_, code) =>
  String.fromCharCode(code).toLowerCase().charCodeAt(0),
);
/** FNV-1a, 32 bits; the start differs in each process, so that no archive can be made of words that collide. */
const HASH_START = Math.floor(Math.random() * 2 ** 32);
const HASH_PRIME = 0x01000193;

/** Forms by number, from 0. */
export class FormTable {
  /** By hash: a number plus one; 0 where none stands. At most half of them are taken. */
  #slots = new Uint32Array(1 << 13);
  readonly #hashes = new GrowingUint32();
  readonly #bytes = new GrowingBytes();
  readonly #offsets = new GrowingUint32();
  /** The form that is looked for. */
  readonly #wanted = Buffer.alloc(MAX_FORM_BYTES);

  constructor() {
    this.#offsets.push(0);
  }

  get count(): number {
    return this.#hashes.length;
  }

  /** Number of the form that is this piece of the text, ASCII only, in lower case. */
  numberOfPlain(text: string, start: number, end: number): number {
    let hash = HASH_START;
    for (let at = start; at < end; at++) {
      const byte = LOWER[text.charCodeAt(at)] ?? 0;
      this.#wanted[at - start] = byte;
      hash = Math.imul(hash ^ byte, HASH_PRIME);
    }
    return this.#number(end - start, hash);
  }

  /** Number of a form. */
  numberOf(form: string): number {
    const length = this.#wanted.write(form);
    let hash = HASH_START;
    for (let at = 0; at < length; at++) hash = Math.imul(hash ^ (this.#wanted[at] ?? 0), HASH_PRIME);
    return this.#number(length, hash);
  }

  /** Numbers in the order of the forms' bytes. */
  sorted(): Uint32Array {
    const { bytes, offsets } = this.#strings();
    const leading = Float64Array.from({ length: this.count }, (_, number) =>
      leadingBytes(bytes, offsets[number] ?? 0, offsets[number + 1] ?? 0),
    );
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    return Uint32Array.from({ length: this.count }, (_, number) => number).sort(
      (a, b) =>
        (leading[a] ?? 0) - (leading[b] ?? 0) ||
        buffer.compare(buffer, offsets[b], offsets[b + 1], offsets[a], offsets[a + 1]),
    );
  }

  /** The forms in the given order. */
  pack(order: Uint32Array): PackedStrings {
    const strings = this.#strings();
    const bytes = new Uint8Array(strings.bytes.length);
    const offsets = new Uint32Array(order.length + 1);
    let end = 0;
    order.forEach((number, index) => {
      const form = strings.bytes.subarray(strings.offsets[number], strings.offsets[number + 1]);
      bytes.set(form, end);
      end += form.length;
      offsets[index + 1] = end;
    });
    return { bytes, offsets };
  }

  #number(length: number, hash: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const number = (this.#slots[slot] ?? 0) - 1;
      if (number < 0) return this.#add(slot, length, hash);
      if (this.#hashes.at(number) === hash >>> 0 && this.#isWanted(number, length)) return number;
    }
  }

  #isWanted(number: number, length: number): boolean {
    const start = this.#offsets.at(number);
    if (this.#offsets.at(number + 1) - start !== length) return false;
    for (let at = 0; at < length; at++) if (this.#bytes.at(start + at) !== this.#wanted[at]) return false;
    return true;
  }

  #add(slot: number, length: number, hash: number): number {
    const number = this.count;
    this.#slots[slot] = number + 1;
    this.#hashes.push(hash >>> 0);
    this.#bytes.pushAll(this.#wanted.subarray(0, length));
    this.#offsets.push(this.#bytes.length);
    if (this.count * 2 > this.#slots.length) this.#grow();
    return number;
  }

  #grow(): void {
    const slots = new Uint32Array(this.#slots.length * 4);
    const mask = slots.length - 1;
    for (let number = 0; number < this.count; number++) {
      let slot = spread(this.#hashes.at(number)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }

  #strings(): PackedStrings {
    return { bytes: this.#bytes.values(), offsets: this.#offsets.values() };
  }
}

/** The low bits of FNV depend on the low bits of bytes alone. */
function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}
