// The posting lists that a few documents give for the words of a question, as shards have them.
import { GrowingBytes } from '../../../packing/growing-array.ts';
import type { CountedStem, FewDocument } from '../../few-documents.ts';
import type { ReadStem } from '../shards/read-terms.ts';

/** Where titles and texts end. */
export interface PartLengths {
  readonly title: number;
  readonly text: number;
}

/** The lists of the stems' forms, and the lengths of each document's parts. */
export interface FewLists {
  /** In the order of the stems, numbered by it. */
  readonly stems: readonly ReadStem[];
  readonly parts: readonly PartLengths[];
}

/** Documents count from 0, in their order. Cost: a look at each of their words. */
export function readFewLists(documents: readonly FewDocument[], words: readonly CountedStem[]): FewLists {
  const lists = new Map<string, FormList>();
  for (const { forms } of words) for (const { form } of forms) lists.set(form, new FormList());
  const parts = documents.map((document, number) => readDocument(document, number, lists));
  for (const list of lists.values()) list.end();
  const encoder = new TextEncoder();
  const stems = words.map(({ stem, forms }, number): ReadStem => {
    const read = forms.map(({ form }) => ({
      text: form,
      key: encoder.encode(form),
      ...(lists.get(form) ?? EMPTY).lists(),
    }));
    return { number, text: stem, forms: read };
  });
  return { stems, parts };
}

function readDocument(
  { parts }: FewDocument,
  number: number,
  lists: ReadonlyMap<string, FormList>,
): PartLengths {
  let position = 0;
  const lengths = parts.map((part, index) => {
    const forms = part === '' ? [] : part.split(' ');
    for (const form of forms) {
      lists.get(form)?.add(number, position, index === 0);
      position++;
    }
    position++;
    return forms.length;
  });
  return { title: lengths[0] ?? 0, text: lengths[1] ?? 0 };
}

/** One form's postings as they come. */
class FormList {
  readonly #body = new GrowingBytes();
  readonly #positions = new GrowingBytes();
  readonly #title = new GrowingBytes();
  #bodyCount = 0;
  #titleCount = 0;
  /** The document that is being read, and the one before it in each list. */
  #document = -1;
  #lastBody = 0;
  #lastTitle = 0;
  #frequency = 0;
  #titleFrequency = 0;
  #position = 0;

  add(document: number, position: number, isTitle: boolean): void {
    if (document !== this.#document) {
      this.end();
      this.#document = document;
    }
    this.#positions.pushNumber(position - this.#position);
    this.#position = position;
    this.#frequency++;
    if (isTitle) this.#titleFrequency++;
  }

  /** Writes down what is known of the document. */
  end(): void {
    if (this.#frequency > 0) {
      pushPosting(this.#body, this.#document - this.#lastBody, this.#frequency);
      this.#lastBody = this.#document;
      this.#bodyCount++;
    }
    if (this.#titleFrequency > 0) {
      pushPosting(this.#title, this.#document - this.#lastTitle, this.#titleFrequency);
      this.#lastTitle = this.#document;
      this.#titleCount++;
    }
    this.#frequency = 0;
    this.#titleFrequency = 0;
    this.#position = 0;
  }

  lists(): Pick<ReadStem['forms'][number], 'body' | 'positions' | 'title'> {
    return {
      body: { count: this.#bodyCount, bytes: this.#body.values() },
      positions: this.#positions.values(),
      title: { count: this.#titleCount, bytes: this.#title.values() },
    };
  }
}

const EMPTY = new FormList();

function pushPosting(bytes: GrowingBytes, distance: number, frequency: number): void {
  bytes.pushNumber(frequency === 1 ? distance * 2 + 1 : distance * 2);
  if (frequency !== 1) bytes.pushNumber(frequency);
}
