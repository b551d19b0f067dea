// What documents are about, by the stems that tell most of each: read from the index, and how like two or more are.
import type { SectionReader } from '../../snapshot/section-file.ts';

export interface TellingStems {
  /**
   * Has the processor fetch what is known of the documents, of all of them at once. Looked up one behind the other, each
   * would be waited for.
   */
  fetch(documents: Uint32Array): void;
  /** Adds `weight` times what the document is about to the subject. */
  addTo(subject: Subject, document: number, weight: number): void;
  /** The cosine of two documents' stems, or what the sum of several gives; 0 for a document without telling stems. */
  likeness(subject: Subject, document: number): number;
  /** An empty subject. It is made once for an index and used again: `clear` it. */
  readonly subject: Subject;
}

/** What several documents together are about: a weight for each of their stems. */
export interface Subject {
  /** By the last bits of a stem's number: whether some such stem may have a weight. Most have none, and are told here. */
  readonly sieve: Uint8Array;
  /** By stem. */
  readonly weights: Float32Array;
  /** Stems that have a weight. */
  readonly stems: number[];
  /** Of no use, but for the compiler not to leave out what `fetch` reads. */
  fetched: number;
}

/** Small enough to stay near the processor, where the weights of all stems would not. */
const SIEVE_MASK = (1 << 13) - 1;

/** A processor fetches memory in lines of so many bytes; most documents have one or two. */
const LINE_BYTES = 64;

/** Back to about nothing. Cost: what was added. */
export function clearSubject({ sieve, weights, stems }: Subject): void {
  for (const stem of stems) {
    weights[stem] = 0;
    sieve[stem & SIEVE_MASK] = 0;
  }
  stems.length = 0;
}

/** The telling stems of `terms.bin`. */
export function readTellingStems(sections: SectionReader, stemCount: number): TellingStems {
  const bytes = sections.u8('telling');
  const starts = sections.u32('telling.starts');
  const subject: Subject = {
    sieve: new Uint8Array(SIEVE_MASK + 1),
    weights: new Float32Array(stemCount),
    stems: [],
    fetched: 0,
  };
  return {
    subject,
    fetch: (documents) => {
      let sum = 0;
      for (let at = 0; at < documents.length; at++) {
        const start = starts[documents[at] ?? 0] ?? 0;
        sum += (bytes[start] ?? 0) + (bytes[start + LINE_BYTES] ?? 0);
      }
      subject.fetched = sum;
    },
    addTo: ({ sieve, weights, stems }, document, weight) => {
      const end = starts[document + 1] ?? 0;
      let at = starts[document] ?? 0;
      for (let stem = 0; at < end; at++) {
        for (let shift = 0; ; shift += 7) {
          const byte = bytes[at++] ?? 0;
          stem += (byte & 0x7f) << shift;
          if (byte < 0x80) break;
        }
        if (weights[stem] === 0) stems.push(stem);
        sieve[stem & SIEVE_MASK] = 1;
        weights[stem] = (weights[stem] ?? 0) + (weight * (bytes[at] ?? 0)) / 255;
      }
    },
    likeness: ({ sieve, weights }, document) => {
      const end = starts[document + 1] ?? 0;
      let at = starts[document] ?? 0;
      let sum = 0;
      for (let stem = 0; at < end; at++) {
        for (let shift = 0; ; shift += 7) {
          const byte = bytes[at++] ?? 0;
          stem += (byte & 0x7f) << shift;
          if (byte < 0x80) break;
        }
        if (sieve[stem & SIEVE_MASK] === 1) sum += (weights[stem] ?? 0) * (bytes[at] ?? 0);
      }
      return sum / 255;
    },
  };
}
