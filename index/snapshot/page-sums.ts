// Checksums of a file's pages while it is written, so that any part of it can be checked when it is read alone.
import { crc32 } from 'node:zlib';
import { GrowingUint32 } from '../packing/growing-array.ts';

/**
 * What is read and checked at once. A record with its text takes one page mostly: less costs more tables, more costs
 * more time to check.
 */
export const PAGE_BYTES = 1024;

/** Takes the bytes of a file in any pieces. */
export class PageSums {
  readonly #sums = new GrowingUint32();
  #sum = 0;
  #filled = 0;

  add(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const end = Math.min(bytes.length, at + PAGE_BYTES - this.#filled);
      this.#sum = crc32(bytes.subarray(at, end), this.#sum);
      this.#filled += end - at;
      at = end;
      if (this.#filled === PAGE_BYTES) this.#endPage();
    }
  }

  /** CRC-32 of each page, the last of which may be shorter. */
  finish(): Uint32Array {
    if (this.#filled > 0) this.#endPage();
    return this.#sums.values();
  }

  #endPage(): void {
    this.#sums.push(this.#sum);
    this.#sum = 0;
    this.#filled = 0;
  }
}
