// Who wrote a message and when: by the program's selectors, else by what names a person and a time outside the text.

import { isFiller } from '../comments/line-words.ts';
import { cleanName } from '../comments/marked-names.ts';
import { type FoundDate, findDate } from '../dates/dates.ts';
import { readLines, tidy } from '../markup/lines.ts';
import { findAll } from '../markup/select.ts';
import {
  ancestors,
  attribute,
  classNames,
  elementAt,
  type NodeRange,
  type PageTree,
  roleNames,
  subtree,
} from '../markup/tree.ts';
import { absoluteLink } from '../markup/urls.ts';
import type { PageView } from '../page/page-view.ts';
import { readLabels } from './labelled-lines.ts';
import { findMessageDate, type Surroundings } from './message-date.ts';
import { authorClass, openedName, profileHref } from './message-words.ts';
import type { ForumMarkup, ForumMessage } from './model.ts';
import { type NamingLines, personInLines } from './person-in-lines.ts';

export interface Person {
  readonly name: string;
  readonly url: string | null;
}

export interface MessageFacts {
  readonly person: Person | null;
  readonly date: FoundDate | null;
  /** Positions that hold them, for layouts where they stand in the text's own element. */
  readonly positions: readonly number[];
}

export interface FoundPerson {
  readonly person: Person;
  /** Positions that hold it. */
  readonly positions: readonly number[];
}

export interface FactContext {
  /** Null for layouts of no known program. */
  readonly markup: ForumMarkup | null;
  /** Where the text stands. Facts stand elsewhere, unless that is the whole message. */
  readonly body: readonly NodeRange[];
  /** Short texts that stand in message after message: no names. */
  readonly isTemplate: (text: string) => boolean;
}

/** Reads author and date of one message. What it does not say is null. */
export function readFacts(view: PageView, message: ForumMessage, context: FactContext): MessageFacts {
  const outside = readAround(view, message, context);
  if (context.markup || (outside.person && outside.date)) return outside;
  // A layout of no known program may print them in the text's own element.
  const anywhere = readAround(view, message, { ...context, body: [message.range] });
  const positions = new Set([...outside.positions, ...anywhere.positions]);
  return {
    person: outside.person ?? anywhere.person,
    date: outside.date ?? anywhere.date,
    positions: [...positions],
  };
}

function readAround(view: PageView, message: ForumMessage, context: FactContext): MessageFacts {
  const positions: number[] = [];
  const isFree = freePlaces(message, context.body);
  const dropped = bodyNodes(view.tree, message, context.body);
  if (!context.markup) for (const at of openedBoxes(view.tree, message.range)) dropped.add(at);
  const whole = readLines(view.tree, message.range, dropped);
  const isWhole = context.body.some((range) => range.from <= message.range.from);
  const lines = isWhole ? whole.filter((_, i) => Math.min(i, whole.length - 1 - i) < edge) : whole;
  const dated = findMessageDate(view, message, context.markup?.date ?? [], { isFree, lines });
  if (dated?.position != null) positions.push(dated.position);
  for (const at of dated?.line?.nodes ?? []) positions.push(at);
  const named = findPerson(view, message, context, {
    isFree,
    lines,
    dateLine: dated?.line ?? null,
    head: isWhole ? [] : lines.filter((line) => (line.nodes[0] ?? 0) < (context.body[0]?.from ?? 0)),
  });
  if (named) positions.push(...named.positions);
  return { person: named?.person ?? null, date: dated?.date ?? null, positions };
}

/** Lines from the edge of a message that may hold its facts, where its text has no element of its own. */
const edge = 8;

/** Boxes beside a message that open on a click: they hold controls. */
function openedBoxes(tree: PageTree, { from, to }: NodeRange): number[] {
  const boxes: number[] = [];
  for (let at = from; at < to; at++)
    if (elementAt(tree, at)?.attribs.class && roleNames(tree, at).some((name) => openedName.test(name)))
      boxes.push(at);
  return boxes;
}

/** The outermost nodes of the text, where it is a part of the message. */
function bodyNodes(tree: PageTree, message: ForumMessage, body: readonly NodeRange[]): Set<number> {
  const nodes = new Set<number>();
  for (const { from, to } of body) {
    if (from <= message.range.from) continue;
    for (let at = from; at < to; at = tree.ends[at] ?? at + 1) nodes.add(at);
  }
  return nodes;
}

function freePlaces(message: ForumMessage, body: readonly NodeRange[]): (position: number) => boolean {
  const inner = body.filter((range) => range.from > message.range.from);
  return (at) => inner.every((range) => at < range.from || at >= range.to);
}

function findPerson(
  view: PageView,
  message: ForumMessage,
  context: FactContext,
  around: Surroundings & NamingLines,
): FoundPerson | null {
  const { tree } = view;
  for (const selector of context.markup?.author ?? []) {
    for (const at of findAll(tree, selector, message.range)) {
      const found = around.isFree(at) ? personAt(view, at) : null;
      if (found) return found;
    }
  }
  const labelled = readLabels(tree, around.lines);
  if (labelled) return { person: { name: labelled.name, url: null }, positions: labelled.positions };
  const stated = statedName(view, message);
  if (stated !== null) return { person: { name: stated, url: null }, positions: [] };
  return (
    personByClass(view, message, context, around) ??
    personByLink(view, message, context, around) ??
    personInLines(view, context, around)
  );
}

function statedName(view: PageView, message: ForumMessage): string | null {
  for (const name of ['data-author', 'data-username', 'data-user-name', 'author']) {
    const value = tidy(attribute(view.tree, message.position, name) ?? '');
    if (value !== '' && value.length < 80) return value;
  }
  return null;
}

const labels =
  /^(?:(?:posted|written|started|created|asked|answered|replied|submitted|sent|geschrieben|verfasst|posté|écrit|publié|publicado|escrito|inviato)\s+)?(?:by|from|author|autor|auteur|von|par|por|de|da|di|van|door|от|автор)\s*:?\s+/i;

/** The name an element holds on its first line; null when that is a date, a control or too long. */
function personAt(view: PageView, position: number): FoundPerson | null {
  const { tree } = view;
  const [line] = readLines(tree, subtree(tree, position), new Set());
  if (!line) return null;
  const isLink = elementAt(tree, position)?.name === 'a';
  const link = line.links.find(({ text }) => text !== '' && line.text.includes(text));
  const text = cleanName(isLink ? line.text : (link?.text ?? line.text).replace(labels, ''));
  if (text === '' || text.length > 60 || isDate(view, text)) return null;
  const own = [position, ...ancestors(tree, position).slice(0, 2)].find(
    (at) => elementAt(tree, at)?.name === 'a',
  );
  const href = link?.href ?? (own === undefined ? null : attribute(tree, own, 'href'));
  return {
    person: { name: text, url: href === null ? null : absoluteLink(href, view.baseUrl) },
    positions: [position],
  };
}

/** True for a text that is a date and nothing else. */
export function isDate(view: PageView, text: string): boolean {
  const date = findDate(text, view.dates);
  return date !== null && isFiller(text.slice(0, date.start) + text.slice(date.end));
}

function personByClass(
  view: PageView,
  message: ForumMessage,
  context: FactContext,
  around: Surroundings,
): FoundPerson | null {
  const { tree } = view;
  for (let at = message.range.from; at < message.range.to; at++) {
    const element = elementAt(tree, at);
    if (!element?.attribs.class && !element?.attribs.itemprop) continue;
    const names = [...classNames(element), element.attribs.itemprop === 'author' ? 'author' : ''];
    if (!names.some((name) => authorClass.test(name)) || !around.isFree(at)) continue;
    const found = personAt(view, at);
    if (found && !context.isTemplate(found.person.name)) return found;
  }
  return null;
}

/** The first link to a person's page that has a text; links with nothing but a picture name nobody. */
function personByLink(
  view: PageView,
  message: ForumMessage,
  context: FactContext,
  around: Surroundings,
): FoundPerson | null {
  const { tree } = view;
  for (const at of findAll(tree, 'a[href]', message.range)) {
    if (!around.isFree(at) || !profileHref.test(attribute(tree, at, 'href') ?? '')) continue;
    const found = personAt(view, at);
    if (found && !context.isTemplate(found.person.name) && !/^\d+$/.test(found.person.name)) return found;
  }
  return null;
}
