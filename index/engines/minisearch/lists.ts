// Posting lists as they stand in a snapshot: variable-byte documents and frequencies in blocks, decoded whole or sought in.
import type { SectionReader } from '../../snapshot/section-file.ts';
import { SKIP_POSTINGS } from './layout.ts';

/** Number of a list: those of the forms come first, then those of stems with several forms. */
export type ListNumber = number;

/** Numbers of a skip entry: last document, bytes of postings and of positions so far. */
export const SKIP_NUMBERS = 3;

/** All lists of one field. Bytes of list l stand from `starts[l]` to before `starts[l + 1]`, its skips likewise. */
export interface Lists {
  /** Documents of each list. */
  readonly counts: Uint32Array;
  readonly starts: Uint32Array;
  readonly bytes: Uint8Array;
  readonly skipStarts: Uint32Array;
  readonly skips: Uint32Array;
}

/** Positions of the forms' lists. */
export interface Positions {
  readonly starts: Uint32Array;
  readonly bytes: Uint8Array;
}

/** The lists written under this name. */
export function readLists(sections: SectionReader, name: string): Lists {
  return {
    counts: sections.u32(`${name}.counts`),
    starts: sections.u32(`${name}.starts`),
    bytes: sections.u8(`${name}.bytes`),
    skipStarts: sections.u32(`${name}.skips.starts`),
    skips: sections.u32(`${name}.skips`),
  };
}

/** Writes the documents of a list, ascending; the array must be as long as its count. */
export function decodeDocuments(
  { counts, starts, bytes }: Lists,
  list: ListNumber,
  documents: Uint32Array,
): void {
  const count = counts[list] ?? 0;
  let at = starts[list] ?? 0;
  let document = 0;
  for (let index = 0; index < count; index++) {
    let value = bytes[at++] ?? 0;
    if (value >= 0x80) {
      let byte = value;
      value &= 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = bytes[at++] ?? 0;
        value |= (byte & 0x7f) << shift;
      }
    }
    // The frequency, when it is not 1.
    if ((value & 1) === 0) while ((bytes[at++] ?? 0) >= 0x80);
    document += value >>> 1;
    documents[index] = document;
  }
}

/**
 * Writes those documents of a list that are in the mask (one bit each) and what each holds of it, and gives their number.
 * Both arrays must be as long as that can be.
 */
export function decodeMasked(
  { counts, starts, bytes }: Lists,
  list: ListNumber,
  mask: Uint32Array,
  { documents, frequencies }: { readonly documents: Uint32Array; readonly frequencies: Uint32Array },
): number {
  const count = counts[list] ?? 0;
  let at = starts[list] ?? 0;
  let document = 0;
  let found = 0;
  for (let index = 0; index < count; index++) {
    let value = bytes[at++] ?? 0;
    if (value >= 0x80) {
      let byte = value;
      value &= 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = bytes[at++] ?? 0;
        value |= (byte & 0x7f) << shift;
      }
    }
    document += value >>> 1;
    const isOnce = (value & 1) === 1;
    if (((mask[document >>> 5] ?? 0) & (1 << document)) === 0) {
      if (!isOnce) while ((bytes[at++] ?? 0) >= 0x80);
      continue;
    }
    let frequency = 1;
    if (!isOnce) {
      let byte = bytes[at++] ?? 0;
      frequency = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = bytes[at++] ?? 0;
        frequency |= (byte & 0x7f) << shift;
      }
    }
    documents[found] = document;
    frequencies[found++] = frequency;
  }
  return found;
}

/** Multiplies the scores of those documents that are in the list. `mask` is room for one bit a document. */
export function multiplyListed(
  { counts, starts, bytes }: Lists,
  list: ListNumber,
  { documents, scores }: { readonly documents: Uint32Array; readonly scores: Float64Array },
  { factor, mask }: { readonly factor: number; readonly mask: Uint32Array },
): void {
  mask.fill(0);
  const count = counts[list] ?? 0;
  let at = starts[list] ?? 0;
  let document = 0;
  for (let index = 0; index < count; index++) {
    let value = bytes[at++] ?? 0;
    if (value >= 0x80) {
      let byte = value;
      value &= 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = bytes[at++] ?? 0;
        value |= (byte & 0x7f) << shift;
      }
    }
    if ((value & 1) === 0) while ((bytes[at++] ?? 0) >= 0x80);
    document += value >>> 1;
    mask[document >>> 5] = (mask[document >>> 5] ?? 0) | (1 << document);
  }
  // Without a branch, which nobody could foretell.
  factors[1] = factor;
  for (let index = 0; index < documents.length; index++) {
    const wanted = documents[index] ?? 0;
    scores[index] = (scores[index] ?? 0) * (factors[((mask[wanted >>> 5] ?? 0) >>> wanted) & 1] ?? 1);
  }
}

/** Of documents that are not in a list and of those that are. */
const factors = Float64Array.of(1, 1);

/** Whether a list has any of the documents; `mask` has one bit each. */
export function holdsAny({ counts, starts, bytes }: Lists, list: ListNumber, mask: Uint32Array): boolean {
  const count = counts[list] ?? 0;
  let at = starts[list] ?? 0;
  let document = 0;
  for (let index = 0; index < count; index++) {
    let byte = bytes[at++] ?? 0;
    let value = byte & 0x7f;
    for (let shift = 7; byte >= 0x80; shift += 7) {
      byte = bytes[at++] ?? 0;
      value |= (byte & 0x7f) << shift;
    }
    // The frequency, when it is not 1.
    if ((value & 1) === 0) while ((bytes[at++] ?? 0) >= 0x80);
    document += value >>> 1;
    if (((mask[document >>> 5] ?? 0) & (1 << (document & 31))) !== 0) return true;
  }
  return false;
}

/** Behind the last document of a list. */
export const NO_DOCUMENT = 0xffffffff;

/** Walks a list from document to document, leaping over blocks; gives frequencies and, for forms, positions. */
export class ListCursor {
  readonly #lists: Lists;
  readonly #positions: Positions | null;
  readonly #start: number;
  readonly #skipStart: number;
  readonly #blocks: number;
  readonly #count: number;
  readonly #positionStart: number;
  /** Postings read so far. */
  #read = 0;
  #at: number;
  #positionAt: number;
  /** Positions between `#positionAt` and those of the present document. */
  #unread = 0;
  /** The present document, `NO_DOCUMENT` behind the last; before the first `next` or `seek` no document. */
  document = -1;
  frequency = 0;

  constructor(lists: Lists, list: ListNumber, positions: Positions | null = null) {
    this.#lists = lists;
    this.#positions = positions;
    this.#start = lists.starts[list] ?? 0;
    this.#skipStart = lists.skipStarts[list] ?? 0;
    this.#blocks = ((lists.skipStarts[list + 1] ?? 0) - this.#skipStart) / SKIP_NUMBERS;
    this.#count = lists.counts[list] ?? 0;
    this.#at = this.#start;
    this.#positionStart = positions?.starts[list] ?? 0;
    this.#positionAt = this.#positionStart;
  }

  /** The next document; `NO_DOCUMENT` when there is none. */
  next(): number {
    return this.document === NO_DOCUMENT ? NO_DOCUMENT : this.seek(this.document + 1);
  }

  /** The first document not before `wanted`; never goes back. */
  seek(wanted: number): number {
    if (this.document >= wanted) return this.document;
    if (this.#blocks > 0) this.#leap(wanted);
    const { bytes } = this.#lists;
    const count = this.#count;
    let at = this.#at;
    let read = this.#read;
    let document = read === 0 ? 0 : this.document;
    let unread = this.#unread;
    let { frequency } = this;
    while (read < count) {
      let value = bytes[at++] ?? 0;
      if (value >= 0x80) {
        let byte = value;
        value &= 0x7f;
        for (let shift = 7; byte >= 0x80; shift += 7) {
          byte = bytes[at++] ?? 0;
          value |= (byte & 0x7f) << shift;
        }
      }
      unread += frequency;
      frequency = 1;
      if ((value & 1) === 0) {
        let byte = bytes[at++] ?? 0;
        frequency = byte & 0x7f;
        for (let shift = 7; byte >= 0x80; shift += 7) {
          byte = bytes[at++] ?? 0;
          frequency |= (byte & 0x7f) << shift;
        }
      }
      document += value >>> 1;
      read++;
      if (document < wanted) continue;
      this.#at = at;
      this.#read = read;
      this.#unread = unread;
      this.frequency = frequency;
      this.document = document;
      return document;
    }
    this.#read = count;
    this.document = NO_DOCUMENT;
    return NO_DOCUMENT;
  }

  /** To the end of the last block whose documents are all before `wanted`. */
  #leap(wanted: number): void {
    const { skips } = this.#lists;
    let low = Math.floor(this.#read / SKIP_POSTINGS);
    let high = this.#blocks;
    if (low >= high || (skips[this.#skipStart + low * SKIP_NUMBERS] ?? 0) >= wanted) return;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((skips[this.#skipStart + middle * SKIP_NUMBERS] ?? 0) < wanted) low = middle;
      else high = middle;
    }
    const entry = this.#skipStart + low * SKIP_NUMBERS;
    this.#read = (low + 1) * SKIP_POSTINGS;
    this.document = skips[entry] ?? 0;
    this.#at = this.#start + (skips[entry + 1] ?? 0);
    this.#positionAt = this.#positionStart + (skips[entry + 2] ?? 0);
    this.#unread = 0;
    this.frequency = 0;
  }

  /** Writes the positions of the present document, ascending; `into` must hold `frequency` numbers. */
  readPositions(into: Uint32Array): void {
    const bytes = this.#positions?.bytes;
    if (bytes === undefined) return;
    let at = this.#positionAt;
    for (; this.#unread > 0; at++) if ((bytes[at] ?? 0) < 0x80) this.#unread--;
    this.#positionAt = at;
    let position = 0;
    for (let index = 0; index < this.frequency; index++) {
      let byte = bytes[at++] ?? 0;
      let value = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = bytes[at++] ?? 0;
        value |= (byte & 0x7f) << shift;
      }
      position += value;
      into[index] = position;
    }
  }
}
