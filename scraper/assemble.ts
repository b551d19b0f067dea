// Many pages, one thread: parts that share a name are joined; copies and comment pages give each comment once.
import { createHash } from 'node:crypto';
import { markQuotes } from './mark-quotes.ts';
import { mergeComments } from './merge-comments.ts';
import type { CommentsState, DateOrder, Post, Skip, Thread, ThreadPart } from './model.ts';
import { settleByOrder } from './reading/dates/date-order.ts';

/** Enough of a part to find out which parts are one thread. */
export interface PartNames {
  readonly readingId: number;
  readonly sourceId: number;
  readonly host: string | null;
  /** Never empty. */
  readonly aliases: readonly string[];
  /** Order of day and month that its page proves. */
  readonly dateOrder?: DateOrder | undefined;
}

/** Parts of one thread. */
export interface ThreadGroup {
  /** Stable: host and best name of the thread. Unique among the groups. */
  readonly key: string;
  /** Ascending. */
  readonly readingIds: readonly number[];
  /** Order of day and month that most pages of its site prove; null when none does. */
  readonly dateOrder: DateOrder | null;
}

export interface GroupOptions {
  /** Host of a source for parts that name none, or null; the host most of its parts name is taken otherwise. */
  readonly hostOfSource?: ((sourceId: number) => string | null) | undefined;
}

/** Joins parts that share a host and a name. Order of the input does not matter; groups come sorted by key. Near linear. */
export function groupParts(identities: Iterable<PartNames>, options: GroupOptions = {}): ThreadGroup[] {
  const parts = [...identities].sort((a, b) => a.readingId - b.readingId);
  const hosts = hostsOfSources(parts, options);
  const joined = new JoinedSets(parts.length);
  const firstWith = new Map<string, number>();
  const siteOf = (part: PartNames) => part.host ?? hosts.get(part.sourceId) ?? `source${part.sourceId}`;
  const orders = dateOrders(parts, siteOf);
  const names = parts.map((part) => part.aliases.map((alias) => `${siteOf(part)} ${alias}`));
  names.forEach((own, i) => {
    for (const name of own) {
      const first = firstWith.get(name);
      if (first === undefined) firstWith.set(name, i);
      else joined.join(first, i);
    }
  });
  const groups = new Map<number, { names: string[]; readingIds: number[]; dateOrder: DateOrder | null }>();
  parts.forEach((part, i) => {
    const root = joined.find(i);
    const group = groups.get(root) ?? {
      names: [],
      readingIds: [],
      dateOrder: orders.get(siteOf(part)) ?? null,
    };
    groups.set(root, group);
    group.names.push(...(names[i] ?? []));
    group.readingIds.push(part.readingId);
  });
  return [...groups.values()]
    .map(({ names, ...group }) => ({ key: bestName(names), ...group }))
    .sort((a, b) => compareText(a.key, b.key));
}

/** Order of day and month by site: what more of its pages prove than prove the other. */
function dateOrders(
  parts: readonly PartNames[],
  siteOf: (part: PartNames) => string,
): ReadonlyMap<string, DateOrder> {
  const balances = new Map<string, number>();
  for (const part of parts) {
    if (part.dateOrder === undefined) continue;
    const site = siteOf(part);
    balances.set(site, (balances.get(site) ?? 0) + (part.dateOrder === 'day-first' ? 1 : -1));
  }
  const orders = new Map<string, DateOrder>();
  for (const [site, balance] of balances)
    if (balance !== 0) orders.set(site, balance > 0 ? 'day-first' : 'month-first');
  return orders;
}

function hostsOfSources(parts: readonly PartNames[], options: GroupOptions): ReadonlyMap<number, string> {
  const counts = new Map<number, Map<string, number>>();
  for (const { sourceId, host } of parts) {
    const own = counts.get(sourceId) ?? new Map<string, number>();
    counts.set(sourceId, own);
    if (host !== null) own.set(host, (own.get(host) ?? 0) + 1);
  }
  const hosts = new Map<number, string>();
  for (const [sourceId, own] of counts) {
    const [most] = [...own].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]));
    const host = options.hostOfSource?.(sourceId) ?? most?.[0];
    if (host) hosts.set(sourceId, host);
  }
  return hosts;
}

/** Union-find with path halving: joins are near constant. */
class JoinedSets {
  readonly #parents: Int32Array;

  constructor(size: number) {
    this.#parents = Int32Array.from({ length: size }, (_, i) => i);
  }

  find(start: number): number {
    let at = start;
    for (let parent = this.#parent(at); parent !== at; parent = this.#parent(at)) {
      this.#parents[at] = this.#parent(parent);
      at = this.#parent(at);
    }
    return at;
  }

  join(a: number, b: number): void {
    const [low, high] = [this.find(a), this.find(b)].sort((x, y) => x - y);
    if (low !== undefined && high !== undefined) this.#parents[high] = low;
  }

  #parent(at: number): number {
    return this.#parents[at] ?? at;
  }
}

const rank = ['thread:', 'path:', 'post:', 'comment:', 'file:'];

/** A path names a thread best: it is what people link. Of several the shortest, then the first by code units. */
function bestName(names: readonly string[]): string {
  const order = (name: string) => {
    const at = rank.findIndex((prefix) => name.slice(name.indexOf(' ') + 1).startsWith(prefix));
    return at < 0 ? rank.length : at;
  };
  const [best = ''] = [...new Set(names)].sort(
    (a, b) => order(a) - order(b) || a.length - b.length || compareText(a, b),
  );
  return best;
}

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
 * Makes one thread of its parts (at least one). The main page comes first: not a copy, first comment page, most text.
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
  const post = choosePost(ordered, isDocuments);
  const { comments, added } = mergeComments(ordered, { keepsIds: isDocuments });
  const pages = [...new Set(ordered.map((part) => part.page))];
  const thread: Thread = {
    id: threadId(key, main, post, isDocuments),
    url: firstOf(ordered, (part) => part.url),
    dialect: main.dialect,
    ...(main.theme === undefined ? {} : { theme: main.theme }),
    site: firstOf(ordered, (part) => part.site),
    pages,
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
  const duplicates = ordered
    .slice(1)
    .filter((part) => !isDocuments && part.page !== main.page && !added.has(part));
  return { thread, duplicates: duplicates.map((part) => duplicateOf(part, main)) };
}

function duplicateOf(part: ThreadPart, main: ThreadPart): Skip {
  return { kind: 'skip', page: part.page, reason: 'duplicate', detail: `adds nothing to ${main.page}` };
}

function compareParts(a: ThreadPart, b: ThreadPart): number {
  return (
    Number(a.isCopy) - Number(b.isCopy) ||
    (a.commentPage ?? 0) - (b.commentPage ?? 0) ||
    Number(a.post === null) - Number(b.post === null) ||
    b.comments.length - a.comments.length ||
    (b.post?.text.length ?? 0) - (a.post?.text.length ?? 0) ||
    a.page.length - b.page.length ||
    compareText(a.page, b.page) ||
    compareText(contentOf(a), contentOf(b))
  );
}

/** Two captures may hold one path: the thread must not depend on which of them was read last. */
function contentOf({ post, comments, url, site, capturedAt }: ThreadPart): string {
  return JSON.stringify([post, comments, url, site, capturedAt]);
}

function choosePost(ordered: readonly ThreadPart[], isDocuments: boolean): Post | null {
  const posts = ordered.flatMap((part) => (part.post ? [{ part, post: part.post }] : []));
  if (isDocuments) return posts.at(-1)?.post ?? null;
  const [first] = posts;
  if (!first) return null;
  const whole = posts.filter(({ part }) => part.isCopy === first.part.isCopy);
  return whole.reduce(
    (best, { post }) =>
      post.text.length > best.text.length ? withFieldsOf(post, best) : withFieldsOf(best, post),
    first.post,
  );
}

/** The post, with what it lacks filled from another copy of it. */
function withFieldsOf(post: Post, other: Post): Post {
  const dated =
    post.publishedAt === null ? { publishedAt: other.publishedAt, datePrecision: other.datePrecision } : {};
  const named = post.author === null ? { author: other.author, authorUrl: other.authorUrl } : {};
  return { ...post, ...dated, ...named, title: post.title || other.title };
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
