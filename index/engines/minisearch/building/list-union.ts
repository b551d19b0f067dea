// Makes one list of several, for the stems that several forms have.
import { ByteReader } from '../../../packing/byte-reader.ts';
import type { ListWriter, PackedLists } from './list-writer.ts';

/** Documents ascending, with the frequency of each. */
interface Postings {
  readonly documents: Uint32Array;
  readonly frequencies: Uint32Array;
}

/**
 * Appends one list with the documents of several lists that the writer has ended, frequencies added.
 * Cost: linear, times the logarithm of their number.
 */
export function appendUnion(writer: ListWriter, lists: readonly number[]): void {
  const written = writer.lists();
  let parts = lists.map((list) => readPostings(written, list));
  while (parts.length > 1) parts = mergePairs(parts);
  const [union] = parts;
  union?.documents.forEach((document, index) => {
    writer.add(document, union.frequencies[index] ?? 0);
  });
  writer.endList();
}

function mergePairs(parts: readonly Postings[]): Postings[] {
  const merged: Postings[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    const [a, b] = [parts[index], parts[index + 1]];
    if (a !== undefined) merged.push(b === undefined ? a : mergePair(a, b));
  }
  return merged;
}

function mergePair(a: Postings, b: Postings): Postings {
  const documents = new Uint32Array(a.documents.length + b.documents.length);
  const frequencies = new Uint32Array(documents.length);
  let [atA, atB, count] = [0, 0, 0];
  while (atA < a.documents.length || atB < b.documents.length) {
    const inA = a.documents[atA] ?? Number.POSITIVE_INFINITY;
    const inB = b.documents[atB] ?? Number.POSITIVE_INFINITY;
    documents[count] = Math.min(inA, inB);
    const fromA = inA <= inB ? (a.frequencies[atA++] ?? 0) : 0;
    const fromB = inB <= inA ? (b.frequencies[atB++] ?? 0) : 0;
    frequencies[count++] = fromA + fromB;
  }
  return { documents: documents.subarray(0, count), frequencies: frequencies.subarray(0, count) };
}

function readPostings({ counts, starts, bytes }: PackedLists, list: number): Postings {
  const documents = new Uint32Array(counts[list] ?? 0);
  const frequencies = new Uint32Array(documents.length);
  const reader = new ByteReader(bytes);
  reader.at = starts[list] ?? 0;
  for (let index = 0, document = 0; index < documents.length; index++) {
    const number = reader.next();
    document += number >>> 1;
    documents[index] = document;
    frequencies[index] = number & 1 ? 1 : reader.next();
  }
  return { documents, frequencies };
}
