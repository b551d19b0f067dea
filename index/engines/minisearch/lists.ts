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

/** Writes the documents of a list, ascending, and what each holds of it; both arrays must be as long as its count. */
export function decodeList(
  { counts, starts, bytes }: Lists,
  list: ListNumber,
  documents: Uint32Array,
  frequencies: Uint32Array,
): void {
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
    document += value >>> 1;
    documents[index] = document;
    if ((value & 1) === 1) frequencies[index] = 1;
    else {
      byte = bytes[at++] ?? 0;
      let frequency = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = bytes[at++] ?? 0;
        frequency |= (byte & 0x7f) << shift;
      }
      frequencies[index] = frequency;
    }
  }
}

/** Multiplies the scores of those documents that are in the list, walking both. */
export function multiplyListed(
  { counts, starts, bytes }: Lists,
  list: ListNumber,
  { documents, scores }: { readonly documents: Uint32Array; readonly scores: Float64Array },
  factor: number,
): void {
  const count = counts[list] ?? 0;
  let at = starts[list] ?? 0;
  let listed = 0;
  for (let index = 0, next = 0; index < count && next < documents.length; index++) {
    let byte = bytes[at++] ?? 0;
    let value = byte & 0x7f;
    for (let shift = 7; byte >= 0x80; shift += 7) {
      byte = bytes[at++] ?? 0;
      value |= (byte & 0x7f) << shift;
    }
    // The frequency, when it is not 1.
    if ((value & 1) === 0) while ((bytes[at++] ?? 0) >= 0x80);
    listed += value >>> 1;
    while ((documents[next] ?? listed) < listed) next++;
    if (documents[next] === listed) scores[next] = (scores[next] ?? 0) * factor;
  }
}

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
    if (this.#read === this.#count) {
      this.document = NO_DOCUMENT;
      return NO_DOCUMENT;
    }
    const { bytes } = this.#lists;
    let at = this.#at;
    let byte = bytes[at++] ?? 0;
    let value = byte & 0x7f;
    for (let shift = 7; byte >= 0x80; shift += 7) {
      byte = bytes[at++] ?? 0;
      value |= (byte & 0x7f) << shift;
    }
    this.#unread += this.frequency;
    if ((value & 1) === 1) this.frequency = 1;
    else {
      byte = bytes[at++] ?? 0;
      let frequency = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = bytes[at++] ?? 0;
        frequency |= (byte & 0x7f) << shift;
      }
      this.frequency = frequency;
    }
    this.document = (this.#read === 0 ? 0 : this.document) + (value >>> 1);
    this.#read += 1;
    this.#at = at;
    return this.document;
  }

  /** The first document not before `wanted`; never goes back. */
  seek(wanted: number): number {
    if (this.document >= wanted) return this.document;
    if (this.#blocks > 0) this.#leap(wanted);
    while (this.document < wanted) this.next();
    return this.document;
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
