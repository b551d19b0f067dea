// Reads a whole thread out of a snapshot, its entries told apart, for the API and the thread page.
import type { DocumentId, Entry, ThreadId, ThreadInfo } from '../../index/model.ts';
import type { EntryStore } from '../../index/snapshot/model.ts';

/** A thread with everything in it. */
export interface WholeThread {
  readonly info: ThreadInfo;
  readonly post: Entry | null;
  /** In reading order. */
  readonly comments: readonly Entry[];
  /** Pingbacks and trackbacks: shown, never counted. */
  readonly pings: readonly Entry[];
  /** Every entry by its id. */
  readonly byId: ReadonlyMap<DocumentId, Entry>;
}

/** The thread with everything in it, or null when there is none of that id. Cost: reads all its texts. */
export async function readThread(store: EntryStore, id: string): Promise<WholeThread | null> {
  // Any text may be asked for; the store knows which of them are ids.
  const threadId = id as ThreadId;
  const info = await store.thread(threadId);
  if (info === null) return null;
  const entries = await store.threadEntries(threadId);
  return {
    info,
    post: entries.find((entry) => entry.kind === 'post') ?? null,
    comments: entries.filter((entry) => entry.kind === 'comment'),
    pings: entries.filter((entry) => entry.kind !== 'post' && entry.kind !== 'comment'),
    byId: new Map(entries.map((entry) => [entry.id, entry])),
  };
}

/** From the post down to the parent of `entry`; without the post when the thread has none. Empty for the post itself. */
export function ancestorsOf(thread: WholeThread, entry: Entry): readonly Entry[] {
  const found: Entry[] = [];
  const seen = new Set<DocumentId>([entry.id]);
  let parentId = entry.parentId;
  while (parentId !== null && !seen.has(parentId)) {
    seen.add(parentId);
    const parent = thread.byId.get(parentId);
    if (parent === undefined) break;
    found.push(parent);
    parentId = parent.parentId;
  }
  if (thread.post !== null && entry.id !== thread.post.id) found.push(thread.post);
  return found.reverse();
}

/** Direct replies in reading order; those to the post are the top-level comments. */
export function repliesTo(thread: WholeThread, entry: Entry): readonly Entry[] {
  const parentId = entry.kind === 'post' ? null : entry.id;
  return thread.comments.filter((comment) => comment.parentId === parentId);
}
