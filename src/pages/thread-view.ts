// What of a thread stands on one page of it, and how: which comments, which are hits, what is folded, where links lead.
import { entryElementId, entryFragment, threadPath } from '../../index/addresses.ts';
import type { DocumentId, Entry, Relaxed, SearchRequest } from '../../index/model.ts';
import type { WholeThread } from '../answers/thread-reading.ts';
import { ThreadPages } from './cut-thread.ts';
import { type NestedComment, nestComments } from './nesting.ts';
import { threadQuery } from './thread-address.ts';

/** How a thread's page was asked for. */
export interface ThreadAsked {
  /** What is looked for inside the thread: words and filters; null: nothing. */
  readonly request: SearchRequest | null;
  /** The `id` attribute of the entry that the reader comes for, or null. */
  readonly at: string | null;
  /** From 1; null: where `at` stands, else the first. */
  readonly page: number | null;
  /** Whether branches without a hit stay open too. */
  readonly isUnfolded: boolean;
  /** Sentences about parameters that were left out. */
  readonly mistakes: readonly string[];
  /** For copies in files: nothing finds the page of a comment there, so that addresses name it; texts are whole. */
  readonly isCopy?: true;
}

/** What the search inside the thread found. */
export interface ThreadFound {
  /** In reading order. */
  readonly hits: readonly DocumentId[];
  readonly relaxed: Relaxed | null;
}

/** One page of a thread. */
export interface ThreadView {
  readonly asked: ThreadAsked;
  readonly found: ThreadFound;
  /** From 1. */
  readonly page: number;
  readonly pages: ThreadPages;
  /** Those of this page, in reading order. Open branches hold a hit or the called entry, or follow one. */
  readonly comments: readonly NestedComment[];
  /** Branches of this page that are folded. */
  readonly folded: number;
  /** All hits of the thread, in reading order. */
  readonly hits: readonly Entry[];
  /** Place among the hits, from 0, of those that are. */
  readonly hitPlaces: ReadonlyMap<DocumentId, number>;
  /** The entry that the reader comes for, or null. */
  readonly called: Entry | null;
  /** Address of an entry from here: a fragment, or the page where it stands, with what is looked for. */
  readonly addressOf: (entry: Entry) => string;
  /** The same without what is looked for. */
  readonly plainAddressOf: (entry: Entry) => string;
  /** Path of a page of the thread, with what is looked for. */
  readonly pathOfPage: (page: number) => string;
}

/** Shows the thread as it is. */
export const NOTHING_ASKED: ThreadAsked = {
  request: null,
  at: null,
  page: null,
  isUnfolded: false,
  mistakes: [],
};

/** A page of the thread as it was asked for; one past the last is the last. Cost: linear in the comments. */
export function viewThread(thread: WholeThread, asked: ThreadAsked, found: ThreadFound): ThreadView {
  const { id } = thread.info;
  const pages = new ThreadPages(thread);
  const called = asked.at === null ? null : (entryAt(thread, asked.at) ?? null);
  const wantedPage = asked.page ?? (called === null ? 1 : pages.pageOf(called));
  const page = Math.min(pages.count, Math.max(1, wantedPage));
  const { request, isUnfolded } = asked;
  const wanted = new Set([...found.hits, ...(called === null ? [] : [called.id])]);
  const comments = nestComments(pages.commentsOf(page), isUnfolded || wanted.size === 0 ? null : wanted);
  const addressFrom = (looked: SearchRequest | null, entry: Entry) => {
    const fragment = entryFragment(id, entry.id);
    const itsPage = pages.pageOf(entry);
    if (itsPage === page) return fragment;
    const isNamed = asked.isCopy === true || entry.kind === 'post';
    const place = isNamed ? { page: itsPage } : { at: entryElementId(id, entry.id) };
    return `${threadPath(id)}${threadQuery(looked, { ...place, isUnfolded })}${fragment}`;
  };
  return {
    asked,
    found,
    page,
    pages,
    comments,
    folded: comments.filter(({ branch }) => branch !== null && !branch.isOpen).length,
    hits: found.hits.flatMap((hit) => thread.byId.get(hit) ?? []),
    hitPlaces: new Map(found.hits.map((hit, place) => [hit, place])),
    called,
    addressOf: (entry) => addressFrom(request, entry),
    plainAddressOf: (entry) => addressFrom(null, entry),
    pathOfPage: (number) => `${threadPath(id)}${threadQuery(request, { page: number, isUnfolded })}`,
  };
}

function entryAt({ info, post, comments }: WholeThread, elementId: string): Entry | undefined {
  const isIt = (entry: Entry) => entryElementId(info.id, entry.id) === elementId;
  return post !== null && isIt(post) ? post : comments.find(isIt);
}
