// Evaluates the leaves of a plan: a word by its stem, a phrase, a prefix, similar forms; each gives scored documents.
import type { PlanNode } from '../../engine.ts';
import type { WordScope } from '../../query/model.ts';
import { EXACT_FORM_BONUS, MAX_PREFIX_FORMS, TITLE_BOOST } from '../ranking-settings.ts';
import { prefixWeight, similarWeight } from '../word-weights.ts';
import type { FormNumber } from './dictionary.ts';
import { frequentForms } from './frequent-forms.ts';
import { hasKindred } from './kindred-forms.ts';
import { multiplyListed } from './lists.ts';
import { type Matches, maskOf, NO_MATCHES } from './matches.ts';
import type { PackedIndex } from './packed-index.ts';
import { PhraseFinder } from './phrases.ts';
import { cursorOf, documentFrequency, type Postings } from './postings.ts';
import { keepInScope } from './scoped-words.ts';
import { addListScores, addScores, scoreFound, scoreTerm, scoreTitle, type WeightedList } from './scores.ts';

type Leaf<Kind extends PlanNode['kind']> = Extract<PlanNode, { readonly kind: Kind }>;

/** Documents that matter, ascending, when others may be left out. */
type Within = Uint32Array | null;

/** Documents with the stem; those with the exact form score a little more. */
export function evaluateStem(index: PackedIndex, node: Leaf<'stem'>, within: Within): Matches {
  const base = evaluateBareStem(index, node, within);
  const exact = index.dictionary.form(node.form);
  if (exact === null || base.documents.length === 0) return base;
  if (isOnlyForm(index, node, exact)) raiseAll(base.scores);
  else addExactBonus(index, base, exact);
  return base;
}

/** The same without the share that the exact form adds. */
export function evaluateBareStem(index: PackedIndex, node: Leaf<'stem'>, within: Within): Matches {
  return scoreLists(index, {
    lists: stemLists(index, node),
    scope: node.scope,
    within,
    forms: () => stemForms(index, node),
  });
}

/** The stem's list; for a stop word, which has none, those of the forms that share its stem. */
export function stemLists(index: PackedIndex, node: Leaf<'stem'>): WeightedList[] {
  const { dictionary, analysis } = index;
  const stem = dictionary.stem(node.stem);
  // A slip is not a form of the word: `typo=off` must not find it, and relaxing must say so when it does.
  if (stem === null || !hasKindred(index, node.form, stem)) return [];
  if (analysis.isStopWord(node.form))
    return [...dictionary.formsOf(stem)].map((list) => ({ list, weight: 1 }));
  const list = dictionary.stemList(stem);
  return list === null ? [] : [{ list, weight: 1 }];
}

/** The exact forms a stem node stands for. */
export function stemForms({ dictionary, analysis }: PackedIndex, node: Leaf<'stem'>): readonly FormNumber[] {
  const stem = dictionary.stem(node.stem);
  const forms = stem === null ? [] : [...dictionary.formsOf(stem)];
  if (analysis.isStopWord(node.form)) return forms;
  return forms.filter((form) => !analysis.isStopWord(dictionary.formText(form)));
}

/** Whether all documents of a stem have this form of it: as many do. A stop word is in no stem's list. */
function isOnlyForm(
  { dictionary, postings, analysis }: PackedIndex,
  node: Leaf<'stem'>,
  form: FormNumber,
): boolean {
  const stem = analysis.isStopWord(node.form) ? null : dictionary.stem(node.stem);
  const list = stem === null ? null : dictionary.stemList(stem);
  return list !== null && documentFrequency(postings, list) === documentFrequency(postings, form);
}

function raiseAll(scores: Float64Array): void {
  for (let index = 0; index < scores.length; index++) scores[index] = raised(scores[index]);
}

function addExactBonus(
  { postings, workspace }: PackedIndex,
  { documents, scores }: Matches,
  exact: FormNumber,
): void {
  // A few documents are sought in a long list, many are walked beside it.
  if (documents.length * 8 >= documentFrequency(postings, exact)) {
    const mark = workspace.mark();
    const mask = workspace.mask(postings.documentCount);
    multiplyListed(
      postings.fields.body.lists,
      exact,
      { documents, scores },
      { factor: 1 + EXACT_FORM_BONUS, mask },
    );
    workspace.release(mark);
    return;
  }
  const cursor = cursorOf(postings, exact);
  for (let index = 0; index < documents.length; index++) {
    if (cursor.seek(documents[index] ?? 0) === documents[index]) scores[index] = raised(scores[index]);
  }
}

function raised(score: number | undefined): number {
  return (score ?? 0) * (1 + EXACT_FORM_BONUS);
}

/**
 * Documents with these forms in this order; scored as the sum of their exact forms. Only those in `within` are looked
 * at, when it is given.
 */
export function evaluatePhrase(index: PackedIndex, node: Leaf<'phrase'>, within: Within): Matches {
  const { dictionary, postings, workspace } = index;
  const forms = node.forms.map((form) => dictionary.form(form));
  if (!forms.every((form) => form !== null)) return NO_MATCHES;
  if (forms.length === 1) {
    const lists = forms.map((list) => ({ list, weight: 1 }));
    return scoreLists(index, { lists, scope: node.scope, within, forms: () => forms });
  }
  const { documents, words } = new PhraseFinder(index, forms, node.scope).findAll(within);
  const matches = { documents, scores: workspace.f64(documents.length).fill(0) };
  const mark = workspace.mark();
  for (const { form, frequencies } of words) {
    const question = { list: form, weight: 1, within: documents };
    addScores(
      matches,
      node.scope === 'title'
        ? scoreTitle(postings, question, workspace)
        : scoreFound(postings, { list: form, documents, frequencies }, workspace),
    );
    workspace.release(mark);
  }
  return matches;
}

/** Documents with words that begin so: the word itself counts in full, longer ones less. */
export function evaluatePrefix(index: PackedIndex, node: Leaf<'prefix'>, within: Within): Matches {
  const lists = prefixLists(index, node);
  return scoreLists(index, { lists, scope: node.scope, within, forms: () => lists.map(({ list }) => list) });
}

/** At most `MAX_PREFIX_FORMS`, the most frequent ones, in the order of the dictionary. */
export function prefixLists({ dictionary, postings }: PackedIndex, node: Leaf<'prefix'>): WeightedList[] {
  const lists: WeightedList[] = [];
  for (const list of frequentForms(postings, dictionary.formsFrom(node.prefix), MAX_PREFIX_FORMS)) {
    const length = dictionary.formLength(list);
    lists.push({ list, weight: prefixWeight(length, length - node.prefix.length) });
  }
  return lists;
}

/** Documents with any of the similar forms, worth less with every edit. */
export function evaluateSimilar(index: PackedIndex, node: Leaf<'similar'>, within: Within): Matches {
  const lists = similarLists(index, node);
  return scoreLists(index, { lists, scope: node.scope, within, forms: () => lists.map(({ list }) => list) });
}

/** Those of the forms that the index has, each once. */
export function similarLists({ dictionary }: PackedIndex, node: Leaf<'similar'>): WeightedList[] {
  const lists = new Map<FormNumber, number>();
  for (const { form, distance } of node.forms) {
    const list = dictionary.form(form);
    if (list !== null && !lists.has(list)) lists.set(list, similarWeight(form.length, distance));
  }
  return [...lists].map(([list, weight]) => ({ list, weight }));
}

interface ListsQuestion {
  readonly lists: readonly WeightedList[];
  readonly scope: WordScope;
  readonly within: Within;
  /** The words that may stand there. */
  readonly forms: () => readonly FormNumber[];
}

/** Documents in any of the lists, with a word in the scope; what is looked for in titles is scored by the title alone. */
function scoreLists(index: PackedIndex, { lists, scope, within, forms }: ListsQuestion): Matches {
  const matches = uniteLists(index, { lists, scope, within });
  if (scope === 'any' || scope === 'title' || matches.documents.length === 0) return matches;
  return keepInScope(index, matches, { forms: forms(), scope });
}

/** Most words are in no title. */
function inTitles(postings: Postings, lists: readonly WeightedList[]): readonly WeightedList[] {
  return lists.filter(({ list }) => documentFrequency(postings, list, 'title') > 0);
}

function uniteLists(
  { postings, workspace, accumulators }: PackedIndex,
  { lists, scope, within }: Omit<ListsQuestion, 'forms'>,
): Matches {
  const score = scope === 'title' ? scoreTitle : scoreTerm;
  const [first, second] = lists;
  if (first === undefined) return NO_MATCHES;
  if (second === undefined) return score(postings, { ...first, within }, workspace);
  const sums = accumulators.take();
  const mark = workspace.mark();
  const mask = within === null ? null : maskOf(within, workspace.mask(postings.documentCount));
  if (scope !== 'title') addListScores(postings, 'body', lists, { factor: 1, mask }, sums);
  const factor = scope === 'title' ? 1 : TITLE_BOOST;
  addListScores(postings, 'title', inTitles(postings, lists), { factor, mask }, sums);
  workspace.release(mark);
  const matches = sums.take(workspace);
  accumulators.give(sums);
  return matches;
}
