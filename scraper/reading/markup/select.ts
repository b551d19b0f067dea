// Selectors over a flat tree: tag, #id, .class, [attribute] with = ^= $= *= ~=, descendant and child. Rules are written in them as data.
// cheerio's own select walks the whole tree for each rule; here a rule is looked up once a page, and a range is a binary search.
import type { Element } from 'domhandler';
import { type AttributeTest, type Chain, type Compound, compileSelector } from './selector-syntax.ts';
import { elementAt, type NodeRange, type PageTree } from './tree.ts';

const none: readonly number[] = [];

/** Positions of the elements in `range` that match any of the comma-separated selectors, ascending. */
export function findAll(tree: PageTree, selector: string, range?: NodeRange): readonly number[] {
  const found = matchesOf(tree, selector);
  if (!range || found.length === 0) return found;
  const from = lowerBound(found, range.from);
  const to = lowerBound(found, range.to);
  return from === to ? none : found.slice(from, to);
}

/** The first match in document order, or null. */
export function findFirst(tree: PageTree, selector: string, range?: NodeRange): number | null {
  const found = matchesOf(tree, selector);
  if (!range) return found[0] ?? null;
  const first = found[lowerBound(found, range.from)];
  return first !== undefined && first < range.to ? first : null;
}

/** True when the element at `position` matches. */
export function matches(tree: PageTree, position: number, selector: string): boolean {
  const found = matchesOf(tree, selector);
  return found[lowerBound(found, position)] === position;
}

/** The whole page. */
export function wholeTree(tree: PageTree): NodeRange {
  return { from: 0, to: tree.nodes.length };
}

function matchesOf(tree: PageTree, selector: string): readonly number[] {
  let found = tree.found.get(selector);
  if (!found) {
    found = findInTree(tree, compileSelector(selector));
    tree.found.set(selector, found);
  }
  return found;
}

function findInTree(tree: PageTree, chains: readonly Chain[]): readonly number[] {
  let found = none;
  for (const chain of chains) {
    const list = findChain(tree, chain);
    if (list.length > 0) found = found.length === 0 ? list : merge(found, list);
  }
  return found;
}

/** Two ascending lists as one, each position once. */
function merge(one: readonly number[], other: readonly number[]): readonly number[] {
  const merged: number[] = [];
  let next = 0;
  for (const position of one) {
    for (let before = other[next]; before !== undefined && before <= position; before = other[++next])
      if (before < position) merged.push(before);
    merged.push(position);
  }
  for (; next < other.length; next++) merged.push(other[next] ?? 0);
  return merged;
}

/** From the outermost compound inwards: linear in the candidates, however deep they stand. */
function findChain(tree: PageTree, chain: Chain): readonly number[] {
  // Most rules name something the page has not.
  for (const compound of chain) if (!mayMatch(tree, compound)) return none;
  let outer: readonly number[] | null = null;
  for (const compound of chain) {
    const own = matchesOfCompound(tree, compound);
    if (outer === null) outer = own;
    else outer = compound.isChild ? childrenOf(tree, outer, own) : within(tree, outer, own);
    if (outer.length === 0) return none;
  }
  return outer ?? none;
}

/** False for a compound that nothing on the page can match; cheap. */
function mayMatch(tree: PageTree, { tag, ids, classes, attributes }: Compound): boolean {
  if (tag !== '' && !tree.byTag.has(tag)) return false;
  for (const id of ids) if (!tree.byId.has(id)) return false;
  for (const name of classes) if (!tree.byClass.has(name)) return false;
  for (const { name, value } of attributes) if (!tree.byAttribute.get(name)?.mayHold(value)) return false;
  return true;
}

function childrenOf(
  tree: PageTree,
  outer: readonly number[],
  candidates: readonly number[],
): readonly number[] {
  const parents = new Set(outer);
  return candidates.filter((position) => parents.has(tree.parents[position] ?? -1));
}

function within(tree: PageTree, outer: readonly number[], candidates: readonly number[]): readonly number[] {
  let next = 0;
  let reach = 0;
  return candidates.filter((position) => {
    for (let at = outer[next]; at !== undefined && at < position; at = outer[++next])
      reach = Math.max(reach, tree.ends[at] ?? 0);
    return position < reach;
  });
}

function matchesOfCompound(tree: PageTree, compound: Compound): readonly number[] {
  const candidates = candidatesOf(tree, compound);
  if (compound.isPlain) return candidates;
  return candidates.filter((position) => {
    const element = elementAt(tree, position);
    return element !== null && matchesCompound(element, compound);
  });
}

/** The shortest list that holds every match of a compound; of a plain one exactly those. */
function candidatesOf(tree: PageTree, { ids, classes, tag, attributes }: Compound): readonly number[] {
  let best: readonly number[] | null = null;
  const offer = (list: readonly number[] = none) => {
    if (best === null || list.length < best.length) best = list;
  };
  for (const id of ids) offer(tree.byId.get(id));
  for (const name of classes) offer(tree.byClass.get(name));
  for (const { name } of attributes) offer(tree.byAttribute.get(name)?.positions);
  if (tag !== '') offer(tree.byTag.get(tag));
  return best ?? tree.elements;
}

function matchesCompound(element: Element, compound: Compound): boolean {
  if (compound.tag !== '' && element.name !== compound.tag) return false;
  for (const test of compound.attributes)
    if (!matchesAttribute(element.attribs[test.name], test)) return false;
  for (const name of compound.classes) if (!hasClass(element, name)) return false;
  if (compound.ids.length === 0) return true;
  const id = element.attribs.id ?? (element.name === 'a' ? element.attribs.name : undefined);
  return compound.ids.every((wanted) => wanted === id);
}

/** Without splitting the attribute: this runs for every candidate of every rule. */
function hasClass(element: Element, name: string): boolean {
  const value = element.attribs.class;
  if (value === undefined) return false;
  if (value === name) return true;
  for (let at = value.indexOf(name); at >= 0; at = value.indexOf(name, at + 1)) {
    if (isSpaceAt(value, at - 1) && isSpaceAt(value, at + name.length)) return true;
  }
  return false;
}

function isSpaceAt(text: string, at: number): boolean {
  return at < 0 || at >= text.length || text.charCodeAt(at) <= 32;
}

function matchesAttribute(value: string | undefined, test: AttributeTest): boolean {
  if (value === undefined) return false;
  switch (test.operator) {
    case '':
      return true;
    case '=':
      return value === test.value;
    case '^=':
      return value.startsWith(test.value);
    case '$=':
      return value.endsWith(test.value);
    case '~=':
      return value.includes(test.value) && value.split(/\s+/).includes(test.value);
    default:
      return value.includes(test.value);
  }
}

/** Index of the first entry that is not below `value`. */
export function lowerBound(sorted: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
