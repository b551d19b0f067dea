// Strings in the order of their UTF-8 bytes: as keys that compare so, and packed into one block of bytes.

import { GrowingBytes, GrowingUint32 } from '../../../packing/growing-array.ts';
import type { Section } from '../../../snapshot/section-file.ts';

/** Strings by number: the UTF-8 of string i stands from `offsets[i]` to before `offsets[i + 1]`. */
export interface PackedStrings {
  readonly bytes: Uint8Array;
  readonly offsets: Uint32Array;
}

const LEADING_BYTES = 6;

/** The first six bytes as one number, zeros behind the end: decides most comparisons. */
export function leadingBytes(bytes: Uint8Array, start: number, end: number): number {
  let leading = 0;
  for (let at = start; at < start + LEADING_BYTES; at++)
    leading = leading * 256 + (at < end ? (bytes[at] ?? 0) : 0);
  return leading;
}

// Of an ASCII text the key is the text itself, which is most of them.
const BEYOND_ASCII = /[^\0-\x7f]/;

/** A string of one character for each UTF-8 byte: `<` compares bytes, where on the text it would compare UTF-16. */
export function byteKey(text: string): string {
  return BEYOND_ASCII.test(text) ? Buffer.from(text).toString('latin1') : text;
}

/** The strings that these are the keys of. */
export function packByteKeys(keys: readonly string[]): PackedStrings {
  const offsets = new Uint32Array(keys.length + 1);
  keys.forEach((key, index) => {
    offsets[index + 1] = (offsets[index] ?? 0) + key.length;
  });
  const bytes = Buffer.alloc(offsets[keys.length] ?? 0);
  keys.forEach((key, index) => {
    bytes.write(key, offsets[index] ?? 0, 'latin1');
  });
  return { bytes, offsets };
}

/** Under these names: `bytes offsets`. */
export function stringSections(name: string, { bytes, offsets }: PackedStrings): Record<string, Section> {
  return { [`${name}.bytes`]: bytes, [`${name}.offsets`]: offsets };
}

/** Packs strings one by one. @throws IndexError `index-too-large` */
export class ByteStringWriter {
  readonly #bytes = new GrowingBytes();
  readonly #offsets = new GrowingUint32();

  constructor() {
    this.#offsets.push(0);
  }

  get count(): number {
    return this.#offsets.length - 1;
  }

  add(bytes: Uint8Array): void {
    this.#bytes.pushAll(bytes);
    this.#offsets.push(this.#bytes.length);
  }

  strings(): PackedStrings {
    return { bytes: this.#bytes.values(), offsets: this.#offsets.values() };
  }
}
