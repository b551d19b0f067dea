// The words of the sample blog as data, before any theme has rendered them.

/** A remark under a post; `author` is empty when nobody signed it. */
export interface SampleComment {
  readonly id: number;
  readonly kind: 'comment' | 'pingback' | 'trackback';
  readonly author: string;
  /** The page of the author, empty when unknown. */
  readonly authorUrl: string;
  readonly at: Date;
  /** Light markup, see `markup.ts`. */
  readonly text: string;
  /** 1 for an answer to the post. */
  readonly depth: number;
  readonly replies: readonly SampleComment[];
}

/** A post with everything below it. Times are the harbour's own, kept as if they were UTC. */
export interface SampleThread {
  readonly id: number;
  readonly slug: string;
  readonly title: string;
  /** Login of an account. */
  readonly author: string;
  readonly at: Date;
  readonly category: string;
  readonly tags: readonly string[];
  readonly text: string;
  readonly comments: readonly SampleComment[];
  readonly theme: 'kubrick' | 'twenty-ten';
  readonly charset: 'utf-8' | 'windows-1252';
  readonly isClosed: boolean;
  /** Name of a photograph that has a page of its own, or null. */
  readonly attachment: string | null;
}

/** The comments and all their replies in reading order. Depth is bounded by what the threads' authors wrote. */
export function inReadingOrder(comments: readonly SampleComment[]): SampleComment[] {
  const found: SampleComment[] = [];
  const waiting = [...comments].reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    found.push(next);
    waiting.push(...[...next.replies].reverse());
  }
  return found;
}

/** The address of a post, with a slash at its end. */
export function threadPath(thread: SampleThread): string {
  const month = String(thread.at.getUTCMonth() + 1).padStart(2, '0');
  return `/${thread.at.getUTCFullYear()}/${month}/${thread.slug}/`;
}
