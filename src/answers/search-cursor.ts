// The opaque cursor of `links.next`: goes on past the highest offset, within one snapshot and one search only.
import { createHash } from 'node:crypto';
import type { SearchRequest } from '../../index/model.ts';
import { searchQueryString } from './search-address.ts';

/** The highest `offset` that may be asked for; further pages have a cursor. */
export const MAX_OFFSET = 10_000;

const MAX_CURSOR_LENGTH = 400;

/** What a cursor leads to: `gone` when its snapshot is not the served one, `bad` when it is none of this search. */
export type CursorPlace =
  | { readonly kind: 'found'; readonly offset: number }
  | { readonly kind: 'gone' }
  | { readonly kind: 'bad' };

/** A cursor to `offset` of this search in this snapshot. */
export function writeCursor(request: SearchRequest, snapshotId: string, offset: number): string {
  return Buffer.from(JSON.stringify([snapshotId, offset, digest(request)])).toString('base64url');
}

/** Where `cursor` leads; offsets past the `documents` of the snapshot are bad. Never throws. */
export function readCursor(
  cursor: string,
  request: SearchRequest,
  served: { readonly id: string; readonly documents: number },
): CursorPlace {
  const [snapshotId, offset, parameters] = decode(cursor);
  if (typeof snapshotId !== 'string' || parameters !== digest(request)) return { kind: 'bad' };
  if (typeof offset !== 'number' || !Number.isSafeInteger(offset) || offset < 0) return { kind: 'bad' };
  if (snapshotId !== served.id) return { kind: 'gone' };
  return offset > served.documents ? { kind: 'bad' } : { kind: 'found', offset };
}

function decode(cursor: string): readonly unknown[] {
  if (cursor.length > MAX_CURSOR_LENGTH) return [];
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(read) ? read : [];
  } catch {
    return [];
  }
}

/** Ties a cursor to its search: every parameter but the offset. */
function digest(request: SearchRequest): string {
  const canonical = searchQueryString({ request: { ...request, offset: 0 }, cursor: null });
  return createHash('sha256').update(canonical).digest('base64url').slice(0, 16);
}
