// Reads records of a snapshot by row or id, by position from files opened once; so a pruned snapshot stays readable.
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { snapshotDamaged } from './damage.ts';
import type { RecordFiles } from './format.ts';
import { type IdTable, openIdTable } from './id-table.ts';

const OFFSET_BYTES = 8;

/** One record file of an open snapshot. Offsets and ids are held in memory, outside the JavaScript heap. */
export class RecordReader {
  readonly #snapshotId: string;
  readonly #name: string;
  readonly #handle: FileHandle;
  readonly #size: number;
  readonly #offsets: Buffer;
  readonly #ids: IdTable;

  private constructor(snapshotId: string, name: string, opened: OpenedFiles) {
    this.#snapshotId = snapshotId;
    this.#name = name;
    this.#handle = opened.handle;
    this.#size = opened.size;
    this.#offsets = opened.offsets;
    this.#ids = opened.ids;
  }

  /** @throws IndexError `snapshot-damaged`. */
  static async open(folder: string, snapshotId: string, files: RecordFiles): Promise<RecordReader> {
    const offsets = await readFile(join(folder, files.offsets));
    const count = offsets.length / OFFSET_BYTES - 1;
    const ids = openIdTable(await readFile(join(folder, files.ids)), count);
    if (!Number.isInteger(count) || count < 0)
      throw snapshotDamaged(snapshotId, `${files.offsets} is cut off`);
    if (ids === null) throw snapshotDamaged(snapshotId, `${files.ids} does not belong to ${files.offsets}`);
    const handle = await open(join(folder, files.lines), 'r');
    const { size } = await handle.stat();
    return new RecordReader(snapshotId, files.lines, { handle, size, offsets, ids });
  }

  get count(): number {
    return this.#offsets.length / OFFSET_BYTES - 1;
  }

  /** Rows whose record may have this id. */
  candidates(id: string): readonly number[] {
    return this.#ids.candidates(id);
  }

  /**
   * Records of neighbouring rows, in one read.
   * @throws IndexError `snapshot-damaged` when they cannot be read or are no JSON objects.
   */
  async read(firstRow: number, count: number): Promise<readonly unknown[]> {
    if (count === 0) return [];
    const start = this.#offset(firstRow);
    const end = this.#offset(firstRow + count);
    const bytes = await this.#readBytes(start, end - start);
    const records: unknown[] = [];
    for (let row = firstRow; row < firstRow + count; row += 1) {
      records.push(
        this.#parse(bytes.toString('utf8', this.#offset(row) - start, this.#offset(row + 1) - start)),
      );
    }
    return records;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  #offset(row: number): number {
    if (row < 0 || row > this.count) throw this.#damaged('a row lies outside of it');
    const offset = this.#offsets.readDoubleLE(row * OFFSET_BYTES);
    if (!Number.isSafeInteger(offset) || offset < 0) throw this.#damaged('an offset is no position in it');
    return offset;
  }

  async #readBytes(position: number, length: number): Promise<Buffer> {
    if (length < 0 || position + length > this.#size) throw this.#damaged('it ends too early');
    const bytes = Buffer.allocUnsafe(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await this.#handle.read(bytes, filled, length - filled, position + filled);
      if (bytesRead === 0) throw this.#damaged('it ends too early');
      filled += bytesRead;
    }
    return bytes;
  }

  #parse(line: string): unknown {
    try {
      return JSON.parse(line);
    } catch (cause) {
      throw this.#damaged('a line is no JSON', cause);
    }
  }

  #damaged(what: string, cause?: unknown): Error {
    return snapshotDamaged(this.#snapshotId, `${this.#name}: ${what}`, cause);
  }
}

interface OpenedFiles {
  readonly handle: FileHandle;
  readonly size: number;
  readonly offsets: Buffer;
  readonly ids: IdTable;
}
