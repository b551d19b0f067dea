// The pages for readers: home, results, thread, help. Made from the same search function as the API.
import type { Context, Hono } from 'hono';
import { search } from '../../index/search.ts';
import type { Snapshot } from '../../index/snapshot/model.ts';
import type { Assets } from '../assets.ts';
import { HelpPage } from '../pages/help-page.tsx';
import { HomePage } from '../pages/home-page.tsx';
import type { Frame } from '../pages/layout.tsx';
import { renderView } from '../pages/render-view.ts';
import { ResultsPage, wordsToMark } from '../pages/results-page.tsx';
import { threadPage } from '../pages/thread-page.tsx';
import { searchTag } from './api-search.ts';
import type { AppDependencies } from './dependencies.ts';
import { answerTagged, entityTag } from './entity-tag.ts';
import { messageResponse } from './messages.tsx';
import type { Overview, Overviews } from './overview.ts';
import { mistakeSentence } from './problem.ts';
import type { MarkerFactory } from './query-marker.ts';
import { queryOf } from './request-checks.ts';
import type { AskedSearch } from './search-address.ts';
import { readCursor } from './search-cursor.ts';
import { readSearch } from './search-parameters.ts';
import { sendHtml } from './send.ts';
import { streamHtml } from './stream-html.ts';
import { readThread } from './thread-reading.ts';

/** As much as the parser reads of a query. */
const MAX_MARKED_WORDS = 2_000;

interface PageMaking {
  readonly dependencies: AppDependencies;
  readonly overviews: Overviews;
  readonly assets: Assets;
  readonly markerFor: MarkerFactory;
}

/** Adds GET /, /help, /search and /threads/:id. */
export function addPageRoutes(app: Hono, making: PageMaking): void {
  const { live } = making.dependencies;
  app.get('/', (c) => live.borrow((snapshot) => answerHome(c, snapshot, making)));
  app.get('/help', (c) => live.borrow((snapshot) => answerHelp(c, snapshot, making)));
  app.get('/search', (c) => live.borrow((snapshot) => answerResults(c, snapshot, making)));
  app.get('/threads/:id', (c) =>
    live.borrow((snapshot) => answerThread(c, c.req.param('id'), { snapshot, ...making })),
  );
}

/** What pages know of the server; `overview` is null while no snapshot is served. */
export function pageFrame(assets: Assets, overview: Overview | null): Frame {
  return {
    siteName: overview?.siteName ?? 'Antler',
    stylesheetPath: assets.stylesheet.path,
    iconPath: assets.icon.path,
  };
}

function answerHome(c: Context, snapshot: Snapshot, making: PageMaking): Promise<Response> {
  return answerTagged(c, pageTag(snapshot, making, ['home']), async () => {
    const overview = await making.overviews.of(snapshot);
    return sendHtml(
      c,
      renderView(<HomePage frame={pageFrame(making.assets, overview)} overview={overview} />),
    );
  });
}

function answerHelp(c: Context, snapshot: Snapshot, making: PageMaking): Promise<Response> {
  return answerTagged(c, pageTag(snapshot, making, ['help']), async () => {
    const overview = await making.overviews.of(snapshot);
    return sendHtml(
      c,
      renderView(<HelpPage frame={pageFrame(making.assets, overview)} overview={overview} />),
    );
  });
}

function answerResults(c: Context, snapshot: Snapshot, making: PageMaking): Promise<Response> {
  const { asked, mistakes } = readSearch(queryOf(c));
  const placed = placeLeniently(snapshot, asked);
  const sentences = mistakes
    .filter(({ kind }) => kind !== 'unknown')
    .map((mistake) => `${mistakeSentence(mistake)} It was left out.`)
    .concat(placed.warnings);
  const { dependencies, overviews, assets } = making;
  const tag = searchTag(
    `html ${assets.stylesheet.hash} ${sentences.join(' ')}`,
    snapshot,
    asked,
    dependencies,
  );
  return answerTagged(c, tag, async () => {
    const counted = { ...placed.asked.request, facets: ['author', 'type', 'year'] as const };
    const answer = await search(snapshot, counted, dependencies);
    const overview = await overviews.of(snapshot);
    const frame = pageFrame(assets, overview);
    const words = wordsToMark(asked.request, answer).slice(0, MAX_MARKED_WORDS);
    return sendHtml(
      c,
      renderView(
        <ResultsPage
          frame={frame}
          overview={overview}
          asked={placed.asked}
          answer={answer}
          mistakes={sentences}
          marker={making.markerFor(words, snapshot.manifest.language)}
        />,
      ),
    );
  });
}

/** People with an old cursor get the first page and are told so. */
function placeLeniently(
  snapshot: Snapshot,
  asked: AskedSearch,
): { readonly asked: AskedSearch; readonly warnings: readonly string[] } {
  if (asked.cursor === null) return { asked, warnings: [] };
  const { id, counts } = snapshot.manifest;
  const place = readCursor(asked.cursor, asked.request, { id, documents: counts.documents });
  if (place.kind === 'found')
    return { asked: { ...asked, request: { ...asked.request, offset: place.offset } }, warnings: [] };
  return {
    asked: { ...asked, cursor: null },
    warnings: ['The archive was built anew since that page was linked; this is the first page.'],
  };
}

function answerThread(
  c: Context,
  id: string,
  making: PageMaking & { readonly snapshot: Snapshot },
): Promise<Response> {
  const { snapshot, dependencies, overviews, assets } = making;
  const words = (queryOf(c).get('hl') ?? '').trim().slice(0, MAX_MARKED_WORDS);
  return answerTagged(c, pageTag(snapshot, making, ['thread', id, words]), async () => {
    const frame = pageFrame(assets, await overviews.of(snapshot));
    const thread = await readThread(snapshot.store, id);
    if (thread === null)
      return messageResponse(c, {
        status: 404,
        frame,
        title: 'No such thread',
        sentences: [
          'This archive has no thread at this address. It may have had another name; a search may find it.',
        ],
      });
    const marker = making.markerFor(words, snapshot.manifest.language);
    return streamHtml(c, threadPage({ frame, thread, words, marker }), dependencies.log);
  });
}

function pageTag(snapshot: Snapshot, making: PageMaking, parts: readonly string[]): string {
  const { dependencies, assets } = making;
  return entityTag(['page', snapshot.manifest.id, dependencies.version, assets.stylesheet.hash, ...parts]);
}
