// Finds the words of an index near a misspelt one: by length and letters first, then by edit distance.
import type { SimilarForm } from '../../engine.ts';
import type { Dictionary } from './dictionary.ts';
import { editDistance } from './edit-distance.ts';
import { documentFrequency, type Postings } from './postings.ts';

/** From this many letters on, two edits are forgiven. */
const TWO_EDITS_FROM = 8;
/** Longer words are not misspelt words; comparing them would cost too much. */
const MAX_LENGTH = 40;

/** Answers for one index. */
export interface SimilarForms {
  /** Nearest first, then most frequent, then by code units; the form itself is not among them. At most `limit`. */
  find(form: string, limit: number): readonly SimilarForm[];
}

/** Asks the dictionary; holds nothing of its own. */
export function createSimilarForms(dictionary: Dictionary, postings: Postings): SimilarForms {
  const { letters, lengths } = dictionary;
  const find = (form: string, limit: number): readonly SimilarForm[] => {
    const { length } = form;
    if (length > MAX_LENGTH) return [];
    const edits = length >= TWO_EDITS_FROM ? 2 : 1;
    const wanted = letterSet(form);
    const found: SimilarForm[] = [];
    for (let index = 0; index < letters.length; index++) {
      const longer = (lengths[index] ?? 0) - length;
      if (longer > edits || longer < -edits) continue;
      // One edit changes at most two letters of the set.
      if (bitCount((letters[index] ?? 0) ^ wanted) > 2 * edits) continue;
      const other = dictionary.formText(index);
      const distance = editDistance(form, other, edits);
      if (distance === 0 || distance > edits) continue;
      found.push({ form: other, distance, documents: documentFrequency(postings, index) });
    }
    return found.sort(byNearness).slice(0, limit);
  };
  return { find };
}

function byNearness(a: SimilarForm, b: SimilarForm): number {
  return a.distance - b.distance || b.documents - a.documents || (a.form < b.form ? -1 : 1);
}

/** Which letters occur, as bits; unlike letters may share one. */
export function letterSet(form: string): number {
  let set = 0;
  for (let index = 0; index < form.length; index++) set |= 1 << (form.charCodeAt(index) & 31);
  return set;
}

function bitCount(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
