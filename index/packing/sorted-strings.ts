// Finds strings in a table that is sorted by its UTF-8 bytes. Decodes nothing.
import type { StringTable } from './string-table.ts';

/** Where the string stands; null when the table has none like it. */
export function findString(table: StringTable, text: string): number | null {
  const bytes = Buffer.from(text);
  const at = partition(table.length, (index) => compare(table, index, bytes) < 0);
  return at < table.length && compare(table, at, bytes) === 0 ? at : null;
}

/** The strings that begin so, from `start` to before `end`; all of them for the empty prefix. */
export function stringsFrom(
  table: StringTable,
  prefix: string,
): { readonly start: number; readonly end: number } {
  const bytes = Buffer.from(prefix);
  return {
    start: partition(table.length, (index) => compare(table, index, bytes) < 0),
    end: partition(table.length, (index) => comparePrefix(table, index, bytes) <= 0),
  };
}

/** Below, above or equal to 0 as the string at `index` stands before, behind or at the bytes. */
export function compare({ bytes, offsets }: StringTable, index: number, wanted: Uint8Array): number {
  const start = offsets[index] ?? 0;
  const length = (offsets[index + 1] ?? 0) - start;
  const shared = Math.min(length, wanted.length);
  for (let at = 0; at < shared; at++) {
    const difference = (bytes[start + at] ?? 0) - (wanted[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return length - wanted.length;
}

/** The same, a string that begins with the bytes counting as equal to them. */
function comparePrefix(table: StringTable, index: number, wanted: Uint8Array): number {
  const { bytes, offsets } = table;
  const start = offsets[index] ?? 0;
  if ((offsets[index + 1] ?? 0) - start < wanted.length) return compare(table, index, wanted);
  for (let at = 0; at < wanted.length; at++) {
    const difference = (bytes[start + at] ?? 0) - (wanted[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Number of indexes, from 0 to `length`, for which `isBefore` holds; it must hold for a first run of them only. */
export function partition(length: number, isBefore: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
