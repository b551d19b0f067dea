// Writes a search request as a query string: canonical order, what is empty or says the default left out.

import type { SearchRequest } from '../../index/model.ts';
import { defaultRequest } from '../../index/search.ts';

/** A request together with the cursor it came by, or null. With a cursor, `offset` is where the cursor points. */
export interface AskedSearch {
  readonly request: SearchRequest;
  readonly cursor: string | null;
}

const DEFAULTS = defaultRequest('');

/** The query string with its leading `?`, or an empty string when nothing is asked. The same request gives the same string. */
export function searchQueryString(asked: AskedSearch): string {
  const { request, cursor } = asked;
  const pairs = [
    ...searchPairs(request),
    ['limit', unless(DEFAULTS.limit, request.limit)],
    ['offset', cursor === null ? unless(DEFAULTS.offset, request.offset) : ''],
    ['cursor', cursor ?? ''],
    ['facets', request.facets.join(',')],
    ['histogram', request.histogram ?? ''],
    ['typo', unless(DEFAULTS.typo, request.typo)],
    ['match', unless(DEFAULTS.match, request.match)],
  ] as const;
  const written = new URLSearchParams();
  for (const [name, value] of pairs) if (value !== '') written.append(name, value);
  return written.size === 0 ? '' : `?${written}`;
}

/** Everything that decides which hits come in which order. */
function searchPairs(request: SearchRequest): readonly (readonly [string, string])[] {
  return [
    ['q', request.q],
    ['type', request.type ?? ''],
    ...request.authors.map((author) => ['author', author] as const),
    ['from', request.from ?? ''],
    ['until', request.until ?? ''],
    ['thread', request.thread ?? ''],
    ['tag', request.tag ?? ''],
    ['sort', request.sort ?? ''],
    ['group', unless(DEFAULTS.group, request.group)],
  ];
}

function unless(initial: string | number, value: string | number): string {
  return value === initial ? '' : String(value);
}
