// A trackback as weblog programs print it: "» TITLE from BLOG", the excerpt, "Tracked on DATE"; or the same with labels.

import { type FoundDate, findDate } from '../dates/dates.ts';
import { type Line, type LineLink, readLines, tidy } from '../markup/lines.ts';
import { findAll } from '../markup/select.ts';
import { type Body, readBody } from '../markup/text.ts';
import { absoluteLink } from '../markup/urls.ts';
import type { PageView } from '../page/page-view.ts';
import { type CommentFields, dateOfElement, readCommentFields } from './comment-fields.ts';
import type { CommentMarkup, CommentRecord } from './comment-records.ts';
import { withHeadline } from './headlines.ts';
import { isFiller } from './line-words.ts';
import { cleanName } from './marked-names.ts';

const fromBlog = /^\s*(?:from|at|von|bei|de|sur|da|van|från|fra|от)\s+(\S.*)$/iu;
const blogLabel = /^(?:weblog|blog(?:\s?name)?|site|from)\s*[:：]\s*(\S.*)$/iu;
const dateLabel =
  /^(?:tracked|trackbacked|received|pinged|verfolgt|empfangen|reçu|enviado|トラックバック時刻|受信)/iu;
const excerptLabel = /^(?:excerpt|auszug|extrait|extracto|概要)\s*[:：]\s*/iu;
const readMore =
  /^\[?\s*(?:(?:read|see) (?:more|the rest)|more|continue(?: reading)?|続きを読む|lire la suite|weiterlesen|mehr|leer más|\.{3}|…)\s*\]?$/iu;

/** Author is the linking blog, its address that of the linking post; the text starts with that post's title. */
export function readTrackbackFields(
  view: PageView,
  record: CommentRecord,
  markup: CommentMarkup,
): CommentFields {
  const { tree } = view;
  const dropped = new Set(findAll(tree, markup.dropped, record.range).filter((at) => at !== record.position));
  const lines = readLines(tree, record.range, dropped);
  const head = lines.slice(0, 3).find((line) => blogBehindLink(view, line) !== null);
  const labelled = lines.find((line) => blogLabel.test(line.text));
  const blog = head ? blogBehindLink(view, head) : (blogLabel.exec(labelled?.text ?? '')?.[1] ?? null);
  if (blog === null) return { ...readCommentFields(view, record, markup), label: 'trackback' };
  const titleLine = head ?? lines.find((line) => line.links.some((link) => link.text !== ''));
  const link = titleLine?.links.find((candidate) => candidate.text !== '');
  const dated = dateOfLines(view, lines);
  const tracked = lines.find((line) => line.text.length < 80 && dateLabel.test(line.text));
  for (const line of [head, labelled, dated?.line, tracked])
    for (const at of line?.nodes ?? []) dropped.add(at);
  if (link) dropped.add(link.position);
  for (const line of lines)
    for (const more of line.links) if (readMore.test(more.text)) dropped.add(more.position);
  const body = readBody(tree, [record.range], { dropped, baseUrl: view.baseUrl });
  return {
    author: cleanName(blog),
    authorUrl: link ? absoluteLink(link.href, view.baseUrl) : null,
    date: dated?.date ?? null,
    body: withHeadline(link?.text ?? '', excerptOf(body)),
    label: 'trackback',
  };
}

/** Name of the blog in "» TITLE from BLOG" or "TITLE from BLOG on DATE", or null. */
function blogBehindLink(view: PageView, line: Line): string | null {
  const link: LineLink | undefined = line.links.find((candidate) => candidate.text !== '');
  if (!link) return null;
  const at = line.text.indexOf(link.text);
  if (at < 0 || !/^[\s»>«:·•–—-]*$/u.test(line.text.slice(0, at))) return null;
  const name = fromBlog.exec(line.text.slice(at + link.text.length))?.[1] ?? null;
  const date = name === null ? null : findDate(name, view.dates);
  return date ? (name?.slice(0, date.start).replace(/[\s,]+(?:on|am|le|el|,)\s*$/iu, '') ?? null) : name;
}

function dateOfLines(view: PageView, lines: readonly Line[]): { line: Line; date: FoundDate } | null {
  for (const line of [...lines].reverse()) {
    const date = findDate(line.text, view.dates);
    if (!date) continue;
    const rest = tidy(line.text.slice(0, date.start) + line.text.slice(date.end));
    const isHead = blogBehindLink(view, line) !== null;
    if (!isHead && !dateLabel.test(line.text) && !isFiller(rest)) continue;
    return { line, date: preciseDate(view, line) ?? date };
  }
  return null;
}

/** `abbr title` and `time datetime` know more than what they show. */
function preciseDate(view: PageView, line: Line): FoundDate | null {
  const { tree } = view;
  for (const at of line.nodes) {
    const date = dateOfElement(view, tree.parents[at] ?? -1);
    if (date?.precision === 'second') return date;
  }
  return null;
}

/** The excerpt without its label and the brackets of a link to read on. */
function excerptOf(body: Body): Body {
  const text = body.text.replace(excerptLabel, '').replace(/(?<!\s)\s*\[\s{0,9}\]\s{0,9}$/u, '');
  return { ...body, text, quotes: text === body.text ? body.quotes : [] };
}
