// Author, date and text of one comment: by the family's selectors, else by the lines that hold a name and a date.
import { type FoundDate, findDate } from '../dates/dates.ts';
import { localDateOfEpoch } from '../dates/local-dates.ts';
import { type Line, readLines, tidy } from '../markup/lines.ts';
import { findAll } from '../markup/select.ts';
import { type Body, lineOf, readBody } from '../markup/text.ts';
import { contains, elementAt, type NodeRange, type PageTree, subtree } from '../markup/tree.ts';
import { decodePath } from '../markup/urls.ts';
import type { PageView } from '../page/page-view.ts';
import type { CommentMarkup, CommentRecord } from './comment-records.ts';
import { isCommentControl, moderationRemark, saysWords } from './comment-words.ts';
import { findHeadline, headlineNodes, withHeadline } from './headlines.ts';
import { isFiller } from './line-words.ts';
import { markedAuthor, textNodes, toNamed } from './marked-names.ts';
import { findMetaLine, type NamedLine, nameFromLines } from './meta-lines.ts';
import { valueClassDate } from './value-class.ts';

export interface CommentFields {
  readonly author: string | null;
  readonly authorUrl: string | null;
  readonly date: FoundDate | null;
  readonly body: Body;
  /** Label of the name's line: tells pings. */
  readonly label: string;
}

/** Reads one record. Fields that the page does not say are null. */
export function readCommentFields(
  view: PageView,
  record: CommentRecord,
  markup: CommentMarkup,
): CommentFields {
  const { tree } = view;
  const dropped = new Set(findAll(tree, markup.dropped, record.range).filter((at) => at !== record.position));
  const lines = readLines(tree, record.range, dropped);
  const marked = dateBySelector(view, record.range, markup.date);
  const metaLine = marked
    ? lineWith(tree, lines, marked.position)
    : findMetaLine(lines, record.name, view.dates);
  const date = marked?.date ?? metaLine?.date ?? null;
  const named = authorOf(view, record, markup, {
    lines,
    dropped,
    metaLine: metaLine?.line ?? null,
    dateText: metaLine?.dateText ?? '',
  });
  dropMeta(tree, lines, dropped, {
    metaLine: metaLine?.line ?? null,
    datePosition: marked?.position ?? null,
    named,
    headline: markup.subject ? headlineNodes(view, record, metaLine?.line ?? null) : new Set(),
    frame: lines.flatMap((line) => markup.frameNodes?.(line, (at) => tidy(dataAt(tree, at))) ?? []),
  });
  const headline = findHeadline(tree, record, markup.subject);
  if (headline) dropped.add(headline.position);
  const body = withHeadline(
    headline?.text ?? '',
    readBody(tree, bodyRanges(tree, record.range, markup.body, dropped), { dropped, baseUrl: view.baseUrl }),
  );
  return {
    author: named?.name ?? null,
    authorUrl: named?.url ?? null,
    date,
    body: { ...body, links: body.links.filter((link) => !isOwnAddress(link, record.name)) },
    label: named?.label ?? '',
  };
}

/** The date an element states: `datetime`, `title`, what a script fills in, the time in its address, or its text. */
export function dateOfElement(
  view: PageView,
  position: number,
  dropped: ReadonlySet<number> = new Set(),
): FoundDate | null {
  const { tree, dates } = view;
  const element = elementAt(tree, position);
  if (!element) return null;
  const { datetime, title, content, href, 'data-content': filledIn } = element.attribs;
  const epoch =
    href === undefined ? undefined : /showComment=(\d{13})/.exec(decodePath(decodePath(href)))?.[1];
  if (epoch !== undefined)
    return localDateOfEpoch(Number(epoch), lineOf(tree, subtree(tree, position), dropped), dates);
  for (const value of [datetime, content, title, filledIn]) {
    const found = value === undefined ? null : findDate(value, dates);
    if (
      found &&
      (element.name === 'time' ||
        value !== title ||
        found.precision === 'second' ||
        found.precision === 'minute')
    )
      return found;
  }
  return (
    valueClassDate(tree, position, dates) ?? findDate(lineOf(tree, subtree(tree, position), dropped), dates)
  );
}

function dateBySelector(view: PageView, range: NodeRange, selectors: readonly string[]) {
  for (const selector of selectors) {
    for (const position of findAll(view.tree, selector, range)) {
      const date = dateOfElement(view, position);
      if (date) return { position, date };
    }
  }
  return null;
}

function lineWith(tree: PageTree, lines: readonly Line[], position: number) {
  const line = lines.find((candidate) => candidate.nodes.some((at) => contains(tree, position, at)));
  if (!line) return null;
  const dateText = line.nodes
    .filter((at) => contains(tree, position, at))
    .map((at) => dataAt(tree, at))
    .join('');
  return { line, date: null, dateText: tidy(dateText) };
}

function dataAt(tree: PageTree, position: number): string {
  const node = tree.nodes[position];
  return node && 'data' in node ? node.data : '';
}

interface AuthorContext {
  readonly lines: readonly Line[];
  readonly dropped: ReadonlySet<number>;
  readonly metaLine: Line | null;
  readonly dateText: string;
}

function authorOf(
  view: PageView,
  record: CommentRecord,
  markup: CommentMarkup,
  context: AuthorContext,
): NamedLine | null {
  const marked = markedAuthor(view, record, markup.author, context.dropped);
  if (marked.found) return toNamed(view, marked.found, record);
  if (marked.isNamedEmpty) return null;
  return nameFromLines(view, context.lines, {
    metaLine: context.metaLine,
    dateText: context.dateText,
    recordName: record.name,
  });
}

/** A headline is linked to its comment. */
function isOwnAddress(url: string, name: string | null): boolean {
  return name !== null && /#[^\d#]*(\d+)$/.exec(url)?.[1] === name;
}

const saysLine = new RegExp(`^(?:${saysWords})\\s*:?$`, 'i');

interface MetaParts {
  readonly metaLine: Line | null;
  readonly datePosition: number | null;
  readonly named: NamedLine | null;
  /** Text nodes of the platform's own. */
  readonly frame: readonly number[];
  /** Text nodes of a headline in the line of the date. */
  readonly headline: ReadonlySet<number>;
}

/** Adds to `dropped` what is name, date or control, and the rest of a line that holds nothing else. */
function dropMeta(tree: PageTree, lines: readonly Line[], dropped: Set<number>, parts: MetaParts): void {
  const meta = new Set([...(parts.named?.nodes ?? []), ...parts.frame]);
  if (parts.datePosition !== null)
    for (const at of textNodes(tree, subtree(tree, parts.datePosition))) meta.add(at);
  if (parts.metaLine && parts.datePosition === null)
    for (const at of parts.metaLine.nodes) if (!parts.headline.has(at)) meta.add(at);
  for (const line of lines) for (const at of line.nodes) if (saysModeration(dataAt(tree, at))) meta.add(at);
  for (const at of meta) dropped.add(at);
  const [first] = lines;
  // A name that is empty leaves its verb behind: `<cite></cite> Says:`.
  if (!parts.named && first && saysLine.test(first.text)) for (const at of first.nodes) meta.add(at);
  for (const line of lines) {
    const isControl =
      (line.text.length < 120 && isCommentControl(line.text) && line.links.length > 0) ||
      moderationRemark.test(line.text);
    const touched = line.nodes.some((at) => meta.has(at));
    const rest = touched
      ? tidy(
          line.nodes
            .filter((at) => !meta.has(at))
            .map((at) => dataAt(tree, at))
            .join(' '),
        )
      : '';
    if (isControl || (touched && (isFiller(rest) || saysLine.test(rest))))
      for (const at of line.nodes) dropped.add(at);
    for (const link of line.links) if (isEmptied(tree, link.position, dropped)) dropped.add(link.position);
  }
}

/** How such remarks begin, and how long they are at least: most texts are not looked at further. */
const minRemark = 20;
const moderationStart = /^\s*\(?(?:your|dein|votre|tu|il|je|o|seu|twój|ваш)\s/i;

function saysModeration(text: string): boolean {
  return (
    text.length >= minRemark && moderationStart.test(text) && moderationRemark.test(tidy(text.slice(0, 200)))
  );
}

/** A link whose text is left out is no link of the comment. */
function isEmptied(tree: PageTree, position: number, dropped: ReadonlySet<number>): boolean {
  const nodes = textNodes(tree, subtree(tree, position));
  return nodes.length > 0 && nodes.every((at) => dropped.has(at));
}

function bodyRanges(
  tree: PageTree,
  range: NodeRange,
  selectors: readonly string[],
  dropped: ReadonlySet<number>,
): NodeRange[] {
  for (const selector of selectors) {
    const found = findAll(tree, selector, range).filter((at) => !dropped.has(at) && at !== range.from);
    const outer = found.filter((at, i) => !found.slice(0, i).some((other) => contains(tree, other, at)));
    if (outer.length > 0)
      return outer.map((at) => ({ from: at, to: Math.min(tree.ends[at] ?? range.to, range.to) }));
  }
  return [range];
}
