// GET /search.atom and /opensearch.xml: the search for feed readers and for the browser's own search box.
import type { Context, Hono } from 'hono';
import { search } from '../../index/search.ts';
import type { Snapshot } from '../../index/snapshot/model.ts';
import { placeCursor, searchTag } from './api-search.ts';
import { writeFeed } from './atom.ts';
import type { AppDependencies } from './dependencies.ts';
import { answerTagged } from './entity-tag.ts';
import type { Overviews } from './overview.ts';
import { badParameters } from './problem.ts';
import { queryOf } from './request-checks.ts';
import { type AskedSearch, searchQueryString } from './search-address.ts';
import { readSearch } from './search-parameters.ts';
import { nextPage, searchResponse } from './search-response.ts';
import { sendText } from './send.ts';
import { element, xmlDocument } from './xml.ts';

/** Adds GET /search.atom and /opensearch.xml. */
export function addFeedRoutes(app: Hono, dependencies: AppDependencies, overviews: Overviews): void {
  app.get('/search.atom', (c) => answerFeed(c, dependencies, overviews));
  app.get('/opensearch.xml', (c) =>
    dependencies.live.borrow(async (snapshot) => {
      const { siteName } = await overviews.of(snapshot);
      const origin = new URL(c.req.url).origin;
      return sendText(
        c,
        describeSearch(siteName, origin),
        'application/opensearchdescription+xml; charset=utf-8',
      );
    }),
  );
}

function answerFeed(
  c: Context,
  dependencies: AppDependencies,
  overviews: Overviews,
): Response | Promise<Response> {
  const { asked, mistakes } = readSearch(queryOf(c));
  if (mistakes.length > 0) return badParameters(c, mistakes);
  const flat: AskedSearch = { ...asked, request: { ...asked.request, group: 'none' } };
  return dependencies.live.borrow((snapshot) => {
    const placed = placeCursor(c, snapshot, flat);
    if (placed instanceof Response) return placed;
    const tag = searchTag(`atom ${new URL(c.req.url).origin}`, snapshot, flat, dependencies);
    return answerTagged(c, tag, async () => {
      const feed = await makeFeed(c, snapshot, placed, { dependencies, overviews });
      return sendText(c, feed, 'application/atom+xml; charset=utf-8');
    });
  });
}

async function makeFeed(
  c: Context,
  snapshot: Snapshot,
  asked: AskedSearch,
  needed: { readonly dependencies: AppDependencies; readonly overviews: Overviews },
): Promise<string> {
  const answer = await search(snapshot, asked.request, needed.dependencies);
  const { siteName } = await needed.overviews.of(snapshot);
  const next = nextPage(answer, asked);
  return writeFeed(answer, {
    origin: new URL(c.req.url).origin,
    siteName,
    links: searchResponse(answer, asked).links,
    next: next === null ? null : `/search.atom${searchQueryString(next)}`,
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
