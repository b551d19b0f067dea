// Reads records of a snapshot by row or id, by position from files opened once; so a pruned snapshot stays readable.
import { join } from 'node:path';
import { snapshotDamaged } from './damage.ts';
import type { RecordFiles } from './format.ts';
import { type IdTable, openIdTable } from './id-table.ts';
import {
  closeSharedFile,
  openSharedFile,
  type Reads,
  readAt,
  readIntoSharedMemory,
  type SharedFile,
} from './shared-memory.ts';

const OFFSET_BYTES = 8;

/** One record file with its offsets and ids in shared memory: plain data for any thread. */
export interface LoadedRecords {
  readonly snapshotId: string;
  /** For messages. */
  readonly name: string;
  readonly file: SharedFile;
  readonly offsets: SharedArrayBuffer;
  readonly ids: SharedArrayBuffer;
}

/** Opens a record file and reads its tables. Close with `closeRecords`. @throws IndexError `snapshot-damaged`. */
export async function loadRecords(
  folder: string,
  snapshotId: string,
  files: RecordFiles,
): Promise<LoadedRecords> {
  const offsets = await readIntoSharedMemory(join(folder, files.offsets));
  const ids = await readIntoSharedMemory(join(folder, files.ids));
  const count = offsets.byteLength / OFFSET_BYTES - 1;
  if (!Number.isInteger(count) || count < 0) throw snapshotDamaged(snapshotId, `${files.offsets} is cut off`);
  if (openIdTable(Buffer.from(ids), count) === null)
    throw snapshotDamaged(snapshotId, `${files.ids} does not belong to ${files.offsets}`);
  return { snapshotId, name: files.lines, file: openSharedFile(join(folder, files.lines)), offsets, ids };
}

/** Once no thread reads the file any more. */
export function closeRecords({ file }: LoadedRecords): void {
  closeSharedFile(file);
}

/** Records of a loaded file, read as the thread may. */
export class RecordReader {
  readonly #loaded: LoadedRecords;
  readonly #reads: Reads;
  readonly #offsets: Buffer;
  readonly #ids: IdTable;

  constructor(loaded: LoadedRecords, reads: Reads) {
    this.#loaded = loaded;
    this.#reads = reads;
    this.#offsets = Buffer.from(loaded.offsets);
    const ids = openIdTable(Buffer.from(loaded.ids), this.count);
    if (ids === null) throw this.#damaged('its ids belong to another file');
    this.#ids = ids;
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

  #offset(row: number): number {
    if (row < 0 || row > this.count) throw this.#damaged('a row lies outside of it');
    const offset = this.#offsets.readDoubleLE(row * OFFSET_BYTES);
    if (!Number.isSafeInteger(offset) || offset < 0) throw this.#damaged('an offset is no position in it');
    return offset;
  }

  async #readBytes(position: number, length: number): Promise<Buffer> {
    if (length < 0 || position + length > this.#loaded.file.size) throw this.#damaged('it ends too early');
    const bytes = await readAt(this.#loaded.file, { position, length }, this.#reads);
    if (bytes.length < length) throw this.#damaged('it ends too early');
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
    return snapshotDamaged(this.#loaded.snapshotId, `${this.#loaded.name}: ${what}`, cause);
  }
}
