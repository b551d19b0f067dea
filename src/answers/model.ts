// What may be asked of a served snapshot, and what comes back: plain data, since the one who asks sits in another thread.
import type { ThreadAsked } from '../pages/thread-view.ts';
import type { AskedSearch } from './search-address.ts';

/** What of a document's surroundings is also given. */
export type Include = 'ancestors' | 'replies';

export const PEOPLE_SORTS = ['written', 'name'] as const;

/** Which people, in which order. */
export interface PeopleAsked {
  /** Beginning of a name, or null for everybody. */
  readonly q: string | null;
  /** By how much they wrote, most first; or by name. */
  readonly sort: (typeof PEOPLE_SORTS)[number];
  readonly limit: number;
  readonly offset: number;
}

/** A question; its parameters are checked already. */
export type Question =
  | { readonly kind: 'search'; readonly asked: AskedSearch }
  /** `origin`: scheme and host of the server, without a slash at the end. */
  | { readonly kind: 'feed'; readonly asked: AskedSearch; readonly origin: string }
  | { readonly kind: 'results-page'; readonly asked: AskedSearch; readonly mistakes: readonly string[] }
  | { readonly kind: 'document'; readonly id: string; readonly include: readonly Include[] }
  /** `q`: the hits inside the thread are asked for too. */
  | { readonly kind: 'thread'; readonly id: string; readonly q: string | null }
  /** `origin`: this server's, as it was asked. */
  | {
      readonly kind: 'thread-page';
      readonly id: string;
      readonly asked: ThreadAsked;
      readonly origin: string;
    }
  /** `limit`: suggestions at most. */
  | { readonly kind: 'suggest'; readonly q: string; readonly limit: number }
  | { readonly kind: 'people'; readonly asked: PeopleAsked }
  | { readonly kind: 'person'; readonly slug: string }
  /** `url`: any address. */
  | { readonly kind: 'resolve'; readonly url: string }
  | { readonly kind: 'resolve-page'; readonly url: string }
  /** `day`: that of today, month and day. */
  | { readonly kind: 'home-page'; readonly day: string }
  /** `origin`: this server's, as it was asked. */
  | { readonly kind: 'help-page'; readonly origin: string }
  | { readonly kind: 'people-page'; readonly asked: PeopleAsked; readonly mistakes: readonly string[] }
  | { readonly kind: 'person-page'; readonly slug: string }
  /** `day`: month and day, `06-18`. */
  | { readonly kind: 'day-page'; readonly day: string; readonly mistakes: readonly string[] }
  | { readonly kind: 'day-feed'; readonly day: string; readonly today: string; readonly origin: string }
  | { readonly kind: 'about-page' }
  /** `version`: of the program. */
  | { readonly kind: 'stats'; readonly version: string }
  /** Where the thread's archived page is, as `ThreadInfo` has it. */
  | { readonly kind: 'archived-page'; readonly id: string }
  /** The archive's own name as plain text. */
  | { readonly kind: 'site-name' }
  /** Nothing but whether the engine answers. */
  | { readonly kind: 'engine-check' };

/** How a body may be encoded on its way (RFC 9110, 8.4.1). */
export type Encoding = 'br' | 'gzip';

/** An answer, ready to be sent. */
export interface Answer {
  /** The only view of its memory, which may therefore change threads without a copy. */
  readonly body: Uint8Array<ArrayBuffer>;
  /** Null: as it is. */
  readonly encoding: Encoding | null;
  readonly contentType: string;
  /** What the search took; null when nothing was searched. */
  readonly times: AnswerTimes | null;
}

/** What a search took, in milliseconds, and how it ended. */
export interface AnswerTimes {
  /** `relaxed`: something, once the question was loosened. */
  readonly outcome: 'found' | 'relaxed' | 'nothing';
  readonly searchMs: number;
  readonly snippetsMs: number;
}

/** Addresses of the files that pages load, and what else the server lets pages say. */
export interface PageFiles {
  readonly stylesheetPath: string;
  readonly iconPath: string;
  readonly scriptPath: string;
  readonly themePath: string;
  readonly site: SiteSettings;
}

/** How a server was set up, as far as its pages show it. */
export interface SiteSettings {
  /** Scheme and host that readers see, without a slash at the end; null: those of each request. */
  readonly publicUrl: string | null;
  /** Whether search engines may index what was written. */
  readonly mayBeIndexed: boolean;
  /** Whom to ask for removal: a mail address or the address of a page; null: it is not told. */
  readonly contact: string | null;
  /** Whether the archived pages themselves are served; `always`: also while something is removed that they may show. */
  readonly archive: 'on' | 'off' | 'always';
}
