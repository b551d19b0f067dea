// What the messages of one page have in common: where the text stands in each, and the short texts that all of them repeat.
import { findDate } from '../dates/dates.ts';
import { tidy } from '../markup/lines.ts';
import {
  classNames,
  elementAt,
  hiddenTags,
  type NodeRange,
  type PageTree,
  roleNames,
} from '../markup/tree.ts';
import type { PageView } from '../page/page-view.ts';
import { templateKey } from './message-body.ts';
import { bodyName, chromeName, notChrome, panelName } from './message-words.ts';
import { shapeOf } from './messages.ts';
import type { ForumMessage } from './model.ts';

export interface MessageLayout {
  /** Place of the text inside a message, or null when the messages do not agree on one. */
  readonly bodyPath: string | null;
  /** Keys of short texts that many messages repeat: labels, controls. */
  readonly templates: ReadonlySet<string>;
}

interface Place {
  messages: number;
  last: number;
  weight: number;
  parent: string;
  /** 1 for any element, more for one named as text, less for a panel. */
  factor: number;
}

const maxDepth = 14;

/** Learns the layout of a page's messages. Linear in their size. */
export function learnLayout(view: PageView, messages: readonly ForumMessage[]): MessageLayout {
  const templates = learnTemplates(view.tree, messages);
  const places = new Map<string, Place>();
  let total = 0;
  messages.forEach((message, i) => {
    total += weigh(view, message, i, { places, templates });
  });
  const bodyPath = heaviestPlace(places, { messages: messages.length, total });
  return { bodyPath: bodyPath ?? namedPlace(view.tree, messages), templates };
}

/** The element of a message at the learned place, else the first of the same name, or null. */
export function elementAtPath(tree: PageTree, message: ForumMessage, path: string): number | null {
  const shape = path.slice(path.lastIndexOf('>') + 1);
  const [name = ''] = /^[^.~]*\.[^.~]+/.exec(shape) ?? [];
  let alike: number | null = null;
  for (const { at, key } of placesOf(tree, message)) {
    if (key === path) return at;
    if (alike === null && name.includes('.') && shapeOf(tree, at).startsWith(name)) alike = at;
  }
  return alike;
}

function learnTemplates(tree: PageTree, messages: readonly ForumMessage[]): Set<string> {
  const counts = new Map<string, { messages: number; last: number }>();
  messages.forEach((message, i) => {
    for (const { text } of textsOf(tree, message.range)) {
      if (text.length > 60) continue;
      const key = templateKey(text);
      const seen = counts.get(key) ?? { messages: 0, last: -1 };
      if (seen.last !== i) seen.messages++;
      seen.last = i;
      counts.set(key, seen);
    }
  });
  const least = Math.max(3, messages.length * 0.4);
  return new Set([...counts].filter(([, seen]) => seen.messages >= least).map(([key]) => key));
}

function* textsOf(tree: PageTree, range: NodeRange): Generator<{ at: number; text: string }> {
  for (let at = range.from; at < range.to; at++) {
    const node = tree.nodes[at];
    if (!node) continue;
    if ('attribs' in node) {
      if (hiddenTags.has(node.name)) at = (tree.ends[at] ?? at + 1) - 1;
    } else if ('data' in node) {
      const text = tidy(node.data);
      if (text !== '') yield { at, text };
    }
  }
}

/** Elements of a message with their places: shapes of the elements from the message down, bounded in depth. */
function* placesOf(
  tree: PageTree,
  message: ForumMessage,
): Generator<{ at: number; key: string; parent: string }> {
  const open: { end: number; key: string }[] = [];
  const copies = new Map<string, number>();
  for (let at = message.range.from; at < message.range.to; at++) {
    while (open.length > 0 && (open.at(-1)?.end ?? 0) <= at) open.pop();
    const element = elementAt(tree, at);
    if (!element) continue;
    const end = Math.min(tree.ends[at] ?? at + 1, message.range.to);
    if (hiddenTags.has(element.name) || open.length >= maxDepth) {
      at = end - 1;
      continue;
    }
    const parent = open.at(-1)?.key ?? '';
    const shape = `${parent}>${shapeOf(tree, at)}`;
    const copy = copies.get(shape) ?? 0;
    copies.set(shape, copy + 1);
    // Cells and rows without a class differ by their number alone.
    const key = copy === 0 ? shape : `${shape}~${copy}`;
    yield { at, key, parent };
    if (end > at + 1) open.push({ end, key });
  }
}

/** Adds a message to the places of its elements; answers how much running text it holds. */
function weigh(
  view: PageView,
  message: ForumMessage,
  index: number,
  { places, templates }: { places: Map<string, Place>; templates: ReadonlySet<string> },
): number {
  const { tree } = view;
  const sums = textSums(view, message.range, templates);
  const seen = new Set<string>();
  for (const { at, key, parent } of placesOf(tree, message)) {
    if (seen.has(key)) continue;
    seen.add(key);
    const place = places.get(key) ?? { messages: 0, last: -1, weight: 0, parent, factor: factorOf(tree, at) };
    if (place.last !== index) place.messages++;
    place.last = index;
    const end = Math.min(tree.ends[at] ?? at + 1, message.range.to) - message.range.from;
    place.weight += (sums[end] ?? 0) - (sums[at - message.range.from] ?? 0);
    places.set(key, place);
  }
  return sums.at(-1) ?? 0;
}

/** Running text before each node of a range: labels, links and dates do not count. */
function textSums(view: PageView, range: NodeRange, templates: ReadonlySet<string>): Float64Array {
  const { tree } = view;
  const sums = new Float64Array(range.to - range.from + 1);
  const lengths = new Map<number, number>();
  for (const { at, text } of textsOf(tree, range)) {
    const isLabel = templates.has(templateKey(text)) || elementAt(tree, tree.parents[at] ?? -1)?.name === 'a';
    const isShortDate = text.length < 60 && findDate(text, view.dates) !== null;
    if (!isLabel && !isShortDate) lengths.set(at, text.length);
  }
  for (let i = 0; i < range.to - range.from; i++)
    sums[i + 1] = (sums[i] ?? 0) + (lengths.get(range.from + i) ?? 0);
  return sums;
}

/** Share of what people wrote that a place of their texts holds. */
const leastShare = 0.2;

/** The element named as text, where the elements around it differ from message to message. */
function namedPlace(tree: PageTree, messages: readonly ForumMessage[]): string | null {
  const counts = new Map<string, number>();
  for (const { range } of messages) {
    for (let at = range.from; at < range.to; at++) {
      const element = elementAt(tree, at);
      const [name] = element ? classNames(element) : [];
      if (!element || name === undefined || !bodyName.test(name)) continue;
      const key = `>${element.name}.${name}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      break;
    }
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best && best[1] >= messages.length * 0.6 ? best[0] : null;
}

function factorOf(tree: PageTree, at: number): number {
  const names = roleNames(tree, at);
  if (names.some((name) => bodyName.test(name))) return 4;
  if (names.some((name) => chromeName.test(name) && !notChrome.test(name))) return 0.1;
  return names.some((name) => panelName.test(name)) ? 0.3 : 1;
}

/** From the message down to the place that still holds most of what people wrote. */
function heaviestPlace(
  places: ReadonlyMap<string, Place>,
  { messages, total }: { messages: number; total: number },
): string | null {
  const children = new Map<string, [string, Place][]>();
  for (const [key, place] of places) {
    if (place.messages < messages * 0.6) continue;
    children.set(place.parent, [...(children.get(place.parent) ?? []), [key, place]]);
  }
  let best: string | null = null;
  let current = { key: '', weight: 0 };
  for (let step = 0; step < maxDepth; step++) {
    const candidates = children.get(current.key) ?? [];
    const [first] = [...candidates].sort((a, b) => b[1].weight * b[1].factor - a[1].weight * a[1].factor);
    if (!first) break;
    const [key, place] = first;
    // A message that goes on behind its first element has its text in none of them.
    if (place.weight < total * leastShare) break;
    // The message's own element may be of any kind.
    const isInline =
      current.key !== '' &&
      /(?:^|>)(?:p|a|b|i|em|strong|font|u|ul|ol|blockquote|li|br)(?:[.~][^>]*)?$/.test(key);
    if (
      isInline ||
      (current.key !== '' &&
        place.weight * Math.min(place.factor, 1) < current.weight * (place.factor > 1 ? 0.35 : 0.6))
    )
      break;
    best = key;
    current = { key, weight: place.weight };
  }
  return best;
}
