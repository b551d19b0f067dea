// Writes records as JSON Lines with the offset of each line. Memory stays bounded: call `drain` between records.
import { type FileHandle, open } from 'node:fs/promises';

const FLUSH_BYTES = 1 << 20;

/** A file that is written in large pieces. */
class BufferedFile {
  readonly #handle: FileHandle;
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
    // Writes all of it, however little the system takes at once.
    await this.#handle.writeFile(bytes);
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

/** One record file while it is written: open, add and drain in turn, then `finish`; `close` in any case. */
export class RecordWriter {
  readonly #lines: BufferedFile;
  readonly #offsets: BufferedFile;
  #position = 0;
  #count = 0;

  private constructor(lines: BufferedFile, offsets: BufferedFile) {
    this.#lines = lines;
    this.#offsets = offsets;
    this.#addOffset();
  }

  static async open(linesPath: string, offsetsPath: string): Promise<RecordWriter> {
    const lines = await open(linesPath, 'wx');
    try {
      return new RecordWriter(new BufferedFile(lines), new BufferedFile(await open(offsetsPath, 'wx')));
    } catch (error) {
      await lines.close();
      throw error;
    }
  }

  /** Records so far: the next one's row. */
  get count(): number {
    return this.#count;
  }

  add(record: unknown): void {
    const line = Buffer.from(`${JSON.stringify(record)}\n`);
    this.#lines.add(line);
    this.#position += line.length;
    this.#count += 1;
    this.#addOffset();
  }

  /** Writes out what has gathered, when it is much. */
  async drain(): Promise<void> {
    if (this.#lines.isFull) await this.#lines.flush();
    if (this.#offsets.isFull) await this.#offsets.flush();
  }

  async finish(): Promise<void> {
    await this.#lines.flush();
    await this.#offsets.flush();
  }

  async close(): Promise<void> {
    await Promise.all([this.#lines.close(), this.#offsets.close()]);
  }

  /** Offsets are 64-bit floats, little-endian: exact up to 8 PiB. There is one more of them than records. */
  #addOffset(): void {
    const bytes = Buffer.allocUnsafe(8);
    bytes.writeDoubleLE(this.#position);
    this.#offsets.add(bytes);
  }
}
