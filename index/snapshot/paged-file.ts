// Reads parts of a file whose pages have checksums: nothing is given out that is not what was written.
import { crc32 } from 'node:zlib';
import { PAGE_BYTES } from './page-sums.ts';
import { type Reads, readLater, readNow, type SharedFile } from './shared-memory.ts';

/** In bytes. */
export interface ByteRange {
  readonly position: number;
  readonly length: number;
}

/** Gets a range by its number in the request: it begins at `at` of the bytes, which are good only during the call. */
export type VisitRange = (index: number, bytes: Buffer, at: number) => void;

/** Pages that are read at once, and the ranges in them, ascending. */
interface Span {
  readonly start: number;
  end: number;
  readonly ranges: number[];
}

/** Search threads read into the same memory again and again; a longer span gets its own. */
const SCRATCH_BYTES = 1 << 18;
/** Reading so much in vain costs less than another read. */
const MAX_GAP_BYTES = 1 << 12;

const NOTHING: ByteRange = { position: 0, length: 0 };

export interface PagedFileOptions {
  /** CRC-32 of each page. */
  readonly sums: Uint32Array;
  readonly reads: Reads;
  /** The error for a file that is not what was written. */
  readonly damaged: (what: string) => Error;
}

/** A file of which any ranges can be read. */
export class PagedFile {
  readonly #file: SharedFile;
  readonly #options: PagedFileOptions;
  readonly #scratch: Buffer | null;

  constructor(file: SharedFile, options: PagedFileOptions) {
    this.#file = file;
    this.#options = options;
    this.#scratch = options.reads === 'sync' ? Buffer.allocUnsafeSlow(SCRATCH_BYTES) : null;
  }

  /**
   * Visits every range that is not empty; they are given in the order of their positions, and those on neighbouring pages are read
   * together. Without a pause in between where the thread may wait for the disk.
   * @throws what `damaged` gives, before any byte of a wrong page is visited.
   */
  async read(ranges: readonly ByteRange[], visit: VisitRange): Promise<void> {
    for (const span of spansOf(ranges)) {
      const bytes = this.#scratch === null ? await this.#readLater(span) : this.#readNow(span, this.#scratch);
      let checked = span.start;
      for (const index of span.ranges) {
        const { position, length } = ranges[index] ?? NOTHING;
        checked = this.#check(span, bytes, {
          from: Math.max(checked, startOfPage(position)),
          end: position + length,
        });
        visit(index, bytes, position - span.start);
      }
    }
  }

  #readNow(span: Span, scratch: Buffer): Buffer {
    const length = this.#lengthOf(span);
    const bytes = length > scratch.length ? Buffer.allocUnsafe(length) : scratch;
    if (readNow(this.#file, bytes, { position: span.start, length }) < length) throw this.#endsTooEarly();
    return bytes;
  }

  async #readLater(span: Span): Promise<Buffer> {
    const length = this.#lengthOf(span);
    const bytes = Buffer.allocUnsafe(length);
    const filled = await readLater(this.#file, bytes, { position: span.start, length });
    if (filled < length) throw this.#endsTooEarly();
    return bytes;
  }

  /** The last page may be shorter than the others. */
  #lengthOf({ start, end }: Span): number {
    if (end >= this.#file.size + PAGE_BYTES) throw this.#endsTooEarly();
    return Math.min(end, this.#file.size) - start;
  }

  /** Checks pages up to an end, both as positions in the file. Gives where the next page begins. */
  #check(span: Span, bytes: Buffer, { from, end }: { readonly from: number; readonly end: number }): number {
    let start = from;
    for (; start < end; start += PAGE_BYTES) {
      const at = start - span.start;
      const last = Math.min(at + PAGE_BYTES, this.#file.size - span.start);
      if (crc32(bytes.subarray(at, last)) !== this.#options.sums[start / PAGE_BYTES]) {
        throw this.#options.damaged(`its bytes from ${start} on are not what was written`);
      }
    }
    return start;
  }

  #endsTooEarly(): Error {
    return this.#options.damaged('it ends too early');
  }
}

function startOfPage(position: number): number {
  return position - (position % PAGE_BYTES);
}

function spansOf(ranges: readonly ByteRange[]): readonly Span[] {
  const spans: Span[] = [];
  let last: Span | undefined;
  for (const [index, range] of ranges.entries()) {
    if (range.length === 0) continue;
    const start = startOfPage(range.position);
    const end = Math.ceil((range.position + range.length) / PAGE_BYTES) * PAGE_BYTES;
    if (last === undefined || start > last.end + MAX_GAP_BYTES) {
      last = { start, end, ranges: [index] };
      spans.push(last);
    } else {
      last.end = Math.max(last.end, end);
      last.ranges.push(index);
    }
  }
  return spans;
}
