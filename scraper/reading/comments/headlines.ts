// A comment's own heading. One rule for all platforms: it is the first line of the text, unless it is only how the text
// starts (programs fill an empty heading with it) or says that there is none.

import { findDate } from '../dates/dates.ts';
import type { Line } from '../markup/lines.ts';
import { findAll } from '../markup/select.ts';
import { type Body, lineOf } from '../markup/text.ts';
import { elementAt, type PageTree, subtree } from '../markup/tree.ts';
import type { PageView } from '../page/page-view.ts';
import type { CommentRecord } from './comment-records.ts';
import { isCommentControl } from './comment-words.ts';
import { isFiller } from './line-words.ts';
import { isPermalink } from './meta-lines.ts';

export interface Headline {
  readonly position: number;
  /** One line; may be empty. */
  readonly text: string;
}

const maxHeadline = 300;

/** The first heading of a record that has text, or null. */
export function findHeadline(
  tree: PageTree,
  record: CommentRecord,
  selectors: readonly string[] = [],
): Headline | null {
  for (const selector of selectors) {
    for (const position of findAll(tree, selector, record.range)) {
      const text = lineOf(tree, subtree(tree, position));
      if (text !== '' && text.length <= maxHeadline) return { position, text };
    }
  }
  return null;
}

/** The body with the heading before it where that says something of its own. */
export function withHeadline(headline: string, body: Body): Body {
  const start = fold(headline);
  if (
    start === '' ||
    /^(?:nosubject|notitle|untitled)$/.test(start) ||
    fold(body.text.slice(0, 900)).startsWith(start)
  )
    return body;
  if (body.text === '') return { ...body, text: headline };
  const shift = headline.length + 2;
  return {
    ...body,
    text: `${headline}\n\n${body.text}`,
    quotes: body.quotes.map(([from, to]) => [from + shift, to + shift]),
  };
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Text nodes of a headline in the line of the date: the link to the comment itself, when it is no date and no control. */
export function headlineNodes(view: PageView, record: CommentRecord, line: Line | null): ReadonlySet<number> {
  const { tree } = view;
  const nodes = new Set<number>();
  for (const link of line?.links ?? []) {
    if (!isPermalink(link, record.name) || isFiller(link.text) || isCommentControl(link.text)) continue;
    if (findDate(link.text, view.dates)) continue;
    for (let at = link.position; at < (tree.ends[link.position] ?? 0); at++)
      if (!elementAt(tree, at)) nodes.add(at);
  }
  return nodes;
}
