// The part of a page that belongs to its comments: the records and the heading, list and form around them.

import { findAll } from '../markup/select.ts';
import {
  ancestors,
  attribute,
  elementAt,
  type NodeRange,
  type PageTree,
  subtree,
  textLength,
} from '../markup/tree.ts';
import { isCommentArea } from './comment-headings.ts';
import type { CommentRecord } from './comment-records.ts';

const emptyAreas =
  '#comments, #respond, .comments-area, .comment-respond, #commentform, .wp-block-comments, .wp-block-post-comments, #disqus_thread, ol.commentlist, #commentlist, .comments, form[action*="wp-comments-post"], form[action*="mt-comments"]';

/**
 * Range of the comment area, or null when the page has none. With records it holds all of them; the container
 * around them is taken whole unless it holds the post too (`#comments` around everything).
 */
export function findCommentArea(tree: PageTree, records: readonly CommentRecord[]): NodeRange | null {
  const first = records[0];
  if (!first) return emptyArea(tree);
  const from = first.range.from;
  const to = Math.max(...lastEnds(records));
  let area: NodeRange = { from, to };
  for (const at of ancestors(tree, first.position)) {
    const own = subtree(tree, at);
    if (!isCommentArea(tree, at) || elementAt(tree, at)?.name === 'body') continue;
    const before = textLength(tree, { from: own.from, to: from });
    if (before > 600 && holdsPost(tree, { from: own.from, to: from })) break;
    area = { from: own.from, to: Math.max(own.to, to) };
  }
  return withHeadingAndForm(tree, area);
}

function lastEnds(records: readonly CommentRecord[]): number[] {
  return records.slice(-200).map((record) => record.range.to);
}

function holdsPost(tree: PageTree, range: NodeRange): boolean {
  return findAll(tree, 'h1, h2, .entry-content, .post-body, .entry, article', range).length > 0;
}

/** Takes in the headings of comments and trackbacks before the list, and what follows it beside the post. */
function withHeadingAndForm(tree: PageTree, area: NodeRange): NodeRange {
  let { from } = area;
  let parent = tree.parents[from] ?? -1;
  while (
    parent >= 0 &&
    elementAt(tree, parent)?.name !== 'body' &&
    textLength(tree, { from: parent, to: from }) === 0
  ) {
    from = parent;
    parent = tree.parents[from] ?? -1;
  }
  if (parent < 0) return area;
  for (const heading of [...findAll(tree, areaHeadings, { from: parent + 1, to: from })].reverse()) {
    if (isShortGap(tree, heading, from) && isCommentHeading(tree, heading))
      from = topLevelUnder(tree, heading, parent);
  }
  const trackbacks = findAll(tree, '#trackbacks, a[name=trackbacks], #pings', {
    from: parent + 1,
    to: from,
  })[0];
  if (trackbacks !== undefined) from = topLevelUnder(tree, trackbacks, parent);
  const holdsPostBefore = textLength(tree, { from: parent, to: from }) > 200;
  return { from, to: holdsPostBefore ? Math.max(area.to, tree.ends[parent] ?? 0) : area.to };
}

const areaHeadings =
  '#comments, #responses, h2, h3, h4, a[name=comments], a[name=commenttop], .comments-head, .comments-header';

function isShortGap(tree: PageTree, heading: number, from: number): boolean {
  const gap = { from: heading, to: from };
  return textLength(tree, gap) < 300 && findAll(tree, postBodies, gap).length === 0;
}

/** A heading before one of these heads the post, whatever it says of comments. */
const postBodies =
  '.entry, .entry-content, .post-body, .post-content, .postcontent, .storycontent, .e-content';

function isCommentHeading(tree: PageTree, heading: number): boolean {
  const name = attribute(tree, heading, 'id') ?? attribute(tree, heading, 'name') ?? '';
  if (/comment|respons|trackback/i.test(name)) return true;
  const range = subtree(tree, heading);
  const text = textOf(tree, range);
  return (
    text.length < 200 &&
    /comment|repl(?:y|ies)|respons|thought|kommentar|gedanke|comentario|comentário|comment|reactie|komentar|коммент|отзыв|yorum|コメント|trackback/i.test(
      text,
    )
  );
}

function textOf(tree: PageTree, range: NodeRange): string {
  let text = '';
  for (let at = range.from; at < range.to && text.length < 300; at++) {
    const node = tree.nodes[at];
    if (node && 'data' in node) text += node.data;
  }
  return text;
}

function topLevelUnder(tree: PageTree, position: number, parent: number): number {
  let at = position;
  while ((tree.parents[at] ?? -1) > parent) at = tree.parents[at] ?? at;
  return at;
}

function emptyArea(tree: PageTree): NodeRange | null {
  const named = namedArea(tree);
  const headed = headedArea(tree);
  if (!named || !headed) return named ?? headed;
  // A form alone is but the end of what the heading begins.
  return headed.from < named.from && named.to <= headed.to ? headed : named;
}

function namedArea(tree: PageTree): NodeRange | null {
  for (const selector of emptyAreas.split(', ')) {
    for (const at of findAll(tree, selector)) {
      const own = subtree(tree, at);
      const name = elementAt(tree, at)?.name ?? '';
      if (/^(?:a|h[1-6]|span|body|p)$/.test(name)) continue;
      if (textLength(tree, own) * 2 < textLength(tree, { from: 0, to: tree.nodes.length })) return own;
    }
  }
  return null;
}

/** Without a container: from the first heading of comments or trackbacks to the end of what holds it. */
function headedArea(tree: PageTree): NodeRange | null {
  const heading = findAll(
    tree,
    'h2#comments, h3#comments, h4#comments, h2#trackbacks, h3#trackbacks, h2#respond, h3#respond, .comments-head',
  )[0];
  const holder = heading === undefined ? -1 : (tree.parents[heading] ?? -1);
  return heading === undefined || holder < 0 ? null : { from: heading, to: tree.ends[holder] ?? heading };
}
