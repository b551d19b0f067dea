// Headlines of comments, in families that give them one: part of the text, wherever they stand.

import { findDate } from '../dates/dates.ts';
import type { Line } from '../markup/lines.ts';
import { findAll } from '../markup/select.ts';
import { contains, elementAt, type NodeRange, type PageTree, subtree } from '../markup/tree.ts';
import type { PageView } from '../page/page-view.ts';
import type { CommentMarkup, CommentRecord } from './comment-records.ts';
import { controlLine } from './comment-words.ts';
import { isFiller } from './line-words.ts';
import { isPermalink } from './meta-lines.ts';

/** Where the text stands: the headline, when it lies outside the bodies, then these. */
export function withHeadline(
  tree: PageTree,
  range: NodeRange,
  markup: CommentMarkup,
  bodies: readonly NodeRange[],
): NodeRange[] {
  if (markup.subject === undefined || bodies[0]?.from === range.from) return [...bodies];
  const [subject] = markup.subject.flatMap((selector) => findAll(tree, selector, range));
  const isApart = subject !== undefined && !bodies.some((body) => contains(tree, body.from, subject));
  return isApart ? [subtree(tree, subject), ...bodies] : [...bodies];
}

/** Text nodes of a headline in the line of the date: the link to the comment itself, when it is no date and no control. */
export function headlineNodes(view: PageView, record: CommentRecord, line: Line | null): ReadonlySet<number> {
  const { tree } = view;
  const nodes = new Set<number>();
  for (const link of line?.links ?? []) {
    if (!isPermalink(link, record.name) || isFiller(link.text) || controlLine.test(link.text)) continue;
    if (findDate(link.text, view.dates)) continue;
    for (let at = link.position; at < (tree.ends[link.position] ?? 0); at++)
      if (!elementAt(tree, at)) nodes.add(at);
  }
  return nodes;
}
