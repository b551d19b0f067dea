// How much running text the parts of a page hold: each block of text is weighed once, sums over a part cost nothing.
import { inlineTags } from '../markup/lines.ts';
import { elementAt, linkTextLength, type NodeRange, type PageTree, textLength } from '../markup/tree.ts';

/** Weights of a page's text blocks, in characters. */
export interface Prose {
  /** Weight of the running text in a range; 0 when it has none. */
  weightOf(range: NodeRange): number;
  /** Characters of blocks that are mostly links in a range. */
  linksOf(range: NodeRange): number;
}

/** Shorter blocks are labels, headings, items of lists. */
const minBlock = 25;
/** What a character counts in short blocks and in those without punctuation. */
const faint = 0.2;
const listTags = new Set('li td th dd dt pre h2 h3 h4 h5 h6 p blockquote figcaption'.split(' '));
const headings = /^h[1-6]$/;
const punctuation = /[.,;:!?…。、，！？：；।]/;

/** Weighs the blocks outside the excluded ranges (ascending, not overlapping). Linear. */
export function weighProse(tree: PageTree, excluded: readonly NodeRange[]): Prose {
  const size = tree.nodes.length;
  const holders = new Int32Array(size).fill(-1);
  const lengths = new Int32Array(size);
  const links = new Int32Array(size);
  const punctuated = new Uint8Array(size);
  let next = 0;
  for (let at = 0; at < size; at++) {
    while ((excluded[next]?.to ?? size + 1) <= at) next++;
    const skip = excluded[next];
    if (skip && at >= skip.from) {
      at = skip.to - 1;
      continue;
    }
    const element = elementAt(tree, at);
    const parent = tree.parents[at] ?? -1;
    if (element) {
      if (tree.hidden[at] === 1) at = (tree.ends[at] ?? at + 1) - 1;
      else holders[at] = inlineTags.has(element.name) && parent >= 0 ? (holders[parent] ?? at) : at;
      continue;
    }
    const own = { from: at, to: at + 1 };
    const length = textLength(tree, own);
    const holder = parent < 0 ? -1 : (holders[parent] ?? -1);
    if (length === 0 || holder < 0) continue;
    lengths[holder] = (lengths[holder] ?? 0) + length;
    links[holder] = (links[holder] ?? 0) + linkTextLength(tree, own);
    const node = tree.nodes[at];
    if (node && 'data' in node && punctuation.test(node.data)) punctuated[holder] = 1;
  }
  const weights = new Float64Array(size + 1);
  const linked = new Float64Array(size + 1);
  for (let at = 0; at < size; at++) {
    const length = lengths[at] ?? 0;
    const link = links[at] ?? 0;
    const isLinks = link * 2 > length;
    const weight =
      length === 0 || isLinks ? 0 : (length - link) * factor(tree, at, length, punctuated[at] === 1);
    weights[at + 1] = (weights[at] ?? 0) + weight;
    linked[at + 1] = (linked[at] ?? 0) + (isLinks ? link : 0);
  }
  const sum = (sums: Float64Array, range: NodeRange) => (sums[range.to] ?? 0) - (sums[range.from] ?? 0);
  return { weightOf: (range) => sum(weights, range), linksOf: (range) => sum(linked, range) };
}

function factor(tree: PageTree, position: number, length: number, isPunctuated: boolean): number {
  const name = elementAt(tree, position)?.name ?? '';
  if (headings.test(name) || length < minBlock) return listTags.has(name) ? faint : 0;
  return isPunctuated ? 1 : faint;
}
