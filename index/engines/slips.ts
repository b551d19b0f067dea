// Whether two words of one stem are forms of each other. A stemmer cuts alike what differs in spelling only (`cormorent`
// and `cormorant` both give `cormor`): the one is then a slip of the other, not a form of it.
import type { Analysis } from '../analysis/model.ts';

/** For words of one stem: false for a slip. Only English endings are known not to replace a letter inside a word. */
export function areFormsOfOneWord(analysis: Analysis, form: string, other: string): boolean {
  if (analysis.language !== 'english') return true;
  return !isSlip(form, other) || analysis.spelling(form) === analysis.spelling(other);
}

/** Whether the words differ in one letter in its place, which is not the last. */
function isSlip(a: string, b: string): boolean {
  if (a.length !== b.length || a.at(-1) !== b.at(-1)) return false;
  let differences = 0;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) differences++;
  return differences === 1;
}
