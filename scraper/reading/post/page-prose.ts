// Where the running text of a page stands, once comments, boilerplate and cards of other posts are set aside.
import type { NodeRange, PageTree } from '../markup/tree.ts';
import { boilerplateRanges } from './boilerplate.ts';
import { cardRows } from './clutter.ts';
import { type Prose, weighProse } from './prose.ts';

export interface PageProse {
  /** Weights of everything but the comments. */
  readonly all: Prose;
  /** Weights of what is neither comment nor boilerplate nor card. */
  readonly text: Prose;
  /** Rows of cards, ascending. */
  readonly cards: readonly NodeRange[];
  /** One past the last descendant of each node. */
  readonly ends: Int32Array;
}

/** Rows of cards that hold more of a page's running text than this are no row of other posts. */
const maxShare = 0.4;

/** Weighs a page twice: the first weights tell which boilerplate is believed. Linear. */
export function weighPage(tree: PageTree, commentArea: NodeRange | null): PageProse {
  const whole = { from: 0, to: tree.nodes.length };
  const comments = commentArea ? [commentArea] : [];
  const all = weighProse(tree, comments);
  const limit = all.weightOf(whole) * maxShare;
  const cards = cardRows(tree, whole).filter((row) => all.weightOf(row) <= limit);
  const excluded = joinRanges([...comments, ...boilerplateRanges(tree, whole, all), ...cards]);
  return { all, text: weighProse(tree, excluded), cards, ends: tree.ends };
}

function joinRanges(ranges: readonly NodeRange[]): NodeRange[] {
  const joined: { from: number; to: number }[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && range.from < last.to) last.to = Math.max(last.to, range.to);
    else joined.push({ ...range });
  }
  return joined;
}
