// Addresses of a thread's page with all that decides what it shows: what is looked for, which comment, which page.
import { entryFragment } from '../../index/addresses.ts';
import type { Hit, SearchRequest } from '../../index/model.ts';
import { defaultRequest } from '../../index/search.ts';
import { searchQueryString } from '../answers/search-address.ts';

/** Comments that stand on one page of a thread. */
export const COMMENTS_A_PAGE = 600;

/** The page on which a comment stands, from 1; the first for the post and for what has no place. */
export function pageOfPosition(position: number | null, onePage = COMMENTS_A_PAGE): number {
  return Math.max(1, Math.ceil((position ?? 1) / onePage));
}

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
export function hitPath({ thread, url, id }: Hit, request: SearchRequest): string {
  const fragment = url.includes('#') ? entryFragment(thread.id, id) : '';
  const isOnFirstPage = pageOfPosition(thread.position) === 1;
  const at = isOnFirstPage ? {} : { at: decodeURIComponent(fragment.slice(1)) };
  return `${thread.url}${threadQuery(request, at)}${fragment}`;
}
