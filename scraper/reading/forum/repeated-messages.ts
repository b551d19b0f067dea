// Messages of unknown forum programs: the parts of a page that each hold a time, a person and a text, cut at whatever
// occurs once in each of them.

import { saysWords } from '../comments/comment-words.ts';
import {
  classNames,
  elementAt,
  hiddenTags,
  linkTextLength,
  type PageTree,
  textLength,
} from '../markup/tree.ts';
import { isAside } from '../page/page-kind.ts';
import type { PageView } from '../page/page-view.ts';
import { writerLabel } from './labelled-lines.ts';
import { authorClass, profileHref } from './message-words.ts';
import { cutMessages, holdersOf, type MessageCut, nameMessages, shapeOf } from './messages.ts';
import type { ForumMessage } from './model.ts';
import { isDated, statesDate } from './printed-times.ts';

export interface RepeatedMessages {
  readonly messages: readonly ForumMessage[];
  /** Clause that names what was counted. */
  readonly evidence: string;
  /** Share of the messages that hold a person, 0 to 1. */
  readonly named: number;
  /** Share of the page's running text that stands in them, 0 to 1. */
  readonly covered: number;
}

/** Number of each kind of thing before each node. */
interface Counts {
  readonly dates: Int32Array;
  readonly people: Int32Array;
  /** Characters of running text: outside links and dates. */
  readonly text: Int32Array;
}

/** Characters that make a message: people answer in a word. */
const minText = 3;
/** Kinds of elements looked at; a page of more is a table of links. */
const maxFamilies = 3_000;
/** "NAME wrote:" names a person without any mark-up. */
const saysLine = new RegExp(`^(?:.{1,60}\\s|\\s*)(?:${saysWords})\\s*:\\s*$`, 'iu');

/** The most convincing cut of a page into messages, or null. Linear in the page's size. */
export function findRepeatedMessages(view: PageView): RepeatedMessages | null {
  const { tree } = view;
  const counts = countAll(view);
  let best: { name: string; judged: Judgement } | null = null;
  for (const [name, positions] of families(tree)) {
    const judged = judge(tree, positions, counts);
    if (judged && (!best || judged.score > best.judged.score)) best = { name, judged };
  }
  if (!best) return null;
  const { messages, named, covered } = best.judged;
  return {
    messages: nameMessages(tree, messages),
    evidence: `${messages.length} × ${best.name}`,
    named,
    covered,
  };
}

function countAll(view: PageView): Counts {
  const { tree } = view;
  const dates = new Int32Array(tree.nodes.length + 1);
  const people = new Int32Array(tree.nodes.length + 1);
  const text = new Int32Array(tree.nodes.length + 1);
  let hiddenUntil = 0;
  tree.nodes.forEach((node, at) => {
    let isDate = false;
    let isPerson = false;
    if ('attribs' in node) {
      if (hiddenTags.has(node.name)) hiddenUntil = Math.max(hiddenUntil, tree.ends[at] ?? 0);
      isDate = statesDate(node);
      isPerson = namesPerson(tree, at);
    } else if (at >= hiddenUntil && 'data' in node) {
      isDate = isDated(node.data, view.dates);
      isPerson = saysLine.test(node.data) || writerLabel(node.data) !== null;
    }
    dates[at + 1] = (dates[at] ?? 0) + (isDate ? 1 : 0);
    people[at + 1] = (people[at] ?? 0) + (isPerson ? 1 : 0);
    const length =
      textLength(tree, { from: at, to: at + 1 }) - linkTextLength(tree, { from: at, to: at + 1 });
    text[at + 1] = (text[at] ?? 0) + ('data' in node && !(isDate && length < 80) ? length : 0);
  });
  return { dates, people, text };
}

function namesPerson(tree: PageTree, at: number): boolean {
  const element = elementAt(tree, at);
  if (!element) return false;
  if (element.name === 'a' && profileHref.test(element.attribs.href ?? '')) return true;
  return classNames(element).some((name) => authorClass.test(name));
}

/** Elements that may occur once in every message: of one shape under one shape, or numbered alike. Two and more of each. */
function families(tree: PageTree): [name: string, positions: number[]][] {
  const found = new Map<string, number[]>();
  const add = (name: string, at: number) => {
    const list = found.get(name);
    if (list) list.push(at);
    else if (found.size < maxFamilies) found.set(name, [at]);
  };
  for (const [id, [at]] of tree.byId) {
    const prefix = /^(.*?\D)\d+$/.exec(id)?.[1];
    if (prefix !== undefined && at !== undefined) add(`numbered ${prefix.slice(0, 40)}`, at);
  }
  tree.nodes.forEach((node, at) => {
    const label = 'data' in node ? writerLabel(node.data) : null;
    if (label !== null) add(`label ${label}`, at);
    if (
      !('attribs' in node) ||
      (/^(?:p|br|b|i|em|strong|li|img|font|option|script|meta|link)$/.test(node.name) && !node.attribs.class)
    )
      return;
    const parent = tree.parents[at] ?? -1;
    add(`${shapeOf(tree, parent)} > ${shapeOf(tree, at)}`, at);
    if (node.name === 'a' && profileHref.test(node.attribs.href ?? ''))
      add(`person ${shapeOf(tree, parent)} > ${shapeOf(tree, at)}`, at);
    if (node.name === 'hr') add('rule', at);
  });
  for (const [shape, list] of nestedShapes(tree)) for (const at of list) add(`nested ${shape}`, at);
  return [...found]
    .map(([name, list]): [string, number[]] => [name, list.sort((a, b) => a - b)])
    .filter(([, list]) => list.length > 1);
}

/** How far around an answer the message that it answers begins. */
const nestingReach = 3;

/** Elements of the shapes that stand inside their like: trees of answers. */
function nestedShapes(tree: PageTree): Map<string, number[]> {
  const all = new Map<string, number[]>();
  const nested = new Set<string>();
  tree.nodes.forEach((node, at) => {
    if (!('attribs' in node) || !/^(?:div|li|ul|ol|dl|dd|table|section|article)$/.test(node.name)) return;
    if (!node.attribs.class) return;
    const shape = shapeOf(tree, at);
    const alike = all.get(shape);
    if (alike) alike.push(at);
    else all.set(shape, [at]);
    let outer = at;
    for (let step = 0; step < nestingReach && outer >= 0; step++) {
      outer = tree.parents[outer] ?? -1;
      if (shapeOf(tree, outer) === shape) nested.add(shape);
    }
  });
  return new Map([...all].filter(([shape]) => nested.has(shape)));
}

interface Judgement {
  readonly messages: readonly MessageCut[];
  readonly score: number;
  readonly named: number;
  readonly covered: number;
}

function judge(tree: PageTree, positions: readonly number[], counts: Counts): Judgement | null {
  const starts = holdersOf(tree, positions);
  const [first] = starts;
  if (
    first === undefined ||
    starts.length < 2 ||
    starts.length < positions.length * 0.5 ||
    isAside(tree, first)
  )
    return null;
  const judged = weighCut(tree, cutMessages(tree, starts), counts);
  if (judged !== 'undated') return judged;
  const parent = tree.parents[first];
  if (starts.some((start) => tree.parents[start] !== parent)) return null;
  const longer = weighCut(tree, cutMessages(tree, starts, true), counts);
  return longer === 'undated' ? null : longer;
}

/** What speaks for a cut; null when nothing does, `undated` when the dates may stand behind what was cut out. */
function weighCut(tree: PageTree, cut: readonly MessageCut[], counts: Counts): Judgement | 'undated' | null {
  const within = (of: Int32Array, { range }: MessageCut) => (of[range.to] ?? 0) - (of[range.from] ?? 0);
  const isTold = (message: MessageCut) =>
    within(counts.dates, message) > 0 || within(counts.people, message) > 0;
  // A row over the first message has its shape, and neither date nor person.
  const messages =
    cut.length > 2 && cut.slice(1).every(isTold) && cut[0] && !isTold(cut[0]) ? cut.slice(1) : cut;
  let dated = 0;
  let named = 0;
  let whole = 0;
  let text = 0;
  let told = 0;
  let linked = 0;
  for (const message of messages) {
    const isDated = within(counts.dates, message) > 0;
    const length = within(counts.text, message);
    if (linkTextLength(tree, message.range) >= length * 2) linked++;
    if (isDated) dated++;
    if (within(counts.people, message) > 0) named++;
    if (length >= minText) told++;
    if (isDated && length >= minText) {
      whole++;
      text += length;
    }
  }
  const total = Math.max(1, counts.text.at(-1) ?? 0);
  const n = messages.length;
  if (dated < n * 0.3 && told >= n * 0.7 && linked <= n * 0.6) return 'undated';
  const validity = Math.min(dated, told) / n;
  // Rows of an index hold a link, a name and a date, and no text of their own.
  if (validity < 0.7 || whole < 2 || linked > n * 0.6) return null;
  const covered = text / total;
  const score =
    validity * (0.75 + 0.25 * (named / n)) * covered * n ** 0.2 * evenness(messages, counts.dates);
  return { messages, score, named: named / n, covered };
}

/** 0.7 to 1: messages print the same number of dates, save where they quote; a cut at some of them only does not. */
function evenness(messages: readonly MessageCut[], dates: Int32Array): number {
  const numbers = new Map<number, number>();
  for (const { range } of messages) {
    const number = (dates[range.to] ?? 0) - (dates[range.from] ?? 0);
    numbers.set(number, (numbers.get(number) ?? 0) + 1);
  }
  const usual = [...numbers.values()].reduce((most, count) => Math.max(most, count), 0);
  return 0.7 + (0.3 * usual) / messages.length;
}
