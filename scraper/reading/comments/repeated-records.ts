// Comments without ids: sibling elements of one shape that each hold a date and a text, checked against the printed count.

import { type DateHints, findDate } from '../dates/dates.ts';
import { findAll, matches } from '../markup/select.ts';
import { lineOf } from '../markup/text.ts';
import {
  ancestors,
  attribute,
  classNames,
  elementAt,
  hiddenTags,
  linkTextLength,
  type NodeRange,
  type PageTree,
  subtree,
  textLength,
} from '../markup/tree.ts';
import { isAside } from '../page/page-kind.ts';
import { headingsBefore, isInCommentArea, isUnderCommentHeading } from './comment-headings.ts';
import { type CommentRecord, recordsAt } from './comment-records.ts';
import { readCount } from './printed-count.ts';

export interface RepeatedRecords {
  readonly records: readonly CommentRecord[];
  /** Clause that names the shape. */
  readonly evidence: string;
}

interface Group {
  readonly key: string;
  readonly positions: number[];
  readonly signature: string;
}

const recordName =
  /(?:^|[\s_-])(?:comments?|cmt|reply|replies|respon[sd]e?|kommentar|commentaire|comentario|comentário|commento|reactie|komentarz|yorum|feedback|talkback|message|msg|opinion)(?:$|[\s_-]|\d|-?(?:body|item|entry|box|block|post|wrap\w*|container|content|text|list-item|single|row|even|odd|alt))/i;
const notRecords =
  /form|latest|respond|link|count|meta|header|footer|title|nav|reply-(?:link|title)|avatar|author|date|closed|recent|widget|head$/i;
/** Groups looked at; more of one kind in a page are not made by people. */
const maxGroups = 4_000;

/** The best group of repeated dated elements, or null when none is convincing. */
export function findRepeatedRecords(tree: PageTree, hints: DateHints): RepeatedRecords | null {
  const dates = countDates(tree, hints);
  let best: { group: Group; score: number; why: string } | null = null;
  for (const group of [...namedGroups(tree), ...siblingGroups(tree, dates)]) {
    const judged = judge(tree, group, dates);
    if (judged && (!best || judged.score > best.score)) best = { group, ...judged };
  }
  if (!best) return null;
  return {
    records: recordsAt(tree, best.group.positions),
    evidence: `${best.group.positions.length} × ${best.group.signature}: ${best.why}`,
  };
}

/** Number of dated short texts before each node. */
function countDates(tree: PageTree, hints: DateHints): Int32Array {
  const before = new Int32Array(tree.nodes.length + 1);
  let hiddenUntil = 0;
  tree.nodes.forEach((node, at) => {
    let isDated = 0;
    if ('attribs' in node) {
      if (hiddenTags.has(node.name)) hiddenUntil = Math.max(hiddenUntil, tree.ends[at] ?? 0);
      if (node.name === 'time' || node.attribs.href?.includes('showComment=')) isDated = 1;
    } else if (
      at >= hiddenUntil &&
      'data' in node &&
      node.data.length < 250 &&
      /\d/.test(node.data) &&
      findDate(node.data, hints)
    ) {
      isDated = 1;
    }
    before[at + 1] = (before[at] ?? 0) + isDated;
  });
  return before;
}

function isDated(dates: Int32Array, range: NodeRange): boolean {
  return (dates[range.to] ?? 0) > (dates[range.from] ?? 0);
}

/** Elements whose class says comment, by tag and shape of their classes, wherever they stand. */
function namedGroups(tree: PageTree): Group[] {
  const groups = new Map<string, Group>();
  for (const at of findAll(tree, 'li, div, article, dt, section, tr, dd, p, blockquote, table')) {
    const element = elementAt(tree, at);
    const names = element ? classNames(element) : [];
    if (!names.some((name) => recordName.test(name) && !notRecords.test(name))) continue;
    if (isAsideOfComments(tree, at)) continue;
    add(groups, `named ${signature(tree, at)}`, at, signature(tree, at));
  }
  return [...groups.values()].map((group) => outermost(tree, group));
}

function isAsideOfComments(tree: PageTree, at: number): boolean {
  const parent = tree.parents[at] ?? -1;
  return (
    parent >= 0 &&
    /recent|widget/i.test(`${attribute(tree, parent, 'class') ?? ''} ${attribute(tree, parent, 'id') ?? ''}`)
  );
}

/** Siblings of one shape that are mostly dated. */
function siblingGroups(tree: PageTree, dates: Int32Array): Group[] {
  const groups = new Map<string, Group>();
  for (const at of findAll(tree, 'li, div, article, dt, section, tr, table, blockquote, p')) {
    if (!isDated(dates, subtree(tree, at))) continue;
    const shape = signature(tree, at);
    const key = `${tree.parents[at] ?? -1} ${shape}`;
    if (groups.size < maxGroups || groups.has(key)) add(groups, key, at, shape);
  }
  return [...groups.values()].filter((group) => group.positions.length > 1);
}

function add(groups: Map<string, Group>, key: string, position: number, shape: string): void {
  const group = groups.get(key);
  if (group) group.positions.push(position);
  else groups.set(key, { key, positions: [position], signature: shape });
}

/** Tag and classes without what changes from record to record. */
function signature(tree: PageTree, position: number): string {
  const element = elementAt(tree, position);
  if (!element) return '';
  const steady = classNames(element).filter(
    (name) =>
      !/\d|^(?:odd|even|alt|first|last|alternate|author|by\w+|thread-\w+|parent|depth\S*|post-?author|highlighted|new|left|right|row\w*)$/i.test(
        name,
      ),
  );
  return [element.name, ...steady].join('.');
}

function outermost(tree: PageTree, group: Group): Group {
  const positions: number[] = [];
  let end = -1;
  for (const at of group.positions) {
    if (at < end) continue;
    positions.push(at);
    end = tree.ends[at] ?? at + 1;
  }
  return { ...group, positions: positions.length * 2 > group.positions.length ? positions : group.positions };
}

function judge(tree: PageTree, group: Group, dates: Int32Array): { score: number; why: string } | null {
  const { positions } = group;
  const [first] = positions;
  if (first === undefined) return null;
  const isNamed = group.key.startsWith('named ');
  const isPlaced = isNamed || isInCommentArea(tree, first);
  const ranges = positions.map((at) => subtree(tree, at));
  const minText = isPlaced ? 0 : 25;
  const texts = ranges.filter(
    (range) => textLength(tree, range) - linkTextLength(tree, range) > minText,
  ).length;
  const dated = ranges.filter((range) => isDated(dates, range)).length;
  if (Math.min(texts, dated) * 10 < positions.length * 7) return null;
  if (isInBody(tree, first) || (isAside(tree, first) && !isPlaced)) return null;
  const { score, why } = weighSurroundings(tree, positions, { isNamed, isPlaced });
  if (positions.length === 1 && score < 5) return null;
  return score >= 3 ? { score: score + Math.min(positions.length, 50) / 100, why: why.join(', ') } : null;
}

function weighSurroundings(
  tree: PageTree,
  positions: readonly number[],
  { isNamed, isPlaced }: { isNamed: boolean; isPlaced: boolean },
): { score: number; why: string[] } {
  const first = positions[0] ?? 0;
  const printed = printedBefore(tree, first);
  const why: string[] = [];
  let score = isPlaced ? 3 : 0;
  if (isPlaced) why.push(isNamed ? 'named as comments' : 'in a part named for comments');
  if (printed === positions.length) {
    score += 6;
    why.push('as many as the page prints');
  } else if (printed !== null && printed > 0) {
    score += 1;
    why.push(`the page prints ${printed}`);
  } else if (isUnderCommentHeading(tree, first)) {
    score += 3;
    why.push('under a heading for comments');
  }
  if (findAll(tree, 'textarea', { from: first, to: tree.nodes.length }).length > 0) {
    score += 1;
    why.push('a form follows');
  }
  return { score, why };
}

/** Lists inside the text of a post are part of it. */
function isInBody(tree: PageTree, position: number): boolean {
  return ancestors(tree, position).some((at) =>
    matches(
      tree,
      at,
      '.entry-content, .post-body, .wp-block-post-content, [itemprop=articleBody], .e-content, .post-content',
    ),
  );
}

/** Count in the headings shortly before the first record, or null. */
function printedBefore(tree: PageTree, first: number): number | null {
  for (const at of headingsBefore(tree, first)) {
    const count = readCount(lineOf(tree, subtree(tree, at)));
    if (count !== null) return count;
  }
  return null;
}
