// Documents on their way to the cluster, on disk until the words of all are counted: one JSON object a line.
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';

const BUFFER_BYTES = 1 << 20;

/** Written once from beginning to end, then read once; `remove` it in any case. */
export class Spool {
  readonly #path: string;
  #file: FileHandle | null = null;
  #lines: string[] = [];
  #pending = 0;
  #bytes = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** Bytes written so far. */
  get bytes(): number {
    return this.#bytes;
  }

  async add(value: unknown): Promise<void> {
    const line = `${JSON.stringify(value)}\n`;
    this.#lines.push(line);
    this.#pending += line.length;
    if (this.#pending >= BUFFER_BYTES) await this.#flush();
  }

  /** What was added, in order. */
  async *read(): AsyncIterable<unknown> {
    await this.#flush();
    await this.#file?.close();
    if (this.#file === null) return;
    this.#file = null;
    const input = createReadStream(this.#path, { highWaterMark: BUFFER_BYTES });
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      yield JSON.parse(line);
    }
  }

  async remove(): Promise<void> {
    await this.#file?.close();
    this.#file = null;
    await rm(this.#path, { force: true });
  }

  async #flush(): Promise<void> {
    if (this.#lines.length === 0) return;
    this.#file ??= await open(this.#path, 'wx');
    const text = this.#lines.join('');
    this.#lines = [];
    this.#pending = 0;
    this.#bytes += Buffer.byteLength(text);
    await this.#file.writeFile(text);
  }
}
