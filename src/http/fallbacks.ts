// What answers when no route did, or one failed: problems for programs, pages for people. Internals go to the log only.
import type { Context } from 'hono';
import { routePath } from 'hono/route';
import type { Assets } from '../assets.ts';
import { NotReady } from '../live-snapshot.ts';
import { countOf } from '../numbers.ts';
import { AskerGone, Busy, EngineDown, TooSlow } from '../search-threads/model.ts';
import type { AppDependencies } from './dependencies.ts';
import { messageResponse, pageFrame, renderMessage, sendMessage } from './messages.tsx';
import { sendProblem } from './problem.ts';
import { redirectOldPath } from './resolve-routes.ts';
import { respond } from './respond.ts';

/** Handlers for the app. */
export interface Fallbacks {
  readonly onError: (error: Error, c: Context) => Response;
  readonly onNotFound: (c: Context) => Promise<Response>;
  readonly onMethod: (c: Context, allow: string) => Response;
  /** For who asks too often. */
  readonly onTooMany: (c: Context, seconds: number) => Response;
}

interface Failure {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Paths that programs ask for; everything else is for people. */
const FOR_PROGRAMS =
  /^\/(api(\/|$)|search\.atom$|on-this-day\.atom$|openapi\.json$|opensearch\.xml$|healthz$|readyz$|metrics$|robots\.txt$)/;

/** Makes the answers of last resort; `onMethod` gets the methods that a path has. */
export function createFallbacks(dependencies: AppDependencies, assets: Assets): Fallbacks {
  const say = (c: Context, { headers = {}, ...failure }: Failure, siteName: string | null): Response => {
    if (FOR_PROGRAMS.test(c.req.path)) return sendProblem(c, failure, headers);
    const frame = pageFrame(assets, siteName);
    return messageResponse(c, { ...failure, headers, frame, sentences: [failure.detail] });
  };
  /** Of failures: wanted most when there is least time to make them. */
  const pages = new Map<Failure, string>();
  const fail = (c: Context, failure: Failure): Response => {
    const { headers = {}, ...problem } = failure;
    if (FOR_PROGRAMS.test(c.req.path)) return sendProblem(c, problem, headers);
    const page =
      pages.get(failure) ??
      renderMessage({ ...failure, frame: pageFrame(assets, null), sentences: [failure.detail] });
    pages.set(failure, page);
    return sendMessage(c, page, failure);
  };
  return {
    onError: (error, c) => {
      // Nobody reads it.
      if (error instanceof AskerGone) return respond(c, null, { status: 503 });
      const failure = failureOf(error);
      if (failure === INTERNAL)
        dependencies.log.error('a request failed', {
          route: routeOf(c),
          error: error.stack ?? error.message,
        });
      return fail(c, failure);
    },
    onNotFound: async (c) => {
      if (FOR_PROGRAMS.test(c.req.path))
        return sendProblem(c, { ...NOT_FOUND, detail: 'There is nothing at this path.' });
      return (await oldPath(c, dependencies)) ?? say(c, NOT_FOUND, await siteNameOf(dependencies));
    },
    onMethod: (c, allow) => {
      const detail = `This address answers ${allow}, and nothing else.`;
      return say(c, { ...METHOD, detail, headers: { Allow: allow } }, null);
    },
    onTooMany: (c, seconds) => {
      const detail = `You ask more often than this server allows. Please try again in ${countOf(seconds, 'second')}.`;
      return say(c, { ...TOO_MANY, detail, headers: { 'Retry-After': String(seconds) } }, null);
    },
  };
}

function failureOf(error: Error): Failure {
  if (error instanceof NotReady) return NOT_READY;
  if (error instanceof Busy) return BUSY;
  if (error instanceof EngineDown) return ENGINE_DOWN;
  return error instanceof TooSlow ? TOO_SLOW : INTERNAL;
}

const NOT_READY: Failure = {
  status: 503,
  title: 'Not ready yet',
  detail: 'No archive is being served yet. Please try again in a moment.',
  headers: { 'Retry-After': '5' },
};
const BUSY: Failure = {
  status: 503,
  title: 'Too busy',
  detail: 'Too many requests are waiting. Please try again in a moment.',
  // Whoever is refused lets go of his connection: those who come anew are taken one a turn, and would wait behind all that stay.
  headers: { 'Retry-After': '2', Connection: 'close' },
};
const ENGINE_DOWN: Failure = {
  status: 503,
  title: 'The index does not answer',
  detail: 'The machines that hold the index do not answer now. Please try again in a moment.',
  headers: { 'Retry-After': '5' },
};
const TOO_SLOW: Failure = {
  status: 503,
  title: 'Given up',
  detail: 'This took too long and was given up. Other words may be found faster.',
  headers: { 'Retry-After': '30' },
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
const TOO_MANY: Failure = { status: 429, title: 'Too many requests', detail: '' };
const METHOD: Failure = { status: 405, title: 'Method not allowed', detail: '' };

/** Methods with which links are followed. */
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Where an old link leads; null when nowhere. Rejects when nobody can tell now: a known address is never called unknown. */
async function oldPath(c: Context, { live }: AppDependencies): Promise<Response | null> {
  if (!READING.has(c.req.method)) return null;
  return live.borrow((served) => redirectOldPath(c, served));
}

/** A missing page is told of even when there is no archive to name. */
async function siteNameOf({ live }: AppDependencies): Promise<string | null> {
  try {
    return await live.borrow((served) => served.siteName());
  } catch {
    return null;
  }
}

/** The route's pattern: an address would tell what somebody reads. */
function routeOf(c: Context): string {
  return routePath(c);
}
