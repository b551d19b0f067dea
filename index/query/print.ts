// Prints a query tree in the query language: reading the print gives the same tree.
import type { Sort } from '../model.ts';
import { printSpan } from './dates.ts';
import type { Filter, QueryNode, WordScope } from './model.ts';
import { quoted } from './quotes.ts';

// Up to so many words all are required, and AND says so; between the words of a longer question it would be wrong.
const MAX_JOINED_WORDS = 4;
// Beyond so many parts AND would only make the line longer.
const MAX_JOINED_PARTS = 8;

type Leaf = Extract<QueryNode, { readonly scope: WordScope }>;

/**
 * The query as the query language writes it: `"health care" AND author:sricki`; empty for null and no sort. Trees as
 * the parser makes them come back when it is parsed. Cost: linear; recurses as deep as brackets go (50 at most).
 */
export function printQuery(root: QueryNode | null, sort: Sort | null): string {
  const parts = root === null ? [] : [printRoot(root)];
  const scope = root === null ? null : quoteScopeOf(root);
  if (scope !== null) parts.push(scope === 'quote' ? 'in:quote' : '-in:quote');
  if (sort !== null) parts.push(`sort:${sort}`);
  return parts.join(' ');
}

function printRoot(root: QueryNode): string {
  if (root.kind === 'or') return printAlternatives(root.nodes);
  if (root.kind !== 'and' || root.nodes.length === 1)
    return printInside(root.kind === 'and' ? asBracket(root) : root);
  return printAll(root.nodes);
}

/** A root of one bracket prints as that bracket. */
function asBracket(root: Extract<QueryNode, { readonly kind: 'and' }>): QueryNode {
  const [only] = root.nodes;
  return only?.kind === 'and' ? only : root;
}

function printInside(node: QueryNode): string {
  switch (node.kind) {
    case 'and':
      return `(${printAll(node.nodes)})`;
    case 'or':
      return `(${printAlternatives(node.nodes)})`;
    case 'not':
      return node.node.kind === 'not' ? `-(${printInside(node.node)})` : `-${printInside(node.node)}`;
    case 'filter':
      return printFilter(node.filter);
    case 'word':
    case 'prefix':
    case 'similar':
    case 'phrase':
      return `${node.scope === 'title' ? 'title:' : ''}${printLeaf(node)}`;
    default:
      return node satisfies never;
  }
}

function printAll(nodes: readonly QueryNode[]): string {
  const words = nodes.filter((node) => node.kind === 'word').length;
  const isLong = words > MAX_JOINED_WORDS || nodes.length > MAX_JOINED_PARTS;
  return nodes.map(printInside).join(isLong ? ' ' : ' AND ');
}

function printAlternatives(nodes: readonly QueryNode[]): string {
  return nodes.map(printInside).join(' OR ');
}

function printLeaf(leaf: Leaf): string {
  if (leaf.kind === 'phrase') return quoted(leaf.text);
  if (leaf.kind === 'prefix') return `${leaf.text}*`;
  return leaf.kind === 'similar' ? `${leaf.text}~` : leaf.text;
}

/** `in:quote` and `-in:quote` speak for all words of a query. */
function quoteScopeOf(node: QueryNode): WordScope | null {
  if (node.kind === 'filter') return null;
  if (node.kind === 'not') return quoteScopeOf(node.node);
  if (node.kind !== 'and' && node.kind !== 'or') {
    return node.scope === 'quote' || node.scope === 'own' ? node.scope : null;
  }
  for (const inner of node.nodes) {
    const scope = quoteScopeOf(inner);
    if (scope !== null) return scope;
  }
  return null;
}

/** One filter of the query language, e.g. `author:"Maribel Finch"`, `date:2008-11`, `comments:>=5`. */
export function printFilter(filter: Filter): string {
  switch (filter.field) {
    case 'author':
      return printNames(filter.names);
    case 'to':
      return `to:${printValue(filter.name)}`;
    case 'type':
      return `type:${filter.type}`;
    case 'is-op':
      return 'is:op';
    case 'date':
      return printSpan(filter.span);
    case 'thread':
      return `thread:${printValue(filter.thread)}`;
    case 'tag':
      return `tag:${printValue(filter.tag)}`;
    case 'links':
      return `links:${printValue(`${filter.host}${filter.path}`)}`;
    case 'has':
      return `has:${filter.what}`;
    case 'comments':
      return `comments:${printBounds(filter.min, filter.max)}`;
    default:
      return filter satisfies never;
  }
}

function printNames(names: readonly string[]): string {
  const filters = names.map((name) => `author:${printValue(name)}`);
  return filters.length === 1 ? filters.join() : `(${filters.join(' OR ')})`;
}

function printValue(value: string): string {
  return /[\s()|"“”„‟＂«»]|[,;]$/.test(value) ? quoted(value) : value;
}

function printBounds(min: number | null, max: number | null): string {
  if (min === max) return `${min ?? '..'}`;
  if (min === null) return max === -1 ? '<0' : `<=${max}`;
  return max === null ? `>=${min}` : `${min}..${max}`;
}
