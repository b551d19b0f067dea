// A plan as one query of the cluster. Depth is that of the plan, 50 at most.
import type { PlanNode } from '../../engine.ts';
import type { Filter } from '../../query/model.ts';
import { EVERYTHING, NOTHING, type Query } from './searching.ts';
import type { Detail, WordQueries } from './word-queries.ts';

/** What the leaves of plans become. */
export interface LeafQueries {
  readonly words: WordQueries;
  readonly filter: (filter: Filter) => Query;
}

/** Clauses that a cluster takes in one query, less those that are not for words. */
const MOST_CLAUSES = 950;
/** Of one word, with all that its score is made of. */
const FULL_CLAUSES = 7;

/** Ranks as fully as the cluster's limit of clauses allows. */
export function planQuery(plan: PlanNode, leaves: LeafQueries, isRanked: boolean): Query {
  if (!isRanked) return queryOf(plan, leaves, 'none');
  return queryOf(plan, leaves, countLeaves(plan) * FULL_CLAUSES <= MOST_CLAUSES ? 'full' : 'plain');
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
  const should = [...repeated(node.nodes, leaves, detail)];
  if (node.moreFirst === true && detail !== 'none') should.push(...levels(node.nodes, leaves));
  return { bool: { should, minimum_should_match: 1 } };
}

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

function countLeaves(plan: PlanNode): number {
  let count = 0;
  const open: PlanNode[] = [plan];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'and' || node.kind === 'or')
      open.push(...distinctNodes(node.nodes).map((inner) => inner.node));
    else count += node.kind === 'prefix' ? 2 + PREFIX_FORMS / FULL_CLAUSES : 1;
  }
  return count;
}

/** Forms of a beginning that rank: the most frequent ones. */
export const PREFIX_FORMS = 48;
