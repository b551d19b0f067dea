// Packs posting lists: which documents have a word, how often, and at which positions. Read back by list-reader.ts.

import { GrowingBytes, GrowingUint32 } from '../../../packing/growing-array.ts';
import type { Section } from '../../../snapshot/section-file.ts';
import { SKIP_POSTINGS } from '../layout.ts';

export interface ListWriterOptions {
  readonly hasPositions: boolean;
  /** Bytes of all lists together, and of their positions; default 2³²−1. */
  readonly maxBytes?: number;
}

/** Lists by number: list i stands in `bytes` from `starts[i]` to before `starts[i + 1]`; its positions alike. */
export interface PackedLists {
  /** Postings of each list. */
  readonly counts: Uint32Array;
  readonly starts: Uint32Array;
  readonly bytes: Uint8Array;
  /** Without positions one number, 0. */
  readonly positionStarts: Uint32Array;
  readonly positions: Uint8Array;
}

/**
 * Appends lists in the order of their numbers. A posting is the distance from the document before (the first: from 0),
 * doubled, plus one when its frequency is 1; otherwise the frequency follows. Positions are distances from the one
 * before in the document. Behind every 128 postings that others follow stands a skip entry: last document, bytes and
 * position bytes of the list so far.
 * @throws IndexError `index-too-large` from every method that writes.
 */
export class ListWriter {
  readonly #counts = new GrowingUint32();
  readonly #starts = new GrowingUint32();
  readonly #bytes: GrowingBytes;
  readonly #skipStarts = new GrowingUint32();
  readonly #skips = new GrowingUint32();
  readonly #positionStarts = new GrowingUint32();
  readonly #positions: GrowingBytes;
  #hasPositions: boolean;
  #start = 0;
  #positionStart = 0;
  #count = 0;
  #document = 0;
  #position = 0;

  constructor({ hasPositions, maxBytes }: ListWriterOptions) {
    this.#hasPositions = hasPositions;
    this.#bytes = new GrowingBytes(maxBytes);
    this.#positions = new GrowingBytes(maxBytes);
    this.#starts.push(0);
    this.#skipStarts.push(0);
    this.#positionStarts.push(0);
  }

  /** Documents ascending, up to 2³⁰; frequencies from 1. */
  add(document: number, frequency: number): void {
    if (this.#count > 0 && this.#count % SKIP_POSTINGS === 0) this.#addSkip();
    const distance = document - this.#document;
    this.#bytes.pushNumber(frequency === 1 ? distance * 2 + 1 : distance * 2);
    if (frequency !== 1) this.#bytes.pushNumber(frequency);
    this.#document = document;
    this.#position = 0;
    this.#count++;
  }

  /** As often as the frequency that was added last, ascending. */
  addPosition(position: number): void {
    this.#positions.pushNumber(position - this.#position);
    this.#position = position;
  }

  /** Instead of `addPosition`: all positions of a posting out of other lists, from `at`. Gives the place behind them. */
  copyPositions(positions: Uint8Array, at: number, frequency: number): number {
    let next = at;
    for (let left = frequency; left > 0; ) {
      const byte = positions[next++] ?? 0;
      this.#positions.push(byte);
      if (byte <= 0x7f) left--;
    }
    return next;
  }

  endList(): void {
    this.#counts.push(this.#count);
    this.#start = this.#bytes.length;
    this.#starts.push(this.#start);
    this.#skipStarts.push(this.#skips.length);
    this.#positionStart = this.#positions.length;
    if (this.#hasPositions) this.#positionStarts.push(this.#positionStart);
    this.#count = 0;
    this.#document = 0;
  }

  /** The lists that follow have no positions. */
  endPositions(): void {
    this.#hasPositions = false;
  }

  /** The lists that were ended; views that the next `add` may outdate. */
  lists(): PackedLists {
    return {
      counts: this.#counts.values(),
      starts: this.#starts.values(),
      bytes: this.#bytes.values(),
      positionStarts: this.#positionStarts.values(),
      positions: this.#positions.values(),
    };
  }

  /** Under these names: `counts starts bytes skips.starts skips`, for the body `positions.starts positions` too. */
  sections(name: 'body' | 'title'): Record<string, Section> {
    const { counts, starts, bytes, positionStarts, positions } = this.lists();
    const sections = {
      [`${name}.counts`]: counts,
      [`${name}.starts`]: starts,
      [`${name}.bytes`]: bytes,
      [`${name}.skips.starts`]: this.#skipStarts.values(),
      [`${name}.skips`]: this.#skips.values(),
    };
    if (name === 'title') return sections;
    return { ...sections, [`${name}.positions.starts`]: positionStarts, [`${name}.positions`]: positions };
  }

  #addSkip(): void {
    this.#skips.push(this.#document);
    this.#skips.push(this.#bytes.length - this.#start);
    this.#skips.push(this.#positions.length - this.#positionStart);
  }
}
