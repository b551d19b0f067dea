// The parameters of a search, shared by the API, the results page and the feed.
import { FACETS, GROUPS, INTERVALS, MATCHES, SORTS, TYPOS } from '../../index/model.ts';
import { defaultRequest } from '../../index/search.ts';
import type { AskedSearch } from '../answers/search-address.ts';
import { MAX_OFFSET } from '../answers/search-cursor.ts';
import { choice, choiceList, partialDate, text, texts, wholeNumber } from './parameter-kinds.ts';
import { type ParameterMistake, type ParameterValues, readParameters } from './parameters.ts';

const DEFAULTS = defaultRequest('');

/** In canonical order. */
export const SEARCH_PARAMETERS = {
  q: text('What to search for, in the query language. Never an error; empty finds everything.'),
  type: choice(['post', 'comment'], 'Posts only, or comments only.'),
  author: texts('Written by this person, name or slug. Given again: by any of them.'),
  from: partialDate('Not before this day, month or year.'),
  until: partialDate('Not after this day, month or year.'),
  thread: text('Within this thread: its id, or an address of it.'),
  tag: text('Of threads with this tag.'),
  sort: choice(SORTS, 'Order of the hits. Without it: by relevance, newest first when there are no words.'),
  group: choice(GROUPS, 'Put the hits of a thread together, or list each by itself.', DEFAULTS.group),
  limit: wholeNumber(
    { min: 0, max: 100, initial: DEFAULTS.limit },
    'Size of a page: threads with group=thread, documents with group=none. 0 gives counts only.',
  ),
  offset: wholeNumber({ min: 0, max: MAX_OFFSET, initial: 0 }, 'How many to leave out at the start.'),
  cursor: text('Opaque, out of links.next; goes on past any offset within one snapshot.'),
  facets: choiceList(FACETS, 'Count the hits by these, separated by commas.'),
  histogram: choice(INTERVALS, 'Count the hits over time.'),
  typo: choice(TYPOS, 'Forgive the spelling of words that are nowhere in the archive, or never.', 'auto'),
  match: choice(MATCHES, 'Ask for all words, for any of them, or for all of up to four.', 'auto'),
} as const;

/** A search as it was asked for. */
export interface ReadSearch {
  /** Bad parameters count as absent. A cursor is not resolved yet. */
  readonly asked: AskedSearch;
  readonly mistakes: readonly ParameterMistake[];
}

/** Reads a search out of a query string. Never throws. */
export function readSearch(given: URLSearchParams): ReadSearch {
  const { values, mistakes } = readParameters(SEARCH_PARAMETERS, given);
  const asked = { request: toRequest(values), cursor: values.cursor };
  return { asked, mistakes: [...mistakes, ...cursorBesideOffset(values)] };
}

function toRequest(values: ParameterValues<typeof SEARCH_PARAMETERS>): AskedSearch['request'] {
  return {
    q: values.q ?? '',
    type: values.type,
    authors: [...new Set(values.author)],
    from: values.from,
    until: values.until,
    thread: values.thread,
    tag: values.tag,
    sort: values.sort,
    group: values.group ?? DEFAULTS.group,
    limit: values.limit ?? DEFAULTS.limit,
    offset: values.cursor === null ? (values.offset ?? 0) : 0,
    facets: values.facets ?? [],
    histogram: values.histogram,
    typo: values.typo ?? DEFAULTS.typo,
    match: values.match ?? DEFAULTS.match,
  };
}

function cursorBesideOffset(values: ParameterValues<typeof SEARCH_PARAMETERS>): readonly ParameterMistake[] {
  if (values.cursor === null || values.offset === null) return [];
  return [
    {
      kind: 'bad',
      parameter: 'offset',
      value: String(values.offset),
      allowed: ['offset or cursor, not both'],
    },
  ];
}
