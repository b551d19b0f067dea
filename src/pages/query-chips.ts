// The parts of a query as they were understood, each with the search without it. Plain words have no chip: they
// stand in the box.
import type { SearchAnswer, SearchRequest } from '../../index/model.ts';
import { MAX_QUERY_LENGTH } from '../../index/query/clean-query.ts';
import type { Filter, QueryNode } from '../../index/query/model.ts';
import { parseQuery } from '../../index/query/parse.ts';
import { printFilter, printQuery } from '../../index/query/print.ts';
import { type ActiveFilter, searchPath } from './refinements.ts';

/** Parts shown; a query has hundreds at most. */
const MAX_PARTS = 20;
const MAX_LABEL = 80;
const SCOPES = [
  { written: '-in:quote', label: 'not in quotes of others' },
  { written: 'in:quote', label: 'in quotes of others' },
] as const;

/**
 * Read back from what the answer says of itself, so that they are what was searched. In the order of the query.
 * None when that is longer than the parser reads.
 */
export function queryChips(
  { interpreted }: Pick<SearchAnswer, 'interpreted'>,
  request: SearchRequest,
): readonly ActiveFilter[] {
  if (interpreted.length > MAX_QUERY_LENGTH) return [];
  const { root, sort } = parseQuery(interpreted);
  const parts = root === null ? [] : root.kind === 'and' ? root.nodes : [root];
  const scope = SCOPES.find(({ written }) => root !== null && endsWith(printQuery(root, null), written));
  const order = sort === null ? '' : `sort:${sort}`;
  const without = (kept: readonly (string | undefined)[]) =>
    searchPath(request, { q: kept.filter(Boolean).join(' ') });
  const printed = parts.map((part) => printPart(part, scope?.written));
  const chips = parts.flatMap((part, index) => {
    if (part.kind === 'word' && part.scope !== 'title') return [];
    const others = printed.filter((_, other) => other !== index);
    const needsScope = parts.some((other, at) => at !== index && isScoped(other, scope?.written));
    const kept = [...others, needsScope ? scope?.written : undefined, order];
    return [{ label: shorten(labelOf(part, printed[index] ?? '')), without: without(kept) }];
  });
  if (scope !== undefined) chips.push({ label: scope.label, without: without([...printed, order]) });
  if (sort !== null) chips.push({ label: `sorted: ${sort}`, without: without([...printed, scope?.written]) });
  return chips.slice(0, MAX_PARTS);
}

/** A part as it stands beside others; what `in:quote` says of all of them is left out. */
function printPart(part: QueryNode, scope: string | undefined): string {
  const whole = printQuery(part, null);
  const printed = scope !== undefined && endsWith(whole, scope) ? whole.slice(0, -scope.length - 1) : whole;
  return part.kind === 'and' && part.nodes.length > 1 ? `(${printed})` : printed;
}

/** Without words `in:quote` would mean something else. */
function isScoped(part: QueryNode, scope: string | undefined): boolean {
  return scope !== undefined && endsWith(printQuery(part, null), scope);
}

function endsWith(printed: string, scope: string): boolean {
  return printed.endsWith(` ${scope}`);
}

function labelOf(part: QueryNode, printed: string): string {
  if (part.kind === 'not') return `without ${labelOf(part.node, printed.replace(/^-/, ''))}`;
  if (part.kind === 'filter') return filterLabel(part.filter);
  return part.kind === 'phrase' && part.scope !== 'title' ? `exactly ${printed}` : printed;
}

function filterLabel(filter: Filter): string {
  switch (filter.field) {
    case 'author':
      return `by ${filter.names.join(' or ')}`;
    case 'to':
      return `in reply to ${filter.name}`;
    case 'type':
      return filter.type === 'post' ? 'posts only' : 'comments only';
    case 'is-op':
      return 'comments by the post’s author';
    case 'tag':
      return `tagged ${filter.tag}`;
    case 'thread':
      return 'in one thread';
    case 'links':
      return `links to ${filter.host}${filter.path}`;
    case 'has':
      return `has a ${filter.what}`;
    case 'date':
    case 'comments':
      return printFilter(filter).replace(':', ' ');
    default:
      return filter satisfies never;
  }
}

function shorten(label: string): string {
  return label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL)}…` : label;
}
