// Checks words one behind the other in documents that have them all, on the positions of their lists.
import type { WordScope } from '../../query/model.ts';
import type { FormNumber } from './dictionary.ts';
import { type ListCursor, NO_DOCUMENT } from './list-cursor.ts';
import type { PackedIndex } from './packed-index.ts';
import { type RunTest, scopeTest } from './parts.ts';
import { cursorOf, documentFrequency } from './postings.ts';

/** One of the phrase's different words, with its positions in the present document. */
interface PhraseWord {
  readonly form: FormNumber;
  readonly cursor: ListCursor;
  positions: Uint32Array;
  count: number;
}

/** What a phrase was found in, and how often each of its different words stands there. */
export interface FoundPhrases {
  /** Ascending. */
  readonly documents: Uint32Array;
  readonly words: readonly { readonly form: FormNumber; readonly frequencies: Uint32Array }[];
}

/** Looks for one phrase in documents asked about in ascending order. */
export class PhraseFinder {
  readonly #index: PackedIndex;
  readonly #scope: WordScope;
  /** By place in the phrase; a repeated word is the same object. */
  readonly #words: readonly PhraseWord[];
  /** The rarest first. */
  readonly #different: readonly PhraseWord[];
  /** By place in the phrase: how many of its word's positions lie behind, while a document is looked through. */
  readonly #passed: Uint32Array;

  constructor(index: PackedIndex, forms: readonly FormNumber[], scope: WordScope) {
    this.#index = index;
    this.#scope = scope;
    const byForm = new Map<FormNumber, PhraseWord>();
    for (const form of forms) {
      if (byForm.has(form)) continue;
      const cursor = cursorOf(index.postings, form);
      byForm.set(form, { form, cursor, positions: new Uint32Array(8), count: 0 });
    }
    const frequency = ({ form }: PhraseWord): number => documentFrequency(index.postings, form);
    this.#different = [...byForm.values()].sort((a, b) => frequency(a) - frequency(b));
    this.#words = forms.flatMap((form) => byForm.get(form) ?? []);
    this.#passed = new Uint32Array(this.#words.length);
  }

  /** All documents with the phrase, or those of `within` that have it, when it is given. One walk over the lists. */
  findAll(within: Uint32Array | null): FoundPhrases {
    const { workspace, postings } = this.#index;
    const rarest = this.#different[0];
    const bound = rarest === undefined ? 0 : documentFrequency(postings, rarest.form);
    const most = within === null ? bound : Math.min(bound, within.length);
    const documents = workspace.u32(most);
    const frequencies = this.#different.map(() => workspace.u32(most));
    let found = 0;
    let at = 0;
    for (let ordinal = this.#first(within, at); ordinal !== NO_DOCUMENT; ordinal = this.#first(within, at)) {
      at = within === null ? ordinal + 1 : at + 1;
      if (!this.isIn(ordinal)) continue;
      documents[found] = ordinal;
      for (const [place, word] of this.#different.entries()) {
        const list = frequencies[place];
        if (list !== undefined) list[found] = word.count;
      }
      found++;
    }
    return {
      documents: documents.subarray(0, found),
      words: this.#different.map(({ form }, place) => ({
        form,
        frequencies: (frequencies[place] ?? documents).subarray(0, found),
      })),
    };
  }

  /** The next document to look at: the one at this place of `within`, or the rarest word's next from this one on. */
  #first(within: Uint32Array | null, at: number): number {
    if (within !== null) return within[at] ?? NO_DOCUMENT;
    return this.#different[0]?.cursor.seek(at) ?? NO_DOCUMENT;
  }

  /** Whether the document has the phrase in the scope. Cost: the positions of its words in the document. */
  isIn(ordinal: number): boolean {
    if (!this.#read(ordinal)) return false;
    return this.#find(0, this.#rarestPlace(), scopeTest(this.#index.parts, ordinal, this.#scope)) >= 0;
  }

  /** Positions where the phrase begins in the scope, ascending, at most `limit`. */
  starts(ordinal: number, limit: number): readonly number[] {
    if (!this.#read(ordinal)) return [];
    const anchor = this.#rarestPlace();
    const isInScope = scopeTest(this.#index.parts, ordinal, this.#scope);
    const starts: number[] = [];
    let index = this.#find(0, anchor, isInScope);
    while (index >= 0 && starts.length < limit) {
      starts.push((this.#words[anchor]?.positions[index] ?? 0) - anchor);
      index = this.#find(index + 1, anchor, isInScope);
    }
    return starts;
  }

  /** The first of the anchor's positions, from the one at `from` on, around which the phrase stands; −1 when none. */
  #find(from: number, anchor: number, isInScope: RunTest): number {
    const word = this.#words[anchor];
    if (word === undefined) return -1;
    for (let index = from; index < word.count; index++) {
      const start = (word.positions[index] ?? 0) - anchor;
      if (start >= 0 && this.#standsAt(start, anchor) && isInScope(start, this.#words.length)) return index;
    }
    return -1;
  }

  #read(ordinal: number): boolean {
    for (const word of this.#different) {
      if (word.cursor.seek(ordinal) !== ordinal) return false;
    }
    for (const word of this.#different) {
      word.count = word.cursor.frequency;
      if (word.positions.length < word.count) word.positions = new Uint32Array(2 * word.count);
      word.cursor.readPositions(word.positions);
    }
    this.#passed.fill(0);
    return true;
  }

  #rarestPlace(): number {
    let rarest = 0;
    for (let place = 1; place < this.#words.length; place++) {
      if ((this.#words[place]?.count ?? 0) < (this.#words[rarest]?.count ?? 0)) rarest = place;
    }
    return rarest;
  }

  /** Asked with ascending starts, so that each place passes its positions once. */
  #standsAt(start: number, anchor: number): boolean {
    for (let place = 0; place < this.#words.length; place++) {
      const word = this.#words[place];
      if (word === undefined) return false;
      if (place === anchor) continue;
      const { positions, count } = word;
      let at = this.#passed[place] ?? 0;
      while (at < count && (positions[at] ?? 0) < start + place) at++;
      this.#passed[place] = at;
      if (at === count || positions[at] !== start + place) return false;
    }
    return true;
  }
}
