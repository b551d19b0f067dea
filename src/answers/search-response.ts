// The answer of a search as the API gives it: what the search function found, with links to go on.
import type { SearchAnswer } from '../../index/model.ts';
import { type AskedSearch, searchQueryString } from './search-address.ts';
import { MAX_OFFSET, writeCursor } from './search-cursor.ts';

/** Paths on this server, each with its query string. */
export interface SearchLinks {
  readonly self: string;
  /** Null on the last page. */
  readonly next: string | null;
  readonly html: string;
  readonly atom: string;
}

/** The API's answer. */
export interface SearchResponse extends SearchAnswer {
  readonly links: SearchLinks;
}

/** Adds the links. `asked` is what the reader asked for, which `answer` answers. */
export function searchResponse(answer: SearchAnswer, asked: AskedSearch): SearchResponse {
  const next = nextPage(answer, asked);
  const here = searchQueryString(asked);
  return {
    ...answer,
    links: {
      self: `/api/v1/search${here}`,
      next: next === null ? null : `/api/v1/search${searchQueryString(next)}`,
      html: `/search${here}`,
      atom: `/search.atom${here}`,
    },
  };
}

/** What is only estimated does not end a list: a page that is not full does. */
export function isLastPage(answer: SearchAnswer, { group, offset, limit }: AskedSearch['request']): boolean {
  if (group !== 'thread') return offset + limit >= answer.totalHits;
  if (answer.estimated?.includes('totalThreads')) return answer.hits.length < limit;
  return offset + limit >= answer.totalThreads;
}

/** The request for the page after this one, or null when this is the last (or asks for counts only). */
export function nextPage(answer: SearchAnswer, asked: AskedSearch): AskedSearch | null {
  const { request } = asked;
  const offset = request.offset + request.limit;
  if (request.limit === 0 || isLastPage(answer, request)) return null;
  const cursor = offset > MAX_OFFSET ? writeCursor(request, answer.snapshot.id, offset) : null;
  return { request: { ...request, offset }, cursor };
}
