// Reads records of a snapshot by row, by position from files opened once; so a pruned snapshot stays readable.
import { join } from 'node:path';
import { snapshotDamaged } from './damage.ts';
import type { RecordFiles } from './format.ts';
import { type IdTable, readIdTable } from './id-table.ts';
import type { TextPiece } from './model.ts';
import { PAGE_BYTES } from './page-sums.ts';
import { type ByteRange, PagedFile } from './paged-file.ts';
import { type LoadedSections, loadSections, readerOf, type SectionReader } from './section-file.ts';
import { closeSharedFile, openSharedFile, type Reads, type SharedFile } from './shared-memory.ts';

const WRAP = 2 ** 32;

/** One file of records with its tables in shared memory: plain data for any thread. */
export interface LoadedRecords {
  readonly snapshotId: string;
  /** For messages. */
  readonly name: string;
  readonly file: SharedFile;
  readonly table: LoadedSections;
}

/** Opens a file of records and reads its tables. Close with `closeRecords`. @throws IndexError `snapshot-damaged`. */
export async function loadRecords(
  folder: string,
  snapshotId: string,
  files: RecordFiles,
): Promise<LoadedRecords> {
  const table = await loadSections(join(folder, files.table));
  const file = openSharedFile(join(folder, files.data));
  const loaded = { snapshotId, name: files.data, file, table };
  try {
    new RecordReader(loaded, 'async').checkTables();
    return loaded;
  } catch (error) {
    closeSharedFile(file);
    throw error;
  }
}

/** Once no thread reads the file any more. */
export function closeRecords({ file }: LoadedRecords): void {
  closeSharedFile(file);
}

export interface RecordRequest {
  readonly row: number;
  readonly piece: TextPiece;
}

export interface ReadRecord {
  /** What was given to the writer, parsed. */
  readonly head: unknown;
  readonly piece: string;
}

const NOTHING: RecordRequest = { row: 0, piece: { from: 0, length: 0 } };

/** Records of a loaded file, read as the thread may. */
export class RecordReader {
  readonly #loaded: LoadedRecords;
  readonly #sections: SectionReader;
  readonly #starts: Uint32Array;
  readonly #wraps: Uint32Array;
  readonly #heads: Uint16Array | Uint32Array;
  readonly #file: PagedFile;
  readonly #ids: IdTable;

  constructor(loaded: LoadedRecords, reads: Reads) {
    this.#loaded = loaded;
    this.#sections = readerOf(loaded.table);
    this.#starts = this.#sections.u32('starts');
    this.#wraps = this.#sections.u32('wraps');
    this.#heads = this.#sections.u16or32('heads');
    const sums = this.#sections.u32('pages');
    this.#file = new PagedFile(loaded.file, { sums, reads, damaged: (what) => this.#damaged(what) });
    const ids = readIdTable(this.#sections, this.count);
    if (ids === null) throw this.#damaged('its table of ids is that of another file');
    this.#ids = ids;
  }

  get count(): number {
    return this.#heads.length;
  }

  /** Each table is checked by itself when it is read; here, that they belong together and to the file. */
  checkTables(): void {
    const { size } = this.#loaded.file;
    const pages = this.#sections.u32('pages').length;
    const isWhole = this.#starts.length === this.count + 1 && this.#start(this.count) === size;
    if (!isWhole || pages !== Math.ceil(size / PAGE_BYTES)) {
      throw this.#damaged('it is shorter or longer than it was written');
    }
  }

  /** Rows whose record may have this id. */
  candidates(id: string): readonly number[] {
    return this.#ids.candidates(id);
  }

  /** A table that the writer added. @throws IndexError `snapshot-damaged` when there is none */
  table(name: string): Uint32Array {
    return this.#sections.u32(name);
  }

  /** Bytes of a record's text. */
  textBytes(row: number): number {
    return this.#start(row + 1) - this.#textStart(row);
  }

  /** Records with pieces of their texts, in the order asked for. @throws IndexError `snapshot-damaged`. */
  async read(requests: readonly RecordRequest[]): Promise<readonly ReadRecord[]> {
    // As they stand in the file: a record after the other, the text behind its head.
    const order = requests.map((_, index) => index);
    order.sort((a, b) => (requests[a]?.row ?? 0) - (requests[b]?.row ?? 0));
    const ranges: ByteRange[] = [];
    for (const index of order) {
      const { row, piece } = requests[index] ?? NOTHING;
      const textStart = this.#textStart(row);
      const length = Math.min(piece.length, this.textBytes(row) - piece.from);
      ranges.push({ position: this.#start(row), length: this.#heads[row] ?? 0 });
      ranges.push({ position: textStart + piece.from, length: Math.max(0, length) });
    }
    const records = requests.map((): { head: unknown; piece: string } => ({ head: undefined, piece: '' }));
    await this.#file.read(ranges, (number, bytes, at) => {
      const end = at + (ranges[number]?.length ?? 0);
      const index = order[number >> 1] ?? 0;
      const record = records[index];
      if (record === undefined) return;
      if (number % 2 === 0) record.head = this.#parse(bytes.toString('utf8', at, end));
      else record.piece = bytes.toString('utf8', at, this.#endOfPiece(requests[index], bytes, { at, end }));
    });
    return records;
  }

  /** The end of a piece that was read, or the start of its last character when the end lies inside of it. */
  #endOfPiece(
    request: RecordRequest | undefined,
    bytes: Buffer,
    { at, end }: { readonly at: number; readonly end: number },
  ): number {
    if (request === undefined) return end;
    const isLast = request.piece.from + end - at === this.textBytes(request.row);
    return isLast ? end : wholeCharacters(bytes, at, end);
  }

  #textStart(row: number): number {
    return this.#start(row) + (this.#heads[row] ?? 0);
  }

  #start(row: number): number {
    const start = this.#starts[row];
    if (start === undefined) throw this.#damaged('a row lies outside of it');
    let wraps = 0;
    while (wraps < this.#wraps.length && (this.#wraps[wraps] ?? 0) <= row) wraps += 1;
    return start + wraps * WRAP;
  }

  #parse(line: string): unknown {
    try {
      return JSON.parse(line);
    } catch (cause) {
      throw this.#damaged('a record is no JSON', cause);
    }
  }

  #damaged(what: string, cause?: unknown): Error {
    return snapshotDamaged(this.#loaded.snapshotId, `${this.#loaded.name}: ${what}`, cause);
  }
}

/** Where the last whole character ends. */
function wholeCharacters(bytes: Buffer, start: number, end: number): number {
  let last = end - 1;
  while (last > start && ((bytes[last] ?? 0) & 0xc0) === 0x80) last -= 1;
  const lead = bytes[last] ?? 0;
  const width = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  return last + width > end ? last : end;
}
