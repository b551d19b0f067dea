// GET /api/v1/search: the answer of the one search function as JSON.
import type { Context, Hono } from 'hono';
import type { Manifest } from '../../index/snapshot/model.ts';
import { type AskedSearch, searchQueryString } from '../answers/search-address.ts';
import { readCursor } from '../answers/search-cursor.ts';
import type { ServedSnapshot } from '../served-snapshot.ts';
import type { RouteDescription } from './api-description.ts';
import type { AppDependencies } from './dependencies.ts';
import { entityTag } from './entity-tag.ts';
import { badParameters, sendProblem } from './problem.ts';
import { queryOf } from './request-checks.ts';
import { searchAnswerSchema } from './schemas.ts';
import { readSearch, SEARCH_PARAMETERS } from './search-parameters.ts';
import { answerFromSnapshot } from './snapshot-answer.ts';

const PATH = '/api/v1/search';

/** The route as the API describes it. */
export const SEARCH_ROUTE: RouteDescription = {
  name: 'search',
  path: PATH,
  summary: 'Search posts and comments',
  parameters: SEARCH_PARAMETERS,
  answer: searchAnswerSchema,
  problems: [400, 410],
};

/** Adds GET /api/v1/search. */
export function addSearchRoute(app: Hono, dependencies: AppDependencies): void {
  app.get(PATH, (c) => answerSearch(c, dependencies));
}

function answerSearch(c: Context, { live, version }: AppDependencies): Response | Promise<Response> {
  const { asked, mistakes } = readSearch(queryOf(c));
  if (mistakes.length > 0) return badParameters(c, mistakes);
  return live.borrow((served) => {
    const placed = placeCursor(c, served.manifest, asked);
    if (placed instanceof Response) return placed;
    const tag = searchTag('json', served, asked, version);
    return answerFromSnapshot(c, served, { tag, question: { kind: 'search', asked: placed } });
  });
}

/** The tag of a search's answer in one form (`json`, `html`, `atom`). */
export function searchTag(
  form: string,
  { edition }: Pick<ServedSnapshot, 'edition'>,
  asked: AskedSearch,
  version: string,
): string {
  return entityTag([form, edition, version, searchQueryString(asked)]);
}

/** The request with the offset of its cursor, or the problem: 400 for a cursor of another search, 410 for an old snapshot. */
export function placeCursor(c: Context, manifest: Manifest, asked: AskedSearch): AskedSearch | Response {
  if (asked.cursor === null) return asked;
  const { id, counts } = manifest;
  const place = readCursor(asked.cursor, asked.request, { id, documents: counts.documents });
  switch (place.kind) {
    case 'found':
      return { ...asked, request: { ...asked.request, offset: place.offset } };
    case 'gone':
      return sendProblem(c, {
        status: 410,
        title: 'Snapshot gone',
        detail: 'The cursor belongs to a snapshot that is not served any more. Start again without it.',
      });
    case 'bad':
      return badParameters(c, [
        {
          kind: 'bad',
          parameter: 'cursor',
          value: asked.cursor.slice(0, 200),
          allowed: ['what links.next of the same search gave'],
        },
      ]);
    default:
      return place satisfies never;
  }
}
