// Around all routes: finds out who asks where that matters, and refuses who asks too often.
import type { Context, MiddlewareHandler } from 'hono';
import type { Networks } from '../../networks.ts';
import { clientAddress, clientKey, forwardedScheme } from './client-address.ts';
import type { RateLimiter } from './rate-limiter.ts';

declare module 'hono' {
  interface ContextVariableMap {
    /** Address of who asks; missing when nobody needs to know. */
    client: string | null;
    /** How a trusted proxy was asked. */
    scheme: 'http' | 'https' | null;
    /** The keeper's word for scheme and host; missing when he said nothing. */
    publicOrigin: string;
  }
}

/** What is known of clients, and may change while the server runs. */
export interface ClientPolicy {
  trusted: Networks;
  readonly limiter: RateLimiter;
}

/** Machines that look after the server ask often, and cost nothing. */
const UNLIMITED = new Set(['/healthz', '/readyz']);

/** `onTooMany` makes the answer for who is to wait so many seconds. */
export function knowClients(
  policy: ClientPolicy,
  onTooMany: (c: Context, seconds: number) => Response,
): MiddlewareHandler {
  return async (c, next) => {
    const address = clientAddress(c, policy.trusted);
    c.set('client', address);
    c.set('scheme', forwardedScheme(c, policy.trusted));
    const isLimited = address !== null && !UNLIMITED.has(c.req.path);
    const seconds = isLimited ? policy.limiter.take(clientKey(address)) : 0;
    return seconds === 0 ? next() : onTooMany(c, seconds);
  };
}

/** Lets `requestOrigin` give what the keeper said. */
export function knowOrigin(publicUrl: string): MiddlewareHandler {
  return (c, next) => {
    c.set('publicOrigin', publicUrl);
    return next();
  };
}

/** Scheme and host as the reader's browser has them, without a slash at the end. */
export function requestOrigin(c: Context): string {
  const said = c.get('publicOrigin') ?? null;
  if (said !== null) return said;
  const { origin } = new URL(c.req.url);
  const scheme = c.get('scheme') ?? null;
  return scheme === null ? origin : origin.replace(/^https?/, scheme);
}
