// The words that a plan asks for, in their order: those that can stand near each other, or inside a quotation.
import type { PlanNode } from '../../../engine.ts';

export type QueryWord = Extract<PlanNode, { readonly kind: 'stem' | 'phrase' }>;

/** Words and phrases that may stand anywhere in a document, repeats included; nothing negated. */
export function queryWords(plan: PlanNode): readonly QueryWord[] {
  const words: QueryWord[] = [];
  // An explicit stack, because plans come from queries.
  const open: PlanNode[] = [plan];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'and' || node.kind === 'or') {
      for (let at = node.nodes.length - 1; at >= 0; at--) open.push(node.nodes[at] ?? NOTHING);
    } else if ((node.kind === 'stem' || node.kind === 'phrase') && node.scope === 'any') words.push(node);
  }
  return words;
}

const NOTHING: PlanNode = { kind: 'nothing' };

/** What tells equal words. */
export function wordKey(word: QueryWord): string {
  return word.kind === 'stem' ? word.stem : `"${word.forms.join(' ')}`;
}
