// Says how the score of one document came about: each leaf of the plan by itself, then what was added on top.
import type { EngineRequest, ExplainedField, ExplainedLeaf, HitExplanation, PlanNode } from '../../engine.ts';
import { TITLE_BOOST } from '../ranking-settings.ts';
import { evaluate, evaluateShown } from './evaluate.ts';
import { raiseExactTitles } from './exact-title.ts';
import { FIELDS } from './layout.ts';
import { evaluateBareStem, prefixLists, similarLists, stemLists } from './leaves.ts';
import { indexOfSorted, type Matches } from './matches.ts';
import type { PackedIndex } from './packed-index.ts';
import { cursorOf, documentFrequency } from './postings.ts';
import { orderOf } from './rank.ts';
import { type Refinement, refine } from './refining/refine.ts';
import { scoreField, type WeightedList } from './scores.ts';

/** Evaluates the plan anew, leaf by leaf: for people, not for every hit. Null when there is no such document. */
export function explain(index: PackedIndex, request: EngineRequest, id: string): HitExplanation | null {
  const ordinal = ordinalOf(index, id);
  if (ordinal === null || index.hidden?.has(ordinal)) return null;
  index.workspace.reset();
  const matches = evaluateShown(index, request.plan);
  const at = indexOfSorted(matches.documents, ordinal);
  const baseScore = matches.scores[at] ?? 0;
  const refined = partsOf(refine(index, matches, request), at);
  const refinedScore = matches.scores[at] ?? 0;
  raiseExactTitles(index, matches, request);
  const score = matches.scores[at] ?? 0;
  const leaves = explainLeaves(index, request.plan, ordinal);
  return {
    isHit: at >= 0,
    rank: at < 0 ? null : rankOf(index, matches, request, at),
    totalHits: matches.documents.length,
    score,
    exactTitleBonus: score - refinedScore,
    ...refined,
    moreWordsBonus: at < 0 ? 0 : restOf(baseScore, leaves),
    leaves,
  };
}

/** What a closer look took off and added; zeros when there was none at this match. */
function partsOf(
  refinement: Refinement | null,
  match: number,
): Pick<HitExplanation, 'quotedLoss' | 'nearnessBonus' | 'likenessBonus'> {
  const at = refinement?.hits.places.indexOf(match) ?? -1;
  return {
    quotedLoss: refinement?.quotedLosses[at] ?? 0,
    nearnessBonus: refinement?.nearness[at] ?? 0,
    likenessBonus: refinement?.likeness[at] ?? 0,
  };
}

/** What the leaves do not account for; rounding aside. */
function restOf(score: number, leaves: readonly ExplainedLeaf[]): number {
  const rest = score - leaves.reduce((sum, leaf) => sum + leaf.score, 0);
  return rest > score * 1e-9 ? rest : 0;
}

function ordinalOf({ columns }: PackedIndex, id: string): number | null {
  for (let ordinal = 0; ordinal < columns.documentCount; ordinal++) {
    if (columns.documentId(ordinal) === id) return ordinal;
  }
  return null;
}

function rankOf(index: PackedIndex, matches: Matches, request: EngineRequest, at: number): number {
  const order = orderOf(index, matches, request.sort);
  let rank = 1;
  for (let other = 0; other < matches.documents.length; other++) if (order(other, at) < 0) rank++;
  return rank;
}

interface Waiting {
  readonly node: PlanNode;
  readonly isNegated: boolean;
  /** False inside negations: what is only excluded or let through scores nothing. */
  readonly isScored: boolean;
}

function explainLeaves(index: PackedIndex, plan: PlanNode, ordinal: number): ExplainedLeaf[] {
  const leaves: ExplainedLeaf[] = [];
  const waiting: Waiting[] = [{ node: plan, isNegated: false, isScored: true }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, isNegated } = next;
    if (node.kind === 'and' || node.kind === 'or') {
      for (const child of [...node.nodes].reverse()) {
        // Of alternatives that want several words, only those count that the document has in full.
        const isScored = next.isScored && (node.kind === 'and' || isFound(index, child, ordinal));
        waiting.push({ ...next, node: child, isScored });
      }
    } else if (node.kind === 'not') {
      waiting.push({ node: node.node, isNegated: !isNegated, isScored: false });
    } else leaves.push(explainLeaf(index, next, ordinal));
  }
  return leaves;
}

function isFound(index: PackedIndex, node: PlanNode, ordinal: number): boolean {
  return evaluate(index, node, Uint32Array.of(ordinal)).documents.includes(ordinal);
}

function explainLeaf(
  index: PackedIndex,
  { node, isNegated, isScored }: Waiting,
  ordinal: number,
): ExplainedLeaf {
  const matches = evaluate(index, node);
  const at = indexOfSorted(matches.documents, ordinal);
  const score = isScored ? (matches.scores[at] ?? 0) : 0;
  const stemScore =
    node.kind === 'stem' && isScored ? (evaluateBareStem(index, node, null).scores[at] ?? 0) : score;
  // A word is looked for by its stem, unless it is a stop word: then by forms, like everything else.
  const stem = node.kind === 'stem' && !index.analysis.isStopWord(node.form) ? node.stem : null;
  const terms = leafLists(index, node).map((list) => explainList(index, { ...list, stem }, ordinal));
  return {
    node,
    isNegated,
    isMatch: at >= 0,
    score,
    exactFormBonus: score - stemScore,
    terms: terms.filter(({ fields }) => fields.length > 0),
  };
}

function leafLists(index: PackedIndex, node: PlanNode): readonly WeightedList[] {
  if (node.kind === 'stem') return stemLists(index, node);
  if (node.kind === 'prefix') return prefixLists(index, node);
  if (node.kind === 'similar') return similarLists(index, node);
  if (node.kind !== 'phrase') return [];
  const lists = new Set(node.forms.map((form) => index.dictionary.form(form)));
  return [...lists].flatMap((list) => (list === null ? [] : [{ list, weight: 1 }]));
}

function explainList(
  { dictionary, postings, workspace }: PackedIndex,
  { list, weight, stem }: WeightedList & { readonly stem: string | null },
  ordinal: number,
): ExplainedLeaf['terms'][number] {
  const fields: ExplainedField[] = [];
  for (const field of FIELDS) {
    const cursor = cursorOf(postings, list, field);
    if (cursor.seek(ordinal) !== ordinal) continue;
    const boost = field === 'title' ? TITLE_BOOST : 1;
    const question = { list, weight: weight * boost, within: Uint32Array.of(ordinal) };
    const { documents, scores } = scoreField(postings, field, question, workspace);
    fields.push({
      field,
      frequency: cursor.frequency,
      documents: documentFrequency(postings, list, field),
      score: scores[indexOfSorted(documents, ordinal)] ?? 0,
    });
  }
  return { term: stem ?? `=${dictionary.formText(list)}`, weight, fields };
}
