// What a dialect is: one blog platform's markup, recognised by evidence and read into a post and its comments. Types only.
import type { Comment, CommentsState, Post, SkipReason } from '../model.ts';
import type { PagePath } from '../reading/markup/urls.ts';
import type { PageView } from '../reading/page/page-view.ts';

/** How sure a dialect is that a page is its own: 0 not at all, 1 certain. */
export interface Detection {
  readonly confidence: number;
  /** Clauses that name what was seen. */
  readonly evidence: readonly string[];
}

/** A page that shows one thread, or a part of its comments. */
export interface ThreadReading {
  readonly kind: 'thread';
  readonly post: Post | null;
  /** Title of the post on a page that shows no more of it than that. */
  readonly postTitle?: string;
  /** In page order. */
  readonly comments: readonly Comment[];
  readonly declaredCommentCount: number | null;
  readonly commentsState: CommentsState;
  readonly site: string | null;
  /** Number of the post in its own system, or null. */
  readonly postNumber: string | null;
  /** True when `postNumber` is unique on the whole platform. */
  readonly hasUniqueNumber: boolean;
  /** What addresses mean on the platform; without it they are taken as they stand. */
  readonly readAddress?: (page: PagePath) => PagePath;
  /** True when comment ids are numbers that the whole site counts through. */
  readonly hasSiteIds: boolean;
  /** What the rules did, for `explain page`. */
  readonly notes: readonly string[];
}

/** A page that shows no thread of its own. */
export interface NoThread {
  readonly kind: 'none';
  readonly reason: SkipReason;
  readonly detail: string;
}

export type DialectReading = ThreadReading | NoThread;

/** Pure: no state, no clock, same page same reading. */
export interface Dialect {
  readonly name: string;
  /** Raised when the output changes, so that pages are read again. */
  readonly version: number;
  detect(page: PageView): Detection;
  /** What the page's shape says where its marks settle nothing. Costs more than they do. */
  readonly shape?: {
    /** The surest it ever is: it is not asked about pages that some dialect is surer of. */
    readonly most: number;
    detect(page: PageView): Detection;
  };
  read(page: PageView): DialectReading;
}
