// Which of the found documents have a word in their own text, or in a quoted part: `own` and `in:quote`.
import type { WordScope } from '../../query/model.ts';
import type { FormNumber } from './dictionary.ts';
import { FLAG } from './layout.ts';
import { type ListCursor, NO_DOCUMENT } from './list-cursor.ts';
import { indexOfSorted, keep, type Matches } from './matches.ts';
import type { PackedIndex } from './packed-index.ts';
import { scopeTest } from './parts.ts';
import { cursorOf, documentFrequency } from './postings.ts';

/** Narrows `matches` to documents with any of the forms in the scope. Cost: the forms' postings that are found. */
export function keepInScope(
  index: PackedIndex,
  matches: Matches,
  { forms, scope }: { readonly forms: readonly FormNumber[]; readonly scope: WordScope },
): Matches {
  const { flags } = index.columns;
  const hasQuotes = (ordinal: number): boolean => ((flags[ordinal] ?? 0) & FLAG.quote) !== 0;
  const doubtful = matches.documents.filter(hasQuotes);
  const found = new ScopedDocuments(index, doubtful, scope);
  for (const form of forms) found.look(form);
  // Most documents quote nothing: all of their words are their own.
  return keep(matches, (ordinal) => (hasQuotes(ordinal) ? found.has(ordinal) : scope === 'own'));
}

/** Those of the documents (ascending) that have any of the forms, and none outside of their quoted parts. */
export function documentsOnlyQuoting(
  index: PackedIndex,
  documents: Uint32Array,
  forms: readonly FormNumber[],
): Uint32Array {
  const found = new ScopedDocuments(index, documents, 'own');
  for (const form of forms) found.look(form);
  return documents.filter((_, at) => found.isOutside(at));
}

/** What is known of a document. */
const UNSEEN = 0;
const OUTSIDE = 1;
const INSIDE = 2;

class ScopedDocuments {
  readonly #index: PackedIndex;
  readonly #documents: Uint32Array;
  readonly #known: Uint8Array;
  readonly #scope: WordScope;
  #positions = new Uint32Array(16);

  constructor(index: PackedIndex, documents: Uint32Array, scope: WordScope) {
    this.#index = index;
    this.#documents = documents;
    this.#known = new Uint8Array(documents.length).fill(UNSEEN);
    this.#scope = scope;
  }

  has(ordinal: number): boolean {
    return this.#known[indexOfSorted(this.#documents, ordinal)] === INSIDE;
  }

  /** Whether the document at this place has forms, but not in the scope. */
  isOutside(at: number): boolean {
    return this.#known[at] === OUTSIDE;
  }

  /** Marks the documents that have the form in the scope: walks the shorter of its list and the documents. */
  look(form: FormNumber): void {
    const cursor = cursorOf(this.#index.postings, form);
    if (documentFrequency(this.#index.postings, form) * 8 < this.#documents.length) {
      for (let ordinal = cursor.next(); ordinal !== NO_DOCUMENT; ordinal = cursor.next()) {
        this.#mark(indexOfSorted(this.#documents, ordinal), ordinal, cursor);
      }
      return;
    }
    for (let at = 0; at < this.#documents.length; at++) {
      const ordinal = this.#documents[at] ?? 0;
      const document = cursor.seek(ordinal);
      if (document === NO_DOCUMENT) return;
      if (document === ordinal) this.#mark(at, ordinal, cursor);
    }
  }

  #mark(at: number, ordinal: number, cursor: ListCursor): void {
    if (at < 0 || this.#known[at] === INSIDE) return;
    this.#known[at] = OUTSIDE;
    const { frequency } = cursor;
    if (this.#positions.length < frequency) this.#positions = new Uint32Array(2 * frequency);
    cursor.readPositions(this.#positions);
    const isInScope = scopeTest(this.#index.parts, ordinal, this.#scope);
    for (let index = 0; index < frequency; index++) {
      if (!isInScope(this.#positions[index] ?? 0, 1)) continue;
      this.#known[at] = INSIDE;
      return;
    }
  }
}
