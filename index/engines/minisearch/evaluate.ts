// Evaluates a plan: which documents it finds, with what scores. Depth of the plan is bounded by the planner.
import type { PlanNode } from '../../engine.ts';
import { LEVEL_STEP } from '../ranking-settings.ts';
import { compileFilter } from './filters.ts';
import { evaluatePhrase, evaluatePrefix, evaluateSimilar, evaluateStem, stemLists } from './leaves.ts';
import type { ListNumber } from './lists.ts';
import { everyDocument, intersect, keep, type Matches, NO_MATCHES, subtract } from './matches.ts';
import type { PackedIndex } from './packed-index.ts';
import { documentFrequency, documentsOf } from './postings.ts';

/** What the plan finds of all that is not hidden. */
export function evaluateShown(index: PackedIndex, plan: PlanNode): Matches {
  const { hidden } = index;
  const matches = evaluate(index, plan);
  return hidden === null ? matches : keep(matches, (ordinal) => !hidden.has(ordinal));
}

/**
 * All documents the plan finds, hidden ones too; `within` are the only ones that matter, when given: others may be left out. Costs time
 * of the postings it touches; filters and phrases cost time of what is left for them. What comes back lies in the
 * index's workspace and belongs to the caller.
 */
export function evaluate(index: PackedIndex, node: PlanNode, within: Uint32Array | null = null): Matches {
  switch (node.kind) {
    case 'stem':
      return evaluateStem(index, node, within);
    case 'phrase':
      return evaluatePhrase(index, node, within);
    case 'prefix':
      return evaluatePrefix(index, node, within);
    case 'similar':
      return evaluateSimilar(index, node, within);
    case 'filter':
      return keep(candidates(index, within), compileFilter(index, node.filter));
    case 'and':
      return evaluateAnd(index, node.nodes, within);
    case 'or':
      return evaluateOr(index, node, within);
    case 'not':
      return evaluateNot(index, node.node, within);
    case 'everything':
      return candidates(index, within);
    case 'nothing':
      return NO_MATCHES;
    default:
      return node satisfies never;
  }
}

/** All that matter, with score 0. */
function candidates({ workspace, postings }: PackedIndex, within: Uint32Array | null): Matches {
  if (within === null) return everyDocument(workspace, postings.documentCount);
  const documents = workspace.u32(within.length);
  documents.set(within);
  return { documents, scores: workspace.f64(within.length).fill(0) };
}

function evaluateNot(index: PackedIndex, node: PlanNode, within: Uint32Array | null): Matches {
  const all = candidates(index, within);
  const mark = index.workspace.mark();
  const left = subtract(all, evaluate(index, node, within));
  index.workspace.release(mark);
  return left;
}

function evaluateOr(
  index: PackedIndex,
  node: Extract<PlanNode, { readonly kind: 'or' }>,
  within: Uint32Array | null,
): Matches {
  const { workspace, accumulators } = index;
  const sums = accumulators.take();
  const counts = node.moreFirst === true ? accumulators.take() : null;
  const mark = workspace.mark();
  for (const { node: inner, count } of countRepeats(joinNegations(node.nodes))) {
    const matches = evaluate(index, inner, within);
    sums.add(matches, count);
    counts?.count(matches);
    workspace.release(mark);
  }
  const matches = sums.take(workspace);
  accumulators.give(sums);
  if (counts !== null) {
    const level = raiseByCount(matches, counts.take(workspace).scores);
    accumulators.give(counts);
    return { ...matches, level };
  }
  return matches;
}

/**
 * Puts what matches more of the nodes before what matches fewer: `counts` has their number for each document. Gives the
 * step between them.
 */
function raiseByCount({ scores }: Matches, counts: Float64Array): number {
  const step = LEVEL_STEP * scores.reduce((best, score) => Math.max(best, score), 0);
  for (let at = 0; at < scores.length; at++) {
    scores[at] = (scores[at] ?? 0) + ((counts[at] ?? 1) - 1) * step;
  }
  return step;
}

/** Not this or not that is: not both of them. Every negation by itself would list nearly all documents. */
function joinNegations(nodes: readonly PlanNode[]): readonly PlanNode[] {
  const negated = nodes.flatMap((node) => (node.kind === 'not' ? [node.node] : []));
  if (negated.length < 2) return nodes;
  const joined: PlanNode = { kind: 'not', node: { kind: 'and', nodes: negated } };
  return [...nodes.filter(({ kind }) => kind !== 'not'), joined];
}

/** Words first, the rarest of them leading; then filters and negations on what is left. */
function evaluateAnd(index: PackedIndex, nodes: readonly PlanNode[], within: Uint32Array | null): Matches {
  const isTest = (node: PlanNode): boolean => node.kind === 'filter' || node.kind === 'not';
  const finding = countRepeats(nodes.filter((node) => !isTest(node) && node.kind !== 'everything'));
  const [first, ...others] = finding
    .map((repeated) => ({ ...repeated, estimate: estimate(index, repeated.node) }))
    .sort((a, b) => a.estimate - b.estimate);
  const tests = distinct(nodes.filter(isTest));
  const isNarrowed = others.length + tests.length > 0;
  // The rarest word is scored last, where the others have left something of it.
  const leading =
    first === undefined || within !== null || !isNarrowed ? null : documentsWith(index, first.node);
  let matches =
    leading ?? (first === undefined ? candidates(index, within) : evaluateRepeated(index, first, within));
  for (const repeated of others) {
    matches = narrowed(index, matches, (left) =>
      intersect(left, evaluateRepeated(index, repeated, left.documents)),
    );
  }
  for (const node of tests) {
    if (node.kind === 'filter') matches = keep(matches, compileFilter(index, node.filter));
  }
  for (const node of tests) {
    if (node.kind === 'not') {
      matches = narrowed(index, matches, (left) =>
        subtract(left, evaluate(index, node.node, left.documents)),
      );
    }
  }
  if (leading !== null && first !== undefined) {
    matches = narrowed(index, matches, (left) =>
      intersect(left, evaluateRepeated(index, first, left.documents)),
    );
  }
  return matches;
}

/** All documents that a word may be found in, with score 0; null where that is no single list. Cost: the list. */
function documentsWith(index: PackedIndex, node: PlanNode): Matches | null {
  if (node.kind !== 'stem' || node.scope === 'title') return null;
  const [only, ...others] = stemLists(index, node);
  if (only === undefined || others.length > 0) return null;
  const documents = documentsOf(index.postings, only.list, index.workspace);
  return { documents, scores: index.workspace.f64(documents.length).fill(0) };
}

/** A test that is written often is made once. */
function distinct(nodes: readonly PlanNode[]): readonly PlanNode[] {
  return nodes.length < 2 ? nodes : [...new Map(nodes.map((node) => [JSON.stringify(node), node])).values()];
}

/** What narrowing needed beside the matches is free again afterwards. */
function narrowed(
  { workspace }: PackedIndex,
  matches: Matches,
  narrow: (matches: Matches) => Matches,
): Matches {
  if (matches.documents.length === 0) return matches;
  const mark = workspace.mark();
  const left = narrow(matches);
  workspace.release(mark);
  return left;
}

/** A node with the number of times it is written: a repeated word counts as often, and is looked up once. */
interface RepeatedNode {
  readonly node: PlanNode;
  readonly count: number;
}

function countRepeats(nodes: readonly PlanNode[]): RepeatedNode[] {
  const byKey = new Map<PlanNode | string, RepeatedNode>();
  for (const node of nodes) {
    const isInner = node.kind === 'and' || node.kind === 'or' || node.kind === 'not';
    const key = isInner ? node : JSON.stringify(node);
    byKey.set(key, { node, count: (byKey.get(key)?.count ?? 0) + 1 });
  }
  return [...byKey.values()];
}

function evaluateRepeated(
  index: PackedIndex,
  { node, count }: RepeatedNode,
  within: Uint32Array | null,
): Matches {
  const matches = evaluate(index, node, within);
  const { scores } = matches;
  if (count !== 1) for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] ?? 0) * count;
  return matches;
}

/** A bound of the documents found, good enough to begin with the rarest. */
function estimate(index: PackedIndex, node: PlanNode): number {
  const { dictionary, postings } = index;
  const frequency = (list: ListNumber | null): number =>
    list === null ? 0 : documentFrequency(postings, list);
  switch (node.kind) {
    case 'stem': {
      const stem = dictionary.stem(node.stem);
      return (
        frequency(stem === null ? null : dictionary.stemList(stem)) || frequency(dictionary.form(node.form))
      );
    }
    case 'phrase':
      return Math.min(...node.forms.map((form) => frequency(dictionary.form(form))));
    case 'similar':
      return node.forms.reduce((sum, { form }) => sum + frequency(dictionary.form(form)), 0);
    case 'and':
      return Math.min(postings.documentCount, ...node.nodes.map((child) => estimate(index, child)));
    case 'or':
      return node.nodes.reduce((sum, child) => sum + estimate(index, child), 0);
    case 'nothing':
      return 0;
    default:
      return postings.documentCount;
  }
}
