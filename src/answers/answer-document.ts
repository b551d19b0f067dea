// One post or comment as JSON, with its ancestors and replies when asked for.
import type { DocumentId, Entry } from '../../index/model.ts';
import type { Snapshot } from '../../index/snapshot/model.ts';
import type { WrittenAnswer } from './answer.ts';
import { type DocumentView, documentView } from './document-view.ts';
import type { Include, Question } from './model.ts';
import { ancestorsOf, readThread, repliesTo, type WholeThread } from './thread-reading.ts';

interface DocumentAnswer {
  readonly document: DocumentView;
  readonly ancestors: readonly DocumentView[];
  readonly replies: readonly DocumentView[];
}

/** Null when no post or comment has this id; pings are no documents. */
export async function answerDocument(
  snapshot: Snapshot,
  { id, include }: Extract<Question, { readonly kind: 'document' }>,
): Promise<WrittenAnswer | null> {
  const answer = await findDocument(snapshot, id, include);
  return answer === null
    ? null
    : { text: JSON.stringify(answer), contentType: 'application/json; charset=utf-8' };
}

async function findDocument(
  snapshot: Snapshot,
  id: string,
  include: readonly Include[],
): Promise<DocumentAnswer | null> {
  // Any text may be asked for; the store knows which of them are ids.
  const entry = await snapshot.store.entry(id as DocumentId);
  if (entry === null || entry.position === null || entry.isRemoved) return null;
  if (include.length === 0) return loneDocument(snapshot, entry);
  const thread = await readThread(snapshot.store, entry.threadId);
  if (thread === null) return null;
  const view = (shown: Entry) => documentView(shown, thread.info, parentIn(thread, shown));
  return {
    document: view(entry),
    ancestors: include.includes('ancestors') ? ancestorsOf(thread, entry).map(view) : [],
    replies: include.includes('replies') ? repliesTo(thread, entry).map(view) : [],
  };
}

/** Reads two entries, not the whole thread. */
async function loneDocument(snapshot: Snapshot, entry: Entry): Promise<DocumentAnswer | null> {
  const info = await snapshot.store.thread(entry.threadId);
  if (info === null) return null;
  const parent = entry.parentId === null ? null : await snapshot.store.entry(entry.parentId);
  return { document: documentView(entry, info, parent), ancestors: [], replies: [] };
}

function parentIn(thread: WholeThread, entry: Entry): Entry | null {
  return (entry.parentId === null ? null : thread.byId.get(entry.parentId)) ?? null;
}
