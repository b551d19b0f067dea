// The lines of a page that may open or close a comment: a name with a date, "NAME says:", a name alone. Not the records.

import type { DateHints, FoundDate } from '../dates/dates.ts';
import { isInlineTag, type Line } from '../markup/lines.ts';
import { elementAt, type NodeRange, type PageTree } from '../markup/tree.ts';
import { isCommentControl } from './comment-words.ts';
import { isFiller, mayName, pastTime, restBeside, startsWithLabel, tellsName } from './line-words.ts';
import { dateInLine, isWhollyMarked } from './meta-lines.ts';

/** `dated`: a date, or a time that was "ago"; `named`: words that go with a name; `marked`: a short line of a link or strong print. */
export type AnchorKind = 'dated' | 'named' | 'marked';

export interface Anchor {
  readonly kind: AnchorKind;
  /** Nearest element around the line that begins a line of its own. */
  readonly block: number;
  /** The line itself may hold a name. */
  readonly mayName: boolean;
  /** "NAME says:" and no more: the text follows. */
  readonly announces: boolean;
  /** From the line's first text node to one past its last. */
  readonly range: NodeRange;
}

/** A longer line is text, whatever it holds. */
const maxLine = 400;
/** A title of a post and a time. */
const maxTitle = 220;

/** The lines that may be such, in order. Linear in the lines. */
export function findAnchors(tree: PageTree, lines: readonly Line[], hints: DateHints): Anchor[] {
  const anchors: Anchor[] = [];
  for (const line of lines) {
    const seen = line.text.length > maxLine ? null : look(tree, line, hints);
    const first = line.nodes[0];
    if (seen === null || first === undefined) continue;
    anchors.push({
      ...seen,
      block: blockOf(tree, first),
      range: { from: first, to: (line.nodes.at(-1) ?? first) + 1 },
    });
  }
  return anchors;
}

type Seen = Pick<Anchor, 'kind' | 'mayName' | 'announces'>;

function look(tree: PageTree, line: Line, hints: DateHints): Seen | null {
  const date = /\d/.test(line.text) ? dateInLine(line, hints) : null;
  const dateText = date ? line.text.slice(date.start, date.end) : pastTime(line.text);
  if (dateText !== null && (isMeta(line, dateText) || (date !== null && isTitle(line, date))))
    return { kind: 'dated', mayName: mayName(line, dateText), announces: false };
  if (date) return null;
  if (line.text.length < 200 && hasMarkedTime(tree, line))
    return { kind: 'dated', mayName: mayName(line, ''), announces: false };
  if (line.text.length < 120 && tellsName(line))
    return { kind: 'named', mayName: true, announces: !startsWithLabel(line.text) };
  const isMarked = line.text.length <= 60 && /\p{L}/u.test(line.text) && isWhollyMarked(tree, line);
  return isMarked && !isCommentControl(line.text)
    ? { kind: 'marked', mayName: true, announces: false }
    : null;
}

/** True when what stands beside a date is short, or is said to be a name. */
function isMeta(line: Line, dateText: string): boolean {
  const rest = restBeside(line, dateText);
  return rest.length <= (startsWithLabel(rest) ? 200 : 80);
}

/** True for a title with a time right behind it: pings bear the names of posts. */
function isTitle(line: Line, date: FoundDate): boolean {
  if (line.text.length > maxTitle || !/minute|second/.test(date.precision)) return false;
  return (
    date.start > 0 &&
    isFiller(line.text.slice(date.end)) &&
    !/[.!?:]\s*$/.test(line.text.slice(0, date.start))
  );
}

function hasMarkedTime(tree: PageTree, line: Line): boolean {
  if (line.links.some((link) => link.href.includes('showComment='))) return true;
  return line.nodes.some((at) => {
    const element = elementAt(tree, tree.parents[at] ?? -1);
    if (element?.name === 'abbr') return /\d{4}-\d\d-\d\d/.test(element.attribs.title ?? '');
    return element?.name === 'time';
  });
}

/** The nearest element around a node that begins a line of its own; -1 at the top. */
export function blockOf(tree: PageTree, position: number): number {
  let at = tree.parents[position] ?? -1;
  for (let element = elementAt(tree, at); element && isInlineTag(element.name); element = elementAt(tree, at))
    at = tree.parents[at] ?? -1;
  return at;
}
