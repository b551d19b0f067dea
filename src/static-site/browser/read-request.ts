// Reads a search out of the page's address, by the parameters that the server has.
import { GROUPS, MATCHES, type SearchRequest, SORTS } from '../../../index/model.ts';
import { readDate } from '../../../index/packing/packed-dates.ts';
import { defaultRequest } from '../../../index/search.ts';

/** Bad values count as absent; a sentence tells of each. */
export interface ReadRequest {
  readonly request: SearchRequest;
  readonly mistakes: readonly string[];
}

const MAX_LIMIT = 100;

/** What is not named has its default; `cursor`, `facets`, `histogram` and `typo` are passed over. */
export function readRequest(given: URLSearchParams): ReadRequest {
  const mistakes: string[] = [];
  const one = (name: string): string | null => given.get(name)?.trim() || null;
  const read = <T>(name: string, understand: (value: string) => T | null, allowed: string): T | null => {
    const value = one(name);
    const understood = value === null ? null : understand(value);
    if (value !== null && understood === null)
      mistakes.push(`“${value}” was left out: ${name} takes ${allowed}.`);
    return understood;
  };
  const choose = <T extends string>(name: string, choices: readonly T[]): T | null =>
    read(name, (value) => choices.find((choice) => choice === value) ?? null, choices.join(', '));
  const number = (name: string, max: number): number | null =>
    read(name, (value) => (/^\d{1,9}$/.test(value) && +value <= max ? +value : null), 'a whole number');
  const date = (name: string): string | null => read(name, dateOf, 'a year, a month or a day');
  const initial = defaultRequest(given.get('q') ?? '');
  const request: SearchRequest = {
    ...initial,
    type: choose('type', ['post', 'comment']),
    authors: [...new Set(given.getAll('author').filter((author) => author.trim() !== ''))],
    from: date('from'),
    until: date('until'),
    thread: one('thread'),
    tag: one('tag'),
    sort: choose('sort', SORTS),
    group: choose('group', GROUPS) ?? initial.group,
    limit: number('limit', MAX_LIMIT) || initial.limit,
    offset: number('offset', Number.MAX_SAFE_INTEGER) ?? 0,
    match: choose('match', MATCHES) ?? initial.match,
  };
  return { request, mistakes };
}

function dateOf(value: string): string | null {
  return /^\d{4}(-\d\d){0,2}$/.test(value) && readDate(value) !== null ? value : null;
}
