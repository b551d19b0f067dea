// Evaluates the leaves of a plan: a word by its stem, a phrase, a prefix, similar forms; each gives scored documents.
import type { PlanNode } from '../../engine.ts';
import type { WordScope } from '../../query/model.ts';
import type { TermNumber } from './dictionary.ts';
import { hasKindred } from './kindred-forms.ts';
import { EXACT_MARK, FLAG } from './layout.ts';
import { intersectSorted, keep, type Matches, NO_MATCHES } from './matches.ts';
import type { PackedIndex } from './packed-index.ts';
import { documentFrequency, documentsWith, scoreTerm, scoreTitle } from './postings.ts';
import { EXACT_FORM_BONUS, MAX_PREFIX_FORMS, PREFIX_WEIGHT, SIMILAR_WEIGHT } from './settings.ts';
import { hasPhrase, hasWord } from './tokens.ts';

type Leaf<Kind extends PlanNode['kind']> = Extract<PlanNode, { readonly kind: Kind }>;

/** One term of a leaf with its share of the score. */
export interface WeightedTerm {
  readonly term: TermNumber;
  readonly weight: number;
}

/** Documents with the stem; those with the exact form score a little more. */
export function evaluateStem(index: PackedIndex, node: Leaf<'stem'>): Matches {
  const base = evaluateBareStem(index, node);
  const exact = index.dictionary.form(node.form);
  return exact === null ? base : addExactBonus(base, documentsWith(index.postings, exact));
}

/** The same without the share that the exact form adds. */
export function evaluateBareStem(index: PackedIndex, node: Leaf<'stem'>): Matches {
  return scoreTerms(index, stemTerms(index, node), node.scope, () => wordForms(index, node));
}

/** The stem; for a stop word, which has no stem in the index, the exact forms that share it. */
export function stemTerms(index: PackedIndex, node: Leaf<'stem'>): WeightedTerm[] {
  const { dictionary, analysis } = index;
  const stem = dictionary.stem(node.stem);
  // A slip is not a form of the word: `typo=off` must not find it, and relaxing must say so when it does.
  if (stem === null || !hasKindred(index, node.form, stem)) return [];
  const terms = analysis.isStopWord(node.form) ? dictionary.formsOf(stem) : [stem];
  return terms.map((term) => ({ term, weight: 1 }));
}

/** The exact forms a stem node stands for. */
function wordForms({ dictionary, analysis }: PackedIndex, node: Leaf<'stem'>): TermNumber[] {
  const stem = dictionary.stem(node.stem);
  const forms = stem === null ? [] : dictionary.formsOf(stem);
  if (analysis.isStopWord(node.form)) return forms;
  return forms.filter((form) => !analysis.isStopWord(dictionary.formText(form)));
}

function addExactBonus({ documents, scores }: Matches, exact: Uint32Array): Matches {
  const raised = scores.slice();
  for (let index = 0, at = 0; index < documents.length; index++) {
    while (at < exact.length && (exact[at] ?? 0) < (documents[index] ?? 0)) at++;
    if (exact[at] === documents[index]) raised[index] = (raised[index] ?? 0) * (1 + EXACT_FORM_BONUS);
  }
  return { documents, scores: raised };
}

/**
 * Documents with these forms in this order; scored as the sum of their exact forms. Only those in `within` are looked
 * at, when it is given: reading the words of many documents is what a phrase costs.
 */
export function evaluatePhrase(
  index: PackedIndex,
  node: Leaf<'phrase'>,
  within: Uint32Array | null,
): Matches {
  const forms = node.forms.map((form) => index.dictionary.form(form));
  if (!forms.every((form) => form !== null)) return NO_MATCHES;
  const terms = [...new Set(forms)].map((term) => ({ term, weight: 1 }));
  if (forms.length === 1) return scoreTerms(index, terms, node.scope, () => forms);
  const lists = terms.map(({ term }) => documentsWith(index.postings, term));
  const candidates = inAllLists(within === null ? lists : [...lists, within]);
  const found = candidates.filter((ordinal) =>
    hasPhrase(index.tokens, ordinal, { forms, scope: node.scope }),
  );
  const scores = new Float64Array(found.length);
  const score = scorerOf(node.scope);
  for (const { term } of terms) addScores(found, scores, score(index.postings, term, 1));
  return { documents: found, scores };
}

function inAllLists(lists: readonly Uint32Array[]): Uint32Array {
  const [shortest = new Uint32Array(0), ...others] = [...lists].sort((a, b) => a.length - b.length);
  return others.reduce(intersectSorted, shortest);
}

/** Adds the scores of those documents that are in the sorted list. */
function addScores(documents: Uint32Array, scores: Float64Array, from: Matches): void {
  for (let index = 0, at = 0; index < documents.length; index++) {
    while (at < from.documents.length && (from.documents[at] ?? 0) < (documents[index] ?? 0)) at++;
    if (from.documents[at] === documents[index])
      scores[index] = (scores[index] ?? 0) + (from.scores[at] ?? 0);
  }
}

/** Documents with words that begin so: the word itself counts in full, longer ones less. */
export function evaluatePrefix(index: PackedIndex, node: Leaf<'prefix'>): Matches {
  const terms = prefixTerms(index, node);
  return scoreTerms(index, terms, node.scope, () => terms.map(({ term }) => term));
}

/** At most `MAX_PREFIX_FORMS`, in the order of the dictionary. */
export function prefixTerms({ dictionary, postings }: PackedIndex, node: Leaf<'prefix'>): WeightedTerm[] {
  const { start, end } = dictionary.formsFrom(node.prefix);
  let terms = Array.from({ length: end - start }, (_, offset) => start + offset);
  if (terms.length > MAX_PREFIX_FORMS) {
    const frequency = (term: TermNumber): number => documentFrequency(postings, term);
    terms = terms.sort((a, b) => frequency(b) - frequency(a) || a - b).slice(0, MAX_PREFIX_FORMS);
    terms.sort((a, b) => a - b);
  }
  return terms.map((term) => {
    const { length } = dictionary.terms[term] ?? '';
    return { term, weight: prefixWeight(length, length - node.prefix.length - EXACT_MARK.length) };
  });
}

/** MiniSearch's weight of a longer word: near `PREFIX_WEIGHT`, falling slowly with the letters added. */
function prefixWeight(length: number, distance: number): number {
  return distance === 0 ? 1 : (PREFIX_WEIGHT * length) / (length + 0.3 * distance);
}

/** Documents with any of the similar forms, worth less with every edit. */
export function evaluateSimilar(index: PackedIndex, node: Leaf<'similar'>): Matches {
  const terms = similarTerms(index, node);
  return scoreTerms(index, terms, node.scope, () => terms.map(({ term }) => term));
}

/** Those of the forms that the index has, each once. */
export function similarTerms({ dictionary }: PackedIndex, node: Leaf<'similar'>): WeightedTerm[] {
  const terms = new Map<TermNumber, number>();
  for (const { form, distance } of node.forms) {
    const term = dictionary.form(form);
    if (term !== null && !terms.has(term)) terms.set(term, similarWeight(form.length, distance));
  }
  return [...terms].map(([term, weight]) => ({ term, weight }));
}

/** MiniSearch's weight of a similar word: near `SIMILAR_WEIGHT`, falling with the share of letters changed. */
function similarWeight(length: number, distance: number): number {
  return distance === 0 ? 1 : (SIMILAR_WEIGHT * length) / (length + distance);
}

/** What is looked for in titles is scored by the title alone. */
function scorerOf(scope: WordScope): typeof scoreTerm {
  return scope === 'title' ? scoreTitle : scoreTerm;
}

/** Documents with any of the terms in the scope; `forms` are the words that may stand there. */
function scoreTerms(
  index: PackedIndex,
  terms: readonly WeightedTerm[],
  scope: WordScope,
  forms: () => readonly TermNumber[],
): Matches {
  const score = scorerOf(scope);
  const parts = terms.map(({ term, weight }) => score(index.postings, term, weight));
  const matches = index.accumulator.union(parts);
  if (scope === 'any' || scope === 'title' || matches.documents.length === 0) return matches;
  const wanted = new Set(forms());
  const isWanted = (form: TermNumber): boolean => wanted.has(form);
  const { flags } = index.columns;
  return keep(matches, (ordinal) => {
    // Most documents quote nothing: all of their words are their own.
    if (((flags[ordinal] ?? 0) & FLAG.quote) === 0) return scope === 'own';
    return hasWord(index.tokens, ordinal, { isWanted, scope });
  });
}
