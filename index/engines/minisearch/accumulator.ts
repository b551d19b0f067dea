// Adds up the scores of many sets of documents, in time of their sizes and of one bit for each document there is.
import type { Matches } from './matches.ts';
import type { Workspace } from './workspace.ts';

/** Made once for an index and used again; empty between uses. */
export class Accumulator {
  /** By document. Whoever adds to a document sets its bit. */
  readonly scores: Float64Array;
  /** One bit a document. */
  readonly touched: Uint32Array;

  constructor(documentCount: number) {
    this.scores = new Float64Array(documentCount);
    this.touched = new Uint32Array((documentCount + 31) >>> 5);
  }

  /** Adds the scores, each `factor` times. */
  add(matches: Matches, factor = 1): void {
    const { scores, touched } = this;
    const { documents, scores: added } = matches;
    for (let index = 0; index < documents.length; index++) {
      const document = documents[index] ?? 0;
      touched[document >>> 5] = (touched[document >>> 5] ?? 0) | (1 << (document & 31));
      scores[document] = (scores[document] ?? 0) + (added[index] ?? 0) * factor;
    }
  }

  /** Adds 1 for each of the documents. */
  count({ documents }: Matches): void {
    const { scores, touched } = this;
    for (let index = 0; index < documents.length; index++) {
      const document = documents[index] ?? 0;
      touched[document >>> 5] = (touched[document >>> 5] ?? 0) | (1 << (document & 31));
      scores[document] = (scores[document] ?? 0) + 1;
    }
  }

  /** All documents that were added to, with their sums; the accumulator is empty then. */
  take(workspace: Workspace): Matches {
    const { scores: sums, touched } = this;
    let count = 0;
    for (let word = 0; word < touched.length; word++) count += bitCount(touched[word] ?? 0);
    const documents = workspace.u32(count);
    const scores = workspace.f64(count);
    let taken = 0;
    for (let word = 0; taken < count; word++) {
      let bits = touched[word] ?? 0;
      if (bits === 0) continue;
      touched[word] = 0;
      while (bits !== 0) {
        const lowest = bits & -bits;
        const document = (word << 5) + 31 - Math.clz32(lowest);
        documents[taken] = document;
        scores[taken++] = sums[document] ?? 0;
        sums[document] = 0;
        bits ^= lowest;
      }
    }
    return { documents, scores };
  }
}

function bitCount(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** Accumulators for unions inside each other. */
export class AccumulatorPool {
  readonly #documentCount: number;
  readonly #free: Accumulator[] = [];

  constructor(documentCount: number) {
    this.#documentCount = documentCount;
  }

  take(): Accumulator {
    return this.#free.pop() ?? new Accumulator(this.#documentCount);
  }

  /** Gives back an empty one; more than a usual query needs are let go. */
  give(accumulator: Accumulator): void {
    if (this.#free.length < KEPT) this.#free.push(accumulator);
  }
}

const KEPT = 3;
