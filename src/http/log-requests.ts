// A line in the log for each request, where the keeper wants one: routes and times, or all that was asked.
import type { Context, MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Log } from '../log.ts';
import type { RequestLog } from '../request-logs.ts';

/** How much of requests goes where. */
export interface RequestLogging {
  readonly log: Pick<Log, 'info'>;
  readonly detail: Exclude<RequestLog, 'none'>;
}

/** Logs what was answered, once it is known. */
export function logRequests({ log, detail }: RequestLogging): MiddlewareHandler {
  return async (c, next) => {
    const startedAt = performance.now();
    await next();
    log.info('request', {
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      ms: Math.round((performance.now() - startedAt) * 10) / 10,
      ...(detail === 'full' ? detailsOf(c) : {}),
    });
  };
}

function detailsOf(c: Context) {
  const { pathname, search } = new URL(c.req.url);
  return { path: pathname + search, client: c.get('client') ?? null };
}
