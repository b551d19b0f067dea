// Walks posting lists: from document to document, leaping over blocks of those that are not wanted.
import { SKIP_POSTINGS } from './layout.ts';
import type { ListNumber, Lists, Positions } from './lists.ts';

/** Numbers of a skip entry: last document, bytes of postings and of positions so far. */
export const SKIP_NUMBERS = 3;

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
      const first = bytes[at] ?? 0;
      const second = bytes[at + 1] ?? 0;
      const isLong = first >>> 7;
      const more = ~first & 1;
      document += ((first & 0x7f) >>> 1) + ((second & 0x7f & -isLong) << 6);
      at += 1 + isLong;
      let third = bytes[at] ?? 0;
      if (((isLong & (second >>> 7)) | (more & (third >>> 7))) !== 0) {
        let byte = isLong === 0 ? 0 : second;
        for (let shift = 13; byte >= 0x80; shift += 7) {
          byte = bytes[at++] ?? 0;
          document += (byte & 0x7f) << shift;
        }
        byte = more === 0 ? 0 : (bytes[at] ?? 0);
        third = byte & 0x7f;
        for (let shift = 7; byte >= 0x80; shift += 7) {
          byte = bytes[++at] ?? 0;
          third |= (byte & 0x7f) << shift;
        }
      }
      at += more;
      unread += frequency;
      frequency = 1 + (-more & (third - 1));
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
