// What the index speaks of: documents, search requests and their answers. Types only.
import type { CommentKind, DatePrecision, TextRange } from '../scraper/model.ts';

declare const brand: unique symbol;
/** Public id of a post or comment: the API's `id`. */
export type DocumentId = string & { readonly [brand]: 'document' };
/** Public id of a thread. */
export type ThreadId = string & { readonly [brand]: 'thread' };
/** Position of a document in its snapshot, from 0. Documents of a thread are neighbours, in reading order. */
export type Ordinal = number & { readonly [brand]: 'ordinal' };

export type DocumentType = 'post' | 'comment';
export type { DatePrecision, TextRange };

/** A person as displayed. The slug is unique within a snapshot. */
export interface Person {
  readonly name: string;
  readonly slug: string;
}

/**
 * One entry of a thread as a snapshot stores it: the post, a comment, or a ping. Posts and comments are
 * documents; pings are shown in threads, and are neither searched nor counted.
 */
export interface Entry {
  readonly id: DocumentId;
  readonly threadId: ThreadId;
  readonly kind: 'post' | CommentKind;
  /** 0 for the post; comments count from 1 in reading order; null for pings. */
  readonly position: number | null;
  /** Nesting: 0 for the post and top-level comments. */
  readonly depth: number;
  /** A comment of the same thread, or null. */
  readonly parentId: DocumentId | null;
  /** The post's title; empty for comments and untitled posts. */
  readonly title: string;
  readonly text: string;
  readonly quotes: readonly TextRange[];
  readonly author: Person | null;
  readonly byPostAuthor: boolean;
  /** As in the scraper, with the archive's zone offset added to a time that had none. */
  readonly publishedAt: string | null;
  readonly datePrecision: DatePrecision | null;
  readonly tags: readonly string[];
  readonly links: readonly string[];
  readonly hasImage: boolean;
  readonly originalUrl: string | null;
  /** Removed at somebody's request: only its place in the thread is left, and a text that says so. */
  readonly isRemoved?: true;
}

/** An entry that is searched. */
export interface Document extends Entry {
  readonly kind: DocumentType;
  readonly position: number;
}

/** What a snapshot knows of a thread beside its entries. */
export interface ThreadInfo {
  readonly id: ThreadId;
  /** The post's title; null when there is no post or it has none. */
  readonly title: string | null;
  readonly site: string | null;
  readonly originalUrl: string | null;
  /** Comments only, pings aside. */
  readonly commentCount: number;
  /** What the archived page itself printed, or null. */
  readonly declaredCommentCount: number | null;
  readonly capturedAt: string | null;
  readonly pages: readonly string[];
  /** Where its main page can be looked at: number of the source, a slash, path in it. Null when it cannot by itself. */
  readonly archivedPage: string | null;
}

export const SORTS = ['relevance', 'newest', 'oldest', 'discussed'] as const;
export type Sort = (typeof SORTS)[number];
export const GROUPS = ['thread', 'none'] as const;
export type Group = (typeof GROUPS)[number];
export const FACETS = ['author', 'type', 'year', 'tag'] as const;
export type FacetName = (typeof FACETS)[number];
export const INTERVALS = ['year', 'month'] as const;
export type Interval = (typeof INTERVALS)[number];
export const MATCHES = ['auto', 'all', 'any'] as const;
export type Match = (typeof MATCHES)[number];
export const TYPOS = ['auto', 'off'] as const;
export type Typo = (typeof TYPOS)[number];

/** A checked search request: every surface makes one of these. Dates are ISO years, months or days. */
export interface SearchRequest {
  readonly q: string;
  readonly type: DocumentType | null;
  /** Names or slugs; any of them. Empty: everybody. */
  readonly authors: readonly string[];
  readonly from: string | null;
  readonly until: string | null;
  readonly thread: string | null;
  readonly tag: string | null;
  readonly sort: Sort | null;
  readonly group: Group;
  /** 0 to 100; threads with `group=thread`, documents with `group=none`. */
  readonly limit: number;
  readonly offset: number;
  readonly facets: readonly FacetName[];
  readonly histogram: Interval | null;
  readonly typo: Typo;
  readonly match: Match;
}

/** A piece of a document's text. `ranges` are offsets into `text`; `html` is `text` escaped, plus `<mark>`. */
export interface Snippet {
  readonly html: string;
  readonly text: string;
  readonly ranges: readonly TextRange[];
}

export interface HitThread {
  readonly id: ThreadId;
  readonly title: string | null;
  readonly url: string;
  readonly commentCount: number;
  readonly hitCount: number;
  readonly position: number;
}

export interface Hit {
  readonly id: DocumentId;
  readonly type: DocumentType;
  readonly score: number;
  readonly url: string;
  readonly originalUrl: string | null;
  readonly title: string | null;
  readonly author: Person | null;
  readonly publishedAt: string | null;
  readonly datePrecision: DatePrecision | null;
  readonly thread: HitThread;
  readonly inReplyTo: { readonly id: DocumentId; readonly author: Person | null } | null;
  readonly snippet: Snippet;
  /** Up to 3 further hits of the thread with `group=thread`; absent inside `more` and with `group=none`. */
  readonly more?: readonly Hit[];
}

/** What had to be loosened to find anything. */
export interface Relaxed {
  readonly fuzzy?: Readonly<Record<string, string>>;
  readonly dropped?: readonly string[];
}

export interface Histogram {
  readonly interval: Interval;
  readonly buckets: readonly { readonly key: string; readonly count: number }[];
  readonly undated: number;
}

/** A count that an engine over several machines may know only about; `facets`: the counts or the choice of the values. */
export type Estimated = 'totalThreads' | 'facets';

export type FacetCounts = Readonly<Partial<Record<FacetName, Readonly<Record<string, number>>>>>;

/** The answer of the one search function, ready for every surface. Links are added by the surface. */
export interface SearchAnswer {
  readonly query: string;
  readonly interpreted: string;
  readonly totalHits: number;
  readonly totalThreads: number;
  readonly limit: number;
  readonly offset: number;
  readonly processingTimeMs: number;
  readonly hits: readonly Hit[];
  readonly facets: FacetCounts;
  readonly facetsCut: readonly FacetName[];
  /** Counts that are near the truth and not it; left out where all are exact. */
  readonly estimated?: readonly Estimated[];
  readonly histogram: Histogram | null;
  readonly relaxed: Relaxed | null;
  readonly warnings: readonly string[];
  readonly snapshot: { readonly id: string; readonly builtAt: string };
}
