// Writes records: each a line of JSON, its text behind it, and the tables to find and check them by. Memory stays
// bounded but for a few bytes a record: call `drain` between records.
import { type FileHandle, open } from 'node:fs/promises';
import { GrowingUint32 } from '../packing/growing-array.ts';
import { PageSums } from './page-sums.ts';
import { type Section, writeSections } from './section-file.ts';

const FLUSH_BYTES = 1 << 20;
const WRAP = 2 ** 32;

/** A file that is written in large pieces. */
class BufferedFile {
  readonly #handle: FileHandle;
  readonly #sums = new PageSums();
  #pending: Buffer[] = [];
  #pendingBytes = 0;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  get isFull(): boolean {
    return this.#pendingBytes >= FLUSH_BYTES;
  }

  add(bytes: Buffer): void {
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
  }

  async flush(): Promise<void> {
    if (this.#pendingBytes === 0) return;
    const bytes = Buffer.concat(this.#pending, this.#pendingBytes);
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#sums.add(bytes);
    // Writes all of it, however little the system takes at once.
    await this.#handle.writeFile(bytes);
  }

  /** Checksums of the pages, once everything is written. */
  sums(): Uint32Array {
    return this.#sums.finish();
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

/** One file of records while it is written: open, add and drain in turn, then `finish`; `close` in any case. */
export class RecordWriter {
  readonly #data: BufferedFile;
  readonly #tablePath: string;
  /** Where each record begins, modulo 2³², and one more for the end. */
  readonly #starts = new GrowingUint32();
  /** Numbers of the starts at which 2³² is passed once more. */
  readonly #wraps = new GrowingUint32();
  /** Bytes of each record before its text. */
  readonly #heads = new GrowingUint32();
  #position = 0;

  private constructor(data: BufferedFile, tablePath: string) {
    this.#data = data;
    this.#tablePath = tablePath;
    this.#starts.push(0);
  }

  static async open(dataPath: string, tablePath: string): Promise<RecordWriter> {
    return new RecordWriter(new BufferedFile(await open(dataPath, 'wx')), tablePath);
  }

  /** Records so far: the next one's row. */
  get count(): number {
    return this.#heads.length;
  }

  /** A lone surrogate of the text, which UTF-8 cannot hold, becomes U+FFFD. */
  add(head: unknown, text = ''): void {
    const line = Buffer.from(`${JSON.stringify(head)}\n`);
    const textBytes = Buffer.from(text);
    this.#data.add(line);
    this.#data.add(textBytes);
    this.#heads.push(line.length);
    this.#endRecord(line.length + textBytes.length);
  }

  #endRecord(length: number): void {
    const wraps = Math.floor((this.#position + length) / WRAP) - Math.floor(this.#position / WRAP);
    this.#position += length;
    for (let wrap = 0; wrap < wraps; wrap += 1) this.#wraps.push(this.#starts.length);
    this.#starts.push(this.#position % WRAP);
  }

  /** Writes out what has gathered, when it is much. */
  async drain(): Promise<void> {
    if (this.#data.isFull) await this.#data.flush();
  }

  /** Writes what is left, and the tables; `more` are further sections for the table file. */
  async finish(more: Readonly<Record<string, Section>>): Promise<void> {
    await this.#data.flush();
    await writeSections(this.#tablePath, {
      starts: this.#starts.values(),
      wraps: this.#wraps.values(),
      heads: narrow(this.#heads.values()),
      pages: this.#data.sums(),
      ...more,
    });
  }

  async close(): Promise<void> {
    await this.#data.close();
  }
}

function narrow(values: Uint32Array): Uint16Array | Uint32Array {
  return values.every((value) => value <= 0xffff) ? Uint16Array.from(values) : values;
}
