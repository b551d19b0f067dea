// Readings and threads as the catalog keeps them: small columns beside a JSON body in UTF-8. Made anywhere: threads send
// bytes to each other without copying them, and SQLite takes them as they are.
import type { DateOrder, Skip, SkipReason, Thread, ThreadPart } from '../../scraper/model.ts';
import { instantOf } from '../instants.ts';
import { factsOfPart, factsOfThread, hasGuess } from './facts.ts';

/** JSON in UTF-8, in memory of its own. */
export type JsonBytes = Uint8Array<ArrayBuffer>;

function printJson(value: unknown): JsonBytes {
  return new Uint8Array(Buffer.from(JSON.stringify(value)));
}

/** One part or skip. All texts but the host are JSON or fixed words. */
export interface ReadingRecord {
  readonly kind: 'part' | 'skip';
  readonly host: string | null;
  readonly aliases: string | null;
  readonly dateOrder: DateOrder | null;
  /** Some of its dates were guessed: the site's order of day and month settles them. */
  readonly hasGuess: boolean;
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
  if (reading.kind === 'part') return recordPart(reading, printWritings(reading));
  const { kind, reason } = reading;
  const body = printJson(reading);
  return { kind, host: null, aliases: null, dateOrder: null, hasGuess: false, facts: null, reason, body };
}

/** Costs what printing its texts as JSON costs. */
export function recordThread(thread: Thread, duplicates: readonly Skip[]): ThreadRecord {
  return recordThreadOf(thread, duplicates, printWritings(thread));
}

/** A part, and the thread it makes alone: mostly of the same writings, which are then printed once. */
export function recordAlone(
  part: ThreadPart,
  thread: Thread,
): { readonly reading: ReadingRecord; readonly thread: ThreadRecord } {
  const writings = printWritings(part);
  const isSame =
    part.post === thread.post &&
    part.comments.length === thread.comments.length &&
    part.comments.every((comment, at) => comment === thread.comments[at]);
  return {
    reading: recordPart(part, writings),
    thread: recordThreadOf(thread, [], isSame ? writings : printWritings(thread)),
  };
}

function recordPart(part: ThreadPart, writings: Uint8Array): ReadingRecord {
  const { post, comments, ...facts } = part;
  const { kind, host, aliases, dateOrder = null } = part;
  return {
    kind,
    host,
    aliases: JSON.stringify(aliases),
    dateOrder,
    hasGuess: hasGuess(part),
    facts: JSON.stringify(factsOfPart(part)),
    reason: null,
    body: joinMembers(JSON.stringify(facts), writings, '{}'),
  };
}

/** In a thread's body, what is not for the public stands behind this. */
const INNER_MEMBERS = ',"ownIds":';
const lineEnd = Buffer.from('}\n');

function recordThreadOf(thread: Thread, duplicates: readonly Skip[], writings: Uint8Array): ThreadRecord {
  const { id, url, dialect, pages, site, declaredCommentCount, commentsState, capturedAt, ownIds, theme } =
    thread;
  const { addresses } = thread;
  const head = JSON.stringify({ id, url, dialect, pages, site });
  const tail = JSON.stringify({ declaredCommentCount, commentsState, capturedAt, ownIds, theme, addresses });
  const facts = factsOfThread(thread);
  return {
    threadId: id,
    sortMs: instantOf(thread.post?.publishedAt ?? null) ?? UNDATED_MS,
    posts: facts.posts,
    comments: facts.comments,
    pings: facts.pings,
    facts: JSON.stringify(facts),
    body: joinMembers(head, writings, tail),
    duplicates: duplicates.map((skip) => ({ reason: skip.reason, body: printJson(skip) })),
  };
}

/** Post and comments as members of an object, without its braces. */
function printWritings({ post, comments }: Pick<Thread, 'post' | 'comments'>): Uint8Array {
  return Buffer.from(`"post":${JSON.stringify(post)},"comments":${JSON.stringify(comments)}`);
}

/** One object of the members of all three; `head` has some. */
function joinMembers(head: string, writings: Uint8Array, tail: string): JsonBytes {
  const before = Buffer.from(`${head.slice(0, -1)},`);
  const after = Buffer.from(tail === '{}' ? '}' : `,${tail.slice(1)}`);
  const bytes = new Uint8Array(before.length + writings.length + after.length);
  bytes.set(before);
  bytes.set(writings, before.length);
  bytes.set(after, before.length + writings.length);
  return bytes;
}

/**
 * The public line of a thread as JSON, with its line feed; post and comments carry all that is known of them. Cut out of
 * its body, since parsing and printing that again costs far more.
 */
export function publicLine(body: Uint8Array): Buffer {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return Buffer.concat([bytes.subarray(0, bytes.lastIndexOf(INNER_MEMBERS)), lineEnd]);
}
