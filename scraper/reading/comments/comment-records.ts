// Where the comments of a page begin and end: by ids, by classes, or by their repeated shape. Not what they say.

import type { CommentKind } from '../../model.ts';
import type { Line } from '../markup/lines.ts';
import { findAll, lowerBound, matches } from '../markup/select.ts';
import {
  ancestors,
  attribute,
  classNames,
  contains,
  elementAt,
  type NodeRange,
  type PageTree,
  subtree,
  textLength,
} from '../markup/tree.ts';
import { isInCommentArea, isUnderCommentHeading } from './comment-headings.ts';
import { elementStarts } from './element-records.ts';

/** Markup of a family of comment lists, as data. Selectors are tried in order. */
export interface CommentMarkup {
  /** Ids (or names of anchors) of records; the first group is the record's own name. */
  readonly idPatterns: readonly RegExp[];
  /** Like `idPatterns`, for names that mean other things elsewhere: taken only in an area or under a heading of comments. */
  readonly weakIdPatterns: readonly RegExp[];
  /** Elements that are records though they carry no number, tried in order when no id is found; those with a form are none. */
  readonly elements?: readonly string[];
  /** True when `elements` tell more than ids, and are tried before them. */
  readonly areElementsSure?: boolean;
  /** Ids on `elements` or on an empty anchor right before them. */
  readonly idsOfElements?: readonly RegExp[];
  /** What `elements` take in and is no comment: likes, mentions. */
  readonly notRecords?: string;
  /** Links, or marks with a `resource`, that name what a comment answers, beside those that every family uses. */
  readonly parentLinks?: string;
  /** Links from other sites, in a family that lists them apart from comments. */
  readonly pings?: PingMarkup;
  /** Records that carry no id beside such that do: pings in some themes. */
  readonly unnumbered: string;
  /** Lists that hold nothing but comments: records without ids count inside them. */
  readonly lists: string;
  readonly author: readonly string[];
  readonly date: readonly string[];
  readonly body: readonly string[];
  /** Never part of a comment. */
  readonly dropped: string;
  /** Elements that stand for a record whose id is on something inside them: the nearest one around the id. */
  readonly raised?: string;
  /** Headline of a comment, tried in order: the text begins with it, unless it is only how the text starts. */
  readonly subject?: readonly string[];
  /** Inside the record of a comment that the post's author wrote. */
  readonly ownerMark?: string;
  /** Text nodes of a line that are the platform's own: labels, ratings, controls. */
  readonly frameNodes?: (line: Line, textAt: (position: number) => string) => readonly number[];
  /** How far a record is moved to the right, in any unit that grows with depth; null when it does not say. */
  readonly indentOf?: (tree: PageTree, record: CommentRecord) => number | null;
}

/** How a family lists the posts of other sites that link to this one. */
export interface PingMarkup {
  readonly kind: Exclude<CommentKind, 'comment'>;
  /** What stands before them all: the part of the page for them, or its heading. */
  readonly area: string;
  readonly idPatterns: readonly RegExp[];
  /** Tried in order when no id is found. */
  readonly elements: readonly string[];
}

/** One comment's own nodes. */
export interface CommentRecord {
  /** The element that stands for the record: its id and classes. */
  readonly position: number;
  /** Its own nodes: without those of later records, with siblings that belong to it. */
  readonly range: NodeRange;
  /** The record's own name in the page, or null. */
  readonly name: string | null;
  /** Fragment of its address, or null. */
  readonly anchor: string | null;
  /** What it is, where its place tells. */
  readonly kind?: CommentKind;
}

/** Where a record begins, and what it is called. */
export interface Start {
  readonly position: number;
  readonly name: string | null;
  readonly anchor: string | null;
}

/** What ends a row of comments. */
export const formLike =
  'form, textarea, #respond, #commentform, #comment-form, #comments-form, .comment-respond, .comment-form, nav, footer, .navigation, .comment-navigation, .comments-pagination, #footer, #sidebar, .sidebar, .nocomments, .no-comments';

/** Records by id pattern, in document order; the first pattern that gives any wins. May be empty. */
export function findNumberedRecords(tree: PageTree, markup: CommentMarkup): CommentRecord[] {
  const marked = elementStarts(tree, {
    elements: markup.elements ?? [],
    ids: markup.idsOfElements ?? [],
    except: markup.notRecords ?? '',
  });
  if (markup.areElementsSure && marked.length > 0) return sliceRecords(tree, marked);
  for (const pattern of [...markup.idPatterns, ...markup.weakIdPatterns]) {
    const all = startsByPattern(tree, pattern);
    const starts = markup.weakIdPatterns.includes(pattern) ? amongComments(tree, all) : all;
    if (starts.length === 0) continue;
    const raised = raiseAnchors(tree, raiseToHolders(tree, starts, markup.raised));
    return sliceRecords(tree, withUnnumbered(tree, raised, markup));
  }
  if (marked.length > 0) return sliceRecords(tree, marked);
  const inLists =
    markup.unnumbered === ''
      ? []
      : findAll(tree, markup.unnumbered).filter((at) =>
          ancestors(tree, at).some((outer) => matches(tree, outer, markup.lists)),
        );
  return recordsAt(tree, inLists);
}

/** Records by position, without names. */
export function recordsAt(tree: PageTree, positions: readonly number[]): CommentRecord[] {
  return sliceRecords(
    tree,
    positions.map((position) => ({ position, name: null, anchor: null })),
  );
}

/** Those that stand in an area of comments; all of them when the first is under such a heading, or all are long numbers behind a letter. */
function amongComments(tree: PageTree, starts: readonly Start[]): readonly Start[] {
  const inAreas = starts.filter((start) => isInCommentArea(tree, start.position));
  if (inAreas.length > 0) return inAreas;
  const [first] = starts;
  const isAmong =
    first !== undefined &&
    (starts.every((start) => start.anchor !== start.name && (start.name?.length ?? 0) >= 10) ||
      isUnderCommentHeading(tree, first.position));
  return isAmong ? starts : [];
}

/** Elements whose id gives a name by the pattern, each name once, in document order. */
export function startsByPattern(tree: PageTree, pattern: RegExp): Start[] {
  const byName = new Map<string, Start>();
  for (const [id, positions] of tree.byId) {
    const name = pattern.exec(id)?.[1];
    // Drupal 8 writes the id twice: on an empty anchor, and on the comment behind it.
    const position = positions.find((at) => textLength(tree, subtree(tree, at)) > 0) ?? positions[0];
    if (name === undefined || position === undefined) continue;
    const known = byName.get(name);
    const start = { name, position, anchor: id.replace(/^(?:li|div|dt|dl)-(?=comment)/, '') };
    if (!known || position < known.position) byName.set(name, start);
  }
  const starts = [...byName.values()];
  return starts.sort((a, b) => a.position - b.position);
}

/** Ids inside their record stand for the element around them that the markup names. No two share one. */
function raiseToHolders(tree: PageTree, starts: readonly Start[], holders: string | undefined): Start[] {
  if (holders === undefined) return [...starts];
  const taken = new Set<number>();
  return starts.map((start) => {
    const around = [start.position, ...ancestors(tree, start.position)];
    const holder = around.find((at) => matches(tree, at, holders));
    if (holder === undefined || taken.has(holder)) return start;
    taken.add(holder);
    return { ...start, position: holder };
  });
}

/** Empty anchors inside their record stand for it: the record is then the element around them. */
export function raiseAnchors(tree: PageTree, starts: readonly Start[]): Start[] {
  const parents = starts.map((start) => tree.parents[start.position] ?? -1);
  const [first] = starts;
  const [firstParent] = parents;
  if (!first || firstParent === undefined || firstParent < 0) return [...starts];
  const areAnchors = starts.every(
    (start) => textLength(tree, subtree(tree, start.position)) === 0 || isAnchor(tree, start.position),
  );
  if (!areAnchors || new Set(parents).size !== starts.length) return [...starts];
  if (starts.length === 1 && !/^(?:li|article|dd|dt|tr)$/.test(elementAt(tree, firstParent)?.name ?? ''))
    return [...starts];
  const leads = starts.every(
    (start, i) => textLength(tree, { from: parents[i] ?? 0, to: start.position }) === 0,
  );
  const firstLeads = textLength(tree, { from: firstParent, to: first.position }) === 0;
  if (!leads && firstLeads) return [...starts];
  const isNested = parents.some((parent, i) => i > 0 && contains(tree, parents[i - 1] ?? -1, parent));
  const hasText = parents.every((parent) => textLength(tree, subtree(tree, parent)) > 0);
  if (isNested || !hasText) return [...starts];
  return starts.map((start, i) => ({ ...start, position: parents[i] ?? start.position }));
}

function isAnchor(tree: PageTree, position: number): boolean {
  return elementAt(tree, position)?.name === 'a' && attribute(tree, position, 'href') === null;
}

function withUnnumbered(tree: PageTree, starts: readonly Start[], markup: CommentMarkup): Start[] {
  if (markup.unnumbered === '') return [...starts];
  const parents = new Set(starts.map((start) => tree.parents[start.position] ?? -1));
  const positions = starts.map((start) => start.position);
  const extra = findAll(tree, markup.unnumbered)
    .filter((at) => parents.has(tree.parents[at] ?? -1) && textLength(tree, subtree(tree, at)) > 0)
    .filter((at) => {
      const next = positions[lowerBound(positions, at)] ?? tree.nodes.length;
      return next >= (tree.ends[at] ?? 0) || next === at;
    })
    .filter((at) => !positions.includes(at))
    .map((position) => ({ position, name: null, anchor: null }));
  return [...starts, ...extra].sort((a, b) => a.position - b.position);
}

/** The nodes of each record: to the next one, or to the end of what belongs to it. */
export function sliceRecords(tree: PageTree, starts: readonly Start[]): CommentRecord[] {
  const isSpilling = spills(tree, starts);
  const limit = isSpilling ? spillLimit(tree, starts) : 0;
  return starts.map((start, i) => {
    const next = starts[i + 1]?.position ?? tree.nodes.length;
    const end = isSpilling
      ? Math.max(limit, tree.ends[start.position] ?? 0)
      : (tree.ends[start.position] ?? start.position + 1);
    return { ...start, range: { from: start.position, to: Math.min(next, end) } };
  });
}

/** True when records go on behind their element: `dt` with `dd`, empty anchors, a body with a sibling for name and date. */
function spills(tree: PageTree, starts: readonly Start[]): boolean {
  if (starts.length === 0) return false;
  let spilling = 0;
  starts.forEach((start, i) => {
    const own = subtree(tree, start.position);
    const next = starts[i + 1]?.position ?? spillEnd(tree, start.position, own.to);
    if (next <= own.to) return;
    const between = textLength(tree, { from: own.to, to: next });
    const name = elementAt(tree, start.position)?.name;
    if (name === 'dt' || (between >= 12 && !/^(?:li|article|tr)$/.test(name ?? ''))) spilling++;
  });
  return spilling * 2 > starts.length;
}

/** End of the last record that spills: the end of what holds all records, or the form before it. */
function spillLimit(tree: PageTree, starts: readonly Start[]): number {
  const first = starts[0]?.position ?? 0;
  const last = starts.at(-1)?.position ?? 0;
  return spillEnd(
    tree,
    last,
    Math.max(tree.ends[last] ?? 0, first === last ? 0 : sharedFrom(tree, first, last)),
  );
}

/** One past the subtree of `last` that hangs under the nearest ancestor it shares with `first`. */
function sharedFrom(tree: PageTree, first: number, last: number): number {
  let at = last;
  for (const outer of ancestors(tree, last)) {
    if (contains(tree, outer, first)) break;
    at = outer;
  }
  return tree.ends[at] ?? at + 1;
}

function spillEnd(tree: PageTree, position: number, from: number): number {
  const holder = ancestors(tree, position).find((at) => (tree.ends[at] ?? 0) > from) ?? -1;
  const end = holder < 0 ? tree.nodes.length : (tree.ends[holder] ?? from);
  const stop = findAll(tree, formLike, { from, to: end })[0] ?? end;
  const heading =
    findAll(tree, 'h1, h2, h3, h4', { from, to: end }).find((at) => tree.parents[at] === holder) ?? end;
  return Math.min(stop, heading, end);
}

/** Class names of a record. A broken tag (`<liclass even depth-1>`) carries them as attributes. */
export function recordClasses(tree: PageTree, position: number): string[] {
  const element = elementAt(tree, position);
  if (!element) return [];
  const names = [...classNames(element)];
  for (const name in element.attribs) if (element.attribs[name] === '') names.push(name);
  return names;
}
