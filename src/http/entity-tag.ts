// Weak entity tags made of what decides an answer, so that an unchanged answer costs no work (RFC 9110, 13.1.2).
import { hash } from 'node:crypto';
import type { Context } from 'hono';
import { respond } from './respond.ts';

/** A weak tag; `parts` are everything that the answer depends on. */
export function entityTag(parts: readonly string[]): string {
  return `W/"${hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 22)}"`;
}

/** Whether the client has this version. Weak comparison. `*` is not taken: it would need the work it should spare. */
export function isKnown(c: Context, tag: string): boolean {
  const ifNoneMatch = c.req.header('if-none-match');
  if (ifNoneMatch === undefined) return false;
  const opaque = tag.slice('W/'.length);
  return ifNoneMatch.split(',').some((given) => given.trim().replace(/^W\//, '') === opaque);
}

/** 304, with the headers that its 200 would have (RFC 9110, 15.4.5). */
export function notModified(c: Context, tag: string): Response {
  return respond(c, null, { status: 304, headers: tagHeaders(tag) });
}

/** Headers of a tagged answer: caches may keep it, and ask each time whether it still holds. */
export function tagHeaders(tag: string): Readonly<Record<string, string>> {
  return { ETag: tag, 'Cache-Control': 'no-cache', Vary: 'Accept-Encoding' };
}
