// Comments that begin with "NAME says:" wherever the line stands: on pages whose elements close in the middle of the next
// comment, only the order of the lines tells where one ends.

import { ancestors, contains, type PageTree, textLength } from '../markup/tree.ts';
import type { Anchor } from './comment-anchors.ts';
import type { Family, Region } from './record-families.ts';
import { endOfRow } from './sibling-records.ts';

/** Records from one such line to the next, or null when other lines are among them or two follow each other. */
export function cutSpeeches(tree: PageTree, anchors: readonly Anchor[], region: Region): Family | null {
  const first = anchors[0]?.range.from;
  const last = anchors.at(-1)?.range;
  if (anchors.length < 2 || first === undefined || !last) return null;
  if (anchors.some(({ announces }) => !announces)) return null;
  const holder = ancestors(tree, last.from).find((at) => contains(tree, at, first));
  if (holder === undefined) return null;
  const end = endOfRow(tree, holder, last.to);
  const ranges = anchors.map(({ range }, i) => ({ from: range.from, to: anchors[i + 1]?.range.from ?? end }));
  const isSilent = anchors.some(
    ({ range }, i) => textLength(tree, { from: range.to, to: ranges[i]?.to ?? end }) === 0,
  );
  if (isSilent) return null;
  return {
    region,
    kind: 'named',
    records: ranges.map((range) => ({ position: range.from, range })),
    shape: `${ranges.length} runs behind names`,
    share: 1,
    areElements: false,
  };
}
