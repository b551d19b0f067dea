// Finds the words of an index near a misspelt one: by length and letters first, then by edit distance.
import type { SimilarForm } from '../../engine.ts';
import type { Dictionary } from './dictionary.ts';
import { editDistance } from './edit-distance.ts';
import { documentFrequency, type Postings } from './postings.ts';

/** From this many letters on, two edits are forgiven. */
const TWO_EDITS_FROM = 8;
/** Longer words are not misspelt words; comparing them would cost too much. */
const MAX_LENGTH = 40;

/** Answers for one index; keeps one number for each form. */
export interface SimilarForms {
  /** Nearest first, then most frequent, then by code units; the form itself is not among them. At most `limit`. */
  find(form: string, limit: number): readonly SimilarForm[];
}

/** Walks the whole dictionary once. */
export function createSimilarForms(dictionary: Dictionary, postings: Postings): SimilarForms {
  const { start, end } = dictionary.forms;
  const letters = new Uint32Array(end - start);
  const lengths = new Uint8Array(end - start);
  for (let term = start; term < end; term++) {
    const form = dictionary.formText(term);
    letters[term - start] = letterSet(form);
    lengths[term - start] = Math.min(form.length, 255);
  }
  const isNear = (index: number, form: string, edits: number, wanted: number): boolean => {
    if (Math.abs((lengths[index] ?? 0) - form.length) > edits) return false;
    // One edit changes at most two letters of the set.
    return bitCount((letters[index] ?? 0) ^ wanted) <= 2 * edits;
  };
  const find = (form: string, limit: number): readonly SimilarForm[] => {
    if (form.length > MAX_LENGTH) return [];
    const edits = form.length >= TWO_EDITS_FROM ? 2 : 1;
    const wanted = letterSet(form);
    const found: SimilarForm[] = [];
    for (let index = 0; index < letters.length; index++) {
      if (!isNear(index, form, edits, wanted)) continue;
      const other = dictionary.formText(start + index);
      const distance = editDistance(form, other, edits);
      if (distance === 0 || distance > edits) continue;
      found.push({ form: other, distance, documents: documentFrequency(postings, start + index) });
    }
    return found.sort(byNearness).slice(0, limit);
  };
  return { find };
}

function byNearness(a: SimilarForm, b: SimilarForm): number {
  return a.distance - b.distance || b.documents - a.documents || (a.form < b.form ? -1 : 1);
}

/** Which letters occur, as bits; unlike letters may share one. */
function letterSet(form: string): number {
  let set = 0;
  for (let index = 0; index < form.length; index++) set |= 1 << (form.charCodeAt(index) & 31);
  return set;
}

function bitCount(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
