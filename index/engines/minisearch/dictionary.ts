// The sorted terms of an index: stems as they are, exact forms with their mark, so that the forms are one run.

import type { SectionReader } from '../../snapshot/section-file.ts';
import { EXACT_MARK } from './layout.ts';
import { readStrings } from './string-table.ts';

/** A term's number; terms are sorted by UTF-16 code units. */
export type TermNumber = number;

export interface Dictionary {
  readonly terms: readonly string[];
  /** Numbers from `start` to before `end` are the exact forms, sorted. */
  readonly forms: { readonly start: TermNumber; readonly end: TermNumber };
  /** By form: the number of its stem, which has no postings when only stop words have it. */
  readonly stems: Uint32Array;
  /** Null when the index has no such stem. */
  stem(stem: string): TermNumber | null;
  /** Null when no document has this form. */
  form(form: string): TermNumber | null;
  /** The form of a number out of `forms`, without the mark. */
  formText(term: TermNumber): string;
  /** The forms that begin so, as a span of numbers; the form itself included. */
  formsFrom(prefix: string): { readonly start: TermNumber; readonly end: TermNumber };
  /** All forms of one stem, stop words among them. Walks the whole dictionary. */
  formsOf(stem: TermNumber): TermNumber[];
}

/** The dictionary written by `Vocabulary`; decodes every term. */
export function readDictionary(sections: SectionReader): Dictionary {
  const terms = readStrings(sections, 'terms').all();
  const stems = sections.u32('stems');
  const find = (term: string): TermNumber | null => {
    const at = lowerBound(terms, term);
    return terms[at] === term ? at : null;
  };
  const span = (prefix: string): { start: TermNumber; end: TermNumber } => ({
    start: lowerBound(terms, prefix),
    end: upperBound(terms, prefix),
  });
  const forms = span(EXACT_MARK);
  return {
    terms,
    forms,
    stems,
    stem: find,
    form: (form) => find(EXACT_MARK + form),
    formText: (term) => (terms[term] ?? '').slice(EXACT_MARK.length),
    formsFrom: (prefix) => span(EXACT_MARK + prefix),
    formsOf: (stem) => {
      const found: TermNumber[] = [];
      for (let form = forms.start; form < forms.end; form++) if (stems[form] === stem) found.push(form);
      return found;
    },
  };
}

/** First index whose term is not before `term`. */
function lowerBound(terms: readonly string[], term: string): number {
  return partition(terms.length, (index) => (terms[index] ?? '') < term);
}

/** First index behind the terms that begin with `prefix`. */
function upperBound(terms: readonly string[], prefix: string): number {
  return partition(terms.length, (index) => {
    const term = terms[index] ?? '';
    return term < prefix || term.startsWith(prefix);
  });
}

/** Number of indexes, from 0 to `length`, for which `isBefore` holds; it must hold for a first run of them only. */
function partition(length: number, isBefore: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
