// Working memory of one search at a time: typed arrays cut from blocks that are kept, so that a search allocates next to
// nothing and leaves nothing for the garbage collector.

const FIRST_BLOCK_BYTES = 1 << 20;
/** More than this is given back to the system after the search that needed it. */
const KEPT_BYTES = 1 << 26;

/** How far a workspace was used; what was taken later may be given back with `release`. */
export interface WorkspaceMark {
  readonly block: number;
  readonly offset: number;
}

/** Arrays hold whatever was in the memory before: write before you read. */
export class Workspace {
  readonly #blocks: ArrayBuffer[] = [];
  #block = 0;
  #offset = 0;

  u32(length: number): Uint32Array {
    const { buffer, offset } = this.#take(length * 4);
    return new Uint32Array(buffer, offset, length);
  }

  f64(length: number): Float64Array {
    const { buffer, offset } = this.#take(length * 8);
    return new Float64Array(buffer, offset, length);
  }

  /** Room for one bit a document. */
  mask(documentCount: number): Uint32Array {
    return this.u32((documentCount + 31) >>> 5);
  }

  mark(): WorkspaceMark {
    return { block: this.#block, offset: this.#offset };
  }

  /** Everything taken since the mark is free again: it must not be used any more. */
  release({ block, offset }: WorkspaceMark): void {
    this.#block = block;
    this.#offset = offset;
  }

  /** Before each search. */
  reset(): void {
    let kept = 0;
    let bytes = 0;
    while (kept < this.#blocks.length) {
      bytes += this.#blocks[kept]?.byteLength ?? 0;
      if (bytes > KEPT_BYTES) break;
      kept++;
    }
    this.#blocks.length = kept;
    this.#block = 0;
    this.#offset = 0;
  }

  #take(bytes: number): { readonly buffer: ArrayBuffer; readonly offset: number } {
    for (;;) {
      const buffer = this.#blocks[this.#block] ?? this.#grow(bytes);
      const offset = this.#offset;
      if (offset + bytes <= buffer.byteLength) {
        this.#offset = Math.ceil((offset + bytes) / 8) * 8;
        return { buffer, offset };
      }
      this.#block += 1;
      this.#offset = 0;
    }
  }

  #grow(bytes: number): ArrayBuffer {
    const last = this.#blocks.at(-1)?.byteLength ?? FIRST_BLOCK_BYTES / 2;
    const buffer = new ArrayBuffer(Math.max(last * 2, Math.ceil(bytes / 8) * 8));
    this.#blocks.push(buffer);
    return buffer;
  }
}
