// A post's author and date in prose: "Posted by NAME on DATE", "DATE by NAME", "投稿者 NAME : DATE".

import { type DateHints, type FoundDate, findDate } from '../dates/dates.ts';
import { type Line, readLines, tidy } from '../markup/lines.ts';
import type { NodeRange } from '../markup/tree.ts';
import type { PageView } from '../page/page-view.ts';
import { byWords } from './comment-words.ts';
import { isFiller } from './line-words.ts';
import { findMetaLine, nameFromLines } from './meta-lines.ts';

export interface Byline {
  readonly author: { name: string; url: string | null } | null;
  readonly date: FoundDate | null;
}

const by = new RegExp(`^(?:.{0,60}[\\s|,·–—-])?(?:${byWords})\\s*:?\\s+\\p{L}`, 'iu');
const entry =
  /^(?:this entry was|posted (?:by|on|in|at)|filed under|written by|published|veröffentlicht|geschrieben|publié|publicado|posté|pubblicato|geplaatst|opublikowan|опубликовано|投稿者|tags?:|categor(?:y|ies):|labels?:|tagi:|kategori)/i;

/** Author and date in the lines of the post's element, or null when it has no such line. */
export function findByline(view: PageView, range: NodeRange, commentArea: NodeRange | null): Byline | null {
  const dropped = new Set<number>();
  if (commentArea)
    for (let at = commentArea.from; at < commentArea.to; at = view.tree.ends[at] ?? at + 1) dropped.add(at);
  const lines = readLines(view.tree, range, dropped);
  const edges = [...lines.slice(0, 12), ...lines.slice(Math.max(12, lines.length - 14))].filter(
    (line) => line.text.length < 300,
  );
  const facts = edges.filter((line) => isByline(line, view.dates));
  const metaLine = facts.length > 0 ? null : findMetaLine(edges, null, view.dates);
  const signed =
    (facts.length > 0 ? facts : metaLine ? [metaLine.line] : []).find((line) => by.test(line.text)) ?? null;
  const dated = facts.map((line) => findDate(line.text, view.dates)).filter((date) => date !== null);
  const date =
    dated.find((found) => found.precision === 'minute' || found.precision === 'second') ??
    dated[0] ??
    metaLine?.date ??
    null;
  return { author: (signed ? signature(view, signed) : null) ?? timedName(edges), date };
}

/** Longer lines are running text. */
const MAX_SIGNED_LINE = 1_000;

/** "Filed under: X — NAME @ 7:12 am", as WordPress 1.5 signs. */
function timedName(lines: readonly Line[]): Byline['author'] {
  for (const line of lines) {
    if (line.text.length > MAX_SIGNED_LINE) continue;
    const name = /[—–-]\s*([^@—–]{2,60}?)\s*@\s*\d{1,2}:\d\d/.exec(line.text)?.[1];
    if (name) return { name, url: null };
  }
  return null;
}

function signature(view: PageView, line: Line): Byline['author'] {
  const date = findDate(line.text, view.dates);
  const dateText = date ? line.text.slice(date.start, date.end) : '';
  const named = nameFromLines(view, [line], { metaLine: line, dateText, recordName: null });
  return named ? { name: named.name, url: named.url } : null;
}

/** True for a line of facts about a post: a date or a name with its label, and little else. */
export function isByline(line: Line, hints: DateHints): boolean {
  if (line.text.length > 300) return false;
  const date = findDate(line.text, hints);
  const rest = date ? tidy(line.text.slice(0, date.start) + line.text.slice(date.end)) : line.text;
  if (date && isFiller(rest)) return true;
  if (entry.test(line.text)) return true;
  const linked = line.links.reduce((sum, link) => sum + link.text.length, 0);
  return date !== null && rest.length - linked < 80 && (by.test(line.text) || line.links.length > 0);
}
