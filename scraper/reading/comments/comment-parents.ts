// Who answers whom: parents of comments from links, from nesting, from `depth-N`.
import type { ParentSource } from '../../model.ts';
import { findAll } from '../markup/select.ts';
import { lineOf } from '../markup/text.ts';
import { attribute, elementAt, type PageTree, subtree, textLength } from '../markup/tree.ts';
import { type CommentMarkup, type CommentRecord, recordClasses } from './comment-records.ts';
import { indentedParents } from './indented-parents.ts';

export interface Parent {
  /** Index of the parent in the records, or null for a top-level comment. */
  readonly index: number | null;
  readonly source: ParentSource | null;
}

const topLevel: Parent = { index: null, source: null };

/** Links in a record that name what it answers. */
const parentWord = /^\W*(?:parent|up thread|родитель|уровень выше|предыдущий)\W*$/iu;
/** Characters of such words and the signs around them. */
const maxParentWord = 60;
const parentLinks =
  '.comment-parent a, .parent-link a, a.parent, .in-reply-to a, .reply-to a, a[rel=parent], a[rel=in-reply-to]';

/** One parent for each record, in order. A parent always stands before its answers. */
export function findParents(
  tree: PageTree,
  records: readonly CommentRecord[],
  { indentOf, parentLinks: ownLinks }: Pick<CommentMarkup, 'indentOf' | 'parentLinks'>,
): Parent[] {
  const links = ownLinks === undefined ? parentLinks : `${parentLinks}, ${ownLinks}`;
  const depths = records.map((record) => depthOf(tree, record.position));
  const nested = nestedParents(tree, records);
  const indents = indentOf ? records.map((record) => indentOf(tree, record)) : [];
  const byIndent = parentsByIndent(indents);
  const byDepth = parentsByDepth(depths);
  const hasDepths = depths.some((depth) => depth !== null);
  const isTrusted = hasDepths || !isChain(nested);
  const indented = nested.some((parent) => parent !== null) ? [] : indentedParents(tree, records);
  const indexByName = new Map(
    records.flatMap((record, i) => (record.name === null ? [] : [[record.name, i] as const])),
  );
  return records.map((record, i) => {
    const explicit = explicitParent(tree, record, { links, indexByName });
    if (explicit !== null && explicit < i) return { index: explicit, source: 'explicit' };
    if (indents[i] != null) {
      const index = byIndent[i] ?? null;
      return index === null ? topLevel : { index, source: 'depth' };
    }
    if (hasDepths && depths[i] !== null) {
      const index = byDepth[i] ?? null;
      if (index === null) return topLevel;
      return { index, source: index === nested[i] ? 'nesting' : 'depth' };
    }
    const index = isTrusted ? (nested[i] ?? indented[i] ?? null) : null;
    return index === null ? topLevel : { index, source: nested[i] === index ? 'nesting' : 'depth' };
  });
}

function depthOf(tree: PageTree, position: number): number | null {
  for (const name of recordClasses(tree, position)) {
    const depth = /^(?:depth|level|comment-?depth|comment-?level)-?(\d{1,3})$/.exec(name)?.[1];
    if (depth !== undefined) return Number(depth);
  }
  return null;
}

function parentsByDepth(depths: readonly (number | null)[]): (number | null)[] {
  const lastAt: number[] = [];
  return depths.map((depth, i) => {
    if (depth === null) return null;
    lastAt.length = Math.min(lastAt.length, depth);
    lastAt[depth] = i;
    return depth > 1 ? (lastAt[depth - 1] ?? null) : null;
  });
}

/** The last record before each that is moved less to the right, by a stack of open levels. */
function parentsByIndent(indents: readonly (number | null)[]): (number | null)[] {
  const open: { index: number; indent: number }[] = [];
  return indents.map((indent, index) => {
    if (indent === null) return null;
    for (let top = open.at(-1); top && top.indent >= indent; top = open.at(-1)) open.pop();
    const parent = open.at(-1)?.index ?? null;
    open.push({ index, indent });
    return parent;
  });
}

/** Nearest record around each record, by a stack of open subtrees. */
function nestedParents(tree: PageTree, records: readonly CommentRecord[]): (number | null)[] {
  const open: { index: number; end: number }[] = [];
  return records.map((record, index) => {
    for (let top = open.at(-1); top && top.end <= record.position; top = open.at(-1)) open.pop();
    const parent = open.at(-1)?.index ?? null;
    open.push({ index, end: nestingEnd(tree, record.position) });
    return parent;
  });
}

/** Replies of a `dt` or of an anchor stand in a list behind it: only real containers nest. */
function nestingEnd(tree: PageTree, position: number): number {
  const element = elementAt(tree, position);
  return element ? (tree.ends[position] ?? position + 1) : position + 1;
}

/** Every record inside the one before it: an end tag was lost, and nesting says nothing. */
function isChain(nested: readonly (number | null)[]): boolean {
  return nested.length > 3 && nested.every((parent, i) => (i === 0 ? parent === null : parent === i - 1));
}

function explicitParent(
  tree: PageTree,
  record: CommentRecord,
  { links, indexByName }: { links: string; indexByName: ReadonlyMap<string, number> },
): number | null {
  const named =
    attribute(tree, record.position, 'data-parent') ?? attribute(tree, record.position, 'data-parent-id');
  const byAttribute = named === null ? undefined : indexByName.get(/(?<!\d)\d+$/.exec(named)?.[0] ?? named);
  if (byAttribute !== undefined) return byAttribute;
  for (const at of findAll(tree, links, record.range)) {
    const index = linkedRecord(tree, at, indexByName);
    if (index !== undefined) return index;
  }
  for (const at of findAll(tree, 'a[href*="#"]', record.range)) {
    const index = linkedRecord(tree, at, indexByName);
    if (index !== undefined && saysParent(tree, at)) return index;
  }
  return null;
}

function linkedRecord(
  tree: PageTree,
  link: number,
  indexByName: ReadonlyMap<string, number>,
): number | undefined {
  const address = attribute(tree, link, 'href') ?? attribute(tree, link, 'resource') ?? '';
  const [, long, number] = /#(?:comment-(6a0[\da-f]{10,})|[^\d#]*(\d+))$/.exec(address) ?? [];
  const name = long ?? number;
  return name === undefined ? undefined : indexByName.get(name);
}

function saysParent(tree: PageTree, link: number): boolean {
  const own = subtree(tree, link);
  const length = textLength(tree, own);
  return length > 0 && length <= maxParentWord && parentWord.test(lineOf(tree, own));
}
