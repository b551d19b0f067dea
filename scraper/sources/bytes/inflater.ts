// Unpacks one deflate stream bit by bit and knows where it ends, so that what follows can be read on its own.
import { crc32, createInflateRaw } from 'node:zlib';

/** Most that is handed over at once: deflate gives up to 1032 times as much, and nothing for a piece that is damaged. */
export const INFLATE_PIECE_BYTES = 16 * 1024;

/** One deflate stream. Close it when done: its memory is not JavaScript's. */
export class Inflater {
  readonly #stream = createInflateRaw({ chunkSize: 64 * 1024 });
  #unpacked: Buffer[] = [];
  #state: 'open' | 'ended' | 'failed' = 'open';
  #wake: () => void = () => {};
  #checksum = 0;
  #length = 0;

  constructor() {
    this.#stream.on('data', (bytes: Buffer) => {
      this.#unpacked.push(bytes);
      this.#checksum = crc32(bytes, this.#checksum);
      this.#length += bytes.length;
    });
    this.#stream.on('end', () => this.#settle('ended'));
    this.#stream.on('error', () => this.#settle('failed'));
  }

  /** True when the stream came to its end, or cannot be read on. */
  get isDone(): boolean {
    return this.#state !== 'open';
  }

  /** True when the packed bytes are damaged. */
  get hasFailed(): boolean {
    return this.#state === 'failed';
  }

  /** Packed bytes used so far: the stream may end before the last one handed over. */
  get used(): number {
    return this.#stream.bytesWritten;
  }

  /** CRC-32 and number of all bytes unpacked so far. */
  get sums(): { readonly checksum: number; readonly length: number } {
    return { checksum: this.#checksum, length: this.#length };
  }

  /** Hands over packed bytes, at most `INFLATE_PIECE_BYTES`, and gives what is unpacked by then. */
  async push(packed: Buffer): Promise<readonly Buffer[]> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      this.#stream.write(packed, () => resolve());
    });
    return this.#unpacked.splice(0);
  }

  close(): void {
    this.#stream.destroy();
  }

  #settle(state: 'ended' | 'failed'): void {
    if (this.#state === 'open') this.#state = state;
    this.#wake();
  }
}
