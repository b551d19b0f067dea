// Writes the forward index: for every document its words in order, so that phrases and quoted parts are checked
// on typed arrays and never on texts.
import type { Analysis } from '../../../analysis/analysis.ts';
import type { Entry, TextRange } from '../../../model.ts';
import type { Section } from '../../../snapshot/section-file.ts';
import { BREAK, QUOTED, TOKEN_MASK } from '../layout.ts';
import { GrowingLists } from './growing-array.ts';
import type { DocumentForms } from './segment-indexer.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Collects token numbers; gives back the forms, so that a text is analysed once. */
export class TokenWriter {
  readonly #analysis: Analysis;
  readonly #vocabulary: Vocabulary;
  readonly #tokens = new GrowingLists();

  constructor(analysis: Analysis, vocabulary: Vocabulary) {
    this.#analysis = analysis;
    this.#vocabulary = vocabulary;
  }

  add(entry: Entry): DocumentForms {
    const title = this.#analysis.forms(entry.title);
    const body = [...title];
    this.#addPart(title);
    const text = this.#addText(entry);
    for (const form of text) body.push(form);
    for (const tag of entry.tags) {
      const forms = this.#analysis.forms(tag);
      this.#addPart(forms);
      for (const form of forms) body.push(form);
    }
    this.#tokens.close();
    return { title, body };
  }

  #addPart(forms: readonly string[]): void {
    for (const form of forms) this.#tokens.push(this.#vocabulary.form(form).exact);
    this.#tokens.push(BREAK);
  }

  #addText(entry: Entry): readonly string[] {
    const tokens = this.#analysis.tokens(entry.text);
    const isQuoted = rangeTest(entry.quotes);
    for (const { form, start } of tokens) {
      const { exact } = this.#vocabulary.form(form);
      this.#tokens.push(isQuoted(start) ? (exact | QUOTED) >>> 0 : exact);
    }
    this.#tokens.push(BREAK);
    return tokens.map((token) => token.form);
  }

  finish(ranks: Uint32Array): Record<string, Section> {
    const tokens = this.#tokens.values().map((token) => {
      if (token === BREAK) return BREAK;
      return ((ranks[token & TOKEN_MASK] ?? 0) | (token & QUOTED)) >>> 0;
    });
    return { tokens, 'tokens.starts': this.#tokens.starts() };
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
