// The lines of a part of a page: text between blocks and line breaks, with the nodes and links that make each.

import { uneven, unknownKinds } from './text-kinds.ts';
import { elementAt, hiddenTags, type NodeRange, type PageTree } from './tree.ts';
import { tidy } from './white-space.ts';

export { tidy };

export interface LineLink {
  readonly position: number;
  readonly href: string;
  /** On one line, trimmed; may be empty. */
  readonly text: string;
}

export interface Line {
  /** White space collapsed; never empty. */
  readonly text: string;
  /** Positions of the text nodes. */
  readonly nodes: readonly number[];
  readonly links: readonly LineLink[];
}

/** Elements that part no lines. */
export const inlineTags: ReadonlySet<string> = new Set(
  'a abbr acronym b bdi bdo big cite code del dfn em font i img ins kbd label mark nobr q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** True for elements that do not begin a line of their own. */
export function isInlineTag(name: string): boolean {
  return inlineTags.has(name);
}

/** Lines of a range in order; subtrees in `dropped` are left out. Linear in the range. */
export function readLines(tree: PageTree, range: NodeRange, dropped: ReadonlySet<number>): Line[] {
  const lines: Line[] = [];
  const closings: number[] = [];
  let texts: string[] = [];
  let nodes: number[] = [];
  let links: number[] = [];
  let kinds = 0;
  const flush = () => {
    const joined = texts.length === 1 ? (texts[0] ?? '') : texts.join('');
    const text = (kinds & uneven) === 0 ? joined.trim() : tidy(joined);
    if (text !== '') lines.push({ text, nodes, links: links.map((at) => readLink(tree, at, range)) });
    kinds = 0;
    texts = [];
    nodes = [];
    links = [];
  };
  for (let at = range.from; at < range.to; at++) {
    for (let top = closings.at(-1); top !== undefined && top <= at; top = closings.at(-1)) {
      closings.pop();
      flush();
    }
    const element = elementAt(tree, at);
    const end = tree.ends[at] ?? at + 1;
    if (dropped.has(at) || (element && hiddenTags.has(element.name))) {
      at = end - 1;
      continue;
    }
    if (element) {
      if (element.name === 'a' && element.attribs.href !== undefined) links.push(at);
      if (inlineTags.has(element.name)) continue;
      flush();
      if (end > at + 1) closings.push(end);
      continue;
    }
    const node = tree.nodes[at];
    if (node && 'data' in node) {
      kinds |= tree.textKinds[at] ?? unknownKinds;
      if (node.data.startsWith(' ') && texts.at(-1)?.endsWith(' ')) kinds |= uneven;
      texts.push(node.data);
      nodes.push(at);
    }
  }
  flush();
  return lines;
}

function readLink(tree: PageTree, position: number, range: NodeRange): LineLink {
  const end = Math.min(tree.ends[position] ?? position + 1, range.to);
  const texts: string[] = [];
  for (let at = position + 1; at < end; at++) {
    const node = tree.nodes[at];
    if (node && 'data' in node) texts.push(node.data);
  }
  return { position, href: elementAt(tree, position)?.attribs.href ?? '', text: tidy(texts.join('')) };
}
