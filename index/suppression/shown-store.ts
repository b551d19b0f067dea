// The texts of a snapshot without what was removed: a thread keeps its shape, with a few words in place of a text.
import type { Entry, ThreadId, ThreadInfo } from '../model.ts';
import type { EntryFacts, EntryHead, EntryPiece, EntryStore } from '../snapshot/model.ts';
import type { Suppressed } from './find-suppressed.ts';

/** What stands in place of a text. */
export const REMOVED_TEXT = 'removed at request';

/** Removed posts and comments are given as empty places; removed pings and threads of which nothing is left are not given. */
export function shownStore(store: EntryStore, suppressed: Suppressed): EntryStore {
  const shown = (entry: Entry): Entry => (suppressed.isRemoved(entry) ? placeOf(entry) : entry);
  const entriesOf = async (id: ThreadId): Promise<readonly Entry[]> => {
    const entries = await store.threadEntries(id);
    if (!suppressed.touched.has(id) && !entries.some(suppressed.isRemoved)) return entries;
    const isLeft = ({ position }: Entry) => position !== null;
    const kept = entries.filter((entry) => isLeft(entry) || !suppressed.isRemoved(entry)).map(shown);
    return kept.some(({ isRemoved, position }) => isRemoved !== true && position !== null) ? kept : [];
  };
  const infoOf = async (info: ThreadInfo): Promise<readonly ThreadInfo[]> => {
    if (!suppressed.touched.has(info.id)) return [info];
    return (await entriesOf(info.id)).length === 0 ? [] : [shownInfo(info, suppressed)];
  };
  const threads = async (ids: readonly ThreadId[]): Promise<readonly ThreadInfo[]> =>
    (await Promise.all((await store.threads(ids)).map(infoOf))).flat();
  return {
    located: (ids) => store.located(ids),
    entry: async (id) => {
      const entry = await store.entry(id);
      return entry === null ? null : shown(entry);
    },
    entries: async (ids) => (await store.entries(ids)).map(shown),
    pieces: async (documents, choose) => {
      const pieces = await store.pieces(documents, choose);
      return pieces.map((piece) => (piece === null ? null : shownPiece(piece, suppressed)));
    },
    headsAt: async (rows) =>
      (await store.headsAt(rows)).map((head) => (suppressed.isRemoved(head) ? headOf(head) : head)),
    thread: async (id) => (await threads([id]))[0] ?? null,
    threads,
    threadsAt: async (rows) => (await store.threadsAt(rows)).map((info) => shownInfo(info, suppressed)),
    threadEntries: entriesOf,
  };
}

function shownInfo(info: ThreadInfo, { withoutPost }: Suppressed): ThreadInfo {
  return withoutPost.has(info.id) ? { ...info, title: null, originalUrl: null, pages: [] } : info;
}

/** Hits are never removed ones; what they answer, and the post they stand under, may be. */
function shownPiece({ facts, piece }: EntryPiece, suppressed: Suppressed): EntryPiece {
  const { parentId, parentAuthor, thread } = facts;
  const isAnswerToRemoved =
    parentId !== null && suppressed.isRemoved({ id: parentId, threadId: thread.id, author: parentAuthor });
  const shown: EntryFacts = {
    ...facts,
    parentAuthor: isAnswerToRemoved ? null : parentAuthor,
    thread: suppressed.withoutPost.has(thread.id) ? { ...thread, title: null } : thread,
  };
  return { facts: shown, piece };
}

function placeOf(entry: Entry): Entry {
  return { ...headOf(entry), text: REMOVED_TEXT };
}

/** Its place alone: whatever else is known of it is gone. */
function headOf({ id, threadId, kind, position, depth, parentId }: EntryHead): EntryHead {
  return {
    ...{ id, threadId, kind, position, depth, parentId },
    title: '',
    quotes: [],
    author: null,
    byPostAuthor: false,
    publishedAt: null,
    datePrecision: null,
    tags: [],
    links: [],
    hasImage: false,
    originalUrl: null,
    isRemoved: true,
  };
}
