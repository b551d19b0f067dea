// What reports need of parts and threads, kept beside their bodies so that a report reads no text.
import type { Repair, Thread, ThreadPart } from '../../scraper/model.ts';

/** One part in numbers. */
export interface PartFacts {
  readonly page: string;
  readonly dialect: string;
  /** Null when the page does not tell. */
  readonly theme: string | null;
  /** Comments without pings. */
  readonly comments: number;
  /** A post or comment without an author; pings do not count. */
  readonly lacksAuthor: boolean;
  readonly lacksDate: boolean;
  readonly repairs: readonly Repair[];
}

/** One thread in numbers. */
export interface ThreadFacts {
  readonly threadId: string;
  /** The main page. */
  readonly page: string;
  readonly dialect: string;
  readonly theme: string | null;
  readonly posts: number;
  /** Without pings. */
  readonly comments: number;
  readonly pings: number;
  /** The number of comments its pages print, or null. */
  readonly declared: number | null;
}

/** Counts a part. */
export function factsOfPart({ page, dialect, theme, post, comments, repairs }: ThreadPart): PartFacts {
  const own = comments.filter(({ kind }) => kind === 'comment');
  const writings = post ? [post, ...own] : own;
  return {
    page,
    dialect,
    theme: theme ?? null,
    comments: own.length,
    lacksAuthor: writings.some(({ author }) => author === null),
    lacksDate: writings.some(({ publishedAt }) => publishedAt === null),
    repairs: repairs ?? [],
  };
}

/** True when the order of day and month was guessed in one of its dates. */
export function hasGuess({ post, comments }: ThreadPart): boolean {
  return post?.dateGuess !== undefined || comments.some(({ dateGuess }) => dateGuess !== undefined);
}

/** Counts a thread. */
export function factsOfThread({ id, pages, dialect, theme, post, comments, ...thread }: Thread): ThreadFacts {
  const own = comments.filter(({ kind }) => kind === 'comment').length;
  return {
    threadId: id,
    page: pages[0] ?? '',
    dialect,
    theme: theme ?? null,
    posts: post === null ? 0 : 1,
    comments: own,
    pings: comments.length - own,
    declared: thread.declaredCommentCount,
  };
}
