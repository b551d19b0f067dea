// What the scraper speaks of: sources give pages, pages give parts of threads or skips, parts give threads.
// Types only; the words are those of the public contract.
import type { Repair } from './decode/model.ts';

export type { Repair } from './decode/model.ts';

/** How much of a date is known. A `second` or `minute` date has a time of day, the others none. */
export type DatePrecision = 'year' | 'month' | 'day' | 'minute' | 'second';

/** Which number of `3/4/2009` is the day. */
export type DateOrder = 'day-first' | 'month-first';

/** Half-open range of UTF-16 offsets into a text. */
export type TextRange = readonly [start: number, end: number];

/** One archived HTML document as its source holds it. */
export interface Page {
  readonly kind: 'page';
  /** Path inside the source with `/` separators, or the name of a single file. Unique within the source. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The page's own address when the source knows it (a WARC does, a folder does not). */
  readonly url: string | null;
  /** Charset label sent with the page, when the source knows it. */
  readonly transportCharset: string | null;
  /** ISO 8601 instant of the capture, when the source knows it. */
  readonly capturedAt: string | null;
}

/** Why a page gave no thread of its own. A closed set: reports count by it. */
export type SkipReason =
  | 'listing' // home, archive, category, tag, author, search: shows posts that stand elsewhere
  | 'feed' // RSS, Atom or RDF saved as a page
  | 'duplicate' // another copy of a page that is read: ?replytocom=, ?p=, ?share=, hashed names, AMP, print
  | 'attachment' // a page around one picture or file
  | 'redirect' // only sends the reader elsewhere
  | 'error-page' // a saved 404, login or maintenance page
  | 'no-content' // HTML without a post and without comments
  | 'empty' // no bytes, or nothing but white space
  | 'not-html' // other bytes under an HTML name
  | 'too-large' // above the page limit
  | 'unreadable' // the operating system refused
  | 'bad-record'; // a line of a documents file that is no such object

/** A page that gave no thread. Expected, counted and listed; never an error. */
export interface Skip {
  readonly kind: 'skip';
  readonly page: string;
  readonly reason: SkipReason;
  /** One clause that names the evidence. */
  readonly detail: string;
}

/** What was written: the fields that posts and comments share. */
export interface Writing {
  /** The record's own number or name where the page has one, else derived and stable. Unique in its thread. */
  readonly id: string;
  /** Null when the page does not say. Never made up. */
  readonly author: string | null;
  readonly authorUrl: string | null;
  /**
   * ISO 8601 as written, cut to its precision (`2009`, `2009-06`, `2009-06-18`, `2009-06-18T14:03`,
   * `2009-06-18T14:03:00-05:00`); no offset when the page names none. Null when unknown.
   */
  readonly publishedAt: string | null;
  readonly datePrecision: DatePrecision | null;
  /** How a numeric date was read whose order nothing on its page tells: the other pages of the site may. Else absent. */
  readonly dateGuess?: DateOrder | undefined;
  /** Plain text, one blank line between blocks, no markup. May be empty. */
  readonly text: string;
  /** Quoted parts of `text`: sorted, not overlapping, may be empty. */
  readonly quotes: readonly TextRange[];
  /** Absolute http(s) addresses linked from the body, in order, without repeats. */
  readonly links: readonly string[];
  readonly hasImage: boolean;
}

export interface Post extends Writing {
  /** Empty string when the post has none. */
  readonly title: string;
  readonly tags: readonly string[];
  readonly categories: readonly string[];
}

export type CommentKind = 'comment' | 'pingback' | 'trackback';

/** How a comment's parent was learned. */
export type ParentSource = 'explicit' | 'nesting' | 'depth';

export interface Comment extends Writing {
  readonly kind: CommentKind;
  /** Id of a comment of the same thread, or null for a top-level comment. */
  readonly parentId: string | null;
  readonly parentSource: ParentSource | null;
  /** Permalink: absolute when the site's address is known, else null. */
  readonly url: string | null;
  readonly byPostAuthor: boolean;
}

/** `not-archived`: the comments were drawn by a script and are not in the page. */
export type CommentsState = 'open' | 'closed' | 'none' | 'not-archived' | 'unknown';

/** What one page (or one run of records) says of one thread. */
export interface ThreadPart {
  readonly kind: 'part';
  readonly page: string;
  readonly dialect: string;
  /** Name of the theme that drew the page, lower case; absent when the page does not tell. */
  readonly theme?: string;
  /** Host of the blog without `www.`, lower case; null when the page does not tell. */
  readonly host: string | null;
  /** The thread's own address: absolute, else null. */
  readonly url: string | null;
  /** The blog's name, or null. */
  readonly site: string | null;
  /**
   * Names of the thread within its host: `path:/2009/06/x/`, `post:1842|title`, `comment:48213|title`, `thread:ID`.
   * Parts that share one (on one host) are one thread. Never empty. With `in:` before each of them the part is a
   * supplement: it adds to a thread that stands elsewhere and never makes one.
   */
  readonly aliases: readonly string[];
  /** Position among the thread's comment pages, from 1; null when it is the only one or unknown. */
  readonly commentPage: number | null;
  /** True when the page is a secondary view of the thread (AMP, print, replytocom, share, `?p=`). */
  readonly isCopy: boolean;
  readonly post: Post | null;
  /** In page order. */
  readonly comments: readonly Comment[];
  /** The number of comments the page itself prints, or null. */
  readonly declaredCommentCount: number | null;
  readonly commentsState: CommentsState;
  readonly capturedAt: string | null;
  /** Order of day and month that the page proves; absent when it does not. */
  readonly dateOrder?: DateOrder | undefined;
  /** What was changed in the page's text before it was read; absent when nothing was. */
  readonly repairs?: readonly Repair[];
}

/** A feed that is no thread of its own but knows something of others. */
export interface FeedSkip extends Skip {
  readonly reason: 'feed';
  /** Supplements, by thread; may be empty. */
  readonly supplements: readonly ThreadPart[];
}

/** What reading one page gave. */
export type Reading = ThreadPart | Skip | FeedSkip;

/** A post with its comment tree, joined from all the pages that show it. */
export interface Thread {
  /** Stable: made of the thread's host and best alias, readable, safe in a URL path once encoded. */
  readonly id: string;
  readonly url: string | null;
  readonly dialect: string;
  /** Theme of the main page, or absent. */
  readonly theme?: string;
  readonly site: string | null;
  /**
   * Further addresses the thread is known by, as its pages name them; without a host (`/2009/06/x/`) where they name none.
   * Absent in threads that older versions joined.
   */
  readonly addresses?: readonly string[];
  /** Every page that shows the thread, the main one first. */
  readonly pages: readonly string[];
  /** Null when only comments were found. */
  readonly post: Post | null;
  /** Reading order: depth first, a reply after what it answers. Every parentId is in the list. */
  readonly comments: readonly Comment[];
  readonly declaredCommentCount: number | null;
  readonly commentsState: CommentsState;
  readonly capturedAt: string | null;
  /** True when record ids are document ids as they stand (a documents file names them itself). */
  readonly ownIds: boolean;
}
