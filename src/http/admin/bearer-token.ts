// Tells the keeper by a token (RFC 6750). How long it takes says nothing of the token.
import { hash, timingSafeEqual } from 'node:crypto';

const BEARER = /^Bearer +([A-Za-z0-9\-._~+/]+=*) *$/i;

/** Whether the header `Authorization` carries the token. */
export function carriesToken(authorization: string | undefined, token: string): boolean {
  const given = BEARER.exec(authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(token)) && given !== '';
}

/** Equally long, whatever it is of. */
function digest(text: string): Buffer {
  return Buffer.from(hash('sha256', text, 'hex'), 'hex');
}
