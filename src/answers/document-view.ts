// A post or comment as the API shows it outside of a search: a hit's fields without score and snippet, and the text.
import { documentPath, threadPath } from '../../index/addresses.ts';
import type { DocumentId, Entry, Person, ThreadInfo } from '../../index/model.ts';

/** A document inside its thread's answer. */
export interface EntryView {
  readonly id: DocumentId;
  readonly type: Entry['kind'];
  readonly url: string;
  readonly originalUrl: string | null;
  readonly title: string | null;
  readonly author: Person | null;
  readonly byPostAuthor: boolean;
  readonly publishedAt: string | null;
  readonly datePrecision: Entry['datePrecision'];
  readonly position: number | null;
  readonly inReplyTo: { readonly id: DocumentId; readonly author: Person | null } | null;
  readonly text: string;
  readonly quotes: Entry['quotes'];
  readonly tags: readonly string[];
  readonly links: readonly string[];
}

/** A document by itself: with the thread it stands in. */
export interface DocumentView extends EntryView {
  readonly thread: ReturnType<typeof threadSummary> & { readonly position: number | null };
}

/** `parent` is the entry of `parentId`, or null for a top-level one. */
export function entryView(entry: Entry, info: ThreadInfo, parent: Entry | null): EntryView {
  return {
    id: entry.id,
    type: entry.kind,
    url: documentPath(entry.threadId, entry.id, entry.position),
    originalUrl: entry.originalUrl,
    title: info.title,
    author: entry.author,
    byPostAuthor: entry.byPostAuthor,
    publishedAt: entry.publishedAt,
    datePrecision: entry.datePrecision,
    position: entry.position,
    inReplyTo: parent === null ? null : { id: parent.id, author: parent.author },
    text: entry.text,
    quotes: entry.quotes,
    tags: entry.tags,
    links: entry.links,
  };
}

/** As `entryView`, with the thread it stands in. */
export function documentView(entry: Entry, info: ThreadInfo, parent: Entry | null): DocumentView {
  return {
    ...entryView(entry, info, parent),
    thread: { ...threadSummary(info), position: entry.position },
  };
}

/** What stands for a thread beside a document. */
export function threadSummary(info: ThreadInfo) {
  return {
    id: info.id,
    title: info.title,
    url: threadPath(info.id),
    originalUrl: info.originalUrl,
    commentCount: info.commentCount,
  };
}
