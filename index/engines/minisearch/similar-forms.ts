// Finds the words of an index near a misspelt one: by length and letters first, then by edit distance.
import type { SimilarForm } from '../../engine.ts';
import { editDistance } from '../edit-distance.ts';
import type { Dictionary, FormNumber } from './dictionary.ts';
import { differingLetters, lettersOf } from './letters.ts';
import { documentFrequency, type Postings } from './postings.ts';

/** Longer words are not misspelt words; comparing them would cost too much. */
const MAX_LENGTH = 40;

/** Answers for one index. */
export interface SimilarForms {
  /**
   * Within so many edits; nearest first, then most frequent, then by code units; the form itself is not among them. At most
   * `limit`.
   */
  find(form: string, limit: number, edits: number): readonly SimilarForm[];
}

/** Asks the dictionary; holds nothing of its own. Cost: the forms of nearly the same length. Forms not shown are none. */
export function createSimilarForms(
  dictionary: Dictionary,
  postings: Postings,
  isShown: (form: FormNumber) => boolean = () => true,
): SimilarForms {
  const addNear = (found: SimilarForm[], form: string, edits: number, length: number): void => {
    const wanted = lettersOf(form);
    const { forms, letters } = dictionary.formsOfLength(length);
    for (let index = 0; index < forms.length; index++) {
      // One edit changes at most two letters of the set.
      if (differingLetters(letters[index] ?? 0, wanted) > 2 * edits) continue;
      const number = forms[index] ?? 0;
      const other = dictionary.formText(number);
      const distance = editDistance(form, other, edits);
      if (distance === 0 || distance > edits || !isShown(number)) continue;
      found.push({ form: other, distance, documents: documentFrequency(postings, number) });
    }
  };
  const find = (form: string, limit: number, edits: number): readonly SimilarForm[] => {
    if (form.length > MAX_LENGTH) return [];
    const found: SimilarForm[] = [];
    for (let length = form.length - edits; length <= form.length + edits; length++) {
      if (length > 0) addNear(found, form, edits, length);
    }
    return found.sort(byNearness).slice(0, limit);
  };
  return { find };
}

function byNearness(a: SimilarForm, b: SimilarForm): number {
  return a.distance - b.distance || b.documents - a.documents || (a.form < b.form ? -1 : 1);
}
