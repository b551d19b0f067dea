// Lets MiniSearch index documents, a segment at a time, and packs what it made into postings of typed arrays.
import MiniSearch, { type AsPlainObject } from 'minisearch';
import type { Section } from '../../../snapshot/section-file.ts';
import { FIELDS, type Field } from '../layout.ts';
import { GrowingUint32 } from './growing-array.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The folded forms of one document by field; empty when it has none. */
export type DocumentForms = Readonly<Record<Field, readonly string[]>>;

/**
 * Empty documents at the beginning of each segment. MiniSearch gives back each term's documents as an object with their
 * numbers for keys, and V8 keeps an object whose first key is below 1,024 as an array with as many holes:
 * kilobytes for each rare word of the first documents.
 */
const EMPTY_DOCUMENTS = 1024;

/** A document by its ordinal, as MiniSearch takes it. */
interface IndexedDocument extends DocumentForms {
  readonly id: number;
}

/**
 * A MiniSearch with our words. Fields hold forms already: what it takes for the text of a field is only the field's
 * name, and its tokens are looked up in the document that is being added.
 */
class FormIndex {
  readonly #mini: MiniSearch<IndexedDocument>;
  #adding: DocumentForms = { body: [], title: [] };

  constructor(vocabulary: Vocabulary) {
    this.#mini = new MiniSearch<IndexedDocument>({
      fields: [...FIELDS],
      stringifyField: (_forms, field) => field,
      tokenize: (field) => this.#adding[field === 'title' ? 'title' : 'body'] as string[],
      processTerm: (form) => vocabulary.form(form).terms,
    });
    for (let empty = 1; empty <= EMPTY_DOCUMENTS; empty++)
      this.#mini.add({ id: -empty, body: [], title: [] });
  }

  add(id: number, forms: DocumentForms): void {
    this.#adding = forms;
    this.#mini.add({ id, ...forms });
  }

  toJSON(): AsPlainObject {
    return this.#mini.toJSON();
  }
}

/** Postings of one field while they are collected: parallel lists, documents ascending within a term. */
class FieldPostings {
  readonly terms = new GrowingUint32();
  readonly documents = new GrowingUint32();
  readonly frequencies = new GrowingUint32();
  /** Number of different forms in the field, by document. */
  readonly lengths = new GrowingUint32();

  /** Sorted by final term number: a counting sort, which keeps documents ascending. */
  sections(field: Field, ranks: Uint32Array): Record<string, Section> {
    const terms = this.terms.values().map((term) => ranks[term] ?? 0);
    const starts = new Uint32Array(ranks.length + 1);
    for (const term of terms) starts[term + 1] = (starts[term + 1] ?? 0) + 1;
    for (let term = 0; term < ranks.length; term++)
      starts[term + 1] = (starts[term + 1] ?? 0) + (starts[term] ?? 0);
    const next = starts.slice();
    const documents = new Uint32Array(terms.length);
    const frequencies = new Uint32Array(terms.length);
    const [fromDocuments, fromFrequencies] = [this.documents.values(), this.frequencies.values()];
    terms.forEach((term, index) => {
      const at = next[term] ?? 0;
      next[term] = at + 1;
      documents[at] = fromDocuments[index] ?? 0;
      frequencies[at] = fromFrequencies[index] ?? 0;
    });
    return {
      [`${field}.starts`]: starts,
      [`${field}.documents`]: documents,
      [`${field}.frequencies`]: frequencies,
      [`${field}.lengths`]: this.lengths.values(),
    };
  }
}

/** Takes the forms of documents in snapshot order; gives the postings of the whole index. */
export class SegmentIndexer {
  readonly #vocabulary: Vocabulary;
  readonly #segmentLimit: number;
  readonly #postings = { body: new FieldPostings(), title: new FieldPostings() };
  #segment: FormIndex;
  #segmentTokens = 0;
  #documents = 0;

  /** A segment is packed when it has `segmentLimit` tokens or more. */
  constructor(vocabulary: Vocabulary, segmentLimit: number) {
    this.#vocabulary = vocabulary;
    this.#segmentLimit = segmentLimit;
    this.#segment = new FormIndex(vocabulary);
  }

  add(forms: DocumentForms): void {
    this.#segment.add(this.#documents++, forms);
    this.#segmentTokens += forms.body.length + forms.title.length;
    if (this.#segmentTokens >= this.#segmentLimit) this.#pack();
  }

  /** The sections of both fields, by final term numbers. */
  finish(ranks: Uint32Array): Record<string, Section> {
    this.#pack();
    return {
      ...this.#postings.body.sections('body', ranks),
      ...this.#postings.title.sections('title', ranks),
    };
  }

  #pack(): void {
    const made = this.#segment.toJSON();
    this.#segment = new FormIndex(this.#vocabulary);
    this.#segmentTokens = 0;
    for (const field of FIELDS) this.#packField(made, field);
  }

  #packField(made: AsPlainObject, field: Field): void {
    const postings = this.#postings[field];
    const fieldId = made.fieldIds[field] ?? 0;
    // Lengths so far are those of all segments before it.
    const base = postings.lengths.length - EMPTY_DOCUMENTS;
    for (const [term, fields] of made.index) {
      const number = this.#vocabulary.number(term);
      for (const [document, frequency] of Object.entries(fields[fieldId] ?? {})) {
        postings.terms.push(number);
        postings.documents.push(base + Number(document));
        postings.frequencies.push(frequency);
      }
    }
    for (let document = EMPTY_DOCUMENTS; document < made.documentCount; document++) {
      postings.lengths.push(made.fieldLength[document]?.[fieldId] ?? 0);
    }
  }
}
