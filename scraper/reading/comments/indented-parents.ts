// Parents of comments that do not stand inside what they answer: set in by a margin, or in a list or block behind it.

import { ancestors, childElements, contains, elementAt, type PageTree, roleNames } from '../markup/tree.ts';
import type { CommentRecord } from './comment-records.ts';

const answerBlocks = /indent|children|repl(?:y|ies)|answers?|thread|nested|sub-?comments?/i;

/** For each record the nearest one before it that is set in less, or null. All null when nothing is set in. */
export function indentedParents(tree: PageTree, records: readonly CommentRecord[]): (number | null)[] {
  const blocks = blockDepths(tree, records);
  const depths = isVaried(blocks) ? blocks : margins(tree, records);
  if (!isVaried(depths) || depths.some((depth) => depth < (depths[0] ?? 0))) return records.map(() => null);
  const open: { index: number; depth: number }[] = [];
  return depths.map((depth, index) => {
    for (let top = open.at(-1); top && top.depth >= depth; top = open.at(-1)) open.pop();
    const parent = open.at(-1)?.index ?? null;
    open.push({ index, depth });
    return parent;
  });
}

function isVaried(depths: readonly number[]): boolean {
  return depths.some((depth) => depth !== depths[0]);
}

/** Number of lists and blocks of answers around each record that do not hold the first. */
function blockDepths(tree: PageTree, records: readonly CommentRecord[]): number[] {
  const first = records[0]?.position ?? 0;
  return records.map(({ position }) => {
    let depth = 0;
    for (const at of ancestors(tree, position)) {
      if (contains(tree, at, first)) break;
      const name = elementAt(tree, at)?.name ?? '';
      if (
        /^(?:ul|ol|dl|blockquote)$/.test(name) ||
        roleNames(tree, at).some((role) => answerBlocks.test(role))
      )
        depth++;
    }
    return depth;
  });
}

/** How far each record is set in, in the unit that its own element, the one around or the first inside states. */
function margins(tree: PageTree, records: readonly CommentRecord[]): number[] {
  const held = new Map<number, number>();
  for (const { position } of records) {
    const around = tree.parents[position] ?? -1;
    held.set(around, (held.get(around) ?? 0) + 1);
  }
  return records.map(({ position }) => {
    const around = tree.parents[position] ?? -1;
    const isAlone = held.get(around) === 1;
    const inside = childElements(tree, position)[0];
    const own = marginOf(tree, position);
    if (own !== null) return own;
    return (
      (isAlone ? marginOf(tree, around) : null) ?? (inside === undefined ? null : marginOf(tree, inside)) ?? 0
    );
  });
}

function marginOf(tree: PageTree, position: number): number | null {
  const { style, width } = elementAt(tree, position)?.attribs ?? {};
  const side = /(?:margin|padding)-left\s*:\s*(\d+(?:\.\d+)?)/i.exec(style ?? '')?.[1];
  if (side !== undefined) return Number(side);
  const all = /margin\s*:\s*\S+\s+\S+\s+\S+\s+(\d+(?:\.\d+)?)/i.exec(style ?? '')?.[1];
  if (all !== undefined) return Number(all);
  const isSpacer = elementAt(tree, position)?.name === 'img' && /^\d+$/.test(width ?? '');
  return isSpacer ? Number(width) : null;
}
