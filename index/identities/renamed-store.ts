// The texts of a snapshot with the people who wrote them as the keeper says who is who.
import type { Entry } from '../model.ts';
import type { EntryHead, EntryPiece, EntryStore } from '../snapshot/model.ts';
import type { Identities } from './find-identities.ts';

/** Nothing is read more than before. */
export function renamedStore(store: EntryStore, { authorOf }: Identities): EntryStore {
  const renamed = <Written extends EntryHead>(entry: Written): Written => ({
    ...entry,
    author: authorOf(entry),
  });
  const piece = (found: EntryPiece): EntryPiece => {
    const { id, author, parentId, parentAuthor } = found.facts;
    const parent = parentId === null ? null : authorOf({ id: parentId, author: parentAuthor });
    return { ...found, facts: { ...found.facts, author: authorOf({ id, author }), parentAuthor: parent } };
  };
  const entries = (found: readonly Entry[]) => found.map(renamed);
  return {
    entry: async (id) => {
      const entry = await store.entry(id);
      return entry && renamed(entry);
    },
    located: async (ids) =>
      (await store.located(ids)).map((found) => found && { ...found, head: renamed(found.head) }),
    entries: async (ids) => entries(await store.entries(ids)),
    pieces: async (documents, choose) =>
      (await store.pieces(documents, choose)).map((found) => found && piece(found)),
    headsAt: async (rows) => (await store.headsAt(rows)).map(renamed),
    thread: (id) => store.thread(id),
    threads: (ids) => store.threads(ids),
    threadsAt: (rows) => store.threadsAt(rows),
    threadEntries: async (id) => entries(await store.threadEntries(id)),
  };
}
