// The posting lists of a form as they go into a shard: without the documents that are hidden, down to the bytes.
import type { HiddenDocuments } from '../../../hidden-documents.ts';
import { ByteReader } from '../../../packing/byte-reader.ts';
import { ListWriter } from '../building/list-writer.ts';
import type { Postings } from '../postings.ts';

/** Postings as bytes. */
interface ListBytes {
  readonly count: number;
  readonly bytes: Uint8Array;
}

/** All lists of one form. */
export interface FormLists {
  readonly body: ListBytes;
  /** Of the body. */
  readonly positions: Uint8Array;
  readonly title: ListBytes;
}

/** Lists by the number of their form. */
export interface ListReader {
  read(form: number): FormLists;
}

/** The lists of an index; views, when nothing is hidden. */
export function readFormLists({ fields, positions }: Postings, hidden: HiddenDocuments | null): ListReader {
  const bytesOf = ({ counts, starts, bytes }: typeof fields.body.lists, form: number): ListBytes => ({
    count: counts[form] ?? 0,
    bytes: bytes.subarray(starts[form] ?? 0, starts[form + 1] ?? 0),
  });
  const placesOf = (form: number): Uint8Array =>
    positions.bytes.subarray(positions.starts[form] ?? 0, positions.starts[form + 1] ?? 0);
  const read = (form: number): FormLists => ({
    body: bytesOf(fields.body.lists, form),
    positions: placesOf(form),
    title: bytesOf(fields.title.lists, form),
  });
  return { read: hidden === null ? read : (form) => withoutHidden(read(form), hidden) };
}

function withoutHidden({ body, positions, title }: FormLists, hidden: HiddenDocuments): FormLists {
  const shown = copyShown(body, positions, hidden);
  return { ...shown, title: copyShown(title, null, hidden).body };
}

function copyShown(
  { count, bytes }: ListBytes,
  positions: Uint8Array | null,
  hidden: HiddenDocuments,
): Pick<FormLists, 'body' | 'positions'> {
  const writer = new ListWriter({ hasPositions: positions !== null });
  const reader = new ByteReader(bytes);
  const places = new ByteReader(positions ?? new Uint8Array(0));
  for (let index = 0, document = 0; index < count; index++) {
    const number = reader.next();
    document += number >>> 1;
    const frequency = number & 1 ? 1 : reader.next();
    const isHidden = hidden.has(document);
    if (!isHidden) writer.add(document, frequency);
    if (positions === null) continue;
    if (isHidden) for (let left = frequency; left > 0; left--) places.next();
    else places.at = writer.copyPositions(positions, places.at, frequency);
  }
  writer.endList();
  const lists = writer.lists();
  return { body: { count: lists.counts[0] ?? 0, bytes: lists.bytes }, positions: lists.positions };
}
