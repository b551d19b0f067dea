// Goes through the forms of many segments at once, in the order of their bytes, and of segments where they are equal.
import { SegmentFormReader, type SegmentForms } from './segment-forms.ts';

/** A segment on its way through its forms. */
interface Member {
  readonly segment: number;
  readonly reader: SegmentFormReader;
}

/** A heap of segments, each at its next form; the one whose form is first on top. Segments are numbered from 0. */
export class FormQueue {
  readonly #heap: Member[];

  constructor(forms: readonly SegmentForms[]) {
    this.#heap = forms
      .map((own, segment) => ({ segment, reader: new SegmentFormReader(own) }))
      .filter(({ reader }) => !reader.isAtEnd);
    for (let at = (this.#heap.length >>> 1) - 1; at >= 0; at--) this.#sink(at);
  }

  /** The member on top; undefined when all forms were seen. */
  get first(): Member | undefined {
    return this.#heap[0];
  }

  /** Moves the first member on to its next form, and out when it has no more. */
  advance(): void {
    const [first] = this.#heap;
    first?.reader.advance();
    if (first?.reader.isAtEnd) {
      const last = this.#heap.pop();
      if (last !== undefined && last !== first) this.#heap[0] = last;
    }
    this.#sink(0);
  }

  #sink(from: number): void {
    const heap = this.#heap;
    const sinking = heap[from];
    if (sinking === undefined) return;
    let at = from;
    for (;;) {
      const left = heap[2 * at + 1];
      const right = heap[2 * at + 2];
      if (left === undefined) break;
      const isRight = right !== undefined && isBefore(right, left);
      const child = isRight ? right : left;
      if (!isBefore(child, sinking)) break;
      heap[at] = child;
      at = 2 * at + (isRight ? 2 : 1);
    }
    heap[at] = sinking;
  }
}

function isBefore(a: Member, b: Member): boolean {
  return (a.reader.compare(b.reader) || a.segment - b.segment) < 0;
}
