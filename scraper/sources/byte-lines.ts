// Splits a file into lines as bytes, so that no character is cut. Holds one line at a time.
import type { StoredFile } from './stored-file.ts';

/** A line without its end. `bytes` is null for one that is longer than the limit. */
export interface ByteLine {
  /** From 1. */
  readonly number: number;
  readonly bytes: Uint8Array | null;
}

/** Lines above this are not kept. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024;

const LINE_FEED = 0x0a;

/**
 * Lines of a file, several at a time; a last one without line end included, empty ones too.
 * @throws the error of the file system or of what unpacks the file when the file cannot be read on.
 */
export async function* readByteLines(file: StoredFile): AsyncIterable<readonly ByteLine[]> {
  let number = 1;
  let open: Buffer[] = [];
  let openBytes = 0;
  const take = (last: Buffer): ByteLine => {
    const isTooLong = openBytes + last.length > MAX_LINE_BYTES;
    const bytes = isTooLong ? null : open.length === 0 ? last : Buffer.concat([...open, last]);
    open = [];
    openBytes = 0;
    return { number: number++, bytes };
  };
  for await (const chunk of file.chunks()) {
    const lines: ByteLine[] = [];
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      lines.push(take(chunk.subarray(from, end)));
      from = end + 1;
    }
    const rest = chunk.subarray(from);
    openBytes += rest.length;
    if (openBytes > MAX_LINE_BYTES) open = [];
    else if (rest.length > 0) open.push(rest);
    if (lines.length > 0) yield lines;
  }
  if (openBytes > 0) yield [take(Buffer.alloc(0))];
}
