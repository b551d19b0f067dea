// Evaluates a plan: which documents it finds, with what scores. Depth of the plan is bounded by the planner.
import type { PlanNode } from '../../engine.ts';
import { compileFilter } from './filters.ts';
import { evaluatePhrase, evaluatePrefix, evaluateSimilar, evaluateStem } from './leaves.ts';
import { everyDocument, intersect, keep, type Matches, NO_MATCHES, subtract } from './matches.ts';
import type { PackedIndex } from './packed-index.ts';
import { documentFrequency } from './postings.ts';

/**
 * All documents the plan finds; `within` are the only ones that matter, when given: others may be left out. Costs time
 * of the postings it touches; filters and phrases cost time of what is left for them.
 */
export function evaluate(index: PackedIndex, node: PlanNode, within: Uint32Array | null = null): Matches {
  switch (node.kind) {
    case 'stem':
      return evaluateStem(index, node);
    case 'phrase':
      return evaluatePhrase(index, node, within);
    case 'prefix':
      return evaluatePrefix(index, node);
    case 'similar':
      return evaluateSimilar(index, node);
    case 'filter':
      return keep(every(index), compileFilter(index, node.filter));
    case 'and':
      return evaluateAnd(index, node.nodes, within);
    case 'or':
      return evaluateOr(index, node, within);
    case 'not':
      return withoutScores(subtract(every(index), evaluate(index, node.node, within)));
    case 'everything':
      return every(index);
    case 'nothing':
      return NO_MATCHES;
    default:
      return node satisfies never;
  }
}

function every(index: PackedIndex): Matches {
  return everyDocument(index.postings.documentCount);
}

function withoutScores({ documents }: Matches): Matches {
  return { documents, scores: new Float64Array(documents.length) };
}

function evaluateOr(
  index: PackedIndex,
  node: Extract<PlanNode, { readonly kind: 'or' }>,
  within: Uint32Array | null,
): Matches {
  const nodes = countRepeats(joinNegations(node.nodes));
  const parts = nodes.map((repeated) => evaluateRepeated(index, repeated, within));
  const matches = index.accumulator.union(parts);
  if (node.moreFirst !== true) return matches;
  // The same documents in the same order, with the number of parts that have each as its score.
  const counts = index.accumulator.union(parts.map(countedOnce)).scores;
  const highest = matches.scores.reduce((best, score) => Math.max(best, score), 0);
  const scores = matches.scores.map((score, at) => score + ((counts[at] ?? 1) - 1) * highest);
  return { documents: matches.documents, scores };
}

/** Not this or not that is: not both of them. Every negation by itself would list nearly all documents. */
function joinNegations(nodes: readonly PlanNode[]): readonly PlanNode[] {
  const negated = nodes.flatMap((node) => (node.kind === 'not' ? [node.node] : []));
  if (negated.length < 2) return nodes;
  const joined: PlanNode = { kind: 'not', node: { kind: 'and', nodes: negated } };
  return [...nodes.filter(({ kind }) => kind !== 'not'), joined];
}

function countedOnce({ documents }: Matches): Matches {
  return { documents, scores: new Float64Array(documents.length).fill(1) };
}

/** Words first, the rarest of them leading; then filters and negations on what is left. */
function evaluateAnd(index: PackedIndex, nodes: readonly PlanNode[], within: Uint32Array | null): Matches {
  const isTest = (node: PlanNode): boolean => node.kind === 'filter' || node.kind === 'not';
  const finding = countRepeats(nodes.filter((node) => !isTest(node) && node.kind !== 'everything'));
  const [first, ...others] = finding.sort((a, b) => estimate(index, a.node) - estimate(index, b.node));
  let matches = first === undefined ? every(index) : evaluateRepeated(index, first, within);
  for (const repeated of others) {
    if (matches.documents.length === 0) return NO_MATCHES;
    matches = intersect(matches, evaluateRepeated(index, repeated, matches.documents));
  }
  for (const node of nodes) {
    if (node.kind === 'filter') matches = keep(matches, compileFilter(index, node.filter));
  }
  for (const node of nodes) {
    if (node.kind === 'not') matches = subtract(matches, evaluate(index, node.node, matches.documents));
  }
  return matches;
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
  const { documents, scores } = evaluate(index, node, within);
  return { documents, scores: count === 1 ? scores : scores.map((score) => score * count) };
}

/** A bound of the documents found, good enough to begin with the rarest. */
function estimate(index: PackedIndex, node: PlanNode): number {
  const { dictionary, postings } = index;
  const frequency = (term: number | null): number => (term === null ? 0 : documentFrequency(postings, term));
  switch (node.kind) {
    case 'stem':
      return frequency(dictionary.stem(node.stem)) || frequency(dictionary.form(node.form));
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
