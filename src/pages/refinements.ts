// Ways to change a search: filters that take themselves away, facet values that narrow, sorts. Each is an address.
import type { SearchAnswer, SearchRequest } from '../../index/model.ts';
import { searchQueryString } from '../answers/search-address.ts';

/** A filter in force, and the search without it. */
export interface ActiveFilter {
  readonly label: string;
  readonly without: string;
}

/** A value to narrow by; `count` is exactly the number of hits that its address gives. */
export interface Narrowing {
  readonly label: string;
  readonly count: number;
  readonly path: string;
}

/** Path of a search's first page. */
export function searchPath(request: SearchRequest, change: Partial<SearchRequest> = {}): string {
  const changed = { ...request, offset: 0, ...change };
  return `/search${searchQueryString({ request: changed, cursor: null })}`;
}

/** The filters given as parameters; those written in the query are part of the query. */
export function activeFilters(request: SearchRequest): readonly ActiveFilter[] {
  const { type, authors, from, until, thread, tag } = request;
  const filters: ActiveFilter[] = [];
  const add = (label: string, change: Partial<SearchRequest>) =>
    filters.push({ label, without: searchPath(request, change) });
  if (type !== null) add(type === 'post' ? 'posts only' : 'comments only', { type: null });
  for (const author of authors) add(`by ${author}`, { authors: authors.filter((other) => other !== author) });
  if (from !== null && from === until) add(`in ${from}`, { from: null, until: null });
  else {
    if (from !== null) add(`from ${from}`, { from: null });
    if (until !== null) add(`until ${until}`, { until: null });
  }
  if (thread !== null) add('in one thread', { thread: null, group: 'thread' });
  if (tag !== null) add(`tagged ${tag}`, { tag: null });
  return filters;
}

/** Types to narrow to, when both are among the hits. */
export function typeNarrowings(answer: SearchAnswer, request: SearchRequest): readonly Narrowing[] {
  const counts = answer.facets.type ?? {};
  const types = (['post', 'comment'] as const).filter((type) => (counts[type] ?? 0) > 0);
  if (types.length < 2) return [];
  return types.map((type) => ({
    label: type === 'post' ? 'Posts' : 'Comments',
    count: counts[type] ?? 0,
    path: searchPath(request, { type }),
  }));
}

/** People to narrow to, most hits first. Counts are within the hits, so a choice replaces the people chosen before. */
export function authorNarrowings(answer: SearchAnswer, request: SearchRequest): readonly Narrowing[] {
  const counts = Object.entries(answer.facets.author ?? {}).sort(([, a], [, b]) => b - a);
  if (counts.length < 2) return [];
  return counts.map(([name, count]) => ({
    label: name,
    count,
    path: searchPath(request, { authors: [name] }),
  }));
}
