// What stands at an address, whatever form of it a reader has: an old link, a web archive's, one of ours.
import { documentPath } from './addresses.ts';
import { looksLikeAddress, readAddress } from './directory/address.ts';
import type { DocumentId, DocumentType, ThreadId } from './model.ts';
import type { EntryHead, SearchedSnapshot, Snapshot } from './snapshot/model.ts';

/** A document at an address. */
export interface ResolvedDocument {
  readonly id: DocumentId;
  readonly type: DocumentType;
  /** Path on this server. */
  readonly url: string;
  /** The thread's. */
  readonly title: string | null;
}

/** An address that stands for more leads to none of them in particular. */
const MAX_MATCHES = 50;
const OWN_PAGE = /^(?:https?:\/\/[^/]+)?\/threads\/([^/?#]+)[^#]*(?:#(.*))?$/i;
const COMMENT_ELEMENT = /^c-/;

/** Documents at this address; mostly one, several when it is ambiguous, empty when nobody knows it. */
export async function resolveAddress(
  snapshot: Snapshot,
  written: string,
): Promise<readonly ResolvedDocument[]> {
  const heads = await findHeads(snapshot, written);
  const threads = await snapshot.store.threads(heads.map(({ threadId }) => threadId));
  const titles = new Map(threads.map(({ id, title }) => [id, title]));
  return heads.map(({ id, kind, threadId, position }) => ({
    id,
    type: kind === 'post' ? 'post' : 'comment',
    url: documentPath(threadId, id, position),
    title: titles.get(threadId) ?? null,
  }));
}

/** The same documents as they are stored. */
export async function findHeads(
  snapshot: Pick<SearchedSnapshot, 'directory' | 'store'>,
  written: string,
): Promise<readonly EntryHead[]> {
  return (await headsAtAddress(snapshot, written)).filter(({ isRemoved }) => isRemoved !== true);
}

/** Those of which only the place is left among them. */
export async function headsAtAddress(
  { directory, store }: Pick<SearchedSnapshot, 'directory' | 'store'>,
  written: string,
): Promise<readonly EntryHead[]> {
  const address = readAddress(written);
  if (address === null) return [];
  const rows = directory.addresses.page(address).slice(0, MAX_MATCHES);
  if (rows.length === 0) return findOwnPage(store, written.trim());
  const pages = await store.headsAt(rows);
  if (address.fragment === '') return pages;
  const comments = pages.flatMap(({ threadId }) => directory.addresses.comment(threadId, address.fragment));
  // A fragment that is no comment's is a place on the page, such as the form at its end.
  return comments.length === 0 ? pages : store.headsAt([...new Set(comments)].slice(0, MAX_MATCHES));
}

/** A page of this server, by whatever name it was reached. */
async function findOwnPage(store: SearchedSnapshot['store'], written: string): Promise<readonly EntryHead[]> {
  const [, path, fragment = ''] = OWN_PAGE.exec(written) ?? [];
  if (path === undefined) return [];
  const threadId = unescaped(path) as ThreadId;
  const own = unescaped(fragment).replace(COMMENT_ELEMENT, '');
  // Any text may be asked for; the store knows which of them are ids.
  const candidates = own === '' ? [] : [`${threadId}.${own}` as DocumentId, own as DocumentId];
  const found = await store.entries(candidates);
  const comment = found.find((entry) => entry.threadId === threadId && entry.position !== null);
  if (comment !== undefined) return [comment];
  const documents = (await store.threadEntries(threadId)).filter(({ position }) => position !== null);
  return [documents.find(({ isRemoved }) => isRemoved !== true) ?? documents[0]].flatMap((one) => one ?? []);
}

/** Ids of the threads at an address; empty for what is none. */
export async function findThreads(
  snapshot: Pick<SearchedSnapshot, 'directory' | 'store'>,
  written: string,
): Promise<readonly ThreadId[]> {
  if (!written.includes('/')) return [];
  return [...new Set((await headsAtAddress(snapshot, written)).map(({ threadId }) => threadId))];
}

/** What a query that is nothing but an address leads to; empty for every other query. */
export async function findPasted(
  snapshot: Pick<SearchedSnapshot, 'directory' | 'store'>,
  q: string,
): Promise<readonly EntryHead[]> {
  return looksLikeAddress(q) ? findHeads(snapshot, q) : [];
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
