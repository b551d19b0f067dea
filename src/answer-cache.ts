// Keeps finished answers of one snapshot, those that were asked for last, up to a number of bytes.
import type { Answer } from './answers/model.ts';

/** One answer may take this share of the room. */
const LARGEST_SHARE = 1 / 8;
/** What an answer takes beside its body, roughly. */
const BYTES_BESIDE_BODY = 500;

/** Answers by what they depend on. */
export class AnswerCache {
  readonly #maxBytes: number;
  /** The one that was asked for last stands last. */
  readonly #answers = new Map<string, Answer>();
  #bytes = 0;

  /** With 0 nothing is kept. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get(key: string): Answer | null {
    const answer = this.#answers.get(key);
    if (answer === undefined) return null;
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    return answer;
  }

  put(key: string, answer: Answer): void {
    const bytes = sizeOf(answer);
    if (bytes > this.#maxBytes * LARGEST_SHARE || this.#answers.has(key)) return;
    this.#answers.set(key, answer);
    this.#bytes += bytes;
    for (const [oldKey, old] of this.#answers) {
      if (this.#bytes <= this.#maxBytes) return;
      this.#answers.delete(oldKey);
      this.#bytes -= sizeOf(old);
    }
  }
}

function sizeOf({ body }: Answer): number {
  return body.byteLength + BYTES_BESIDE_BODY;
}
