// Selectors over a flat tree: tag, #id, .class, [attribute] with = ^= $= *= ~=, descendant and child. Rules are written in them as data.
// cheerio's own select walks the whole tree for each rule; here a rule costs a look-up and its range a binary search.
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

const compiled = new Map<string, readonly Chain[]>();

/** Positions of the elements in `range` that match any of the comma-separated selectors, ascending. */
export function findAll(tree: PageTree, selector: string, range: NodeRange = wholeTree(tree)): number[] {
  const found: number[] = [];
  const chains = compile(selector);
  for (const chain of chains) collect(tree, chain, range, found);
  if (chains.length < 2) return found;
  return [...new Set(found)].sort((a, b) => a - b);
}

/** The first match in document order, or null. */
export function findFirst(tree: PageTree, selector: string, range?: NodeRange): number | null {
  return findAll(tree, selector, range)[0] ?? null;
}

/** True when the element at `position` matches. */
export function matches(tree: PageTree, position: number, selector: string): boolean {
  return compile(selector).some((chain) => matchesChain(tree, position, chain));
}

/** The whole page. */
export function wholeTree(tree: PageTree): NodeRange {
  return { from: 0, to: tree.nodes.length };
}

function collect(tree: PageTree, chain: Chain, range: NodeRange, found: number[]): void {
  const last = chain.at(-1);
  // Most rules name something the page has not: no walk up from every link to find that out.
  if (!last || chain.some((compound) => candidatesOf(tree, compound).length === 0)) return;
  const candidates = candidatesOf(tree, last);
  for (let i = lowerBound(candidates, range.from); i < candidates.length; i++) {
    const position = candidates[i] ?? range.to;
    if (position >= range.to) return;
    if (matchesChain(tree, position, chain)) found.push(position);
  }
}

function candidatesOf(tree: PageTree, compound: Compound): readonly number[] {
  const [id] = compound.ids;
  if (id !== undefined) return tree.byId.get(id) ?? [];
  const [name] = compound.classes;
  if (name !== undefined) return tree.byClass.get(name) ?? [];
  if (compound.tag !== '') return tree.byTag.get(compound.tag) ?? [];
  return allElements(tree);
}

const elementLists = new WeakMap<PageTree, readonly number[]>();

function allElements(tree: PageTree): readonly number[] {
  let list = elementLists.get(tree);
  if (!list) {
    list = tree.nodes.flatMap((node, position) => ('attribs' in node ? [position] : []));
    elementLists.set(tree, list);
  }
  return list;
}

function matchesChain(tree: PageTree, position: number, chain: Chain): boolean {
  let at = chain.length - 1;
  let compound = chain[at];
  const element = elementAt(tree, position);
  if (!compound || !element || !matchesCompound(element, compound)) return false;
  let ancestor = tree.parents[position] ?? -1;
  while (at > 0 && ancestor >= 0) {
    const wanted = chain[at - 1];
    const candidate = elementAt(tree, ancestor);
    if (wanted && candidate && matchesCompound(candidate, wanted)) {
      at--;
      compound = wanted;
    } else if (compound?.isChild) return false;
    ancestor = tree.parents[ancestor] ?? -1;
  }
  return at === 0;
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
export function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
