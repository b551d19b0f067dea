// Finds the words of a query that an index does not know, and what they were meant to be.
import type { Analysis } from './analysis/model.ts';
import type { Engine } from './engine.ts';
import type { PlannedWord } from './plan-words.ts';

/** Unknown words of one query that are looked up; later ones stay as they are. */
export const MAX_LOOKED_UP_WORDS = 10;

// A correction is chosen among so many, because stop words and numbers are none.
const MAX_CANDIDATES = 8;
// Of shorter words every other one is a neighbour.
const MIN_LENGTH = 3;
/** From this many letters on, two edits are forgiven. */
const TWO_EDITS_FROM = 8;

/**
 * Corrections of plain words, from the form in the query to the form in the index: the nearest, the most frequent of
 * the equally near. Only for words the index does not know, in form or stem; never for numbers or words under three
 * letters. Empty when there is nothing to correct. Cost: one look-up a word, one more for each unknown word.
 */
export async function findCorrections(
  engine: Engine,
  words: readonly PlannedWord[],
  analysis: Analysis,
): Promise<ReadonlyMap<string, string>> {
  const corrections = new Map<string, string>();
  const seen = new Set<string>();
  let unknown = 0;
  for (const { node } of words) {
    if (node.kind !== 'stem' || seen.has(node.form) || !isSpelt(node.form)) continue;
    seen.add(node.form);
    if (await engine.knows(node.form, node.stem)) continue;
    unknown++;
    if (unknown > MAX_LOOKED_UP_WORDS) break;
    const right = await nearestForm(engine, node.form, analysis);
    if (right !== null) corrections.set(node.form, right);
  }
  return corrections;
}

/** The nearest word of the index that is none of the small ones; null when none is near. */
export async function nearestForm(engine: Engine, form: string, analysis: Analysis): Promise<string | null> {
  // Most slips are a single one, and looking further costs much more.
  for (let edits = 1; edits <= editsForgiven(form); edits += 1) {
    const candidates = await engine.similarForms(form, MAX_CANDIDATES, edits);
    const fitting = candidates.find((near) => isSpelt(near.form) && !analysis.isStopWord(near.form));
    if (fitting !== undefined) return fitting.form;
  }
  return null;
}

/** How many edits make a similar word of a form. */
export function editsForgiven(form: string): number {
  return form.length >= TWO_EDITS_FROM ? 2 : 1;
}

/** Whether a form is a word that may be misspelt: no number, and long enough. */
export function isSpelt(form: string): boolean {
  return form.length >= MIN_LENGTH && !/\p{N}/u.test(form);
}
