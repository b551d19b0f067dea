// A set of documents by ordinal that nothing may tell of: one bit each, asked once for every document found.

/** Fixed once made. Cheap to ask: a read and a shift. */
export class HiddenDocuments {
  /** So many are hidden. */
  readonly count: number;
  readonly #words: Uint32Array;

  /** `ordinals`: any order, repeats allowed; those from `documentCount` on are none and are left out. */
  constructor(ordinals: Iterable<number>, documentCount: number) {
    const words = new Uint32Array((documentCount + 31) >>> 5);
    let count = 0;
    for (const ordinal of ordinals) {
      if (!(ordinal >= 0 && ordinal < documentCount)) continue;
      const word = words[ordinal >>> 5] ?? 0;
      const bit = 1 << (ordinal & 31);
      if ((word & bit) === 0) count += 1;
      words[ordinal >>> 5] = word | bit;
    }
    this.#words = words;
    this.count = count;
  }

  has(ordinal: number): boolean {
    return (((this.#words[ordinal >>> 5] ?? 0) >>> (ordinal & 31)) & 1) === 1;
  }
}
