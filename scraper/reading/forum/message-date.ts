// When a message was written: by the program's selectors, else by the first date outside the text that is no fact of the writer.

import { dateOfElement } from '../comments/comment-fields.ts';
import { dateOfEpoch, type FoundDate, findDate } from '../dates/dates.ts';
import type { Line } from '../markup/lines.ts';
import { findAll } from '../markup/select.ts';
import { lineOf } from '../markup/text.ts';
import { elementAt, subtree } from '../markup/tree.ts';
import type { PageView } from '../page/page-view.ts';
import { panelFact } from './message-words.ts';
import type { ForumMessage } from './model.ts';

/** Where facts of a message are looked for. */
export interface Surroundings {
  readonly isFree: (position: number) => boolean;
  /** Lines outside the text. */
  readonly lines: readonly Line[];
}

/** A date with the element or the line that holds it. */
export interface FoundMoment {
  readonly date: FoundDate;
  readonly position: number | null;
  readonly line: Line | null;
}

/** The date of a message by `selectors`, by machine-readable times, by its lines; null when it prints none. */
export function findMessageDate(
  view: PageView,
  message: ForumMessage,
  selectors: readonly string[],
  around: Surroundings,
): FoundMoment | null {
  const { tree } = view;
  for (const selector of [
    ...selectors,
    'time[datetime]',
    '[data-time]',
    '[data-timestamp]',
    'abbr[title]',
    'span[title]',
  ]) {
    for (const at of findAll(tree, selector, message.range)) {
      if (!around.isFree(at) || isPanelFact(view, at)) continue;
      const date = momentOf(view, at);
      if (date)
        return {
          date,
          position: /\[/.test(selector) ? at : null,
          line: lineHolding(around.lines, at, tree.ends[at] ?? at),
        };
    }
  }
  return dateByLines(view, around.lines);
}

function isPanelFact(view: PageView, at: number): boolean {
  const parent = view.tree.parents[at] ?? at;
  const own = lineOf(view.tree, subtree(view.tree, parent));
  return own.length < 120 && tellsFact(own, findDate(own, view.dates));
}

/** True for a line about its writer, or about a change; not when the date of the message stands before such a remark. */
function tellsFact(text: string, date: FoundDate | null): boolean {
  const fact = panelFact.exec(text);
  if (!fact) return false;
  return !date || fact.index < date.end || !/edit|modif|bearbeitet|geändert/i.test(fact[0]);
}

function lineHolding(lines: readonly Line[], from: number, to: number): Line | null {
  return (
    lines.find((line) => line.text.length < 160 && line.nodes.some((at) => at >= from && at < to)) ?? null
  );
}

/** The time an element states: as the page prints it for its readers, else for machines, else by its text. */
function momentOf(view: PageView, at: number): FoundDate | null {
  const element = elementAt(view.tree, at);
  if (!element) return null;
  const printed =
    `${element.attribs['data-datestring'] ?? ''} ${element.attribs['data-timestring'] ?? ''}`.trim();
  const found = printed === '' ? null : findDate(printed, view.dates);
  if (found) return found;
  const text = dateOfElement(view, at) ?? inTitles(view, at);
  if (text) return text;
  for (const name of ['data-time', 'data-timestamp', 'data-epoch', 'data-date', 'created-timestamp', 'ts']) {
    const value = element.attribs[name];
    if (value === undefined) continue;
    if (/^\d{10}$/.test(value)) return dateOfEpoch(Number(value) * 1000);
    if (/^\d{13}$/.test(value)) return dateOfEpoch(Number(value));
    const stated = findDate(value, view.dates);
    if (stated) return stated;
  }
  return null;
}

/** "3 days ago" may carry its date in the title of an element inside. */
function inTitles(view: PageView, at: number): FoundDate | null {
  for (const inner of findAll(view.tree, 'time[datetime], [title]', subtree(view.tree, at)).slice(0, 8)) {
    const found = dateOfElement(view, inner);
    if (found) return found;
  }
  return null;
}

/** The first line with a time of day, else the first with a date; facts of the person do not count. */
function dateByLines(view: PageView, lines: readonly Line[]): FoundMoment | null {
  let first: FoundMoment | null = null;
  for (const line of lines) {
    if (line.text.length > 200) continue;
    const date = findDate(line.text, view.dates);
    if (!date || tellsFact(line.text, date)) continue;
    const moment = { date, position: null, line: line.text.length < 100 ? line : null };
    if (date.precision !== 'day') return moment;
    first ??= moment;
  }
  return first;
}
