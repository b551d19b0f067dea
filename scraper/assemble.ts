// Many pages, one thread: parts that share a name are joined; copies and comment pages give each comment once.
import { createHash } from 'node:crypto';
import { knownAddresses } from './joining/known-addresses.ts';
import { markQuotes } from './joining/mark-quotes.ts';
import { mergeComments } from './joining/merge-comments.ts';
import { mergeDates } from './joining/merge-dates.ts';
import { isRecord, isSupplement } from './joining/part-kinds.ts';
import type { CommentsState, DateOrder, Post, Skip, Thread, ThreadPart } from './model.ts';
import { settleByOrder } from './reading/dates/date-order.ts';

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export interface AssembledThread {
  readonly thread: Thread;
  /** Pages that added nothing, each naming the thread's main page. They are in `thread.pages` too. */
  readonly duplicates: readonly Skip[];
}

export interface AssembleOptions {
  /** How dates are read whose pages do not tell; null leaves them as they were guessed. */
  readonly dateOrder?: DateOrder | null;
}

function settleDates(part: ThreadPart, order: DateOrder | null): ThreadPart {
  const { post, comments } = part;
  if (post?.dateGuess === undefined && comments.every(({ dateGuess }) => dateGuess === undefined))
    return part;
  return {
    ...part,
    post: post && settleByOrder(post, order),
    comments: comments.map((comment) => settleByOrder(comment, order)),
  };
}

/**
 * Makes one thread of its parts (at least one that is no supplement). The main page comes first: no supplement, not a copy, no bare number, first comment page, most
 * text. The order of `parts` does not matter.
 * @throws RangeError without parts.
 */
export function assembleThread(
  key: string,
  parts: readonly ThreadPart[],
  { dateOrder = null }: AssembleOptions = {},
): AssembledThread {
  const ordered = parts.map((part) => settleDates(part, dateOrder)).sort(compareParts);
  const [main] = ordered;
  if (!main) throw new RangeError('a thread has at least one part');
  const isDocuments = main.dialect === 'documents';
  const { post, told } = choosePost(ordered, isDocuments);
  const { comments, added } = mergeComments(ordered, { keepsIds: isDocuments });
  const isIdle = (part: ThreadPart) => part !== main && !added.has(part) && !told.has(part);
  const shown = ordered.filter((part) => !isSupplement(part) || !isIdle(part));
  const thread: Thread = {
    id: threadId(key, main, post, isDocuments),
    url: firstOf(ordered, (part) => part.url),
    dialect: main.dialect,
    ...(main.theme === undefined ? {} : { theme: main.theme }),
    site: firstOf(ordered, (part) => part.site),
    addresses: knownAddresses(ordered),
    pages: [...new Set(shown.map((part) => part.page))],
    post,
    // A documents file names its quotes itself.
    comments: isDocuments ? comments : markQuotes(post, comments),
    declaredCommentCount: ordered.reduce<number | null>(
      (most, part) => maxOf(most, part.declaredCommentCount),
      null,
    ),
    commentsState: strongestState(ordered),
    capturedAt: firstOf(ordered, (part) => part.capturedAt),
    ownIds: isDocuments,
  };
  // A supplement's page is a skip of its own already.
  const idle = ordered.filter((part) => isIdle(part) && !isDocuments && !isSupplement(part));
  const duplicates = idle.filter((part) => part.page !== main.page);
  return { thread, duplicates: duplicates.map((part) => duplicateOf(part, main)) };
}

function duplicateOf(part: ThreadPart, main: ThreadPart): Skip {
  return { kind: 'skip', page: part.page, reason: 'duplicate', detail: `adds nothing to ${main.page}` };
}

function compareParts(a: ThreadPart, b: ThreadPart): number {
  return (
    Number(isSupplement(a)) - Number(isSupplement(b)) ||
    Number(a.isCopy) - Number(b.isCopy) ||
    Number(isNumberOnly(a)) - Number(isNumberOnly(b)) ||
    (a.commentPage ?? 0) - (b.commentPage ?? 0) ||
    Number(a.post === null) - Number(b.post === null) ||
    b.comments.length - a.comments.length ||
    compareText(b.capturedAt ?? '', a.capturedAt ?? '') ||
    (b.post?.text.length ?? 0) - (a.post?.text.length ?? 0) ||
    a.page.length - b.page.length ||
    compareText(a.page, b.page) ||
    compareText(contentOf(a), contentOf(b))
  );
}

/** True for a page at `?p=12` that names no other address: where a permalink is known, it is the page itself. */
function isNumberOnly({ aliases }: ThreadPart): boolean {
  return aliases.every((alias) => /^(?:in:)?(?:post|comment):/.test(alias));
}

/** Two captures may hold one path: the thread must not depend on which of them was read last. */
function contentOf(part: ThreadPart): string {
  const { dialect, declaredCommentCount, commentsState, capturedAt } = part;
  const facts = [dialect, declaredCommentCount, commentsState, capturedAt];
  return JSON.stringify([part.post, part.comments, part.url, part.site, ...facts]);
}

interface ChosenPost {
  readonly post: Post | null;
  /** Supplements that gave it a date or an author. */
  readonly told: ReadonlySet<ThreadPart>;
}

interface PartWithPost {
  readonly part: ThreadPart;
  readonly post: Post;
}

/** The longest text of the pages that are no copies, with what others know besides. */
function choosePost(ordered: readonly ThreadPart[], isDocuments: boolean): ChosenPost {
  const told = new Set<ThreadPart>();
  const posts = ordered.flatMap((part) => (part.post ? [{ part, post: part.post }] : []));
  if (isDocuments) return { post: posts.at(-1)?.post ?? null, told };
  const supplements = posts.filter(({ part }) => isSupplement(part));
  const shown = posts.filter(({ part }) => !isSupplement(part));
  const [first] = shown;
  if (!first) return { post: null, told };
  const whole = shown.filter(({ part }) => part.isCopy === first.part.isCopy);
  const [best = first, ...others] = whole.sort((a, b) => b.post.text.length - a.post.text.length);
  let chosen = best;
  for (const other of [...others, ...supplements]) {
    const post = withFieldsOf(chosen, other);
    const hasGained = post.author !== chosen.post.author || post.publishedAt !== chosen.post.publishedAt;
    if (hasGained && isSupplement(other.part)) told.add(other.part);
    chosen = { part: chosen.part, post };
  }
  return { post: chosen.post, told };
}

/** The post, with what it lacks filled from another part's, and the more exact of their dates. */
function withFieldsOf({ part, post }: PartWithPost, other: PartWithPost): Post {
  const { publishedAt, datePrecision } = mergeDates(
    { ...post, isRecord: isRecord(part) },
    { ...other.post, isRecord: isRecord(other.part) },
  );
  const named = post.author === null ? { author: other.post.author, authorUrl: other.post.authorUrl } : {};
  return {
    ...post,
    ...named,
    publishedAt,
    datePrecision,
    title: post.title || other.post.title,
    tags: post.tags.length > 0 ? post.tags : other.post.tags,
    categories: post.categories.length > 0 ? post.categories : other.post.categories,
  };
}

function firstOf<T>(parts: readonly ThreadPart[], read: (part: ThreadPart) => T | null): T | null {
  for (const part of parts) {
    const value = read(part);
    if (value !== null) return value;
  }
  return null;
}

function maxOf(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}

const stateOrder: readonly CommentsState[] = ['closed', 'open', 'not-archived', 'none', 'unknown'];

function strongestState(parts: readonly ThreadPart[]): CommentsState {
  return stateOrder.find((state) => parts.some((part) => part.commentsState === state)) ?? 'unknown';
}

/** Readable and stable: the last word of the thread's address, else its title, and a hash of its key. */
function threadId(key: string, main: ThreadPart, post: Post | null, isDocuments: boolean): string {
  const own = isDocuments
    ? main.aliases.find((alias) => alias.startsWith('thread:'))?.slice('thread:'.length)
    : undefined;
  if (own !== undefined && own !== '') return own;
  const path = /path:(\S*)/.exec(key)?.[1] ?? '';
  const last = path
    .replace(/\.\w{2,5}$/, '')
    .split('/')
    .filter((part) => part !== '' && !/^\d+$/.test(part))
    .at(-1);
  const name = slug(last ?? '') || slug(post?.title ?? '') || 'thread';
  return `${name}-${createHash('sha256').update(key).digest('hex').slice(0, 8)}`;
}

function slug(text: string): string {
  const letters = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  return letters
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
}
