// Lets pages of other sites read the API, whose answers are public anyway. Answers no request itself: OPTIONS keeps its `Allow`.
import type { MiddlewareHandler } from 'hono';

const DAY_SECONDS = '86400';

/** CORS for every origin, without credentials; preflights may name any header. */
export const openToOtherSites: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('Access-Control-Allow-Origin', '*');
  c.header('Access-Control-Expose-Headers', 'ETag');
  if (c.req.method !== 'OPTIONS') return;
  c.header('Access-Control-Allow-Methods', 'GET, HEAD, OPTIONS');
  c.header('Access-Control-Allow-Headers', c.req.header('Access-Control-Request-Headers'));
  c.header('Access-Control-Max-Age', DAY_SECONDS);
};
