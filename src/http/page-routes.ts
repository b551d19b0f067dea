// GET /, /help, /search and /threads/:id: the pages for readers.
import type { Context, Hono } from 'hono';
import type { Manifest } from '../../index/snapshot/model.ts';
import type { Question } from '../answers/model.ts';
import type { AskedSearch } from '../answers/search-address.ts';
import { readCursor } from '../answers/search-cursor.ts';
import type { Assets } from '../assets.ts';
import type { ServedSnapshot } from '../served-snapshot.ts';
import { searchTag } from './api-search.ts';
import { requestOrigin } from './clients/know-clients.ts';
import type { AppDependencies } from './dependencies.ts';
import { entityTag } from './entity-tag.ts';
import { messageResponse, pageFrame } from './messages.tsx';
import { mistakeSentence } from './problem.ts';
import { queryOf } from './request-checks.ts';
import { redirectOldPath } from './resolve-routes.ts';
import { readSearch } from './search-parameters.ts';
import { answerFromSnapshot } from './snapshot-answer.ts';
import { readThreadAsked } from './thread-parameters.ts';

const NUMBERED = /[?&][a-z_]{1,20}=\d{1,12}(?:&|$)/i;

interface PageMaking {
  readonly served: ServedSnapshot;
  readonly version: string;
  readonly assets: Assets;
}

/** Adds GET /, /help, /search and /threads/:id. */
export function addPageRoutes(app: Hono, dependencies: AppDependencies, assets: Assets): void {
  const { live, version, now = () => new Date() } = dependencies;
  const borrow = (answer: (making: PageMaking) => Promise<Response>) =>
    live.borrow((served) => answer({ served, version, assets }));
  app.get('/', (c) => {
    const day = now().toISOString().slice(5, 10);
    return borrow(
      async (making) =>
        (await redirectNumbered(c, making)) ?? answerPlain(c, { kind: 'home-page', day }, making),
    );
  });
  app.get('/help', (c) => {
    const origin = requestOrigin(c);
    return borrow((making) => answerPlain(c, { kind: 'help-page', origin }, making));
  });
  app.get('/search', (c) => borrow((making) => answerResults(c, making)));
  app.get('/threads/:id', (c) => borrow((making) => answerThread(c, c.req.param('id'), making)));
}

/** `/?p=1842` and the like: so blogs named their posts below the very path of our home page. Null when it is none. */
async function redirectNumbered(c: Context, { served }: PageMaking): Promise<Response | null> {
  return NUMBERED.test(new URL(c.req.url).search) ? redirectOldPath(c, served) : null;
}

function answerPlain(c: Context, question: Question, making: PageMaking): Promise<Response> {
  const tag = pageTag(making, [JSON.stringify(question)]);
  return answerFromSnapshot(c, making.served, { tag, question });
}

function answerResults(c: Context, { served, version, assets }: PageMaking): Promise<Response> {
  const { asked, mistakes } = readSearch(queryOf(c));
  const placed = placeLeniently(served.manifest, asked);
  const sentences = mistakes
    .filter(({ kind }) => kind !== 'unknown')
    .map((mistake) => `${mistakeSentence(mistake)} It was left out.`)
    .concat(placed.warnings);
  const form = `html ${assets.hash} ${sentences.join(' ')}`;
  return answerFromSnapshot(c, served, {
    tag: searchTag(form, served, asked, version),
    question: { kind: 'results-page', asked: placed.asked, mistakes: sentences },
  });
}

/** People with an old cursor get the first page and are told so. */
function placeLeniently(
  { id, counts }: Manifest,
  asked: AskedSearch,
): { readonly asked: AskedSearch; readonly warnings: readonly string[] } {
  if (asked.cursor === null) return { asked, warnings: [] };
  const place = readCursor(asked.cursor, asked.request, { id, documents: counts.documents });
  if (place.kind === 'found')
    return { asked: { ...asked, request: { ...asked.request, offset: place.offset } }, warnings: [] };
  return {
    asked: { ...asked, cursor: null },
    warnings: ['The archive was built anew since that page was linked; this is the first page.'],
  };
}

function answerThread(c: Context, id: string, making: PageMaking): Promise<Response> {
  const origin = requestOrigin(c);
  const question = { kind: 'thread-page', id, asked: readThreadAsked(queryOf(c)), origin } as const;
  return answerFromSnapshot(c, making.served, {
    tag: pageTag(making, [JSON.stringify(question)]),
    question,
    onMissing: async () =>
      (await redirectOldPath(c, making.served)) ??
      messageResponse(c, {
        status: 404,
        frame: pageFrame(making.assets, await making.served.siteName()),
        title: 'No such thread',
        sentences: [
          'This archive has no thread at this address. It may have had another name; a search may find it.',
        ],
      }),
  });
}

function pageTag({ served, version, assets }: PageMaking, parts: readonly string[]): string {
  return entityTag(['page', served.edition, version, assets.hash, ...parts]);
}
