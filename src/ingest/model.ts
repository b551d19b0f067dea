// What an ingest is asked for, tells on the way and reports at the end. Types only.
import type { Skip, SkipReason } from '../../scraper/model.ts';

export interface IngestOptions {
  /** Base address of pages that name none, or null. */
  readonly siteUrl: string | null;
  /** Drops what came from pages that are gone from their source. */
  readonly prune: boolean;
  /** Threads that read pages and join threads; 0: this one alone does, null: one a processor, at most 4. */
  readonly workers: number | null;
  /** Larger pages are skipped. Bytes. */
  readonly maxPageBytes: number;
  /** A page that takes longer is skipped, unless it is read in this thread. Milliseconds, default 30,000. */
  readonly pageDeadlineMs?: number;
  readonly onEvent?: (event: IngestEvent) => void;
  /** Stops between batches; what is saved by then stays and is not read again. */
  readonly signal?: AbortSignal;
}

/** Progress: counts go up to `total`, which is an upper bound and null when unknown. */
export type IngestEvent =
  | { readonly kind: 'source'; readonly location: string; readonly total: number | null }
  | { readonly kind: 'read'; readonly location: string; readonly done: number; readonly total: number | null }
  /** Workers do not start: pages are read in the main thread, one after the other and without a deadline. */
  | { readonly kind: 'fallback'; readonly reason: string }
  | { readonly kind: 'join'; readonly done: number; readonly total: number };

/** Skips of one reason. */
export interface SkipSummary {
  readonly reason: SkipReason;
  readonly count: number;
  /** The first ones, at most 5. */
  readonly examples: readonly Skip[];
}

/** A thread whose pages print another number of comments than was found. */
export interface CountMismatch {
  readonly threadId: string;
  /** The thread's main page. */
  readonly page: string;
  readonly declared: number;
  /** Without pingbacks and trackbacks. */
  readonly comments: number;
  readonly pings: number;
}

/** Pages that one platform and theme drew, read by the same rules. */
export interface FamilyReport {
  readonly dialect: string;
  /** Null for pages that do not tell. */
  readonly theme: string | null;
  /** Pages that gave a part of a thread, copies included. */
  readonly pages: number;
  /** Threads whose main page is of this family, and what they hold. */
  readonly threads: number;
  readonly posts: number;
  /** Without pings. */
  readonly comments: number;
  readonly pings: number;
  /** Threads whose pages print a number of comments, and those of them where another one was found. */
  readonly counted: { readonly threads: number; readonly mismatches: number };
  /** Pages with a post or comment that has no author; at most 5 examples. */
  readonly withoutAuthor: { readonly pages: number; readonly examples: readonly string[] };
  readonly withoutDate: { readonly pages: number; readonly examples: readonly string[] };
}

/** Repairs of one kind: see `Repair` of the scraper for `table` and `rounds`. */
export interface RepairReport {
  readonly table: string;
  readonly rounds: number;
  readonly pages: number;
  readonly places: number;
  /** At most 5. */
  readonly examples: readonly { readonly page: string; readonly before: string; readonly after: string }[];
}

/** What an ingest did, and what the catalog holds after it. */
export interface IngestReport {
  readonly locations: readonly string[];
  /** Of this run: pages and documents files; every one is in exactly one of the three. */
  readonly pages: { readonly read: number; readonly unchanged: number; readonly skipped: number };
  /** Of the whole catalog, most frequent first. Copies found while joining count as `duplicate`. */
  readonly skips: readonly SkipSummary[];
  /** Of the whole catalog. */
  readonly parts: number;
  readonly threads: number;
  readonly posts: number;
  readonly comments: number;
  readonly pings: number;
  /** Threads of this run that were made anew; the others had not changed. */
  readonly joinedThreads: number;
  /** Records of documents files whose id came again later; the last one is kept. */
  readonly repeatedIds: number;
  /** Comments of the threads made anew whose parent is the post, missing, elsewhere or in a circle: they became top-level
   * comments. */
  readonly unknownParents: number;
  /** Of the whole catalog: comments in feeds of posts that stand nowhere in the sources; they are in no thread. */
  readonly homelessComments: number;
  /** Of the whole catalog: how many threads print a number, and how many another one than was found. */
  readonly counted: { readonly threads: number; readonly mismatches: number };
  /** At most 1,000, in catalog order. */
  readonly mismatches: readonly CountMismatch[];
  /** Of the whole catalog, most pages first. */
  readonly families: readonly FamilyReport[];
  /** Of the whole catalog: what was changed in the texts before they were read, most places first. */
  readonly repairs: readonly RepairReport[];
  /** Pages of the sources that were there before and are gone. */
  readonly missing: {
    readonly count: number;
    readonly removed: number;
    readonly examples: readonly string[];
  };
  readonly seconds: number;
}
