// Cuts a Movable Type export into its entries, as bytes: lines of eight dashes stand between them. Holds one at a time.
import { readByteLines } from '../byte-lines.ts';
import type { StoredFile } from '../stored-file.ts';

/** An entry as it stands there; `bytes` is null for one above the limit. */
export interface EntryPiece {
  /** From 1. */
  readonly number: number;
  readonly bytes: Uint8Array | null;
  /** False for a last entry that the file breaks off. */
  readonly isWhole: boolean;
}

export const MAX_ENTRY_BYTES = 32 * 1024 * 1024;

const ENTRY_END = /^-{8}\s{0,9}$/;
const FIELD = /^[A-Z][A-Z ]{1,30}:/;

/**
 * Entries in order. A line of dashes ends one only where fields of the next follow, or nothing: texts hold such lines.
 * @throws the error of the file system or of what unpacks the file when the file cannot be read on.
 */
export async function* splitEntries(file: StoredFile): AsyncIterable<EntryPiece> {
  const entry = createCollector();
  let number = 1;
  let isEnded = false;
  for await (const lines of readByteLines(file))
    for (const { bytes } of lines) {
      const start = bytes === null ? '?' : Buffer.from(bytes.subarray(0, 64)).toString('latin1');
      if (isEnded && start.trim() !== '') {
        if (FIELD.test(start) && !entry.isEmpty)
          yield { number: number++, bytes: entry.take(), isWhole: true };
        isEnded = false;
      }
      if (ENTRY_END.test(start)) isEnded = true;
      entry.add(bytes);
    }
  if (!entry.isEmpty) yield { number, bytes: entry.take(), isWhole: isEnded };
}

function createCollector() {
  let lines: Uint8Array[] = [];
  let length = 0;
  let hasText = false;
  return {
    get isEmpty() {
      return !hasText;
    },
    /** A line that was too long to be kept makes the entry too long. */
    add(line: Uint8Array | null) {
      length += line === null ? MAX_ENTRY_BYTES + 1 : line.length + 1;
      hasText ||= line === null || line.some((byte) => byte > 0x20 && byte !== 0x2d);
      if (length > MAX_ENTRY_BYTES || line === null) lines = [];
      else lines.push(line, LINE_END);
    },
    take(): Uint8Array | null {
      const bytes = length > MAX_ENTRY_BYTES ? null : Buffer.concat(lines);
      lines = [];
      length = 0;
      hasText = false;
      return bytes;
    },
  };
}

const LINE_END = Buffer.from('\n');
