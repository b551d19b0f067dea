// Typed arrays that grow while an index is written: four or eight bytes a number, outside the JavaScript heap.

/** A list of whole numbers from 0 to 2³²−1. */
export class GrowingUint32 {
  #values = new Uint32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Uint32Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  /** The numbers so far; a view that the next `push` may outdate. */
  values(): Uint32Array {
    return this.#values.subarray(0, this.#length);
  }
}

/** A two-level list: each `close` ends one list. Read back as `values[starts[i] … starts[i + 1]]`. */
export class GrowingLists {
  readonly #values = new GrowingUint32();
  readonly #starts = new GrowingUint32();

  constructor() {
    this.#starts.push(0);
  }

  push(value: number): void {
    this.#values.push(value);
  }

  close(): void {
    this.#starts.push(this.#values.length);
  }

  values(): Uint32Array {
    return this.#values.values();
  }

  starts(): Uint32Array {
    return this.#starts.values();
  }
}
