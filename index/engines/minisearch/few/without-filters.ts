// What of a plan gives scores: words and phrases, without the filters and negations that documents have passed already.
import type { PlanNode } from '../../../engine.ts';

const EVERYTHING: PlanNode = { kind: 'everything' };

/** A plan that asks for nothing else finds everything. Recurses as deep as the plan, 50 at most. */
export function withoutFilters(plan: PlanNode): PlanNode {
  return scoring(plan) ?? EVERYTHING;
}

function scoring(node: PlanNode): PlanNode | null {
  switch (node.kind) {
    case 'filter':
    case 'not':
    case 'everything':
      return null;
    case 'and': {
      const nodes = node.nodes.flatMap((inner) => scoring(inner) ?? []);
      return nodes.length === 0 ? null : { ...node, nodes };
    }
    case 'or': {
      const nodes = node.nodes.flatMap((inner) => scoring(inner) ?? []);
      if (nodes.length === 0) return null;
      // What a filter beside the words let in need not have any of them.
      return { ...node, nodes: nodes.length === node.nodes.length ? nodes : [...nodes, EVERYTHING] };
    }
    default:
      return node;
  }
}
