// Reads documents into tokens, once: forms with their positions, the length of titles, and which tokens are quoted.
import type { Analysis, WordSink } from '../../../analysis/analysis.ts';
import { GrowingUint32 } from '../../../packing/growing-array.ts';
import { TextPlaces } from '../../text-places.ts';
import type { Field } from '../layout.ts';
import { nameOf } from './form-names.ts';
import { FormTable } from './form-table.ts';
import type { DocumentPlaces, IndexedText } from './segment.ts';

/** The names of one document's forms, by field; empty when it has none. */
export type DocumentNames = Readonly<Record<Field, readonly string[]>>;

/** All tokens of a segment, in order. */
export interface SegmentTokens {
  /** Number of each one's form. */
  readonly forms: Uint32Array;
  /** Which document it stands in, from 0. */
  readonly documents: Uint32Array;
  readonly positions: Uint32Array;
}

/** Takes the documents of a segment in order. */
export class DocumentReader {
  readonly forms = new FormTable();
  readonly #analysis: Analysis;
  readonly #sink: WordSink;
  readonly #tokens = {
    forms: new GrowingUint32(),
    documents: new GrowingUint32(),
    positions: new GrowingUint32(),
  };
  readonly #titled = {
    documents: new GrowingUint32(),
    tokens: new GrowingUint32(),
    texts: new GrowingUint32(),
  };
  readonly #textPlaces = new TextPlaces();
  #document = 0;
  #position = 0;
  #names: string[] = [];

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
    this.#sink = {
      plainWord: (text, start, end) => this.#add(this.forms.numberOfPlain(text, start, end), start),
      word: (form, start) => this.#add(this.forms.numberOf(form), start),
    };
  }

  /** Positions: the title's tokens from 0, a gap, the text's, a gap, each tag's with a gap behind each. */
  add({ title, text, tags, quotes }: IndexedText): DocumentNames {
    this.#position = 0;
    this.#names = [];
    this.#read(title);
    const titleNames = this.#names.slice();
    this.#textPlaces.open(text, quotes);
    this.#read(text);
    this.#textPlaces.close(this.#document);
    const textEnd = this.#names.length;
    for (const tag of tags) this.#read(tag);
    if (titleNames.length > 0 || this.#names.length > textEnd) {
      this.#titled.documents.push(this.#document);
      this.#titled.tokens.push(titleNames.length);
      this.#titled.texts.push(textEnd - titleNames.length);
    }
    this.#document++;
    return { title: titleNames, body: this.#names };
  }

  tokens(): SegmentTokens {
    const { forms, documents, positions } = this.#tokens;
    return { forms: forms.values(), documents: documents.values(), positions: positions.values() };
  }

  places(): DocumentPlaces {
    const { documents, tokens, texts } = this.#titled;
    return {
      titled: {
        documents: documents.values().slice(),
        tokens: tokens.values().slice(),
        texts: texts.values().slice(),
      },
      ...this.#textPlaces.places(),
    };
  }

  #read(part: string): void {
    this.#analysis.readWords(part, this.#sink);
    this.#position++;
  }

  #add(form: number, start: number): void {
    this.#textPlaces.see(start, this.#position);
    this.#tokens.forms.push(form);
    this.#tokens.documents.push(this.#document);
    this.#tokens.positions.push(this.#position++);
    this.#names.push(nameOf(form));
  }
}
