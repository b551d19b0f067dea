// Weak entity tags made of what decides an answer, so that an unchanged answer costs no work (RFC 9110, 13.1.2).
import { createHash } from 'node:crypto';
import type { Context } from 'hono';

/** Caches may keep the answer, and ask each time whether it still holds. */
const REVALIDATE = 'no-cache';

/** A weak tag; `parts` are everything that the answer depends on. */
export function entityTag(parts: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
  return `W/"${hash.slice(0, 22)}"`;
}

/** Answers 304 when the client has this version, else does the work and tags what comes of it. */
export async function answerTagged(
  c: Context,
  tag: string,
  work: () => Promise<Response>,
): Promise<Response> {
  const headers = { ETag: tag, 'Cache-Control': REVALIDATE };
  // RFC 9110, 15.4.5: a 304 has the Vary that its 200 would have; the compression adds it to that one only.
  if (isNamed(c.req.header('if-none-match'), tag))
    return c.body(null, 304, { ...headers, Vary: 'Accept-Encoding' });
  const response = await work();
  if (!response.ok) return response;
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

/** Weak comparison. `*` is not taken: it would need the work it should spare. */
function isNamed(ifNoneMatch: string | undefined, tag: string): boolean {
  const opaque = tag.slice('W/'.length);
  return (ifNoneMatch ?? '').split(',').some((given) => given.trim().replace(/^W\//, '') === opaque);
}
