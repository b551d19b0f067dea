// Whether a stem that a word shares with the index makes it a word of the index: a slip has the same stem, and is no form.
import { areFormsOfOneWord } from '../slips.ts';
import type { StemNumber } from './dictionary.ts';
import type { PackedIndex } from './packed-index.ts';

/** Whether the form or a kindred one occurs in the index, in any field. */
export function isKnown(index: PackedIndex, form: string, stem: string): boolean {
  const written = index.dictionary.form(form);
  if (written !== null && index.isShown(written)) return true;
  const known = index.dictionary.stem(stem);
  return known !== null && hasKindred(index, form, known);
}

/** Whether some form begins so. */
export function isBegun({ dictionary, isShown }: PackedIndex, prefix: string): boolean {
  const { start, end } = dictionary.formsFrom(prefix);
  for (let form = start; form < end; form++) if (isShown(form)) return true;
  return false;
}

/** True when the index has the form, or another form of its stem that is more than one letter's slip away. */
export function hasKindred(
  { analysis, dictionary, isShown }: PackedIndex,
  form: string,
  stem: StemNumber,
): boolean {
  const kindred = dictionary.formsOf(stem).filter(isShown);
  if (dictionary.form(form) !== null) return kindred.length > 0;
  return kindred.some((number) => areFormsOfOneWord(analysis, form, dictionary.formText(number)));
}
