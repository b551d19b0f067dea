// A plan as one query of the cluster. Depth is that of the plan, 50 at most.
import type { PlanNode } from '../../engine.ts';
import type { PlanLeaf } from '../../plan-leaves.ts';
import type { Filter } from '../../query/model.ts';
import { EVERYTHING, NOTHING, type Query } from './searching.ts';
import type { Detail, WordQueries } from './word-queries.ts';

/** What the leaves of plans become. */
export interface LeafQueries {
  readonly words: WordQueries;
  readonly filter: (filter: Filter) => Query;
}

/** Clauses that a cluster takes in one query, less those for what is hidden and for titles. */
const MOST_CLAUSES = 980;
/** Of one term, with all that its score is made of. */
const CLAUSES_OF_TERM = 4;
const CLAUSES_OF_FILTER = 4;

/** Ranks as fully as the cluster's limit of clauses allows. */
export function planQuery(plan: PlanNode, leaves: LeafQueries, isRanked: boolean): Query {
  const details: readonly Detail[] = isRanked ? ['full', 'plain'] : [];
  return queryOf(
    plan,
    leaves,
    details.find((detail) => countClauses(plan, detail) <= MOST_CLAUSES) ?? 'none',
  );
}

function queryOf(node: PlanNode, leaves: LeafQueries, detail: Detail): Query {
  switch (node.kind) {
    case 'filter':
      return { bool: { filter: [leaves.filter(node.filter)] } };
    case 'and':
      return andQuery(node.nodes, leaves, detail);
    case 'or':
      return orQuery(node, leaves, detail);
    case 'not':
      return { bool: { must_not: [queryOf(node.node, leaves, 'none')] } };
    case 'everything':
      return EVERYTHING;
    case 'nothing':
      return NOTHING;
    default:
      return leaves.words.query(node, detail);
  }
}

function andQuery(nodes: readonly PlanNode[], leaves: LeafQueries, detail: Detail): Query {
  if (nodes.length === 0) return EVERYTHING;
  const filters = nodes.flatMap((node) => (node.kind === 'filter' ? [leaves.filter(node.filter)] : []));
  const negated = nodes.flatMap((node) => (node.kind === 'not' ? [queryOf(node.node, leaves, 'none')] : []));
  const others = nodes.filter(({ kind }) => kind !== 'filter' && kind !== 'not' && kind !== 'everything');
  const found = repeated(others, leaves, detail);
  return {
    bool: {
      ...(detail === 'none'
        ? { filter: distinct([...filters, ...found]) }
        : { must: found, filter: distinct(filters) }),
      must_not: distinct(negated),
    },
  };
}

function orQuery(
  node: Extract<PlanNode, { readonly kind: 'or' }>,
  leaves: LeafQueries,
  detail: Detail,
): Query {
  if (node.nodes.length === 0) return NOTHING;
  const queries = repeated(node.nodes, leaves, detail);
  const should = detail === 'none' ? joinTerms(queries) : [...queries];
  if (node.moreFirst === true && detail !== 'none') should.push(...levels(node.nodes, leaves));
  return { bool: { should, minimum_should_match: 1 } };
}

/** Single terms of a field are one clause together. */
function joinTerms(queries: readonly Query[]): Query[] {
  const values = new Map<string, unknown[]>();
  const others: Query[] = [];
  for (const query of queries) {
    const [[field, { value }] = ['', { value: null }]] = Object.entries((query.term ?? {}) as Term);
    if (typeof value !== 'string') others.push(query);
    else values.set(field, [...(values.get(field) ?? []), value]);
  }
  return [...others, ...[...values].map(([field, terms]) => ({ terms: { [field]: terms } }))];
}

type Term = Readonly<Record<string, { readonly value: unknown }>>;

/** What matches one node more stands before all that match fewer: each is worth more than all scores together. */
function levels(nodes: readonly PlanNode[], leaves: LeafQueries): readonly Query[] {
  const boost = 2 ** Math.ceil(Math.log2(1 + highestScore({ kind: 'or', nodes }, leaves)));
  return distinctNodes(nodes).map(({ node }) => ({
    constant_score: { filter: queryOf(node, leaves, 'none'), boost },
  }));
}

/** No document scores more for the plan. */
export function highestScore(plan: PlanNode, leaves: LeafQueries): number {
  switch (plan.kind) {
    case 'and':
    case 'or': {
      const own = plan.nodes.reduce((sum, node) => sum + highestScore(node, leaves), 0);
      const isLevelled = plan.kind === 'or' && plan.moreFirst === true;
      return isLevelled ? own + 2 * plan.nodes.length * (1 + own) : own;
    }
    case 'stem':
    case 'phrase':
    case 'prefix':
    case 'similar':
      return leaves.words.highestScore(plan);
    default:
      return 0;
  }
}

/** A word that is written often is looked up once, and counts as often. */
function repeated(nodes: readonly PlanNode[], leaves: LeafQueries, detail: Detail): readonly Query[] {
  return distinctNodes(nodes).map(({ node, count }) => {
    const query = queryOf(node, leaves, detail);
    return count === 1 || detail === 'none' ? query : { bool: { must: [query], boost: count } };
  });
}

function distinctNodes(
  nodes: readonly PlanNode[],
): readonly { readonly node: PlanNode; readonly count: number }[] {
  const byKey = new Map<string, { readonly node: PlanNode; readonly count: number }>();
  for (const node of nodes) {
    const key = JSON.stringify(node);
    byKey.set(key, { node, count: (byKey.get(key)?.count ?? 0) + 1 });
  }
  return [...byKey.values()];
}

function distinct(queries: readonly Query[]): readonly Query[] {
  return [...new Map(queries.map((query) => [JSON.stringify(query), query])).values()];
}

/** About as many clauses as the plan becomes; never fewer. */
function countClauses(plan: PlanNode, detail: Detail): number {
  let count = 0;
  const open: PlanNode[] = [plan];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'and' || node.kind === 'or') {
      open.push(...distinctNodes(node.nodes).map((inner) => inner.node));
      if (node.kind === 'or' && node.moreFirst === true) count += node.nodes.length;
    } else if (node.kind === 'not') count += countClauses(node.node, 'none');
    else count += 'scope' in node ? clausesOf(node, detail) : CLAUSES_OF_FILTER;
  }
  return count;
}

function clausesOf(leaf: PlanLeaf, detail: Detail): number {
  const scoped = leaf.scope === 'own' ? 3 : leaf.scope === 'quote' ? 1 : 0;
  if (detail === 'none') return 1 + scoped;
  const perTerm = detail === 'full' ? CLAUSES_OF_TERM : 1;
  return 1 + scoped + perTerm * termsOf(leaf);
}

function termsOf(leaf: PlanLeaf): number {
  if (leaf.kind === 'prefix') return PREFIX_FORMS;
  return leaf.kind === 'stem' ? 2 : new Set<unknown>(leaf.forms).size;
}

/** Forms of a beginning that rank: the most frequent ones. */
export const PREFIX_FORMS = 48;
