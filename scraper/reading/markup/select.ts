// Selectors over a flat tree: tag, #id, .class, [attribute] with = ^= $= *= ~=, descendant and child. Rules are written in them as data.
// cheerio's own select walks the whole tree for each rule; here a rule is looked up once a page, and a range is a binary search.
import type { Element } from 'domhandler';
import { elementAt, type NodeRange, type PageTree } from './tree.ts';

interface AttributeTest {
  readonly name: string;
  readonly operator: string;
  readonly value: string;
}
interface Compound {
  readonly tag: string;
  readonly ids: readonly string[];
  readonly classes: readonly string[];
  readonly attributes: readonly AttributeTest[];
  /** How the compound before this one stands to it. */
  readonly isChild: boolean;
}
type Chain = readonly Compound[];

/** Selectors are data of rules; those made of a page's own names must not pile up. */
const maxCompiled = 20_000;
const compiled = new Map<string, readonly Chain[]>();

/** What is known of a tree: a rule is asked again for every comment. */
interface TreeMemory {
  /** Matches in the whole tree by selector, ascending. */
  readonly matches: Map<string, Int32Array>;
  /** Elements by attribute they have, ascending. */
  readonly byAttribute: Map<string, readonly number[]>;
  readonly elements: readonly number[];
}
const memories = new WeakMap<PageTree, TreeMemory>();
const none = new Int32Array(0);

/** Positions of the elements in `range` that match any of the comma-separated selectors, ascending. */
export function findAll(tree: PageTree, selector: string, range?: NodeRange): number[] {
  const found = matchesOf(tree, selector);
  if (found.length === 0) return [];
  return range
    ? Array.from(found.subarray(lowerBound(found, range.from), lowerBound(found, range.to)))
    : Array.from(found);
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

function memoryOf(tree: PageTree): TreeMemory {
  let memory = memories.get(tree);
  if (!memory) {
    const elements: number[] = [];
    tree.nodes.forEach((node, position) => {
      if ('attribs' in node) elements.push(position);
    });
    memory = { matches: new Map(), byAttribute: new Map(), elements };
    memories.set(tree, memory);
  }
  return memory;
}

function matchesOf(tree: PageTree, selector: string): Int32Array {
  const { matches: known } = memoryOf(tree);
  let found = known.get(selector);
  if (!found) {
    found = findInTree(tree, compile(selector));
    known.set(selector, found);
  }
  return found;
}

function findInTree(tree: PageTree, chains: readonly Chain[]): Int32Array {
  const lists = chains.map((chain) => findChain(tree, chain)).filter((list) => list.length > 0);
  if (lists.length === 0) return none;
  const [only] = lists;
  if (lists.length === 1 && only) return Int32Array.from(only);
  return Int32Array.from(new Set(lists.flat())).sort();
}

/** From the outermost compound inwards: linear in the candidates, however deep they stand. */
function findChain(tree: PageTree, chain: Chain): readonly number[] {
  const lists = chain.map((compound) => candidatesOf(tree, compound));
  // Most rules name something the page has not.
  if (lists.some((list) => list.length === 0)) return [];
  let outer: readonly number[] | null = null;
  chain.forEach((compound, at) => {
    const candidates = lists[at] ?? [];
    const placed: readonly number[] =
      outer === null
        ? candidates
        : compound.isChild
          ? childrenOf(tree, outer, candidates)
          : within(tree, outer, candidates);
    outer = placed.filter((position) => {
      const element = elementAt(tree, position);
      return element !== null && matchesCompound(element, compound);
    });
  });
  return outer ?? [];
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

/** The shortest list that holds every match of a compound. */
function candidatesOf(tree: PageTree, { ids, classes, tag, attributes }: Compound): readonly number[] {
  let best: readonly number[] | null = null;
  const offer = (list: readonly number[] = []) => {
    if (best === null || list.length < best.length) best = list;
  };
  for (const id of ids) offer(tree.byId.get(id));
  for (const name of classes) offer(tree.byClass.get(name));
  if (tag !== '') offer(tree.byTag.get(tag));
  if (best === null) for (const { name } of attributes) offer(withAttribute(tree, name));
  return best ?? memoryOf(tree).elements;
}

function withAttribute(tree: PageTree, name: string): readonly number[] {
  const { byAttribute, elements } = memoryOf(tree);
  let list = byAttribute.get(name);
  if (!list) {
    list = elements.filter((position) => elementAt(tree, position)?.attribs[name] !== undefined);
    byAttribute.set(name, list);
  }
  return list;
}

function matchesCompound(element: Element, compound: Compound): boolean {
  if (compound.tag !== '' && element.name !== compound.tag) return false;
  const id = element.attribs.id ?? (element.name === 'a' ? element.attribs.name : undefined);
  if (!compound.ids.every((wanted) => wanted === id)) return false;
  if (!compound.classes.every((wanted) => hasClass(element, wanted))) return false;
  return compound.attributes.every((test) => matchesAttribute(element.attribs[test.name], test));
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
      return value.split(/\s+/).includes(test.value);
    default:
      return value.includes(test.value);
  }
}

function compile(selector: string): readonly Chain[] {
  let chains = compiled.get(selector);
  if (!chains) {
    if (compiled.size >= maxCompiled) compiled.clear();
    chains = selector.split(',').map((part) => compileChain(part.trim()));
    compiled.set(selector, chains);
  }
  return chains;
}

function compileChain(text: string): Chain {
  let isChild = false;
  const chain: Compound[] = [];
  for (const word of text.match(/>|(?:[^\s>[]|\[[^\]]*\])+/g) ?? []) {
    if (word === '>') isChild = true;
    else {
      chain.push(compileCompound(word, isChild));
      isChild = false;
    }
  }
  return chain;
}

function compileCompound(text: string, isChild: boolean): Compound {
  const attributes = [...text.matchAll(/\[([\w:-]+)(?:([~^$*]?=)["']?([^\]"']*)["']?)?\]/g)].map((match) => ({
    name: match[1] ?? '',
    operator: match[2] ?? '',
    value: match[3] ?? '',
  }));
  const plain = text.replace(/\[[^\]]*\]/g, '');
  return {
    tag: /^[a-z][\w-]*/i.exec(plain)?.[0] ?? '',
    ids: [...plain.matchAll(/#([\w-]+)/g)].map((match) => match[1] ?? ''),
    classes: [...plain.matchAll(/\.([\w-]+)/g)].map((match) => match[1] ?? ''),
    attributes,
    isChild,
  };
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
