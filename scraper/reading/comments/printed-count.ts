// The number of comments a page prints about itself: "9 Replies", "110 Gedanken zu …", "コメント (3)", "No comments".

import { tidy } from '../markup/lines.ts';
import { findAll } from '../markup/select.ts';
import { lineOf } from '../markup/text.ts';
import { ancestors, elementAt, type NodeRange, type PageTree, subtree, textLength } from '../markup/tree.ts';
import { blockOf } from './comment-anchors.ts';
import { commentNouns } from './comment-words.ts';

const numberFirst = new RegExp(
  `(?<![\\d.,/:])(\\d{1,3}(?:[,.]\\d{3})|\\d{1,6})\\+?\\s*(?:件の|user\\s+)?(?:${commentNouns})(?![\\p{L}])`,
  'iu',
);
const numberLast = new RegExp(
  `(?:^|[^\\p{L}])(?:${commentNouns})\\s*(?:sobre|zu|to|on|:)?\\s*[\\[(（:：]?\\s*(\\d{1,6})(?:[\\])）]|\\s*$)`,
  'iu',
);
const one = new RegExp(
  `^\\W*(?:one|ein|eine|un|una|une|uma?|uno|jeden|jedna|één|een|en|ett|bir|один)\\s+(?:${commentNouns})\\s*(?:$|(?:to|on|zu|zum|auf|à|sur|a|para|su|op|do|til|к|на|for|so far)(?![\\p{L}])|[“"”„«»:(|,.–—-])`,
  'iu',
);
const none = new RegExp(
  `^\\W*(?:no|kein|keine|noch keine|aucun|aucune|sin|nenhum|nessun|nessuna|geen|brak|нет|henüz|inga)\\s+(?:${commentNouns})(?![\\p{L}])|^\\W*comments?\\s*[:(]?\\s*none`,
  'iu',
);

/** Number in a short line about comments, or null when it names none. */
export function readCount(text: string): number | null {
  const line = tidy(text);
  if (line.length > 300) return null;
  const first = numberFirst.exec(line);
  // "March 5, 2012 Reply": the year of a date before a link.
  const isYear =
    first !== null && /^(?:19|20)\d\d$/.test(first[1] ?? '') && /\d/.test(line.slice(0, first.index));
  const digits = (isYear ? undefined : first?.[1]) ?? numberLast.exec(line)?.[1];
  if (digits !== undefined) return Number(digits.replace(/[.,]/g, ''));
  if (one.test(line)) return 1;
  return none.test(line) ? 0 : null;
}

const countHeadings =
  '#comments, .comments-title, #comments-title, .comment-title, .comments-header, .comments-heading, #comment-title, .comment-count, .comments-count, .commentcount';
const countLinks =
  '.comments-link, a[href$="#comments"], a[href$="#respond"], .comments, .comment-link, .post-comments';

/**
 * The count printed over a comment list, else in the post's line of facts; null when there is none.
 * `area` is where the comments stand, `post` the post's element.
 */
export function findPrintedCount(
  tree: PageTree,
  area: NodeRange | null,
  post: NodeRange | null,
): number | null {
  const found: number[] = [];
  for (const at of headingsNear(tree, area)) {
    const count = shortCount(tree, at);
    if (count !== null) found.push(count);
  }
  if (found.length > 0) return greatest(found);
  const links = post === null ? [] : findAll(tree, countLinks, post).map((at) => shortCount(tree, at));
  const counts = links.filter((count) => count !== null);
  return counts.length === 0 ? null : greatest(counts);
}

/** `Math.max` takes as many arguments as the stack holds: pages hold more. */
function greatest(counts: readonly number[]): number {
  return counts.reduce((most, count) => Math.max(most, count), 0);
}

function headingsNear(tree: PageTree, area: NodeRange | null): readonly number[] {
  const marked = findAll(tree, countHeadings);
  if (area === null) return marked;
  const from = Math.max(0, area.from - 60);
  const headings = findAll(tree, 'h1, h2, h3, h4, h5, h6, caption, legend, b, strong, p, span', {
    from,
    to: area.from + 12,
  });
  return [...marked, ...headings].sort((a, b) => a - b);
}

function shortCount(tree: PageTree, position: number): number | null {
  const range = subtree(tree, position);
  const length = textLength(tree, range);
  const isHeading = /^(?:h[1-6]|caption|legend)$/.test(elementAt(tree, position)?.name ?? '');
  if (length === 0 || length > (isHeading ? 250 : 40) || isQuoted(tree, position, length)) return null;
  return readCount(lineOf(tree, range));
}

/** What else may stand in the line of a count. */
const maxBeside = 160;

/** True for a count of another page: inside a quotation, or a few words of running text. */
function isQuoted(tree: PageTree, position: number, length: number): boolean {
  if (ancestors(tree, position).some((at) => elementAt(tree, at)?.name === 'blockquote')) return true;
  const block = blockOf(tree, position);
  const isText = elementAt(tree, block)?.name === 'p' && elementAt(tree, position)?.name !== 'a';
  return isText && textLength(tree, subtree(tree, block)) > length + maxBeside;
}
