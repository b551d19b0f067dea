// The terms of an index while it is written: every exact form, and the stems of content words.
import type { Analysis } from '../../../analysis/analysis.ts';
import type { Section } from '../../../snapshot/section-file.ts';
import { EXACT_MARK, NO_TERM } from '../layout.ts';
import { packStrings } from '../string-table.ts';

interface FormTerms {
  /** Number of the marked exact form. */
  readonly exact: number;
  /** What MiniSearch indexes for the form: its stem (not for stop words), and the exact form. Only read. */
  readonly terms: string[];
}

/** Numbers terms in the order they are met; `sort` gives their final numbers. */
export class Vocabulary {
  readonly #analysis: Analysis;
  readonly #numbers = new Map<string, number>();
  readonly #forms = new Map<string, FormTerms>();
  /** By number: the number of the stem of an exact form; `NO_TERM` for stems. */
  readonly #stems: number[] = [];

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
  }

  /** Terms of a folded form, adding them when they are new. */
  form(form: string): FormTerms {
    const known = this.#forms.get(form);
    if (known !== undefined) return known;
    const stem = this.#analysis.stem(form);
    const marked = EXACT_MARK + form;
    const exact = this.number(marked);
    // The stem of a stop word is a term without postings: it ties the forms of one word together.
    this.#stems[exact] = this.number(stem);
    const terms = this.#analysis.isStopWord(form) ? [marked] : [stem, marked];
    const added = { exact, terms };
    this.#forms.set(form, added);
    return added;
  }

  /** Number of a term, adding it when it is new. */
  number(term: string): number {
    const known = this.#numbers.get(term);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(term, number);
    this.#stems[number] = NO_TERM;
    return number;
  }

  /**
   * The sorted dictionary as sections, and `ranks`: the final number of each term by its present one.
   * Order is that of UTF-16 code units.
   */
  sort(): { readonly sections: Record<string, Section>; readonly ranks: Uint32Array } {
    const terms = [...this.#numbers.keys()].sort();
    const ranks = new Uint32Array(terms.length);
    terms.forEach((term, rank) => {
      ranks[this.number(term)] = rank;
    });
    const stems = new Uint32Array(terms.length).fill(NO_TERM);
    this.#stems.forEach((stem, number) => {
      if (stem !== NO_TERM) stems[ranks[number] ?? 0] = ranks[stem] ?? NO_TERM;
    });
    return { sections: { ...packStrings('terms', terms), stems }, ranks };
  }
}
