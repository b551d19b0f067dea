// Who wrote a message, by its lines alone: "NAME wrote", "Re: SUBJECT by NAME:", a name in strong print or in a line of its own.

import { isFiller } from '../comments/line-words.ts';
import { cleanName } from '../comments/marked-names.ts';
import { nameFromLines } from '../comments/meta-lines.ts';
import { findDate } from '../dates/dates.ts';
import { type Line, tidy } from '../markup/lines.ts';
import { lineOf } from '../markup/text.ts';
import { ancestors, elementAt, subtree } from '../markup/tree.ts';
import type { PageView } from '../page/page-view.ts';
import { type FactContext, type FoundPerson, isDate } from './message-facts.ts';
import { isForumControl, panelFact } from './message-words.ts';

/** Lines of a message outside its text. */
export interface NamingLines {
  readonly lines: readonly Line[];
  /** The one that holds the date, or null. */
  readonly dateLine: Line | null;
  /** Those before the text; empty where the text has no element of its own. */
  readonly head: readonly Line[];
}

/** The person that the lines of a message name, or null. */
export function personInLines(view: PageView, context: FactContext, around: NamingLines): FoundPerson | null {
  return personBehindSubject(view, context, around) ?? personByLine(view, context, around);
}

/** "Re: SUBJECT by NAME: …", the subject a link: people without an account have no link of their own. */
function personBehindSubject(view: PageView, context: FactContext, around: NamingLines): FoundPerson | null {
  for (const line of around.lines.slice(0, 4)) {
    const [subject] = line.links;
    if (!subject || subject.text === '' || !line.text.startsWith(subject.text)) continue;
    const behind = line.text.slice(subject.text.length);
    const name = /^[\s–—-]*(?:by|von|par|por|da|door|от)\s+([^:,]{1,40}?)\s*:(?:\s|$)/i.exec(behind)?.[1];
    if (name !== undefined && !context.isTemplate(name) && !isDate(view, name))
      return { person: { name: cleanName(name), url: null }, positions: line.nodes };
  }
  return null;
}

function personByLine(view: PageView, context: FactContext, around: NamingLines): FoundPerson | null {
  const date = around.dateLine ? findDate(around.dateLine.text, view.dates) : null;
  const dateText = date && around.dateLine ? around.dateLine.text.slice(date.start, date.end) : '';
  const lines = around.lines.filter((line) => !panelFact.test(line.text) && !isControl(line));
  const named = nameFromLines(view, lines, { metaLine: around.dateLine, dateText, recordName: null });
  const isPlain =
    named !== null &&
    named.name.length <= 60 &&
    !/^[#\d]/.test(named.name) &&
    !context.isTemplate(named.name);
  const found = isPlain ? { person: { name: named.name, url: named.url }, positions: named.nodes } : null;
  // What is merely left over beside a date is less of a name than what stands out.
  if (found && !/^(?:rest|neighbour)?$/.test(named?.label ?? '')) return found;
  return (
    strongPart(view, context, around.dateLine) ??
    strongName(view, lines, context) ??
    found ??
    firstName(view, around, context)
  );
}

/** A control that is no word of a name: menus to share and to copy open beside a message. */
function isControl(line: Line): boolean {
  const [link] = line.links;
  if (isForumControl(line.text) || (link && sharing.test(line.text))) return true;
  return (
    link !== undefined && link.text === line.text && /^(?:#$|javascript:\s*(?:void|;|$))/i.test(link.href)
  );
}

const sharing =
  /^(?:share|copy|follow|unfollow|manage|more|options|print|embed|tweet|pin it|save|bookmark|teilen|partager|compartir)\b/i;

/** The first line before the text, where nothing marks a name: of few words, no sentence. */
function firstName(view: PageView, { head }: NamingLines, context: FactContext): FoundPerson | null {
  const [first] = head;
  if (!first || first.text.length > 30 || isControl(first) || findDate(first.text, view.dates)) return null;
  const isPlain = /^\p{L}/u.test(first.text) && !/[.!?…:;,]$/u.test(first.text) && !isFiller(first.text);
  if (!isPlain || first.text.split(' ').length > 3 || context.isTemplate(first.text)) return null;
  return { person: { name: cleanName(first.text), url: null }, positions: first.nodes };
}

/** The part in strong print of a line with a date: "3) NAME wrote on DATE". */
function strongPart(view: PageView, context: FactContext, line: Line | null): FoundPerson | null {
  if (!line || line.text.length > 120) return null;
  for (const at of line.nodes) {
    const parent = view.tree.parents[at] ?? -1;
    if (!/^(?:b|strong|cite)$/.test(elementAt(view.tree, parent)?.name ?? '')) continue;
    const name = cleanName(lineOf(view.tree, subtree(view.tree, at)));
    const isName = name.length <= 40 && /^\p{L}/u.test(name) && !isFiller(name);
    if (isName && findDate(name, view.dates) === null && !context.isTemplate(name))
      return { person: { name, url: null }, positions: [at] };
  }
  return null;
}

function strongName(view: PageView, lines: readonly Line[], context: FactContext): FoundPerson | null {
  const strong = lines
    .slice(0, 4)
    .find(
      (line) =>
        isStrong(view, line) &&
        line.text.length <= 40 &&
        !context.isTemplate(line.text) &&
        !/^[#\d]/.test(line.text),
    );
  if (!strong || findDate(strong.text, view.dates)) return null;
  const name = cleanName(strong.text);
  return name === '' ? null : { person: { name, url: null }, positions: strong.nodes };
}

function isStrong({ tree }: PageView, line: Line): boolean {
  return line.nodes.every(
    (at) =>
      tidy(lineOf(tree, subtree(tree, at))) === '' ||
      ancestors(tree, at)
        .slice(0, 3)
        .some((outer) => /^(?:b|big|strong|h[2-6]|dt|cite)$/.test(elementAt(tree, outer)?.name ?? '')),
  );
}
