// The threads of a catalog as lines for the public: as `antler extract` prints them, without what the keeper removed.
import { publicLine } from '../../index/catalog/records.ts';
import type { DocumentId, ThreadId } from '../../index/model.ts';
import { foldName } from '../../index/people.ts';
import type { Snapshot } from '../../index/snapshot/model.ts';
import { findSuppressed } from '../../index/suppression/find-suppressed.ts';
import type { SuppressionRule } from '../../index/suppression/rules.ts';
import { REMOVED_TEXT } from '../../index/suppression/shown-store.ts';
import type { Comment, Post, Thread } from '../../scraper/model.ts';

/** The line of a thread's body with its line feed; null when nothing of it may be shown. */
export type PrintThread = (body: Uint8Array) => Buffer | null;

type Writing = Post | Comment;

/** Rules name documents of the index: it must have been built from this catalog. */
export async function threadPrinter(
  snapshot: Snapshot,
  rules: readonly SuppressionRule[],
): Promise<PrintThread> {
  const { isRemoved, isRemovedPerson } = await findSuppressed(snapshot, rules);
  const names = removedNames(snapshot, rules, isRemovedPerson);
  return (body) => {
    const thread = JSON.parse(Buffer.from(body).toString()) as Thread;
    const isGone = (writing: Writing, own: string): boolean => {
      const id = (thread.ownIds ? writing.id : `${thread.id}.${own}`) as DocumentId;
      const isNamed = writing.author !== null && names.has(foldName(writing.author));
      return isNamed || isRemoved({ id, threadId: thread.id as ThreadId, author: null });
    };
    const post = thread.post && (isGone(thread.post, 'post') ? placeOf(thread.post) : thread.post);
    const comments = thread.comments
      .map((comment) => (isGone(comment, comment.id) ? placeOf(comment) : comment))
      .filter((comment) => comment.kind === 'comment' || !isPlace(comment));
    const documents = [post, ...comments.filter(({ kind }) => kind === 'comment')];
    if (documents.every((writing) => writing === null || isPlace(writing))) return null;
    const isWithoutPost = post !== null && isPlace(post);
    const shown = { ...parseLine(body), ...(isWithoutPost ? { url: null, pages: [] } : {}), post, comments };
    return Buffer.from(`${JSON.stringify(shown)}\n`);
  };
}

function parseLine(body: Uint8Array): object {
  return JSON.parse(publicLine(body).toString());
}

/** Folded, of everybody whom a rule means by whatever name. */
function removedNames(
  { directory: { people } }: Snapshot,
  rules: readonly SuppressionRule[],
  isRemovedPerson: (person: { readonly name: string; readonly slug: string }) => boolean,
): ReadonlySet<string> {
  const names = new Set(rules.flatMap(({ kind, value }) => (kind === 'author' ? [foldName(value)] : [])));
  if (names.size === 0) return names;
  for (let number = 0; number < people.count; number += 1) {
    const person = people.summary(number);
    if (isRemovedPerson(person)) names.add(foldName(person.name));
  }
  return names;
}

const places = new WeakSet<object>();

function isPlace(writing: Writing): boolean {
  return places.has(writing);
}

/** Its place in the tree alone; of everything else only that there was such a field. */
function placeOf<Written extends Writing>(writing: Written): Written {
  const fields = Object.entries(writing).map(([name, value]) => [
    name,
    KEPT.has(name) ? value : emptied(value),
  ]);
  const place = {
    ...Object.fromEntries(fields),
    text: REMOVED_TEXT,
    ...('title' in writing ? { title: '' } : {}),
  };
  places.add(place);
  return place;
}

const KEPT: ReadonlySet<string> = new Set(['id', 'parentId', 'kind', 'parentSource']);

function emptied(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  return typeof value === 'boolean' ? false : null;
}
