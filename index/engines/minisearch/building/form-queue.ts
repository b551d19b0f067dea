// Goes through the forms of many segments at once, in the order of their bytes, and of segments where they are equal.
import { leadingBytes, type PackedStrings } from './byte-strings.ts';

/** A heap of segments, each at its next form; the one whose form is first on top. Segments are numbered from 0. */
export class FormQueue {
  readonly #forms: readonly PackedStrings[];
  /** By segment: number of its next form. */
  readonly #next: Uint32Array;
  /** By segment: the first bytes of that form. */
  readonly #leading: Float64Array;
  readonly #heap: Uint32Array;
  #size = 0;

  constructor(forms: readonly PackedStrings[]) {
    this.#forms = forms;
    this.#next = new Uint32Array(forms.length);
    this.#leading = new Float64Array(forms.length);
    this.#heap = new Uint32Array(forms.length);
    forms.forEach(({ offsets }, segment) => {
      if (offsets.length > 1) this.#heap[this.#size++] = segment;
      this.#readLeading(segment);
    });
    for (let at = (this.#size >>> 1) - 1; at >= 0; at--) this.#sink(at);
  }

  get isEmpty(): boolean {
    return this.#size === 0;
  }

  /** The segment on top. */
  get segment(): number {
    return this.#heap[0] ?? 0;
  }

  /** Number of its form, in the segment. */
  get form(): number {
    return this.#next[this.segment] ?? 0;
  }

  bytes(): Uint8Array {
    const { bytes, offsets } = this.#formsOf(this.segment);
    return bytes.subarray(offsets[this.form], offsets[this.form + 1]);
  }

  /** Whether the form on top is this one. */
  isAt(form: Uint8Array): boolean {
    if (this.isEmpty) return false;
    const { bytes, offsets } = this.#formsOf(this.segment);
    const start = offsets[this.form] ?? 0;
    if (form.length !== (offsets[this.form + 1] ?? 0) - start) return false;
    for (let at = 0; at < form.length; at++) if (form[at] !== bytes[start + at]) return false;
    return true;
  }

  /** Moves the segment on top on to its next form, and out when it has no more. */
  advance(): void {
    const { segment } = this;
    const form = this.form + 1;
    this.#next[segment] = form;
    if (form === this.#formsOf(segment).offsets.length - 1) this.#heap[0] = this.#heap[--this.#size] ?? 0;
    else this.#readLeading(segment);
    this.#sink(0);
  }

  #sink(from: number): void {
    const heap = this.#heap;
    const sinking = heap[from] ?? 0;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && this.#isBefore(heap[child + 1] ?? 0, heap[child] ?? 0)) child++;
      const candidate = heap[child] ?? 0;
      if (!this.#isBefore(candidate, sinking)) break;
      heap[at] = candidate;
      at = child;
    }
    heap[at] = sinking;
  }

  #isBefore(a: number, b: number): boolean {
    const difference = (this.#leading[a] ?? 0) - (this.#leading[b] ?? 0) || this.#compareBytes(a, b);
    return (difference || a - b) < 0;
  }

  #compareBytes(a: number, b: number): number {
    const [own, others] = [this.#formsOf(a), this.#formsOf(b)];
    const ownStart = own.offsets[this.#next[a] ?? 0] ?? 0;
    const otherStart = others.offsets[this.#next[b] ?? 0] ?? 0;
    const ownLength = (own.offsets[(this.#next[a] ?? 0) + 1] ?? 0) - ownStart;
    const otherLength = (others.offsets[(this.#next[b] ?? 0) + 1] ?? 0) - otherStart;
    for (let at = 0; at < ownLength && at < otherLength; at++) {
      const difference = (own.bytes[ownStart + at] ?? 0) - (others.bytes[otherStart + at] ?? 0);
      if (difference !== 0) return difference;
    }
    return ownLength - otherLength;
  }

  #readLeading(segment: number): void {
    const { bytes, offsets } = this.#formsOf(segment);
    const form = this.#next[segment] ?? 0;
    this.#leading[segment] = leadingBytes(bytes, offsets[form] ?? 0, offsets[form + 1] ?? 0);
  }

  #formsOf(segment: number): PackedStrings {
    return this.#forms[segment] ?? NOTHING;
  }
}

const NOTHING: PackedStrings = { bytes: new Uint8Array(0), offsets: new Uint32Array(1) };
