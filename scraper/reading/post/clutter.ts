// What does not belong to a post's text inside the element that holds it: cards and headings of other posts.
import { findAll, findFirst } from '../markup/select.ts';
import { lineOf } from '../markup/text.ts';
import {
  ancestors,
  classNames,
  elementAt,
  linkTextLength,
  type NodeRange,
  type PageTree,
  subtree,
  textLength,
} from '../markup/tree.ts';
import { afterPost } from './clutter-words.ts';
import type { Prose } from './prose.ts';

/** Clutter is never this share of a text. */
const maxShare = 0.35;

/** Longest text of one card, and the least number of cards in a row. */
const maxCard = 400;
const minCards = 3;
/** Shortest text of a card's link, and how far above it the card may be. */
const minLink = 12;
const maxCardDepth = 12;

const neverCards = new Set('p td tr tbody span h1 h2 h3 h4 h5 h6'.split(' '));

/** Rows of cards: three and more siblings alike that each are a linked heading, perhaps with a picture, date, teaser. */
export function cardRows(tree: PageTree, range: NodeRange): NodeRange[] {
  const rows: NodeRange[] = [];
  for (const link of findAll(tree, 'a[href]', range)) {
    if ((rows.at(-1)?.to ?? 0) > link || textLength(tree, subtree(tree, link)) < minLink) continue;
    const card = cardAround(tree, link, range.from);
    const row = card === null ? null : rowFrom(tree, card);
    if (row) rows.push(row);
  }
  return rows;
}

/** The widest element around a link that is no longer than a card and has siblings alike behind it. */
function cardAround(tree: PageTree, link: number, from: number): number | null {
  for (let at = link, depth = 0; depth <= maxCardDepth; at = tree.parents[at] ?? -1, depth++) {
    if (at <= from || textLength(tree, subtree(tree, at)) > maxCard) return null;
    if (neverCards.has(elementAt(tree, at)?.name ?? '')) continue;
    if (isCard(tree, at) && alike(tree, at, nextElement(tree, at))) return at;
  }
  return null;
}

function rowFrom(tree: PageTree, first: number): NodeRange | null {
  let count = 1;
  let to = tree.ends[first] ?? first + 1;
  for (
    let at = nextElement(tree, first);
    alike(tree, first, at) && isCard(tree, at);
    at = nextElement(tree, at)
  ) {
    count++;
    to = tree.ends[at] ?? at + 1;
  }
  return count >= minCards ? { from: first, to } : null;
}

function nextElement(tree: PageTree, position: number): number {
  const end = tree.ends[tree.parents[position] ?? -1] ?? tree.nodes.length;
  for (let at = tree.ends[position] ?? end; at < end; at = tree.ends[at] ?? end)
    if (elementAt(tree, at)) return at;
  return -1;
}

function alike(tree: PageTree, a: number, b: number): boolean {
  const one = elementAt(tree, a);
  const other = elementAt(tree, b);
  return !!one && !!other && one.name === other.name && classNames(one)[0] === classNames(other)[0];
}

/** True for a short element with a linked heading, or a link around a picture and a text. */
function isCard(tree: PageTree, position: number): boolean {
  const own = subtree(tree, position);
  const length = textLength(tree, own);
  if (length < minLink || length > maxCard || linkTextLength(tree, own) < minLink) return false;
  const headings = findAll(tree, 'h2, h3, h4, h5, h6, .title, .headline', own);
  if (headings.length > 2) return false;
  const isLinked = headings.some((at) => linkTextLength(tree, subtree(tree, at)) > 0);
  if (isLinked) return true;
  return linkTextLength(tree, own) * 3 > length * 2 && findAll(tree, 'img, picture', own).length > 0;
}

/** A section of the post itself that follows clutter is at least this long, in characters. */
const minSection = 400;

/** Parts behind headings of other posts, of the author, of sharing: the heading's section, or what follows up to the next heading. */
export function headedClutter(tree: PageTree, range: NodeRange, prose: Prose): NodeRange[] {
  const total = prose.weightOf(range);
  const found: NodeRange[] = [];
  for (const at of findAll(
    tree,
    'h1, h2, h3, h4, h5, h6, p, div, span, strong, b, header, dt, legend, li',
    range,
  )) {
    if (at <= range.from || (found.at(-1)?.to ?? 0) > at) continue;
    const own = subtree(tree, at);
    const length = textLength(tree, own);
    if (length === 0 || length > 70 || (linkTextLength(tree, own) * 2 > length && !isHeading(tree, at)))
      continue;
    if (!afterPost.test(lineOf(tree, own))) continue;
    const section = sectionOf(tree, range, at, total * maxShare, prose);
    if (section) found.push(section);
  }
  return found;
}

/** True for an element whose first text is a heading. */
function startsWithHeading(tree: PageTree, position: number): boolean {
  const first = findFirst(tree, 'h1, h2, h3, h4', subtree(tree, position));
  return first !== null && textLength(tree, { from: position, to: first }) === 0;
}

function isHeading(tree: PageTree, position: number): boolean {
  return /^h[1-6]$/.test(elementAt(tree, position)?.name ?? '');
}

function sectionOf(
  tree: PageTree,
  range: NodeRange,
  heading: number,
  limit: number,
  prose: Prose,
): NodeRange | null {
  let top = heading;
  for (const at of ancestors(tree, heading)) {
    if (at <= range.from || textLength(tree, { from: at, to: heading }) > 0) break;
    if (prose.weightOf(subtree(tree, at)) > limit) break;
    top = at;
  }
  const section = subtree(tree, top);
  if (textLength(tree, section) > textLength(tree, subtree(tree, heading)) + 10) return section;
  const following = followingPart(tree, range, top, (part) => prose.weightOf(part) > limit);
  const isLate = prose.weightOf({ from: range.from, to: heading }) * 2 > prose.weightOf(range);
  const isLinks = prose.linksOf(following) > prose.weightOf(following);
  return prose.weightOf(following) <= limit && (isLate || isLinks) ? following : section;
}

/**
 * A heading and its following siblings, up to the next heading of its level, to text behind links, or to where it
 * `isTooMuch`.
 */
function followingPart(
  tree: PageTree,
  range: NodeRange,
  top: number,
  isTooMuch: (part: NodeRange) => boolean,
): NodeRange {
  const parent = tree.parents[top] ?? -1;
  const name = elementAt(tree, top)?.name ?? '';
  const level = /^h[1-6]$/.test(name) ? name : 'h6';
  let to = tree.ends[top] ?? top + 1;
  let hasLinks = false;
  const end = Math.min(tree.ends[parent] ?? 0, range.to);
  for (let at = to; at < end && !isTooMuch({ from: top, to }); at = tree.ends[at] ?? end) {
    const sibling = elementAt(tree, at)?.name;
    if (sibling === undefined) continue;
    if (/^h[1-6]$/.test(sibling) && sibling <= level) break;
    const own = subtree(tree, at);
    const length = textLength(tree, own);
    const linked = linkTextLength(tree, own);
    // Behind a list of links the text goes on.
    if (hasLinks && linked === 0 && length > 0 && /^(?:p|table|pre|blockquote)$/.test(sibling)) break;
    if (length > minSection && linked * 5 < length && startsWithHeading(tree, at)) break;
    hasLinks ||= linked * 2 > length;
    to = tree.ends[at] ?? at + 1;
  }
  return { from: top, to: Math.min(to, range.to) };
}
