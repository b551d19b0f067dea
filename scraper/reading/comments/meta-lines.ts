// Lines that hold a comment's name and date in prose: "Posted by: NAME at DATE", "NAME says:", "#1 On DATE NAME replied:".

import { type DateHints, type FoundDate, findDate } from '../dates/dates.ts';
import { type Line, type LineLink, tidy } from '../markup/lines.ts';
import { elementAt, type PageTree } from '../markup/tree.ts';
import type { PageView } from '../page/page-view.ts';
import { authorAddress } from './author-link.ts';
import { isCommentControl } from './comment-words.ts';
import {
  besideDate,
  cut,
  isFiller,
  label,
  linkLength,
  pastTime,
  restBeside,
  restOf,
  sayerIn,
} from './line-words.ts';
import { trimName, withoutLabelsBehind } from './trim-name.ts';

/** A name as a line gives it. */
export interface NamedLine {
  readonly name: string;
  readonly url: string | null;
  /** Text nodes that hold it, to be left out of the body. */
  readonly nodes: readonly number[];
  /** Words before the name, lower case: "comment by", "pingback". May be empty. */
  readonly label: string;
}

export interface MetaLine {
  readonly line: Line;
  /** Null when the line tells no day: "3 days ago". */
  readonly date: FoundDate | null;
  readonly dateText: string;
}

/** What a page prints for people without a name, in brackets so that it is told from one. */
const anonymous = /\((anon(?:ymous|ym|yme|imo|ými?)?|аноним\p{L}*)\)/iu;
/** A line longer than this beside its date is text. */
const maxRest = 90;
/** Pings bear the titles of posts. */
const maxTitle = 200;

/** The line that holds a record's date, or null. Lines near its edges, with a label or its own permalink, are preferred. */
export function findMetaLine(
  lines: readonly Line[],
  recordName: string | null,
  hints: DateHints,
): MetaLine | null {
  let best: MetaLine | null = null;
  let bestScore = 0;
  lines.forEach((line, i) => {
    const fromEdge = Math.min(i, lines.length - 1 - i);
    if (fromEdge > 5 || line.text.length > 400) return;
    const date = dateInLine(line, hints);
    if (!date) return;
    const score = scoreMetaLine(line, date, { fromEdge, recordName });
    if (score > bestScore) {
      bestScore = score;
      best = { line, date, dateText: line.text.slice(date.start, date.end) };
    }
  });
  return best ?? pastLine(lines);
}

function pastLine(lines: readonly Line[]): MetaLine | null {
  for (const line of [...lines.slice(0, 5), ...lines.slice(-3)]) {
    const dateText = line.text.length > 160 ? null : pastTime(line.text);
    if (dateText !== null && restBeside(line, dateText).length <= 60) return { line, date: null, dateText };
  }
  return null;
}

/**
 * A link that is wholly a date beats the line: names may touch it ("NAME12" + "3.04.2009"). Of several dates in a
 * line the most precise is the comment's: titles of pings hold dates too.
 */
export function dateInLine(line: Line, hints: DateHints): FoundDate | null {
  let text = line.text;
  for (const link of line.links) {
    const date = findDate(link.text, hints);
    if (!date) continue;
    const start = line.text.indexOf(link.text);
    const isDate = isFiller(link.text.slice(0, date.start) + link.text.slice(date.end));
    if (isDate && start >= 0) return { ...date, start: start + date.start, end: start + date.end };
    text = text.replace(link.text, ' '.repeat(link.text.length));
  }
  const first = findDate(text, hints);
  if (first?.precision !== 'day') return first;
  const next = findDate(text.slice(first.end), hints);
  if (!next || next.precision === 'day') return first;
  return { ...next, start: next.start + first.end, end: next.end + first.end };
}

function scoreMetaLine(
  line: Line,
  date: FoundDate,
  place: { fromEdge: number; recordName: string | null },
): number {
  const rest = restOf(line, line.text.slice(date.start, date.end));
  const isLabelled = label.test(rest);
  const isTitled = place.fromEdge === 0 && /minute|second/.test(date.precision);
  const isLast = date.end > line.text.length - 30;
  if (rest.length - linkLength(line) > (isLast && (isLabelled || isTitled) ? 300 : maxRest)) return 0;
  let score = date.precision === 'day' ? 0 : 2;
  if (isFiller(rest)) score += 3;
  else if (rest.length < 40) score += 1;
  if (isLabelled) score += 3;
  if (sayerIn(rest) !== null) score += 3;
  if (line.links.some((link) => isPermalink(link, place.recordName))) score += 3;
  score += place.fromEdge === 0 ? 2 : place.fromEdge === 1 ? 1 : 0;
  return score > 2 ? score : 0;
}

/** True for a link to the record itself. */
export function isPermalink(link: LineLink, recordName: string | null): boolean {
  if (recordName !== null && new RegExp(`#\\D*${escapeRegExp(recordName)}$`).test(link.href)) return true;
  return /^#|#(?:comment|c)-?\d+$/.test(link.href);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

export interface NameContext {
  readonly metaLine: Line | null;
  readonly dateText: string;
  readonly recordName: string | null;
}

/** The name the lines of a record give, or null: from the date's line, a "says" line, or a short line beside the date's. */
export function nameFromLines(
  view: PageView,
  lines: readonly Line[],
  context: NameContext,
): NamedLine | null {
  const edges = [...lines.slice(0, 4), ...lines.slice(Math.max(4, lines.length - 3))];
  const metaName = context.metaLine ? nameInLine(view, context.metaLine, context) : null;
  if (metaName && metaName.label !== 'rest') return metaName;
  for (const line of edges) {
    if (line.text.length > 160) continue;
    const said = sayerIn(restOf(line, line === context.metaLine ? context.dateText : ''));
    if (said !== null) return toName(view, line, besideDate(said), context, 'says');
  }
  for (const line of edges) {
    const labelled =
      line === context.metaLine || line.text.length > 160
        ? null
        : /:/.test(label.exec(line.text)?.[1] ?? '')
          ? label.exec(line.text)
          : null;
    if (labelled?.[2]) return toName(view, line, labelled[2], context, labelled[1] ?? '');
    const next = labelled ? lines[lines.indexOf(line) + 1] : undefined;
    if (next && next !== context.metaLine && next.text.length <= 60 && !isFiller(next.text))
      return toName(view, next, next.text, context, labelled?.[1] ?? '');
  }
  return metaName ?? neighbourName(view, lines, context) ?? markedName(view, lines, context);
}

/** In records without ids: a short first line in strong print or of one link, with the text between it and the date. */
function markedName(view: PageView, lines: readonly Line[], context: NameContext): NamedLine | null {
  const [first] = lines;
  const isApart = lines.length > (context.metaLine ? 2 : 1) && first !== context.metaLine;
  if (context.recordName !== null || !first || !isApart || first.text.length > 60) return null;
  if (isFiller(first.text) || isCommentControl(first.text) || !isWhollyMarked(view.tree, first)) return null;
  return toName(view, first, first.text, context, 'neighbour');
}

/** A line without the numbers that link to the comments themselves: "12 NAME". */
function withoutCounter(text: string, line: Line, recordName: string | null): string {
  const [first] = line.links;
  const isCounter = first && /^#?\d{1,4}[.):]?$/.test(first.text) && isPermalink(first, recordName);
  return isCounter && text.startsWith(first.text) ? tidy(text.slice(first.text.length)) : text;
}

function nameInLine(view: PageView, line: Line, context: NameContext): NamedLine | null {
  const rest = withoutCounter(restOf(line, context.dateText), line, context.recordName);
  const linked = line.links.find(
    (link) =>
      link.text !== '' &&
      !isPermalink(link, context.recordName) &&
      isFiller(rest.replace(link.text, ' ')) &&
      !isFiller(link.text),
  );
  if (linked)
    return {
      name: linked.text,
      url: authorAddress(view, linked.position),
      nodes: nodesOf(view, line, linked.text, linked),
      label: (label.exec(rest)?.[1] ?? '').toLowerCase(),
    };
  const nameless = anonymous.exec(rest)?.[1];
  if (nameless !== undefined) return { name: nameless, url: null, nodes: line.nodes, label: '' };
  const said = sayerIn(rest);
  if (said !== null && !isFiller(said)) return toName(view, line, besideDate(said), context, 'says');
  const labelled = label.exec(rest) ?? label.exec(besideDate(rest));
  if (labelled?.[2] && !isFiller(labelled[2]))
    return toName(view, line, labelled[2].split(cut)[0] ?? '', context, labelled[1] ?? '');
  const isTitle = context.dateText !== '' && line.text.endsWith(context.dateText);
  if (isFiller(rest) || rest.length - linkLength(line) > (isTitle ? maxTitle : maxRest)) return null;
  return toName(view, line, besideDate(rest), context, 'rest');
}

/** A short line next to the date's that is wholly one link or one emphasised element. */
function neighbourName(view: PageView, lines: readonly Line[], context: NameContext): NamedLine | null {
  const at = context.metaLine ? lines.indexOf(context.metaLine) : -1;
  if (at < 0) return null;
  const isHead = at <= 2;
  for (const i of isHead ? [at - 1, at + 1, at - 2] : [at + 1, at - 1]) {
    const line = lines[i];
    if (!line || line.text.length > 60 || isCommentControl(line.text) || isFiller(line.text)) continue;
    if (isHead && i > at && lines.length < 3) continue;
    if (isWhollyMarked(view.tree, line) || (i === 0 && at === 1 && isPlainName(line.text)))
      return toName(view, line, line.text, context, 'neighbour');
  }
  return null;
}

/** A line of its own above the date, before the text: a name unless it reads like a sentence. */
function isPlainName(text: string): boolean {
  return text.length <= 50 && !/[.!?…:;,]$/u.test(text) && text.split(' ').length <= 6;
}

/** True for a line that is one link, or stands in strong print, a heading or a `dt` as a whole. */
export function isWhollyMarked(tree: PageTree, line: Line): boolean {
  const [link] = line.links;
  if (link && link.text.length >= line.text.length - 2 && link.text !== '') return true;
  return line.nodes.every((at) => {
    const node = tree.nodes[at];
    if (node && 'data' in node && node.data.trim() === '') return true;
    const parent = elementAt(tree, tree.parents[at] ?? -1);
    return parent !== null && /^(?:b|strong|cite|h[2-6]|dt|legend|a)$/.test(parent.name);
  });
}

function toName(
  view: PageView,
  line: Line,
  text: string,
  context: NameContext,
  labelText: string,
): NamedLine | null {
  const said = withoutLabelsBehind(text);
  const links = line.links.filter((link) => link.text !== '' && !isPermalink(link, context.recordName));
  const link = links.find(
    (candidate) =>
      said.includes(candidate.text) && !findDate(candidate.text, view.dates) && !isFiller(candidate.text),
  );
  // An address that stands behind the name is the name's own, not the name: "NAME · http://home.example/".
  const before = link && /^https?:\/\//.test(link.text) ? trimName(said.replace(link.text, ' ')) : '';
  const name = before || trimName(link ? link.text : said);
  if (name === '' || name.length > 150 || /^[\s\p{P}\p{S}]*$/u.test(name)) return null;
  const url = link ? authorAddress(view, link.position) : null;
  return { name, url, nodes: nodesOf(view, line, name, link), label: labelText.toLowerCase() };
}

/** The text nodes that hold nothing but the name and words that go with it. */
function nodesOf(view: PageView, line: Line, name: string, link: LineLink | undefined): readonly number[] {
  const end = link ? (view.tree.ends[link.position] ?? 0) : 0;
  return line.nodes.filter((at) => {
    if (link && at > link.position && at < end) return true;
    const node = view.tree.nodes[at];
    const text = node && 'data' in node ? tidy(node.data) : '';
    return text !== '' && !link && (name.includes(text) || isFiller(text.replace(name, ' ')));
  });
}
