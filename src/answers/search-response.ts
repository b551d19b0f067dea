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

/** The request for the page after this one, or null when this is the last (or asks for counts only). */
export function nextPage(answer: SearchAnswer, asked: AskedSearch): AskedSearch | null {
  const { request } = asked;
  const offset = request.offset + request.limit;
  const total = request.group === 'thread' ? answer.totalThreads : answer.totalHits;
  if (request.limit === 0 || offset >= total) return null;
  const cursor = offset > MAX_OFFSET ? writeCursor(request, answer.snapshot.id, offset) : null;
  return { request: { ...request, offset }, cursor };
}
