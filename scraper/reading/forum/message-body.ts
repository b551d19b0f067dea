// The text of one message: what its author wrote and quoted, without panels, controls, signatures and remarks of the forum.

import { isFiller } from '../comments/line-words.ts';
import { findDate } from '../dates/dates.ts';
import { type Line, readLines } from '../markup/lines.ts';
import { findAll, matches } from '../markup/select.ts';
import { type Body, lineOf, readBody } from '../markup/text.ts';
import {
  contains,
  elementAt,
  hiddenTags,
  type NodeRange,
  type PageTree,
  roleNames,
  subtree,
  textLength,
} from '../markup/tree.ts';
import type { PageView } from '../page/page-view.ts';
import {
  chromeName,
  editRemark,
  isForumControl,
  notChrome,
  openedName,
  signatureLine,
} from './message-words.ts';
import type { ForumMarkup, ForumMessage } from './model.ts';

const neverText =
  '.signature, .postsignature, .sig, .avatar, .js-hide, .messageSignature, .bbCodeBlock-shrinkLink, .lastedited, button';
const quoteBoxes =
  '.quote, .quoteheader, .citation, .bbcode_quote, .quotemain, .quotecontent, .quotebox, .bbCodeQuote, .quoteStyle, .QuoteBlock, .UserQuote, .ipsQuote, .quotetable, td.quote, .post_quote, .zitat, aside.quote, .incqbox, .bbcodeblock.quote, .bbquote';
/** vBulletin 3 draws a quote as a table under the word "Quote:". */
const quoteWord =
  /^(?:quote|zitat|citation|cita|citaat|cytat|цитата|originally posted by .{1,60}|(?:zitat )?von .{1,40}):?$/i;

/** Elements of the message's text by the program's selectors: the first selector with a text; several when the text is in pieces. */
export function bodyBySelector(tree: PageTree, message: ForumMessage, markup: ForumMarkup): number[] {
  let empty: number[] = [];
  for (const selector of markup.body) {
    const found = findAll(tree, selector, message.range).filter((at) => !matches(tree, at, neverText));
    const outer = found.filter((at, i) => !found.slice(0, i).some((other) => contains(tree, other, at)));
    if (outer.length === 0) continue;
    const raised = [...new Set(outer.map((at) => pieceHolder(tree, at, message)))];
    if (raised.some((at) => textLength(tree, subtree(tree, at)) > 0 || isUnderHidden(tree, at)))
      return raised.slice(0, 4);
    if (empty.length === 0) empty = raised.slice(0, 1);
  }
  return empty;
}

/** Text in `span` pieces with quotes between them: the cell around holds all of it. */
function pieceHolder(tree: PageTree, at: number, message: ForumMessage): number {
  const parent = tree.parents[at] ?? -1;
  const isPiece = elementAt(tree, at)?.name === 'span' && elementAt(tree, parent)?.name === 'td';
  return isPiece && parent >= message.range.from ? parent : at;
}

/** Text inside `noscript` has no length in the tree. */
function isUnderHidden(tree: PageTree, position: number): boolean {
  for (let at = tree.parents[position] ?? -1; at >= 0; at = tree.parents[at] ?? -1) {
    const name = elementAt(tree, at)?.name ?? '';
    if (hiddenTags.has(name)) return true;
  }
  return false;
}

export interface BodyContext {
  /** Elements that hold the text, or the message's own range. */
  readonly ranges: readonly NodeRange[];
  /** Positions that hold author, date and other facts. */
  readonly dropped: ReadonlySet<number>;
  /** Short texts that stand in message after message. */
  readonly templates: ReadonlySet<string>;
  /** Selectors of the program for what is no text. */
  readonly chrome: string;
  /** Title of the thread, that messages repeat as "Re: …". */
  readonly title: string;
}

/** Reads the text of one message. Linear in its size. */
export function readMessageBody(view: PageView, context: BodyContext): Body {
  const { tree } = view;
  const dropped = new Set(context.dropped);
  const quoting = new Set<number>();
  for (const range of context.ranges) {
    for (const at of findAll(tree, neverText, range)) dropped.add(at);
    if (context.chrome !== '') for (const at of findAll(tree, context.chrome, range)) dropped.add(at);
    dropChrome(tree, range, dropped);
    dropRemarks(tree, range, dropped);
    for (const at of findAll(tree, quoteBoxes, range)) quoting.add(at);
    const lines = readLines(tree, range, dropped);
    markQuoteTables(tree, lines, range, quoting);
    dropLines(view, lines, context, dropped);
  }
  return readBody(tree, context.ranges, { dropped, baseUrl: view.baseUrl, quoting });
}

/** Parts that their name gives away. What holds most of the text is none, whatever its name. */
function dropChrome(tree: PageTree, range: NodeRange, dropped: Set<number>): void {
  const total = textLength(tree, range);
  for (let at = range.from; at < range.to; at++) {
    if (dropped.has(at)) {
      at = (tree.ends[at] ?? at + 1) - 1;
      continue;
    }
    const element = elementAt(tree, at);
    if (!element || (element.attribs.class === undefined && element.attribs.id === undefined)) continue;
    const names = roleNames(tree, at);
    if (!names.some((name) => chromeName.test(name) && !notChrome.test(name))) continue;
    // A link that opens a box on a click is a link like any other.
    if (element.name === 'a' && names.every((name) => openedName.test(name) || !chromeName.test(name)))
      continue;
    const own = subtree(tree, at);
    if (textLength(tree, own) * 2 > total && !names.some((name) => /sig|edit/i.test(name))) continue;
    dropped.add(at);
    at = own.to - 1;
  }
}

/** A remark about a change, set apart by nothing but small or slanted print. */
function dropRemarks(tree: PageTree, range: NodeRange, dropped: Set<number>): void {
  for (const at of findAll(tree, 'small, em, i, font', range)) {
    const own = subtree(tree, at);
    const text = textLength(tree, own) < 160 ? lineOf(tree, own) : '';
    if (/\d/.test(text) && editRemark.test(text)) dropped.add(at);
  }
}

function dropLines(view: PageView, lines: readonly Line[], context: BodyContext, dropped: Set<number>): void {
  let isSignature = false;
  lines.forEach((line, i) => {
    if (signatureLine.test(line.text) && i > 0 && lengthFrom(lines, i) <= maxSignature) isSignature = true;
    const fromEdge = Math.min(i, lines.length - 1 - i);
    const isRemark = line.text.length < 250 && editRemark.test(line.text) && i > 0;
    const isControl = isControlLine(line, fromEdge) && lines.length > 1;
    const isTitle =
      i < 2 &&
      context.title !== '' &&
      fold(line.text.replace(/^(?:re|aw|antw|sv|odp|rép)\s*:\s*/i, '')) === fold(context.title);
    if (
      isSignature ||
      isRemark ||
      isControl ||
      (isTitle && lines.length > i + 1) ||
      isTemplate(line, context)
    )
      for (const at of line.nodes) dropped.add(at);
    else if (fromEdge < 2 && isDateLine(view, line) && lines.length > 1)
      for (const at of line.nodes) dropped.add(at);
  });
}

/** What stands behind a stroke is a signature only when it is short: writers part their text by strokes too. */
const maxSignature = 450;

function lengthFrom(lines: readonly Line[], from: number): number {
  return lines.slice(from).reduce((sum, line) => sum + line.text.length, 0);
}

function isControlLine(line: Line, fromEdge: number): boolean {
  if (line.text.length > 120 || !isForumControl(line.text)) return false;
  return line.links.length > 0 || (fromEdge < 2 && !quoteWord.test(line.text));
}

function isTemplate(line: Line, { templates }: BodyContext): boolean {
  return templates.has(templateKey(line.text));
}

/** A text as it is compared between messages: numbers count alike. */
export function templateKey(text: string): string {
  return text.toLowerCase().replace(/\d+/g, '0').slice(0, 80);
}

function isDateLine(view: PageView, line: Line): boolean {
  if (line.text.length > 60) return false;
  const date = findDate(line.text, view.dates);
  return date !== null && isFiller(line.text.slice(0, date.start) + line.text.slice(date.end));
}

function markQuoteTables(
  tree: PageTree,
  lines: readonly Line[],
  range: NodeRange,
  quoting: Set<number>,
): void {
  for (const line of lines) {
    if (line.text.length > 90 || !quoteWord.test(line.text)) continue;
    const table = findAll(tree, 'table', { from: line.nodes.at(-1) ?? range.from, to: range.to })[0];
    if (
      table !== undefined &&
      textLength(tree, { from: line.nodes.at(-1) ?? 0, to: table }) <= line.text.length
    )
      quoting.add(table);
  }
}

/** Letters and digits of a text, lower case: how titles and names are compared. */
export function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
