// Which words tell most of what a document is about: for each document the stems that weigh most in it.

import { ByteReader } from '../../../packing/byte-reader.ts';
import { GrowingBytes } from '../../../packing/growing-array.ts';
import type { Section } from '../../../snapshot/section-file.ts';
import { BM25, TELLING_STEMS } from '../../ranking-settings.ts';
import { NO_LIST } from '../layout.ts';
import type { PackedLists } from './list-writer.ts';

/** Lists of the body with what scoring needs, and the list of each stem. */
export interface StemPostings {
  readonly lists: PackedLists;
  /** By stem; `NO_LIST` for stop words. */
  readonly stemLists: Uint32Array;
  /** Different forms in the body, by document. */
  readonly lengths: Uint32Array;
  readonly averageLength: number;
}

/**
 * Takes stems in their order and keeps the heaviest of each document, by BM25; of equal ones the earlier. Stems of one document alone tell
 * nothing of others. Memory: `TELLING_STEMS` × 8 bytes a document.
 */
export class TellingStems {
  readonly #postings: StemPostings;
  readonly #stems: Uint32Array;
  readonly #weights: Float32Array;
  readonly #counts: Uint8Array;
  /** By full document: the place of its lightest stem. */
  readonly #lightest: Uint8Array;

  constructor(postings: StemPostings) {
    this.#postings = postings;
    const documents = postings.lengths.length;
    this.#stems = new Uint32Array(documents * TELLING_STEMS);
    this.#weights = new Float32Array(documents * TELLING_STEMS);
    this.#counts = new Uint8Array(documents);
    this.#lightest = new Uint8Array(documents);
  }

  /** Cost: the postings of the stem. */
  add(stem: number): void {
    const { lists, stemLists, lengths, averageLength } = this.#postings;
    const list = stemLists[stem] ?? NO_LIST;
    const count = list === NO_LIST ? 0 : (lists.counts[list] ?? 0);
    if (count < 2) return;
    const { k, b } = BM25;
    const rarity = Math.log(1 + (lengths.length - count + 0.5) / (count + 0.5));
    const reader = new ByteReader(lists.bytes);
    reader.at = lists.starts[list] ?? 0;
    for (let index = 0, document = 0; index < count; index++) {
      const number = reader.next();
      document += number >>> 1;
      const frequency = number & 1 ? 1 : reader.next();
      const divisor = frequency + k * (1 - b + (b * (lengths[document] ?? 0)) / averageLength);
      this.#offer(document, stem, (rarity * frequency) / divisor);
    }
  }

  #offer(document: number, stem: number, weight: number): void {
    const first = document * TELLING_STEMS;
    const count = this.#counts[document] ?? 0;
    const isFull = count === TELLING_STEMS;
    const place = first + (isFull ? (this.#lightest[document] ?? 0) : count);
    if (isFull && Math.fround(weight) <= (this.#weights[place] ?? 0)) return;
    this.#stems[place] = stem;
    this.#weights[place] = weight;
    if (!isFull) this.#counts[document] = count + 1;
    if (count + 1 >= TELLING_STEMS) this.#lightest[document] = this.#lightestOf(first);
  }

  #lightestOf(first: number): number {
    let lightest = 0;
    for (let at = 1; at < TELLING_STEMS; at++) {
      const difference = (this.#weights[first + at] ?? 0) - (this.#weights[first + lightest] ?? 0);
      const isLater = (this.#stems[first + at] ?? 0) > (this.#stems[first + lightest] ?? 0);
      if (difference < 0 || (difference === 0 && isLater)) lightest = at;
    }
    return lightest;
  }

  /**
   * `telling` and `telling.starts`: for each document its stems ascending, each as the distance from the one before and
   * a byte with its weight in 255ths; the squares of a document's weights add up to 1.
   */
  sections(): Record<string, Section> {
    const bytes = new GrowingBytes();
    const starts = new Uint32Array(this.#counts.length + 1);
    for (let document = 0; document < this.#counts.length; document++) {
      this.#write(document, bytes);
      starts[document + 1] = bytes.length;
    }
    return { telling: bytes.values(), 'telling.starts': starts };
  }

  #write(document: number, bytes: GrowingBytes): void {
    const first = document * TELLING_STEMS;
    const count = this.#counts[document] ?? 0;
    const places = Array.from({ length: count }, (_, at) => first + at);
    places.sort((a, b) => (this.#stems[a] ?? 0) - (this.#stems[b] ?? 0));
    const length = Math.sqrt(places.reduce((sum, place) => sum + (this.#weights[place] ?? 0) ** 2, 0));
    let last = 0;
    for (const place of places) {
      const stem = this.#stems[place] ?? 0;
      bytes.pushNumber(stem - last);
      bytes.push(Math.max(1, Math.round((255 * (this.#weights[place] ?? 0)) / length)));
      last = stem;
    }
  }
}
