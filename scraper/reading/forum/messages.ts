// Where each message of a forum page begins and ends, and its number. Not what it says.

import { findAll } from '../markup/select.ts';
import {
  ancestors,
  attribute,
  contains,
  elementAt,
  type NodeRange,
  type PageTree,
  textLength,
} from '../markup/tree.ts';
import type { ForumMarkup, ForumMessage } from './model.ts';

/** Where a message stands, before its number is looked for. */
export type MessageCut = Pick<ForumMessage, 'position' | 'range'>;

/** How far up a message's element is looked for: forums nest their tables, not more. */
const maxClimb = 40;

/** Messages by the selectors of a forum program, in document order. May be empty. */
export function findMarkedMessages(tree: PageTree, markup: ForumMarkup): ForumMessage[] {
  const { messageId } = markup;
  const found = findAll(tree, markup.messages).filter(
    (at) => !messageId || messageId.test(attribute(tree, at, 'id') ?? ''),
  );
  if (markup.isPart)
    return nameMessages(tree, cutMessages(tree, holdersOf(tree, withoutNested(tree, found))));
  const outer = found.filter((_, i) => !isWrapped(tree, found, i));
  return outer.map((position, i) => ({
    position,
    range: { from: position, to: Math.min(outer[i + 1] ?? tree.nodes.length, tree.ends[position] ?? 0) },
    ...nameOf(tree, position, tree.ends[position] ?? 0),
  }));
}

/** True for an element that only wraps the next match, or repeats the one around it. */
function isWrapped(tree: PageTree, found: readonly number[], i: number): boolean {
  const at = found[i] ?? 0;
  const before = found[i - 1];
  return before !== undefined && tree.parents[at] === before && tree.ends[at] === tree.ends[before];
}

function withoutNested(tree: PageTree, found: readonly number[]): number[] {
  let end = -1;
  return found.filter((at) => {
    if (at < end) return false;
    end = tree.ends[at] ?? at + 1;
    return true;
  });
}

/**
 * For each position the largest element around it that holds none of the others: where one part stands in every message,
 * that is the message, or the piece of it that holds the part. A single position stands for itself.
 */
export function holdersOf(tree: PageTree, positions: readonly number[]): number[] {
  if (positions.length < 2) return positions.map((at) => loneHolder(tree, at));
  const holders: number[] = [];
  positions.forEach((position, i) => {
    const before = positions[i - 1] ?? -1;
    const after = positions[i + 1] ?? tree.nodes.length;
    let holder = position;
    let at = tree.parents[position] ?? -1;
    for (let step = 0; step < maxClimb && at > before && (tree.ends[at] ?? 0) <= after; step++) {
      holder = at;
      at = tree.parents[at] ?? -1;
    }
    if (holder !== holders.at(-1)) holders.push(holder);
  });
  return levelled(tree, holders);
}

/** The only message of a page: as far up as the text around the part does not grow much. */
function loneHolder(tree: PageTree, position: number): number {
  const own = textLength(tree, { from: position, to: tree.ends[position] ?? 0 });
  let holder = position;
  for (const at of ancestors(tree, position)) {
    const name = elementAt(tree, at)?.name;
    if (name === 'body' || name === 'html') break;
    if (textLength(tree, { from: at, to: tree.ends[at] ?? 0 }) > own + 600) break;
    holder = at;
  }
  return holder;
}

/** The first and the last holder reach up to whatever stands around the list: they are lowered to the others' element. */
function levelled(tree: PageTree, holders: readonly number[]): number[] {
  const shapes = new Map<string, number>();
  for (const at of holders) shapes.set(shapeOf(tree, at), (shapes.get(shapeOf(tree, at)) ?? 0) + 1);
  const [usual, count] = [...shapes].reduce((a, b) => (b[1] > a[1] ? b : a), ['', 0]);
  if (count < 2 || count * 2 < holders.length) return [...holders];
  return holders.map((holder) => {
    if (shapeOf(tree, holder) === usual) return holder;
    const end = tree.ends[holder] ?? 0;
    for (let at = holder; at < end && at < holder + 2_000; at++)
      if (shapeOf(tree, at) === usual && at > holder) return at;
    return holder;
  });
}

/** Longer than any real one; a page that is broken may have one as long as itself, which every element within would repeat. */
const MAX_SHAPE = 200;

/** Tag, and classes without what changes from message to message; cut where they are too long. */
export function shapeOf(tree: PageTree, position: number): string {
  const element = elementAt(tree, position);
  if (!element) return '';
  const value = element.attribs.class;
  const tag = element.name.slice(0, MAX_SHAPE);
  if (!value) return tag;
  const steady = value
    .split(/\s+/)
    .filter(
      (name) =>
        name !== '' &&
        !/\d|^(?:odd|even|alt\w?|first|last|alternate|new|old|online|offline|staff|highlighted|bg\w|row\w?|by\w+)$|rank|photo|group/i.test(
          name,
        ),
    );
  return [tag, ...steady].join('.').slice(0, MAX_SHAPE);
}

/**
 * Cuts the page into messages that begin at `starts` (ascending). Where the text stands behind the starts (a row with the
 * name, then a row with the text), or where the caller says so, a message goes on to the next start.
 */
export function cutMessages(
  tree: PageTree,
  starts: readonly number[],
  isSpilling = spills(tree, starts),
): MessageCut[] {
  const siblings = isSpilling ? usualSiblings(tree, starts) : 0;
  return starts.map((position, i) => {
    const end = isSpilling ? siblingEnd(tree, position, siblings) : (tree.ends[position] ?? position + 1);
    const next = starts[i + 1] ?? tree.nodes.length;
    const to =
      isSpilling && i + 1 < starts.length
        ? Math.min(next, Math.max(end, holderEnd(tree, position)))
        : Math.min(next, end);
    return { position, range: { from: position, to } };
  });
}

/** The messages that cuts make, with their numbers. */
export function nameMessages(tree: PageTree, cuts: readonly MessageCut[]): ForumMessage[] {
  return cuts.map((cut) => ({ ...cut, ...nameOf(tree, cut.position, cut.range.to) }));
}

function holderEnd(tree: PageTree, position: number): number {
  return tree.ends[tree.parents[position] ?? -1] ?? tree.nodes.length;
}

function spills(tree: PageTree, starts: readonly number[]): boolean {
  let inside = 0;
  let between = 0;
  let gaps = 0;
  starts.forEach((start, i) => {
    const next = starts[i + 1];
    const end = tree.ends[start] ?? start + 1;
    if (next === undefined || next < end || tree.parents[next] !== tree.parents[start]) return;
    inside += textLength(tree, { from: start, to: end });
    const gap = textLength(tree, { from: end, to: next });
    between += gap;
    if (gap >= 10) gaps++;
  });
  return gaps * 2 > starts.length - 1 && between > inside * 0.6;
}

/** How many siblings a message takes, in most cases. */
function usualSiblings(tree: PageTree, starts: readonly number[]): number {
  const counts: number[] = [];
  starts.slice(0, -1).forEach((start, i) => {
    const next = starts[i + 1] ?? 0;
    if (tree.parents[next] !== tree.parents[start]) return;
    let count = 0;
    for (let at = start; at < next; at = tree.ends[at] ?? at + 1) count++;
    counts.push(count);
  });
  counts.sort((a, b) => a - b);
  return counts[counts.length >> 1] ?? 1;
}

function siblingEnd(tree: PageTree, position: number, count: number): number {
  const limit = holderEnd(tree, position);
  let at = position;
  for (let i = 0; i < count && at < limit; i++) at = tree.ends[at] ?? at + 1;
  return Math.min(at, limit);
}

const numberedId =
  /^(?:js-|div-|li-|td_|edit)?(?:post|posts|msg|message|comment|reply|answer|question|node|entry|postrow|post_id|post_message|elcomment|discussion|thing_t\d|p|pid|m|c|r|pb|op|item|id)?[-_]*(\d{1,20})$/i;

/** The number of a message, and the anchor its address ends in: of its own element, else of the first inside that has one. */
function nameOf(tree: PageTree, position: number, end: number): Pick<ForumMessage, 'name' | 'anchor'> {
  const data = numberOfData(tree, position);
  for (const at of [
    position,
    ...numberedInside(tree, { from: position, to: end }),
    ...anchorsAbove(tree, position),
  ]) {
    const id = attribute(tree, at, 'id') ?? attribute(tree, at, 'name');
    const number = numberedId.exec(id ?? '')?.[1];
    if (id !== null && number !== undefined && (data === null || data === number))
      return { name: number, anchor: id.replace(/^js-/, '') };
  }
  return { name: data, anchor: null };
}

function numberOfData(tree: PageTree, position: number): string | null {
  for (const name of [
    'data-post-id',
    'data-postid',
    'data-pid',
    'data-message-id',
    'data-commentid',
    'data-node-id',
    'data-answerid',
    'data-questionid',
  ]) {
    const number = /^\d+$/.exec(attribute(tree, position, name) ?? '')?.[0];
    if (number) return number;
  }
  return null;
}

function numberedInside(tree: PageTree, range: NodeRange): number[] {
  const found: number[] = [];
  for (let at = range.from + 1; at < range.to && at < range.from + 400 && found.length < 8; at++) {
    const element = elementAt(tree, at);
    const id = element?.attribs.id ?? (element?.name === 'a' ? element.attribs.name : undefined);
    if (id !== undefined && numberedId.test(id)) found.push(at);
  }
  return found;
}

/** An element around a message that holds nothing else may carry its number, or an empty anchor just before it. */
function anchorsAbove(tree: PageTree, position: number): number[] {
  const parent = tree.parents[position] ?? -1;
  if (parent < 0) return [];
  const first = parent + 1;
  const before =
    contains(tree, parent, position - 1) && position - 1 > parent ? [position - 1, position - 2] : [];
  return first === position ? [parent] : before.filter((at) => elementAt(tree, at)?.name === 'a');
}
