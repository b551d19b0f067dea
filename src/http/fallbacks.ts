// What answers when no route did, or one failed: problems for programs, pages for people. Internals go to the log only.
import type { Context } from 'hono';
import { routePath } from 'hono/route';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Assets } from '../assets.ts';
import { NotReady } from '../live-snapshot.ts';
import type { AppDependencies } from './dependencies.ts';
import { messageResponse } from './messages.tsx';
import type { Overview, Overviews } from './overview.ts';
import { pageFrame } from './page-routes.tsx';
import { sendProblem } from './problem.ts';

interface FallbackNeeds {
  readonly dependencies: AppDependencies;
  readonly overviews: Overviews;
  readonly assets: Assets;
}

/** Handlers for the app. */
export interface Fallbacks {
  readonly onError: (error: Error, c: Context) => Response;
  readonly onNotFound: (c: Context) => Promise<Response>;
  readonly onMethod: (c: Context, allow: string) => Response;
}

interface Failure {
  readonly status: ContentfulStatusCode;
  readonly title: string;
  readonly detail: string;
}

const RETRY_SECONDS = '5';

/** Paths that programs ask for; everything else is for people. */
const FOR_PROGRAMS =
  /^\/(api(\/|$)|search\.atom$|openapi\.json$|opensearch\.xml$|healthz$|readyz$|robots\.txt$)/;

/** Makes the answers of last resort; `onMethod` gets the methods that a path has. */
export function createFallbacks(needs: FallbackNeeds): Fallbacks {
  const { dependencies, overviews, assets } = needs;
  const say = (c: Context, failure: Failure, overview: Overview | null): Response =>
    FOR_PROGRAMS.test(c.req.path)
      ? sendProblem(c, failure)
      : messageResponse(c, { ...failure, frame: pageFrame(assets, overview), sentences: [failure.detail] });
  return {
    onError: (error, c) => {
      const isNotReady = error instanceof NotReady;
      if (!isNotReady)
        dependencies.log.error('a request failed', {
          route: routeOf(c),
          error: error.stack ?? error.message,
        });
      const response = say(c, isNotReady ? NOT_READY : INTERNAL, null);
      if (isNotReady) response.headers.set('Retry-After', RETRY_SECONDS);
      return response;
    },
    onNotFound: async (c) => {
      if (FOR_PROGRAMS.test(c.req.path))
        return sendProblem(c, { ...NOT_FOUND, detail: 'There is nothing at this path.' });
      return say(c, NOT_FOUND, await overviewOf(dependencies, overviews));
    },
    onMethod: (c, allow) =>
      say(c, { ...METHOD, detail: `This address answers ${allow}, and nothing else.` }, null),
  };
}

const NOT_READY: Failure = {
  status: 503,
  title: 'Not ready yet',
  detail: 'No archive is being served yet. Please try again in a moment.',
};
const INTERNAL: Failure = {
  status: 500,
  title: 'Something went wrong',
  detail: 'The server failed on this request. It has been logged.',
};
const NOT_FOUND: Failure = {
  status: 404,
  title: 'Nothing here',
  detail: 'There is no page at this address. A search may find what you look for.',
};
const METHOD: Failure = { status: 405, title: 'Method not allowed', detail: '' };

/** For the name of the archive; a missing page is told of even when there is none. */
async function overviewOf(dependencies: AppDependencies, overviews: Overviews): Promise<Overview | null> {
  try {
    return await dependencies.live.borrow((snapshot) => overviews.of(snapshot));
  } catch {
    return null;
  }
}

/** The route's pattern: an address would tell what somebody reads. */
function routeOf(c: Context): string {
  return routePath(c);
}
