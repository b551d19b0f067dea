// The words and phrases that a plan looks for, numbered: highlighting and engines speak of the same parts.
import type { PlanNode } from './engine.ts';
import type { WordScope } from './query/model.ts';

/** A part of a plan that stands in texts. */
export type PlanLeaf = Extract<PlanNode, { readonly scope: WordScope }>;

/** Each once; its place in the list is its number. What is negated stands nowhere and is left out. */
export function leavesOf(plan: PlanNode): readonly PlanLeaf[] {
  const leaves = new Map<string, PlanLeaf>();
  // An explicit stack, because plans come from queries.
  const open: PlanNode[] = [plan];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'and' || node.kind === 'or') open.push(...node.nodes);
    else if ('scope' in node) leaves.set(JSON.stringify(node), node);
  }
  return [...leaves.values()];
}
