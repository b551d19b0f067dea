// A parsed page as flat arrays in document order, so that subtrees are number ranges and nothing recurses.
import type { AnyNode, Element, ParentNode } from 'domhandler';
import { AttributeValues } from './attribute-values.ts';
import { surveyText, unknownKinds } from './text-kinds.ts';

/** Half-open range of node positions of a `PageTree`. */
export interface NodeRange {
  readonly from: number;
  readonly to: number;
}

/** Elements and text nodes of one page in document order; comments, instructions and what drawings hold are no nodes. */
export interface PageTree {
  readonly nodes: readonly AnyNode[];
  /** What stands between `<!--` and `-->`, in order; the first 400, of each the first 4,000 characters. */
  readonly remarks: readonly string[];
  /** One past the last descendant of each node. */
  readonly ends: Int32Array;
  /** Position of each node's parent, -1 at the top. */
  readonly parents: Int32Array;
  /** Number of visible text characters before each node; one entry more than nodes. */
  readonly textBefore: Int32Array;
  /** Number of those that stand inside links. */
  readonly linkTextBefore: Int32Array;
  /** What each text node consists of: see `text-kinds.ts`. */
  readonly textKinds: Uint8Array;
  /** 1 for an element that is never shown: by tag, attribute, style or a class name that hides; not a button that is a heading. Its children are not asked. */
  readonly hidden: Uint8Array;
  /** Positions, ascending. */
  readonly byId: ReadonlyMap<string, readonly number[]>;
  readonly byClass: ReadonlyMap<string, readonly number[]>;
  readonly byTag: ReadonlyMap<string, readonly number[]>;
  readonly byAttribute: ReadonlyMap<string, AttributeValues>;
  /** All elements, ascending. */
  readonly elements: readonly number[];
  /** What selectors have found: a rule is asked again for every comment. */
  readonly found: Map<string, readonly number[]>;
  /** What else was read of the page once: see `oncePerPage`. */
  readonly memory: Map<symbol, unknown>;
}

/** Elements whose text is never shown. */
export const hiddenTags: ReadonlySet<string> = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'iframe',
  'object',
  'svg',
  'head',
  'textarea',
  'select',
  'button',
]);

/** Rules walk up from a node: below this depth all nodes count as children of one element. */
const maxTreeDepth = 1_000;
const maxRemarks = 400;
const maxRemark = 4_000;

/** Flattens a parsed document, and levels what is nested deeper than 1,000 elements. Linear in its size. */
export function flattenTree(root: ParentNode): PageTree {
  const nodes: AnyNode[] = [];
  const remarks: string[] = [];
  const parents: number[] = [];
  const open: { position: number; next: AnyNode | null }[] = [{ position: -1, next: root.firstChild }];
  const ends: number[] = [];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const node = top.next;
    if (node === null) {
      if (top.position >= 0) ends[top.position] = nodes.length;
      open.pop();
      continue;
    }
    top.next = node.nextSibling;
    const isElement = 'attribs' in node;
    if (node.type === 'comment' && remarks.length < maxRemarks) remarks.push(node.data.slice(0, maxRemark));
    if (!isElement && node.type !== 'text') continue;
    const position = nodes.push(node) - 1;
    parents.push(top.position);
    ends.push(position + 1);
    if (!isElement || !node.firstChild || node.name === 'svg') continue;
    const holder = open.length > maxTreeDepth ? top.position : position;
    open.push({ position: holder, next: node.firstChild });
  }
  return { remarks, ...indexTree(nodes, new Int32Array(parents), new Int32Array(ends)) };
}

function indexTree(nodes: readonly AnyNode[], parents: Int32Array, ends: Int32Array) {
  const byId = new Map<string, number[]>();
  const byClass = new Map<string, number[]>();
  const byTag = new Map<string, number[]>();
  const byAttribute = new Map<string, AttributeValues>();
  const elements: number[] = [];
  const hidden = new Uint8Array(nodes.length);
  const namesOf = new Map<string, readonly string[]>();
  for (let position = 0; position < nodes.length; position++) {
    const node = nodes[position];
    if (!node || !('attribs' in node)) continue;
    elements.push(position);
    if (isHidden(node)) hidden[position] = 1;
    addTo(byTag, node.name, position);
    const { attribs } = node;
    for (const name in attribs) {
      const values = byAttribute.get(name) ?? new AttributeValues();
      if (values.positions.length === 0) byAttribute.set(name, values);
      values.add(position, attribs[name] ?? '');
    }
    const id = attribs.id ?? (node.name === 'a' ? attribs.name : undefined);
    if (id) addTo(byId, id, position);
    const classes = attribs.class;
    if (!classes) continue;
    // Elements of a kind share their classes word for word.
    const names = namesOf.get(classes) ?? classNames(node);
    namesOf.set(classes, names);
    for (const name of names) addTo(byClass, name, position);
  }
  for (const name of hidingClasses) for (const position of byClass.get(name) ?? []) hidden[position] = 1;
  const lists = { byId, byClass, byTag, byAttribute, elements, hidden, found: new Map(), memory: new Map() };
  return { nodes, ends, parents, ...lists, ...countText(nodes, ends, hidden) };
}

const headingTags: ReadonlySet<string> = new Set(['h2', 'h3', 'h4', 'h5', 'h6', 'summary']);

const hidingClasses =
  'screen-reader-text screen-reader sr-only sf-hidden assistive-text visually-hidden visuallyhidden element-invisible'.split(
    ' ',
  );

function isHidden({ name, attribs, parent }: Element): boolean {
  // A heading that opens what stands below it.
  const isHeading = name === 'button' && parent && 'name' in parent && headingTags.has(parent.name);
  if ((hiddenTags.has(name) && !isHeading) || attribs.hidden !== undefined) return true;
  return attribs.style !== undefined && /display\s*:\s*none/i.test(attribs.style);
}

function countText(nodes: readonly AnyNode[], ends: Int32Array, hidden: Uint8Array) {
  const textBefore = new Int32Array(nodes.length + 1);
  const linkTextBefore = new Int32Array(nodes.length + 1);
  const textKinds = new Uint8Array(nodes.length).fill(unknownKinds);
  let hiddenUntil = 0;
  let linkUntil = 0;
  for (let position = 0; position < nodes.length; position++) {
    const node = nodes[position];
    let length = 0;
    if (!node) continue;
    if ('attribs' in node) {
      const end = ends[position] ?? position + 1;
      if (hidden[position] === 1 && hiddenTags.has(node.name)) hiddenUntil = Math.max(hiddenUntil, end);
      else if (node.name === 'a' && node.attribs.href !== undefined) linkUntil = Math.max(linkUntil, end);
    } else if (position >= hiddenUntil && 'data' in node) {
      const { kinds, visible } = surveyText(node.data);
      textKinds[position] = kinds;
      length = visible;
    }
    textBefore[position + 1] = (textBefore[position] ?? 0) + length;
    linkTextBefore[position + 1] = (linkTextBefore[position] ?? 0) + (position < linkUntil ? length : 0);
  }
  return { textBefore, linkTextBefore, textKinds };
}

function addTo(map: Map<string, number[]>, key: string, position: number): void {
  const list = map.get(key);
  if (!list) map.set(key, [position]);
  else if (list.at(-1) !== position) list.push(position);
}

/** The element at a position, or null for text and positions outside. */
export function elementAt(tree: PageTree, position: number): Element | null {
  const node = tree.nodes[position];
  return node && 'attribs' in node ? node : null;
}

/** The node and its descendants. */
export function subtree(tree: PageTree, position: number): NodeRange {
  return { from: position, to: tree.ends[position] ?? position + 1 };
}

const severalNames = /\s/;

/** Class names of an element, in order; may be empty. */
export function classNames(element: Element): readonly string[] {
  const value = element.attribs.class;
  if (!value) return [];
  return severalNames.test(value) ? value.split(/\s+/).filter((name) => name !== '') : [value];
}

/** Value of an attribute at a position, or null. */
export function attribute(tree: PageTree, position: number, name: string): string | null {
  return elementAt(tree, position)?.attribs[name] ?? null;
}

/** Number of visible text characters in a range, white space not counted. */
export function textLength(tree: PageTree, range: NodeRange): number {
  return (tree.textBefore[range.to] ?? 0) - (tree.textBefore[range.from] ?? 0);
}

/** Number of visible text characters inside links in a range. */
export function linkTextLength(tree: PageTree, range: NodeRange): number {
  return (tree.linkTextBefore[range.to] ?? 0) - (tree.linkTextBefore[range.from] ?? 0);
}

/** True when `outer` is `position` or one of its ancestors. */
export function contains(tree: PageTree, outer: number, position: number): boolean {
  return outer <= position && position < (tree.ends[outer] ?? 0);
}

/** Positions of the ancestors, nearest first. */
export function ancestors(tree: PageTree, position: number): number[] {
  const list: number[] = [];
  for (let at = tree.parents[position] ?? -1; at >= 0; at = tree.parents[at] ?? -1) list.push(at);
  return list;
}

/** Positions of the element children. */
export function childElements(tree: PageTree, position: number): number[] {
  const list: number[] = [];
  const end = tree.ends[position] ?? 0;
  for (let at = position + 1; at < end; at = tree.ends[at] ?? end) if (elementAt(tree, at)) list.push(at);
  return list;
}

/** Id and class names that say what an element is for; those that only repeat a post's tags and kinds are left out. */
export function roleNames(tree: PageTree, position: number): string[] {
  const element = elementAt(tree, position);
  if (!element) return [];
  const { id } = element.attribs;
  const names = id ? [id, ...classNames(element)] : classNames(element);
  return names.filter((name) => !/^(?:tag|category|term|type|status|format|author)-/.test(name));
}
