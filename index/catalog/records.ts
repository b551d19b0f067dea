// Readings and threads as the catalog keeps them: small columns beside a JSON body in UTF-8. Made anywhere: threads send
// bytes to each other without copying them, and SQLite takes them as they are.
import type { DateOrder, Skip, SkipReason, Thread, ThreadPart } from '../../scraper/model.ts';
import { instantOf } from '../instants.ts';
import { factsOfPart, factsOfThread } from './facts.ts';

/** JSON in UTF-8, in memory of its own. */
export type JsonBytes = Uint8Array<ArrayBuffer>;

function printJson(value: unknown): JsonBytes {
  const bytes = Buffer.from(JSON.stringify(value));
  // Short ones share the memory of others.
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}

/** One part or skip. All texts but the host are JSON or fixed words. */
export interface ReadingRecord {
  readonly kind: 'part' | 'skip';
  readonly host: string | null;
  readonly aliases: string | null;
  readonly dateOrder: DateOrder | null;
  readonly facts: string | null;
  /** Null for parts. */
  readonly reason: SkipReason | null;
  readonly body: JsonBytes;
}

/** One thread, with the pages that added nothing to it. */
export interface ThreadRecord {
  readonly threadId: string;
  /** Milliseconds since 1970 of the post; undated ones sort behind every date that can be written. */
  readonly sortMs: number;
  readonly posts: number;
  readonly comments: number;
  readonly pings: number;
  readonly facts: string;
  readonly body: JsonBytes;
  readonly duplicates: readonly { readonly reason: SkipReason; readonly body: JsonBytes }[];
}

const UNDATED_MS = 9_000_000_000_000_000;
/** Sorts before every record. */
export const FIRST_SORT_MS = -UNDATED_MS;

/** Costs what printing its texts as JSON costs. */
export function recordReading(reading: ThreadPart | Skip): ReadingRecord {
  const body = printJson(reading);
  if (reading.kind === 'skip') {
    const { kind, reason } = reading;
    return { kind, host: null, aliases: null, dateOrder: null, facts: null, reason, body };
  }
  const { kind, host, aliases, dateOrder = null } = reading;
  const facts = JSON.stringify(factsOfPart(reading));
  return { kind, host, aliases: JSON.stringify(aliases), dateOrder, facts, reason: null, body };
}

/** Costs what printing its texts as JSON costs. */
export function recordThread(thread: Thread, duplicates: readonly Skip[]): ThreadRecord {
  const facts = factsOfThread(thread);
  return {
    threadId: thread.id,
    sortMs: instantOf(thread.post?.publishedAt ?? null) ?? UNDATED_MS,
    posts: facts.posts,
    comments: facts.comments,
    pings: facts.pings,
    facts: JSON.stringify(facts),
    body: printThread(thread),
    duplicates: duplicates.map((skip) => ({ reason: skip.reason, body: printJson(skip) })),
  };
}

/** In a thread's body, what is not for the public stands behind this. */
const INNER_MEMBERS = ',"ownIds":';
const lineEnd = Buffer.from('}\n');

function printThread({ ownIds, theme, ...thread }: Thread): JsonBytes {
  const { id, url, dialect, pages, site, post, comments, declaredCommentCount, commentsState, capturedAt } =
    thread;
  const shown = {
    id,
    url,
    dialect,
    pages,
    site,
    post,
    comments,
    declaredCommentCount,
    commentsState,
    capturedAt,
  };
  return printJson({ ...shown, ownIds, theme });
}

/**
 * The public line of a thread as JSON, with its line feed; post and comments carry all that is known of them. Cut out of
 * its body, since parsing and printing that again costs far more.
 */
export function publicLine(body: Uint8Array): Buffer {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return Buffer.concat([bytes.subarray(0, bytes.lastIndexOf(INNER_MEMBERS)), lineEnd]);
}
