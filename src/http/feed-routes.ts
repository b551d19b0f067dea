// GET /search.atom and /opensearch.xml: the search for feed readers and for the browser's own search box.
import type { Context, Hono } from 'hono';
import type { AskedSearch } from '../answers/search-address.ts';
import { element, xmlDocument } from '../answers/xml.ts';
import type { RouteDescription } from './api-description.ts';
import { placeCursor, searchTag } from './api-search.ts';
import { requestOrigin } from './clients/know-clients.ts';
import type { AppDependencies } from './dependencies.ts';
import { badParameters } from './problem.ts';
import { queryOf } from './request-checks.ts';
import { respond } from './respond.ts';
import { feedSchema } from './schemas.ts';
import { readSearch, SEARCH_PARAMETERS } from './search-parameters.ts';
import { answerFromSnapshot } from './snapshot-answer.ts';

/** The feed as the API describes it. */
export const FEED_ROUTE: RouteDescription = {
  name: 'getSearchFeed',
  path: '/search.atom',
  summary: 'Any search as a feed of documents, with the totals of OpenSearch',
  parameters: SEARCH_PARAMETERS,
  answer: feedSchema,
  answerType: 'application/atom+xml',
  problems: [400, 410],
};

/** Adds GET /search.atom and /opensearch.xml. */
export function addFeedRoutes(app: Hono, dependencies: AppDependencies): void {
  app.get('/search.atom', (c) => answerFeed(c, dependencies));
  app.get('/opensearch.xml', (c) =>
    dependencies.live.borrow(async (served) =>
      respond(c, describeSearch(await served.siteName(), requestOrigin(c)), {
        headers: { 'Content-Type': 'application/opensearchdescription+xml; charset=utf-8' },
      }),
    ),
  );
}

function answerFeed(c: Context, { live, version }: AppDependencies): Response | Promise<Response> {
  const { asked, mistakes } = readSearch(queryOf(c));
  if (mistakes.length > 0) return badParameters(c, mistakes);
  const flat: AskedSearch = { ...asked, request: { ...asked.request, group: 'none' } };
  return live.borrow((served) => {
    const placed = placeCursor(c, served.manifest, flat);
    if (placed instanceof Response) return placed;
    const origin = requestOrigin(c);
    const tag = searchTag(`atom ${origin}`, served, flat, version);
    return answerFromSnapshot(c, served, { tag, question: { kind: 'feed', asked: placed, origin } });
  });
}

/** OpenSearch 1.1 description; short names have at most 16 characters. */
function describeSearch(siteName: string, origin: string): string {
  const page = { type: 'text/html', template: `${origin}/search?q={searchTerms}` };
  const feed = {
    type: 'application/atom+xml',
    template: `${origin}/search.atom?q={searchTerms}&offset={startIndex?}`,
  };
  return xmlDocument(
    element(
      'OpenSearchDescription',
      { xmlns: 'http://a9.com/-/spec/opensearch/1.1/' },
      element('ShortName', {}, [...siteName].slice(0, 16).join('')),
      element('Description', {}, `Search the posts and comments of ${siteName}`),
      element('InputEncoding', {}, 'UTF-8'),
      element('Url', page),
      element('Url', { ...feed, indexOffset: 0 }),
    ),
  );
}
