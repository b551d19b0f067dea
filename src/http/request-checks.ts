// Checks of a request before any route: its length, and percent-encoding that says nothing.
import type { Context, MiddlewareHandler } from 'hono';
import { sendProblem } from './problem.ts';

/** A query of 2,000 letters of any script fits, several times over. */
const MAX_URL_LENGTH = 32_768;

/** Refuses addresses that no reader writes. */
export const limitUrlLength: MiddlewareHandler = async (c, next) => {
  if (c.req.url.length <= MAX_URL_LENGTH) return next();
  return sendProblem(c, {
    status: 414,
    title: 'Address too long',
    detail: `The address has ${c.req.url.length} characters; at most ${MAX_URL_LENGTH} are read.`,
  });
};

/** Refuses what is not UTF-8 in percent-encoding, for programs; people get what can be read of it. */
export const refuseBrokenEscapes: MiddlewareHandler = async (c, next) => {
  if (isEncoded(c.req.url)) return next();
  return sendProblem(c, {
    status: 400,
    title: 'Bad percent-encoding',
    detail: 'The address has a % that is not followed by UTF-8 in percent-encoding.',
  });
};

/** The query string of the request; broken escapes stand as they are or as U+FFFD. */
export function queryOf(c: Context): URLSearchParams {
  const start = c.req.url.indexOf('?');
  const end = c.req.url.indexOf('#');
  return new URLSearchParams(start === -1 ? '' : c.req.url.slice(start, end === -1 ? undefined : end));
}

function isEncoded(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}
