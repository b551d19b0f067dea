// Where a thread and its entries stand on this server: the paths every surface links to.
import type { DocumentId, ThreadId } from './model.ts';

/** Path of a thread's page. */
export function threadPath(threadId: ThreadId): string {
  return `/threads/${encodePart(threadId)}`;
}

/** The `id` attribute of a comment's element on its thread's page. */
export function entryElementId(threadId: ThreadId, id: DocumentId): string {
  const own = id.startsWith(`${threadId}.`) ? id.slice(threadId.length + 1) : id;
  return `c-${own.replace(/\s/g, '_')}`;
}

/** The fragment that leads to an entry's element on its thread's page, with its `#`. */
export function entryFragment(threadId: ThreadId, id: DocumentId): string {
  return `#${encodePart(entryElementId(threadId, id))}`;
}

/** Path of a document: the post's is its thread's, a comment's has the fragment of its element. */
export function documentPath(threadId: ThreadId, id: DocumentId, position: number | null): string {
  if (position === 0) return threadPath(threadId);
  return `${threadPath(threadId)}${entryFragment(threadId, id)}`;
}

/** Path of a document in the API. */
export function documentDataPath(id: DocumentId): string {
  return `/api/v1/documents/${encodePart(id)}`;
}

/** Path of a person's page. */
export function personPath(slug: string): string {
  return `/people/${encodePart(slug)}`;
}

/** What stands in an address as it is: most ids. */
const PLAIN = /^[\w.~-]*$/;

/** A documents file may name things by halves of characters, which no address can hold. */
function encodePart(text: string): string {
  return PLAIN.test(text) ? text : encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}
