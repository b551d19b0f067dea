// What every family of records is weighed by: where the page's lines tell names, texts and numbers of comments.

import type { Line } from '../markup/lines.ts';
import { lowerBound } from '../markup/select.ts';
import type { NodeRange, PageTree } from '../markup/tree.ts';
import type { Anchor } from './comment-anchors.ts';
import { isCommentControl } from './comment-words.ts';
import { isWhollyMarked } from './meta-lines.ts';
import type { Region } from './record-families.ts';

/** Lines by their first nodes, ascending. */
export interface Surroundings {
  readonly lines: readonly number[];
  /** Those that may tell a name. */
  readonly names: readonly number[];
  /** Those that hold more than names, dates and controls. */
  readonly texts: readonly number[];
  /** Those that end in words like "NAME says:". */
  readonly announcements: ReadonlySet<number>;
  /** Where the page prints a number of comments. */
  readonly counts: readonly number[];
  /** It prints hardly more than one number. */
  readonly hasOneCount: boolean;
}

/** Looks at the lines once: a page has hundreds of families. */
export function surroundingsOf(
  tree: PageTree,
  lines: readonly Line[],
  anchors: readonly Anchor[],
  regions: readonly Region[],
): Surroundings {
  const heads = new Set<number>();
  for (const { kind, range } of anchors) if (kind !== 'marked') heads.add(range.from);
  const counted = regions.filter(({ heading, printed }) => heading && printed !== null);
  return {
    lines: lines.map(firstNode),
    names: anchors.filter(({ mayName }) => mayName).map(({ range }) => range.from),
    texts: lines.filter((line) => !heads.has(firstNode(line)) && tellsText(tree, line)).map(firstNode),
    announcements: new Set(anchors.filter(({ announces }) => announces).map(({ range }) => range.from)),
    counts: counted.map(({ heading }) => heading?.from ?? 0),
    hasOneCount: new Set(counted.map(({ printed }) => printed)).size < 3,
  };
}

function firstNode(line: Line): number {
  return line.nodes[0] ?? 0;
}

function tellsText(tree: PageTree, line: Line): boolean {
  return !isCommentControl(line.text) && !(line.text.length <= 60 && isWhollyMarked(tree, line));
}

/** True when one of the ascending positions stands in the range. */
export function standsIn(positions: readonly number[], range: NodeRange): boolean {
  return (positions[lowerBound(positions, range.from)] ?? range.to) < range.to;
}
