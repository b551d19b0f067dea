// Goes through the forms of many segments at once, in the order of their bytes, and of segments where they are equal.
import type { PackedStrings } from './byte-strings.ts';

const LEADING_BYTES = 6;

/** Where one segment is in its forms. */
export class FormCursor {
  /** The segment's place among the segments. */
  readonly segment: number;
  /** Number of the form in its segment. */
  form = 0;
  readonly #forms: PackedStrings;
  #start = 0;
  #end = 0;
  /** The first six bytes as one number: decides most comparisons. */
  #leading = 0;

  constructor(segment: number, forms: PackedStrings) {
    this.segment = segment;
    this.#forms = forms;
    this.#read();
  }

  get isAtEnd(): boolean {
    return this.form >= this.#forms.offsets.length - 1;
  }

  advance(): void {
    this.form++;
    this.#read();
  }

  bytes(): Uint8Array {
    return this.#forms.bytes.subarray(this.#start, this.#end);
  }

  isAt(form: Uint8Array): boolean {
    if (form.length !== this.#end - this.#start) return false;
    const { bytes } = this.#forms;
    for (let at = 0; at < form.length; at++) if (form[at] !== bytes[this.#start + at]) return false;
    return true;
  }

  isBefore(other: FormCursor): boolean {
    const difference = this.#leading - other.#leading || this.#compareRest(other);
    return (difference || this.segment - other.segment) < 0;
  }

  #compareRest(other: FormCursor): number {
    const [own, others] = [this.#forms.bytes, other.#forms.bytes];
    const length = Math.min(this.#end - this.#start, other.#end - other.#start);
    for (let at = LEADING_BYTES; at < length; at++) {
      const difference = (own[this.#start + at] ?? 0) - (others[other.#start + at] ?? 0);
      if (difference !== 0) return difference;
    }
    return this.#end - this.#start - (other.#end - other.#start);
  }

  #read(): void {
    const { bytes, offsets } = this.#forms;
    this.#start = offsets[this.form] ?? 0;
    this.#end = offsets[this.form + 1] ?? this.#start;
    this.#leading = 0;
    for (let at = this.#start; at < this.#start + LEADING_BYTES; at++)
      this.#leading = this.#leading * 256 + (at < this.#end ? (bytes[at] ?? 0) : 0);
  }
}

/** A heap: the cursor with the first form on top. */
export class FormQueue {
  readonly #heap: FormCursor[];

  /** Cursors that are at their end are left out. */
  constructor(cursors: readonly FormCursor[]) {
    this.#heap = cursors.filter((cursor) => !cursor.isAtEnd);
    for (let at = (this.#heap.length >>> 1) - 1; at >= 0; at--) this.#sink(at);
  }

  /** Undefined when all forms were seen. */
  get first(): FormCursor | undefined {
    return this.#heap[0];
  }

  /** Moves the first cursor on to its next form, and out at its end. */
  next(): void {
    const [first] = this.#heap;
    first?.advance();
    if (first?.isAtEnd) {
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
      const isRight = left !== undefined && right?.isBefore(left) === true;
      const child = isRight ? right : left;
      if (child === undefined || !child.isBefore(sinking)) break;
      heap[at] = child;
      at = 2 * at + (isRight ? 2 : 1);
    }
    heap[at] = sinking;
  }
}
