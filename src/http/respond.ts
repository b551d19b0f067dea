// Makes every response of the app. All headers stand in one plain object from the start: adding to them afterwards would
// cost more than all routing.
import type { Context } from 'hono';

/** What stands around a body. */
export interface Head {
  /** 200 unless given. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * What a browser must not do with an answer. Pages load our stylesheet, icon and script, ask and send forms to us,
 * and nobody else.
 * Not sent: `Cross-Origin-Resource-Policy` and `X-Frame-Options`, which would shut out a search box on other
 * sites (`frame-ancestors` guards the pages), and HSTS, which belongs to whoever ends TLS.
 */
const SECURITY_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
  'X-XSS-Protection': '0',
};

/** Pages of other sites may read the API and load the box made for them, whose answers are public anyway: CORS for every origin, without credentials. */
const OPEN_HEADERS = {
  ...SECURITY_HEADERS,
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Server-Timing',
};

const OPEN_PATHS =
  /^\/(?:api\/(?!v1\/admin\/)|search\.atom$|on-this-day\.atom$|openapi\.json$|antler-search\.js$)/;
const DAY_SECONDS = '86400';

/** A response with the headers that every answer has. */
export function respond(
  c: Context,
  body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null,
  { status = 200, headers }: Head = {},
): Response {
  const common = OPEN_PATHS.test(c.req.path) ? OPEN_HEADERS : SECURITY_HEADERS;
  return new Response(body, { status, headers: { ...common, ...headers } });
}

/** The answer to OPTIONS; preflights (CORS) may name any header. */
export function respondToOptions(c: Context, allow: string): Response {
  const asked = c.req.header('access-control-request-headers');
  const isOpen = OPEN_PATHS.test(c.req.path);
  const open = {
    'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS',
    'Access-Control-Max-Age': DAY_SECONDS,
    ...(asked === undefined ? {} : { 'Access-Control-Allow-Headers': asked }),
  };
  return respond(c, null, { status: 204, headers: { Allow: allow, ...(isOpen ? open : {}) } });
}

/** Responds with a value as JSON. */
export function respondJson(c: Context, value: unknown, status = 200): Response {
  const headers = { 'Content-Type': 'application/json; charset=utf-8' };
  return respond(c, JSON.stringify(value), { status, headers });
}

/** Responds with a page; the doctype is added. */
export function respondHtml(c: Context, html: string, { status = 200, headers }: Head = {}): Response {
  return respond(c, `<!DOCTYPE html>\n${html}`, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers },
  });
}
