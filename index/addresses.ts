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

/** Path of a document: the post's is its thread's, a comment's has the fragment of its element. */
export function documentPath(threadId: ThreadId, id: DocumentId, position: number | null): string {
  if (position === 0) return threadPath(threadId);
  return `${threadPath(threadId)}#${encodePart(entryElementId(threadId, id))}`;
}

/** Path of a person's page. */
export function personPath(slug: string): string {
  return `/people/${encodePart(slug)}`;
}

/** A documents file may name things by halves of characters, which no address can hold. */
function encodePart(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}
