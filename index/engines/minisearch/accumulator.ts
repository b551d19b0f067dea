// Adds up the scores of many sets of documents, in time of their sizes.
import { type Matches, NO_MATCHES } from './matches.ts';

/** Below this share of all documents, those touched are sorted; above it, all are walked. */
const SPARSE_SHARE = 1 / 16;

/** Working space for unions, made once for an index; one union at a time. */
export class Accumulator {
  readonly #scores: Float64Array;
  readonly #isTouched: Uint8Array;
  readonly #touched: Uint32Array;
  #count = 0;

  constructor(documentCount: number) {
    this.#scores = new Float64Array(documentCount);
    this.#isTouched = new Uint8Array(documentCount);
    this.#touched = new Uint32Array(documentCount);
  }

  /** Those in any of the parts; scores of a document add up in the order of the parts. */
  union(parts: readonly Matches[]): Matches {
    const [first, second] = parts;
    if (first === undefined) return NO_MATCHES;
    if (second === undefined) return first;
    for (const part of parts) this.#add(part);
    return this.#take();
  }

  #add({ documents, scores }: Matches): void {
    for (let index = 0; index < documents.length; index++) {
      const ordinal = documents[index] ?? 0;
      if (this.#isTouched[ordinal] === 0) {
        this.#isTouched[ordinal] = 1;
        this.#touched[this.#count++] = ordinal;
      }
      this.#scores[ordinal] = (this.#scores[ordinal] ?? 0) + (scores[index] ?? 0);
    }
  }

  #take(): Matches {
    const documents = this.#touchedSorted();
    const scores = new Float64Array(documents.length);
    for (let index = 0; index < documents.length; index++) {
      const ordinal = documents[index] ?? 0;
      scores[index] = this.#scores[ordinal] ?? 0;
      this.#scores[ordinal] = 0;
      this.#isTouched[ordinal] = 0;
    }
    this.#count = 0;
    return { documents, scores };
  }

  #touchedSorted(): Uint32Array {
    const touched = this.#touched.slice(0, this.#count);
    if (this.#count < this.#scores.length * SPARSE_SHARE) return touched.sort();
    let at = 0;
    for (let ordinal = 0; ordinal < this.#isTouched.length; ordinal++) {
      if (this.#isTouched[ordinal] === 1) touched[at++] = ordinal;
    }
    return touched;
  }
}
