// Describes what an engine found: entries and threads read from the store, snippets, addresses.
import { documentPath, threadPath } from './addresses.ts';
import type { EngineGroup, EngineHit } from './engine.ts';
import type { DocumentId, Entry, Hit, Snippet, ThreadId, ThreadInfo } from './model.ts';
import type { EntryStore } from './snapshot/model.ts';

export interface DescribeOptions {
  /** Whether further hits of a thread are listed with its first. */
  readonly isGrouped: boolean;
  readonly makeSnippet: (entry: Entry) => Snippet;
}

/** The hits of a page in the engine's order. Reads each entry once, and the comments that are answered. */
export async function describeHits(
  store: EntryStore,
  groups: readonly EngineGroup[],
  options: DescribeOptions,
): Promise<readonly Hit[]> {
  const entries = await readEntries(
    store,
    groups.flatMap(({ hits }) => hits.map(({ id }) => id)),
  );
  const parentIds = [...entries.values()].flatMap(({ parentId }) => (parentId === null ? [] : [parentId]));
  const page: Page = {
    entries,
    parents: await readEntries(store, parentIds),
    threads: await readThreads(store, groups),
    makeSnippet: options.makeSnippet,
  };
  return groups.flatMap((group) => describeGroup(page, group, options.isGrouped));
}

/** What was read for a page. */
interface Page {
  readonly entries: ReadonlyMap<DocumentId, Entry>;
  readonly parents: ReadonlyMap<DocumentId, Entry>;
  readonly threads: ReadonlyMap<ThreadId, ThreadInfo>;
  readonly makeSnippet: (entry: Entry) => Snippet;
}

async function readEntries(store: EntryStore, ids: readonly DocumentId[]): Promise<Map<DocumentId, Entry>> {
  const entries = await store.entries([...new Set(ids)]);
  return new Map(entries.map((entry) => [entry.id, entry]));
}

async function readThreads(
  store: EntryStore,
  groups: readonly EngineGroup[],
): Promise<Map<ThreadId, ThreadInfo>> {
  const threads = new Map<ThreadId, ThreadInfo>();
  for (const { threadId } of groups) {
    const thread = threads.has(threadId) ? null : await store.thread(threadId);
    if (thread !== null) threads.set(threadId, thread);
  }
  return threads;
}

function describeGroup(page: Page, group: EngineGroup, isGrouped: boolean): readonly Hit[] {
  const [first, ...others] = group.hits.flatMap((hit) => describeHit(page, group, hit));
  if (first === undefined) return [];
  return [isGrouped ? { ...first, more: others } : first];
}

function describeHit(page: Page, group: EngineGroup, { id, score }: EngineHit): readonly Hit[] {
  const entry = page.entries.get(id);
  const thread = page.threads.get(group.threadId);
  if (entry === undefined || thread === undefined) return [];
  const parent = entry.parentId === null ? undefined : page.parents.get(entry.parentId);
  return [
    {
      id,
      type: entry.kind === 'post' ? 'post' : 'comment',
      score,
      url: documentPath(thread.id, id, entry.position),
      originalUrl: entry.originalUrl,
      title: thread.title,
      author: entry.author,
      publishedAt: entry.publishedAt,
      datePrecision: entry.datePrecision,
      thread: {
        id: thread.id,
        title: thread.title,
        url: threadPath(thread.id),
        commentCount: thread.commentCount,
        hitCount: group.hitCount,
        position: entry.position ?? 0,
      },
      inReplyTo: parent === undefined ? null : { id: parent.id, author: parent.author },
      snippet: page.makeSnippet(entry),
    },
  ];
}
