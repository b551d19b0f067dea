// Where on a page comments may begin: behind lines that head them ("3 Responses to …", "Kommentare"), or anywhere.

import type { Line } from '../markup/lines.ts';
import { elementAt, type PageTree } from '../markup/tree.ts';
import { blockOf } from './comment-anchors.ts';
import { isCommentHeadingText } from './comment-headings.ts';
import { isWhollyMarked } from './meta-lines.ts';
import { readCount } from './printed-count.ts';
import type { Region } from './record-families.ts';

/** More headings of comments in one page stand over other things. */
const maxRegions = 12;
const maxHeading = 160;
/** A line this short may head comments without any mark. */
const maxPlainHeading = 40;

/** Regions in page order, the whole page first. */
export function findRegions(tree: PageTree, lines: readonly Line[]): Region[] {
  const to = tree.nodes.length;
  const regions: Region[] = [{ heading: null, printed: null, from: 0, to }];
  for (const line of lines) {
    const first = line.nodes[0];
    if (first === undefined || line.text.length > maxHeading || !headsComments(tree, line, first)) continue;
    const from = (line.nodes.at(-1) ?? first) + 1;
    regions.push({ heading: { from: first, to: from }, printed: readCount(line.text), from, to });
    if (regions.length > maxRegions) break;
  }
  return regions;
}

function headsComments(tree: PageTree, line: Line, first: number): boolean {
  if (!isCommentHeadingText(line.text)) return false;
  const { name } = elementAt(tree, blockOf(tree, first)) ?? { name: '' };
  return (
    line.text.length <= maxPlainHeading ||
    /^(?:h[1-6]|legend|caption|dt|th)$/.test(name) ||
    isWhollyMarked(tree, line)
  );
}
