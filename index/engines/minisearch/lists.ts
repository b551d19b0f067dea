// Posting lists as they stand in a snapshot: variable-byte documents and frequencies in blocks. Here they are decoded whole.
import type { SectionReader } from '../../snapshot/section-file.ts';

/** Number of a list: those of the forms come first, then those of stems with several forms. */
export type ListNumber = number;

/** All lists of one field. Bytes of list l stand from `starts[l]` to before `starts[l + 1]`, its skips likewise. */
export interface Lists {
  /** Documents of each list. */
  readonly counts: Uint32Array;
  readonly starts: Uint32Array;
  readonly bytes: Uint8Array;
  readonly skipStarts: Uint32Array;
  readonly skips: Uint32Array;
}

/** Positions of the forms' lists. */
export interface Positions {
  readonly starts: Uint32Array;
  readonly bytes: Uint8Array;
}

/** The lists written under this name. */
export function readLists(sections: SectionReader, name: string): Lists {
  return {
    counts: sections.u32(`${name}.counts`),
    starts: sections.u32(`${name}.starts`),
    bytes: withBytesBehind(sections.u8(`${name}.bytes`)),
    skipStarts: sections.u32(`${name}.skips.starts`),
    skips: sections.u32(`${name}.skips`),
  };
}

/** How far the functions below look ahead of a posting. */
const LOOK_AHEAD = 2;

/** With what stands behind in memory: reading there is for nothing, but reading behind an array's end is slow. */
function withBytesBehind({ buffer, byteOffset, byteLength }: Uint8Array): Uint8Array {
  return new Uint8Array(
    buffer,
    byteOffset,
    Math.min(byteLength + LOOK_AHEAD, buffer.byteLength - byteOffset),
  );
}

// A posting is the distance to the document before and, when its last bit is not set, a frequency. Distances of one byte
// and of two, and what has a frequency and what has none, take turns as nobody can foretell, so that they are decoded
// alike, without a branch: the second byte is looked at and does not count when the first does not say that it belongs to it.
// Longer distances and frequencies are rare, and share the one branch there is.
// Each function repeats the loop, as do `scores.ts` and `list-cursor.ts`: shared, it writes down what the next loop reads again,
// which made whole answers 2 to 3 % slower where it was tried.

/** Writes the documents of a list, ascending; the array must be as long as its count. */
export function decodeDocuments(
  { counts, starts, bytes }: Lists,
  list: ListNumber,
  documents: Uint32Array,
): void {
  const count = counts[list] ?? 0;
  let at = starts[list] ?? 0;
  let document = 0;
  for (let index = 0; index < count; index++) {
    const first = bytes[at] ?? 0;
    const second = bytes[at + 1] ?? 0;
    const isLong = first >>> 7;
    const more = ~first & 1;
    document += ((first & 0x7f) >>> 1) + ((second & 0x7f & -isLong) << 6);
    at += 1 + isLong;
    if (((isLong & (second >>> 7)) | (more & ((bytes[at] ?? 0) >>> 7))) !== 0) {
      let byte = isLong === 0 ? 0 : second;
      for (let shift = 13; byte >= 0x80; shift += 7) {
        byte = bytes[at++] ?? 0;
        document += (byte & 0x7f) << shift;
      }
      if (more !== 0) while ((bytes[at] ?? 0) >= 0x80) at++;
    }
    at += more;
    documents[index] = document;
  }
}

/**
 * Writes those documents of a list that are in the mask (one bit each) and what each holds of it, and gives their number.
 * Both arrays must be as long as that can be.
 */
export function decodeMasked(
  { counts, starts, bytes }: Lists,
  list: ListNumber,
  mask: Uint32Array,
  { documents, frequencies }: { readonly documents: Uint32Array; readonly frequencies: Uint32Array },
): number {
  const count = counts[list] ?? 0;
  let at = starts[list] ?? 0;
  let document = 0;
  let found = 0;
  for (let index = 0; index < count; index++) {
    const first = bytes[at] ?? 0;
    const second = bytes[at + 1] ?? 0;
    const isLong = first >>> 7;
    const more = ~first & 1;
    document += ((first & 0x7f) >>> 1) + ((second & 0x7f & -isLong) << 6);
    at += 1 + isLong;
    let third = bytes[at] ?? 0;
    if (((isLong & (second >>> 7)) | (more & (third >>> 7))) !== 0) {
      let byte = isLong === 0 ? 0 : second;
      for (let shift = 13; byte >= 0x80; shift += 7) {
        byte = bytes[at++] ?? 0;
        document += (byte & 0x7f) << shift;
      }
      byte = more === 0 ? 0 : (bytes[at] ?? 0);
      third = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = bytes[++at] ?? 0;
        third |= (byte & 0x7f) << shift;
      }
    }
    at += more;
    const frequency = 1 + (-more & (third - 1));
    if (((mask[document >>> 5] ?? 0) & (1 << document)) === 0) continue;
    documents[found] = document;
    frequencies[found++] = frequency;
  }
  return found;
}

/** Multiplies the scores of those documents that are in the list. `mask` is room for one bit a document. */
export function multiplyListed(
  { counts, starts, bytes }: Lists,
  list: ListNumber,
  { documents, scores }: { readonly documents: Uint32Array; readonly scores: Float64Array },
  { factor, mask }: { readonly factor: number; readonly mask: Uint32Array },
): void {
  mask.fill(0);
  const count = counts[list] ?? 0;
  let at = starts[list] ?? 0;
  let document = 0;
  for (let index = 0; index < count; index++) {
    const first = bytes[at] ?? 0;
    const second = bytes[at + 1] ?? 0;
    const isLong = first >>> 7;
    const more = ~first & 1;
    document += ((first & 0x7f) >>> 1) + ((second & 0x7f & -isLong) << 6);
    at += 1 + isLong;
    if (((isLong & (second >>> 7)) | (more & ((bytes[at] ?? 0) >>> 7))) !== 0) {
      let byte = isLong === 0 ? 0 : second;
      for (let shift = 13; byte >= 0x80; shift += 7) {
        byte = bytes[at++] ?? 0;
        document += (byte & 0x7f) << shift;
      }
      if (more !== 0) while ((bytes[at] ?? 0) >= 0x80) at++;
    }
    at += more;
    mask[document >>> 5] = (mask[document >>> 5] ?? 0) | (1 << document);
  }
  factors[1] = factor;
  for (let index = 0; index < documents.length; index++) {
    const wanted = documents[index] ?? 0;
    scores[index] = (scores[index] ?? 0) * (factors[((mask[wanted >>> 5] ?? 0) >>> wanted) & 1] ?? 1);
  }
}

/** Of documents that are not in a list and of those that are. */
const factors = Float64Array.of(1, 1);

/** Whether a list has any of the documents; `mask` has one bit each. */
export function holdsAny({ counts, starts, bytes }: Lists, list: ListNumber, mask: Uint32Array): boolean {
  const count = counts[list] ?? 0;
  let at = starts[list] ?? 0;
  let document = 0;
  for (let index = 0; index < count; index++) {
    const first = bytes[at] ?? 0;
    const second = bytes[at + 1] ?? 0;
    const isLong = first >>> 7;
    const more = ~first & 1;
    document += ((first & 0x7f) >>> 1) + ((second & 0x7f & -isLong) << 6);
    at += 1 + isLong;
    if (((isLong & (second >>> 7)) | (more & ((bytes[at] ?? 0) >>> 7))) !== 0) {
      let byte = isLong === 0 ? 0 : second;
      for (let shift = 13; byte >= 0x80; shift += 7) {
        byte = bytes[at++] ?? 0;
        document += (byte & 0x7f) << shift;
      }
      if (more !== 0) while ((bytes[at] ?? 0) >= 0x80) at++;
    }
    at += more;
    if (((mask[document >>> 5] ?? 0) & (1 << document)) !== 0) return true;
  }
  return false;
}
