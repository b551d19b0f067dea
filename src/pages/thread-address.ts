// Addresses of a thread's page with all that decides what it shows: what is looked for, which comment, which page.
import type { Hit, SearchRequest } from '../../index/model.ts';
import { defaultRequest } from '../../index/search.ts';
import { searchQueryString } from '../answers/search-address.ts';

/** Of so many comments hardly any thread has more than a page; where one has, its first page leads on. */
const FEW_COMMENTS = 20;

/** What stands beside what is looked for. */
export interface ThreadPlace {
  /** The `id` attribute of the entry that the reader comes for. */
  readonly at?: string;
  /** From 1, which needs no saying. */
  readonly page?: number;
  /** Whether branches without a hit stay open too. */
  readonly isUnfolded?: boolean;
}

/**
 * The query string of a thread's page, with its `?`; empty when it shows the thread as it is. Of `request` count the
 * words, which come first as `hl`, and the filters.
 */
export function threadQuery(request: SearchRequest | null, place: ThreadPlace = {}): string {
  const written = new URLSearchParams(request === null || request.q === '' ? {} : { hl: request.q });
  for (const [name, value] of filterPairs(request ?? defaultRequest(''))) written.append(name, value);
  if (place.at !== undefined) written.append('at', place.at);
  if (place.page !== undefined && place.page > 1) written.append('page', String(place.page));
  if (place.isUnfolded === true) written.append('open', 'all');
  return written.size === 0 ? '' : `?${written}`;
}

function filterPairs({ type, authors, from, until, tag, typo, match }: SearchRequest): URLSearchParams {
  const filters = { ...defaultRequest(''), type, authors, from, until, tag, typo, match };
  return new URLSearchParams(searchQueryString({ request: filters, cursor: null }));
}

/** Where a hit stands in its conversation, with the hits of the same search around it. */
export function hitPath({ thread, url }: Hit, request: SearchRequest): string {
  const { commentCount } = thread;
  if (commentCount > FEW_COMMENTS) return placePath(url, request);
  const [path = '', fragment] = url.split('#');
  return `${path}${threadQuery(request)}${fragment === undefined ? '' : `#${fragment}`}`;
}

/**
 * The path of a document with the name of its element where a server can see it, which it must to show the right page
 * of a long thread: browsers keep fragments for themselves. A post's stays as it is.
 */
export function placePath(documentPath: string, request: SearchRequest | null = null): string {
  const [path = '', fragment] = documentPath.split('#');
  if (fragment === undefined) return `${path}${threadQuery(request)}`;
  return `${path}${threadQuery(request, { at: decodeURIComponent(fragment) })}#${fragment}`;
}
