// A thread as the scraper gives it becomes a thread and entries as a snapshot stores them: ids, positions, people, zone.
import type { Comment, Post, Thread, Writing } from '../scraper/model.ts';
import type { DocumentId, Entry, ThreadId, ThreadInfo } from './model.ts';
import type { PeopleRegister } from './people.ts';
import { foldName } from './people.ts';
import type { TimeZone } from './time-zone.ts';

export interface ThreadDocuments {
  readonly info: ThreadInfo;
  /** The post first, then comments and pings in reading order. Empty for a thread without either. */
  readonly entries: readonly Entry[];
  /** Addresses of the thread beside its own, as its pages name them; may be empty. */
  readonly addresses: readonly string[];
}

/** Gives the id itself, or, when another thread or entry of the snapshot has it already, the id with `~2`, `~3` … */
export type ClaimId = (id: string) => string;

export interface DocumentContext {
  readonly people: PeopleRegister;
  readonly timeZone: TimeZone;
  readonly claimThreadId: ClaimId;
  readonly claimDocumentId: ClaimId;
  /** Where the thread's main page can be looked at; see `ThreadInfo`. */
  readonly archivedPageOf?: (thread: Thread) => string | null;
}

/** What an entry takes from its place in the thread. */
interface Place {
  readonly id: DocumentId;
  readonly threadId: ThreadId;
  readonly position: number | null;
  readonly depth: number;
  readonly parentId: DocumentId | null;
}

/** The thread's entries in reading order. A parent that does not stand before its reply makes a top-level comment. */
export function describeThread(thread: Thread, context: DocumentContext): ThreadDocuments {
  const threadId = context.claimThreadId(thread.id) as ThreadId;
  const entries: Entry[] = [];
  if (thread.post) entries.push(postEntry(thread, thread.post, threadId, context));
  const places = new Map<string, Place>();
  let position = 0;
  for (const comment of thread.comments) {
    if (comment.kind === 'comment') position += 1;
    const parent = comment.parentId === null ? undefined : places.get(comment.parentId);
    const place: Place = {
      id: claimEntryId(thread, threadId, comment.id, context),
      threadId,
      position: comment.kind === 'comment' ? position : null,
      depth: parent ? parent.depth + 1 : 0,
      parentId: parent?.id ?? null,
    };
    places.set(comment.id, place);
    entries.push(commentEntry(thread, comment, place, context));
  }
  const archivedPage = context.archivedPageOf?.(thread) ?? null;
  const info = { ...threadInfo(thread, threadId, position), archivedPage };
  return { info, entries, addresses: thread.addresses ?? [] };
}

function threadInfo(thread: Thread, id: ThreadId, commentCount: number): Omit<ThreadInfo, 'archivedPage'> {
  return {
    id,
    title: thread.post?.title || null,
    site: thread.site,
    originalUrl: thread.url,
    commentCount,
    declaredCommentCount: thread.declaredCommentCount,
    capturedAt: thread.capturedAt,
    pages: thread.pages,
  };
}

function claimEntryId(
  thread: Thread,
  threadId: ThreadId,
  recordId: string,
  context: DocumentContext,
): DocumentId {
  return context.claimDocumentId(thread.ownIds ? recordId : `${threadId}.${recordId}`) as DocumentId;
}

function postEntry(thread: Thread, post: Post, threadId: ThreadId, context: DocumentContext): Entry {
  const id = claimEntryId(thread, threadId, thread.ownIds ? post.id : 'post', context);
  return {
    ...writingFields(post, context),
    id,
    threadId,
    kind: 'post',
    position: 0,
    depth: 0,
    parentId: null,
    title: post.title,
    byPostAuthor: false,
    tags: mergeTags(post.tags, post.categories),
    originalUrl: thread.url,
  };
}

function commentEntry(thread: Thread, comment: Comment, place: Place, context: DocumentContext): Entry {
  return {
    ...writingFields(comment, context),
    ...place,
    kind: comment.kind,
    title: '',
    byPostAuthor: comment.byPostAuthor || isSamePerson(comment.author, thread.post?.author ?? null),
    tags: [],
    originalUrl: comment.url,
  };
}

type WritingFields = Pick<
  Entry,
  'text' | 'quotes' | 'author' | 'publishedAt' | 'datePrecision' | 'links' | 'hasImage'
>;

function writingFields(writing: Writing, context: DocumentContext): WritingFields {
  return {
    text: writing.text,
    quotes: writing.quotes,
    author: context.people.person(writing.author),
    publishedAt: context.timeZone.withOffset(writing.publishedAt, writing.datePrecision),
    datePrecision: writing.datePrecision,
    links: writing.links,
    hasImage: writing.hasImage,
  };
}

function isSamePerson(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return false;
  const folded = foldName(a);
  return folded !== '' && folded === foldName(b);
}

/** Tags, then categories, each once whatever its case and accents; the first spelling stays. */
function mergeTags(tags: readonly string[], categories: readonly string[]): readonly string[] {
  const byFold = new Map<string, string>();
  for (const tag of [...tags, ...categories]) {
    const folded = foldName(tag);
    if (folded !== '' && !byFold.has(folded)) byFold.set(folded, tag.trim());
  }
  return [...byFold.values()];
}
