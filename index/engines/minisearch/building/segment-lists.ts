// Posting lists as a segment carries them: they are read once, from the first to the last, so that nothing needs to tell
// where each begins.

import { ByteReader } from '../../../packing/byte-reader.ts';
import { GrowingBytes } from '../../../packing/growing-array.ts';
import type { ListWriter, PackedLists } from './list-writer.ts';

/** One list a form. */
export interface SegmentLists {
  /** Postings of each list; numbers of variable length. */
  readonly counts: Uint8Array;
  /** Postings and positions as `ListWriter` writes them. */
  readonly bytes: Uint8Array;
  readonly positions: Uint8Array;
}

/** Without places of lists, and without the room that was left to grow. */
export function packSegmentLists({ counts, bytes, positions }: PackedLists): SegmentLists {
  const packed = new GrowingBytes();
  for (const count of counts) packed.pushNumber(count);
  return { counts: packed.values().slice(), bytes: bytes.slice(), positions: positions.slice() };
}

/** Copies the lists of a segment into an index, one after the other. */
export class SegmentListReader {
  readonly #counts: ByteReader;
  readonly #postings: ByteReader;
  readonly #positions: Uint8Array;
  readonly #firstDocument: number;
  #position = 0;

  /** `firstDocument`: what document 0 of the lists is in the index. */
  constructor({ counts, bytes, positions }: SegmentLists, firstDocument: number) {
    this.#counts = new ByteReader(counts);
    this.#postings = new ByteReader(bytes);
    this.#positions = positions;
    this.#firstDocument = firstDocument;
  }

  /** Adds the postings of the next list, with positions when there are any; the list is not ended. */
  copyNext(writer: ListWriter): void {
    const postings = this.#postings;
    const hasPositions = this.#positions.length > 0;
    let document = this.#firstDocument;
    for (let left = this.#counts.next(); left > 0; left--) {
      const number = postings.next();
      document += number >>> 1;
      const frequency = number & 1 ? 1 : postings.next();
      writer.add(document, frequency);
      if (hasPositions) this.#position = writer.copyPositions(this.#positions, this.#position, frequency);
    }
  }
}
