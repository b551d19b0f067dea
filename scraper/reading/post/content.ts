// The element that holds the running text of a page whose template is unknown, by density. Not comments: those are cut out first.
import {
  childElements,
  contains,
  elementAt,
  type NodeRange,
  type PageTree,
  roleNames,
  subtree,
  textLength,
} from '../markup/tree.ts';
import { isBoilerplate } from './boilerplate.ts';
import type { Prose } from './prose.ts';

/** Links around a text count against the element that would take them in. */
const linkCost = 0.6;
/** A part that holds this much of its parent's running text may stand for it. */
const mostOf = 0.75;
/** What part of the text the child with the heading must hold, and how much more one beside it may. */
const goodPart = 0.4;
const clearlyMore = 1.2;
/** What part of its text may stand in an element of another kind before and behind it. */
const introShare = 0.04;
const sequelShare = 0.12;
/** Running text beside such a part, in characters, that is no remark. */
const aRemark = 120;

/** Less running text than this is a label. */
const leastText = 20;

/** The element within `range` that holds its running text, or null when there is none. `title` is the heading's position. Linear. */
export function findContent(
  tree: PageTree,
  range: NodeRange,
  prose: Prose,
  title: number | null,
): number | null {
  const gain = (at: number) => gainOf(tree, at, prose);
  let best: number | null = null;
  let most = leastText;
  for (let at = range.from; at < range.to; at++) {
    if (!elementAt(tree, at) || gain(at) < most) continue;
    best = at;
    most = gain(at);
  }
  while (best !== null && isTextBlock(tree, best) && (tree.parents[best] ?? -1) >= range.from)
    best = tree.parents[best] ?? null;
  for (let next = best; next !== null; ) {
    best = next;
    next = denserChild(tree, best, prose) ?? titledChild(tree, best, prose, title);
  }
  return best;
}

function gainOf(tree: PageTree, position: number, prose: Prose): number {
  const range = subtree(tree, position);
  return prose.weightOf(range) - linkCost * prose.linksOf(range);
}

const textTags = new Set('p ul ol dl pre blockquote table h2 h3 h4 h5 figure'.split(' '));

/** The child that holds nearly all of the text, when what stands beside it is none of the post. */
function denserChild(tree: PageTree, position: number, prose: Prose): number | null {
  const children = childElements(tree, position);
  const total = prose.weightOf(subtree(tree, position));
  const child = children.find((at) => prose.weightOf(subtree(tree, at)) >= total * mostOf);
  if (child === undefined || isTextBlock(tree, child)) return null;
  const beside = children.filter((at) => at !== child);
  const own =
    textLength(tree, subtree(tree, position)) -
    children.reduce((sum, at) => sum + textLength(tree, subtree(tree, at)), 0);
  if (own > aRemark) return null;
  return beside.some((at) => belongsTo(tree, at, child, prose)) ? null : child;
}

/** The child with the post's heading, when it holds a good part of the text and none beside it holds clearly more. */
function titledChild(tree: PageTree, position: number, prose: Prose, title: number | null): number | null {
  if (title === null) return null;
  const weightOf = (at: number) => prose.weightOf(subtree(tree, at));
  const children = childElements(tree, position);
  const child = children.find((at) => contains(tree, at, title));
  if (child === undefined || isTextBlock(tree, child)) return null;
  const own = weightOf(child);
  if (own < weightOf(position) * goodPart) return null;
  const isOne = (at: number) =>
    at !== child &&
    (weightOf(at) > own * clearlyMore || isText(tree, at, prose) || (at > child && isQuestions(tree, at)));
  return children.some(isOne) ? null : child;
}

function isText(tree: PageTree, position: number, prose: Prose): boolean {
  const name = elementAt(tree, position)?.name ?? '';
  return textTags.has(name) && prose.weightOf(subtree(tree, position)) >= aRemark / 4;
}

function isTextBlock(tree: PageTree, position: number): boolean {
  const name = elementAt(tree, position)?.name ?? '';
  return /^(?:p|pre|blockquote|h[1-6]|ul|ol|dl|table|tbody|li|font|span|b|i|em|strong|a)$/.test(name);
}

/** True for a neighbour that is text of the same post: text of its own level, another section like this one, or a large part. */
function belongsTo(tree: PageTree, beside: number, child: number, prose: Prose): boolean {
  const range = subtree(tree, beside);
  const weight = prose.weightOf(range);
  if (weight < aRemark / 4 || isBoilerplate(tree, beside)) return false;
  if (prose.linksOf(range) > weight) return false;
  const share = weight / prose.weightOf(subtree(tree, child));
  if (beside > child && isQuestions(tree, beside)) return true;
  if (textTags.has(elementAt(tree, beside)?.name ?? '')) return share > introShare * 2;
  if (signature(tree, beside) === signature(tree, child)) return true;
  return weight >= aRemark && share > (beside < child ? introShare : sequelShare);
}

/** True for an element named for the questions that articles end with. */
function isQuestions(tree: PageTree, position: number): boolean {
  return roleNames(tree, position).some((name) => /(?:^|[-_])faqs?(?:$|[-_])/i.test(name));
}

function signature(tree: PageTree, position: number): string {
  const element = elementAt(tree, position);
  return `${element?.name} ${(element?.attribs.class ?? '').trim().split(/\s+/)[0]}`;
}
