// Which documents are in a list, how often, and what their scores are made of.
import type { SectionReader } from '../../snapshot/section-file.ts';
import { BM25 } from '../ranking-settings.ts';
import type { Field } from './layout.ts';
import { ListCursor } from './list-cursor.ts';
import { decodeDocuments, type ListNumber, type Lists, type Positions, readLists } from './lists.ts';
import type { Workspace } from './workspace.ts';

/** Postings of one field. */
export interface FieldPostings {
  readonly lists: Lists;
  /** Different forms in the field, by document. */
  readonly lengths: Uint16Array | Uint32Array;
  /** The part of the score's divisor that is the same for all, and what each different form in the field adds to it. */
  readonly base: number;
  readonly perForm: number;
}

const KNOWN_RARITIES = 1024;

export interface Postings {
  /** Those that are there. */
  readonly documentCount: number;
  /** What scores are made of. */
  readonly whole: WholeIndex;
  readonly fields: Readonly<Record<Field, FieldPostings>>;
  /** `inverseFrequency` of lists with so many documents, as far as it goes: of most of those that a prefix has. */
  readonly rarities: Float64Array;
  /** Of the forms' lists in the body. */
  readonly positions: Positions;
}

/** Documents of the whole index and of each list in it, for an index that has but a few of them: scores are made of these. */
export interface WholeIndex {
  readonly documentCount: number;
  /** By field, for each list. */
  readonly frequencies: Readonly<Record<Field, Uint32Array>>;
}

/** The postings of `terms.bin`; `whole` when they are of a few documents alone. */
export function readPostings(sections: SectionReader, whole?: WholeIndex): Postings {
  const [bodyAverage = 0, titleAverage = 0] = sections.f64('averages');
  const { k, b } = BM25;
  const field = (name: Field, averageLength: number): FieldPostings => {
    const base = k * (1 - b);
    const perForm = (k * b) / averageLength;
    return {
      lists: readLists(sections, name),
      lengths: sections.u16or32(`${name}.lengths`),
      base,
      perForm,
    };
  };
  const fields = { body: field('body', bodyAverage), title: field('title', titleAverage) };
  const documentCount = fields.body.lengths.length;
  const { body, title } = fields;
  const scored = whole ?? {
    documentCount,
    frequencies: { body: body.lists.counts, title: title.lists.counts },
  };
  return {
    documentCount,
    whole: scored,
    rarities: Float64Array.from({ length: KNOWN_RARITIES }, (_, count) =>
      inverseFrequency(scored.documentCount, count),
    ),
    fields,
    positions: { starts: sections.u32('body.positions.starts'), bytes: sections.u8('body.positions') },
  };
}

/** Number of documents in the list. Every word of a title is in the body too. */
export function documentFrequency(postings: Postings, list: ListNumber, field: Field = 'body'): number {
  return postings.fields[field].lists.counts[list] ?? 0;
}

/** What a list's word counts by itself. */
export function rarityOf({ whole, rarities }: Postings, list: ListNumber, field: Field = 'body'): number {
  const count = whole.frequencies[field][list] ?? 0;
  return rarities[count] ?? inverseFrequency(whole.documentCount, count);
}

/** Walks the documents of a list; with positions when it is that of a form. */
export function cursorOf(postings: Postings, list: ListNumber, field: Field = 'body'): ListCursor {
  const positions =
    field === 'body' && list + 1 < postings.positions.starts.length ? postings.positions : null;
  return new ListCursor(postings.fields[field].lists, list, positions);
}

/** Documents of the list, ascending. */
export function documentsOf(
  postings: Postings,
  list: ListNumber,
  workspace: Workspace,
  field: Field = 'body',
): Uint32Array {
  const count = documentFrequency(postings, list, field);
  const documents = workspace.u32(count);
  decodeDocuments(postings.fields[field].lists, list, documents);
  return documents;
}

/** What a word counts by itself that stands in `matching` of the documents. */
export function inverseFrequency(documentCount: number, matching: number): number {
  return Math.log(1 + (documentCount - matching + 0.5) / (matching + 0.5));
}
