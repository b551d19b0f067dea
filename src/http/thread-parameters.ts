// The parameters of a thread's page: what is looked for in it (`hl` and a search's filters), which comment, which page.
import { threadQuery } from '../pages/thread-address.ts';
import type { ThreadAsked } from '../pages/thread-view.ts';
import { mistakeSentence } from './problem.ts';
import { readSearch } from './search-parameters.ts';

/** As much as the parser reads of a query. */
const MAX_WORDS = 2_000;
const FILTERS = ['type', 'author', 'from', 'until', 'tag', 'typo', 'match'];
const MAX_FILTERS = 50;
const WHOLE_NUMBER = /^\d{1,9}$/;

/** Reads them leniently: what is unknown is ignored, what is not understood is left out and named. */
export function readThreadAsked(given: URLSearchParams): ThreadAsked {
  const words = (given.get('hl') ?? '').trim().slice(0, MAX_WORDS);
  const filters = [...given].filter(([name]) => FILTERS.includes(name)).slice(0, MAX_FILTERS);
  const { asked, mistakes } = readSearch(new URLSearchParams(filters));
  const request = { ...asked.request, q: words };
  const page = given.get('page') ?? '';
  return {
    request: threadQuery(request) === '' ? null : request,
    at: given.get('at') || null,
    page: WHOLE_NUMBER.test(page) ? Number(page) : null,
    isUnfolded: given.get('open') === 'all',
    mistakes: mistakes.map((mistake) => `${mistakeSentence(mistake)} It was left out.`),
  };
}
