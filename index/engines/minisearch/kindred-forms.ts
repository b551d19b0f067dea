// Whether a stem that a word shares with the index makes it a word of the index. A stemmer cuts alike what differs in
// spelling only (`cormorent` and `cormorant` both give `cormor`): the one is then a slip of the other, not a form of it.
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
  // Only English endings are known not to replace a letter inside a word.
  if (analysis.language !== 'english' || dictionary.form(form) !== null) return kindred.length > 0;
  return kindred.some((number) => {
    const other = dictionary.formText(number);
    return !isSlip(form, other) || analysis.spelling(form) === analysis.spelling(other);
  });
}

/** Whether the words differ in one letter in its place, which is not the last. */
function isSlip(a: string, b: string): boolean {
  if (a.length !== b.length || a.at(-1) !== b.at(-1)) return false;
  let differences = 0;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) differences++;
  return differences === 1;
}
