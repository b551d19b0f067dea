// Where on a page comments may begin: behind lines that head them ("3 Responses to …", "Kommentare"), in elements that are
// named for them, or anywhere.

import type { Line } from '../markup/lines.ts';
import { findAll } from '../markup/select.ts';
import { attribute, elementAt, type PageTree, subtree, textLength } from '../markup/tree.ts';
import { blockOf } from './comment-anchors.ts';
import { isCommentArea, isCommentHeadingText } from './comment-headings.ts';
import { isWhollyMarked } from './meta-lines.ts';
import { readCount } from './printed-count.ts';
import type { Region } from './record-families.ts';

/** More headings of comments in one page stand over other things. */
const maxRegions = 12;
const maxAreas = 4;
const maxHeading = 160;
/** A line this short may head comments without any mark. */
const maxPlainHeading = 40;

/** The whole page, then elements named for comments, then what stands behind headings, each in page order. */
export function findRegions(tree: PageTree, lines: readonly Line[]): Region[] {
  const to = tree.nodes.length;
  const areas = findAreas(tree);
  const regions: Region[] = [{ heading: null, printed: null, isArea: false, from: 0, to }, ...areas];
  for (const line of lines) {
    const first = line.nodes[0];
    if (first === undefined || line.text.length > maxHeading || !headsComments(tree, line, first)) continue;
    const from = (line.nodes.at(-1) ?? first) + 1;
    regions.push({
      heading: { from: first, to: from },
      printed: readCount(line.text),
      isArea: false,
      from,
      to,
    });
    if (regions.length > maxRegions + areas.length) break;
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

function findAreas(tree: PageTree): Region[] {
  const regions: Region[] = [];
  for (const at of findAll(tree, 'div, section, ol, ul, dl, table, form')) {
    const { from, to } = subtree(tree, at);
    if (!(isCommentArea(tree, at) || isCommentManager(tree, at)) || textLength(tree, { from, to }) === 0)
      continue;
    regions.push({ heading: null, printed: null, isArea: true, from: from + 1, to });
    if (regions.length === maxAreas) break;
  }
  return regions;
}

/** A form around comments, for those who may delete them. */
function isCommentManager(tree: PageTree, at: number): boolean {
  return (
    elementAt(tree, at)?.name === 'form' &&
    /comment/i.test(attribute(tree, at, 'action') ?? '') &&
    findAll(tree, 'textarea', subtree(tree, at)).length === 0
  );
}
