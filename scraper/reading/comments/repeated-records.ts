// Comments without ids: the family of like records that a page's own count, heading and form speak for.

import type { DateHints } from '../dates/dates.ts';
import { readLines } from '../markup/lines.ts';
import type { PageTree } from '../markup/tree.ts';
import { isAside } from '../page/page-kind.ts';
import { findAnchors } from './comment-anchors.ts';
import { isInCommentArea } from './comment-headings.ts';
import type { CommentRecord } from './comment-records.ts';
import { findRegions } from './comment-regions.ts';
import { namedFamilies } from './named-records.ts';
import { type Family, findFamilies } from './record-families.ts';
import { surroundingsOf } from './surroundings.ts';
import { type Weight, weighFamily } from './weigh-family.ts';

export interface RepeatedRecords {
  readonly records: readonly CommentRecord[];
  /** Clause that names the shape. */
  readonly evidence: string;
  /** The page prints their number over them. */
  readonly isCounted: boolean;
  /** Their classes say that they are comments. */
  readonly isNamed: boolean;
}

/** The best family of repeated records, or null when none is convincing. */
export function findRepeatedRecords(tree: PageTree, hints: DateHints): RepeatedRecords | null {
  const lines = readLines(tree, { from: 0, to: tree.nodes.length }, new Set());
  const anchors = findAnchors(tree, lines, hints);
  const besides = new Map<number, boolean>();
  const own = anchors.filter(({ block }) => {
    let isBeside = besides.get(block);
    if (isBeside === undefined) {
      isBeside = block < 0 || (isAside(tree, block) && !isInCommentArea(tree, block));
      besides.set(block, isBeside);
    }
    return !isBeside;
  });
  const regions = findRegions(tree, lines);
  const families = [...findFamilies(tree, lines, own, regions), ...namedFamilies(tree, regions)];
  if (families.length === 0) return null;
  const around = surroundingsOf(tree, lines, own, regions);
  let best: ({ family: Family } & Weight) | null = null;
  for (const family of families) {
    const judged = weighFamily(tree, family, around);
    if (judged && (!best || judged.score > best.score)) best = { family, ...judged };
  }
  if (!best) return null;
  return {
    records: best.family.records.map((record) => ({ ...record, name: null, anchor: null })),
    evidence: `${best.family.shape}: ${best.why}`,
    isCounted: best.isCounted,
    isNamed: best.family.kind === 'classes',
  };
}
