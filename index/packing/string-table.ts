// Many strings as one block of UTF-8 with their offsets: small on disk, and out of the JavaScript heap until asked for.
import type { Section, SectionReader } from '../snapshot/section-file.ts';

/** Strings by number, from 0. */
export interface StringTable {
  readonly length: number;
  /** All strings one behind the other, UTF-8: string i from `offsets[i]` to before `offsets[i + 1]`. */
  readonly bytes: Uint8Array;
  readonly offsets: Uint32Array;
  /** Decoded at every call; the empty string beyond the end. */
  at(index: number): string;
  /** All of them, decoded anew: keep the result. */
  all(): string[];
}

/** The two sections that hold `strings` under `name`. */
export function packStrings(name: string, strings: readonly string[]): Record<string, Section> {
  const offsets = new Uint32Array(strings.length + 1);
  let total = 0;
  strings.forEach((text, index) => {
    total += Buffer.byteLength(text);
    offsets[index + 1] = total;
  });
  const bytes = Buffer.alloc(total);
  strings.forEach((text, index) => {
    bytes.write(text, offsets[index] ?? 0);
  });
  return { [`${name}.bytes`]: bytes, [`${name}.offsets`]: offsets };
}

/** The table written by `packStrings` under the same name. */
export function readStrings(sections: SectionReader, name: string): StringTable {
  const raw = sections.u8(`${name}.bytes`);
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const offsets = sections.u32(`${name}.offsets`);
  const at = (index: number): string => bytes.toString('utf8', offsets[index] ?? 0, offsets[index + 1] ?? 0);
  return {
    length: offsets.length - 1,
    bytes: raw,
    offsets,
    at,
    all: () => Array.from({ length: offsets.length - 1 }, (_, index) => at(index)),
  };
}
