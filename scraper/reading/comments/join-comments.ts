// One list out of the comments of a page's markup and those of its data: what stands in both is one.
import type { Comment } from '../../model.ts';

/** Shorter texts are too often the same by chance to tell two records for one. */
const minShared = 12;

/**
 * The records of the markup in page order, gaps filled from the data, then what only the data holds.
 * Joined by id and text, by text, else by author and day. Near linear.
 */
export function joinComments(marked: readonly Comment[], linked: readonly Comment[]): Comment[] {
  if (linked.length === 0) return [...marked];
  if (marked.length === 0) return [...linked];
  const free = new Set(linked);
  const partners = new Map<Comment, Comment>();
  for (const name of [textKey, startKey, personKey]) {
    const waiting = groupBy(free, name);
    for (const comment of marked) {
      const key = partners.has(comment) ? '' : name(comment);
      const partner = key === '' ? undefined : waiting.get(key)?.shift();
      if (!partner) continue;
      partners.set(comment, partner);
      free.delete(partner);
    }
  }
  const renamed = new Map([...partners].map(([own, partner]) => [partner.id, own.id]));
  const joined = marked.map((comment) => fill(comment, partners.get(comment), renamed));
  const taken = new Set(joined.map(({ id }) => id));
  const rest = [...free].filter(({ id }) => !taken.has(id));
  return [...joined, ...rest.map((comment) => withParent(comment, comment, renamed))];
}

function groupBy(comments: Iterable<Comment>, name: (comment: Comment) => string): Map<string, Comment[]> {
  const groups = new Map<string, Comment[]>();
  for (const comment of comments) {
    const key = name(comment);
    const group = groups.get(key);
    if (group) group.push(comment);
    else groups.set(key, [comment]);
  }
  return groups;
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function textKey({ text }: Comment): string {
  return fold(text);
}

/** Data is often cut, and markup may hold a heading more. */
function startKey({ text }: Comment): string {
  const letters = fold(text).slice(0, 40);
  return letters.length < minShared ? '' : letters;
}

function personKey({ author, publishedAt }: Comment): string {
  return author === null || publishedAt === null ? '' : `${fold(author)} ${publishedAt.slice(0, 10)}`;
}

function fill(own: Comment, data: Comment | undefined, renamed: ReadonlyMap<string, string>): Comment {
  if (!data) return own;
  const isSharper =
    data.publishedAt !== null &&
    (own.publishedAt === null ||
      (own.datePrecision === 'day' && data.publishedAt.startsWith(`${own.publishedAt}T`)));
  const dated = isSharper ? { publishedAt: data.publishedAt, datePrecision: data.datePrecision } : {};
  const filled = {
    ...own,
    ...dated,
    author: own.author ?? data.author,
    authorUrl: own.authorUrl ?? data.authorUrl,
  };
  return own.parentId === null ? withParent(filled, data, renamed) : filled;
}

function withParent(comment: Comment, data: Comment, renamed: ReadonlyMap<string, string>): Comment {
  const parentId = data.parentId === null ? null : (renamed.get(data.parentId) ?? data.parentId);
  return parentId === null || parentId === comment.id
    ? comment
    : { ...comment, parentId, parentSource: data.parentSource };
}
