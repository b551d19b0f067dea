// Reads documents into tokens, once: forms with their positions, the length of titles, and which tokens are quoted.
import type { Analysis } from '../../../analysis/analysis.ts';
import { CHECKPOINT_WORDS } from '../../../engine.ts';
import type { TextRange } from '../../../model.ts';
import type { Field } from '../layout.ts';
import { FormNumbers } from './form-numbers.ts';
import { GrowingLists, GrowingUint32 } from './growing-array.ts';
import type { DocumentPlaces, IndexedText } from './segment.ts';

/** The names of one document's forms, by field; empty when it has none. */
export type DocumentNames = Readonly<Record<Field, readonly string[]>>;

/** All tokens of a segment, in order: the number of each one's form, and its position in its document. */
export interface SegmentTokens {
  readonly forms: Uint32Array;
  readonly positions: Uint32Array;
}

/** Takes the documents of a segment in order. */
export class DocumentReader {
  readonly numbers = new FormNumbers();
  readonly #analysis: Analysis;
  readonly #forms = new GrowingUint32();
  readonly #positions = new GrowingUint32();
  readonly #titled = {
    documents: new GrowingUint32(),
    tokens: new GrowingUint32(),
    texts: new GrowingUint32(),
  };
  readonly #checkpoints = new GrowingLists();
  readonly #quoted = { documents: new GrowingUint32(), ranges: new GrowingLists() };
  #document = 0;
  #position = 0;
  #names: string[] = [];

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
  }

  /** Positions: the title's tokens from 0, a gap, the text's, a gap, each tag's with a gap behind each. */
  add({ title, text, tags, quotes }: IndexedText): DocumentNames {
    this.#position = 0;
    this.#names = [];
    this.#addPart(title);
    const titleNames = [...this.#names];
    this.#addText(text, quotes);
    const textEnd = this.#names.length;
    for (const tag of tags) this.#addPart(tag);
    if (titleNames.length > 0 || this.#names.length > textEnd) {
      this.#titled.documents.push(this.#document);
      this.#titled.tokens.push(titleNames.length);
      this.#titled.texts.push(textEnd - titleNames.length);
    }
    this.#document++;
    return { title: titleNames, body: this.#names };
  }

  tokens(): SegmentTokens {
    return { forms: this.#forms.values(), positions: this.#positions.values() };
  }

  places(): DocumentPlaces {
    const { documents, ranges } = this.#quoted;
    return {
      titled: {
        documents: this.#titled.documents.values().slice(),
        tokens: this.#titled.tokens.values().slice(),
        texts: this.#titled.texts.values().slice(),
      },
      checkpoints: {
        offsets: this.#checkpoints.values().slice(),
        starts: this.#checkpoints.starts().slice(),
      },
      quoted: {
        documents: documents.values().slice(),
        starts: ranges.starts().slice(),
        ranges: ranges.values().slice(),
      },
    };
  }

  #addPart(text: string): void {
    for (const form of this.#analysis.forms(text)) this.#addForm(form);
    this.#position++;
  }

  #addForm(form: string): void {
    const number = this.numbers.number(form);
    this.#forms.push(number);
    this.#positions.push(this.#position++);
    this.#names.push(this.numbers.names[number] ?? '');
  }

  #addText(text: string, quotes: readonly TextRange[]): void {
    const isQuoted = rangeTest(quotes);
    const { documents, ranges } = this.#quoted;
    let from: number | null = null;
    let hasAny = false;
    const end = () => {
      if (from === null) return;
      ranges.push(from);
      ranges.push(this.#position);
      from = null;
      hasAny = true;
    };
    const checkpoints = new Checkpoints(text, this.#checkpoints);
    for (const { form, start } of this.#analysis.tokens(text)) {
      checkpoints.pass(start);
      if (isQuoted(start)) from ??= this.#position;
      else end();
      this.#addForm(form);
    }
    end();
    this.#checkpoints.close();
    this.#position++;
    if (!hasAny) return;
    documents.push(this.#document);
    ranges.close();
  }
}

/** Whether an offset lies in one of the sorted ranges; asked with ascending offsets. */
function rangeTest(ranges: readonly TextRange[]): (offset: number) => boolean {
  let next = 0;
  return (offset) => {
    while (next < ranges.length && (ranges[next]?.[1] ?? 0) <= offset) next++;
    return (ranges[next]?.[0] ?? Number.POSITIVE_INFINITY) <= offset;
  };
}

/** Notes the UTF-8 offset of every so many-th word of a text. */
class Checkpoints {
  readonly #text: string;
  readonly #offsets: GrowingLists;
  #tokens = 0;
  #bytes = 0;
  #end = 0;

  constructor(text: string, offsets: GrowingLists) {
    this.#text = text;
    this.#offsets = offsets;
  }

  /** The next word begins at this UTF-16 offset. */
  pass(start: number): void {
    if (this.#tokens++ % CHECKPOINT_WORDS !== 0) return;
    this.#bytes += Buffer.byteLength(this.#text.slice(this.#end, start));
    this.#end = start;
    this.#offsets.push(this.#bytes);
  }
}
