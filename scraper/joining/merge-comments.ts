// The comments of all pages of a thread, each once, in reading order, every parent present.
import type { Comment, ParentSource, ThreadPart } from '../model.ts';
import { orderComments, timeOf } from './comment-order.ts';
import { canBeSame, isDerived, type KnownComment, KnownComments, SIGN_COUNT } from './known-comments.ts';
import { mergeDates } from './merge-dates.ts';
import { isExport, isRecord, isSupplement } from './part-kinds.ts';

export interface MergeOptions {
  /** Ids are the file's own: nothing is joined by its text, the last of a repeated id wins, siblings go by date. */
  readonly keepsIds: boolean;
}

export interface MergedComments {
  readonly comments: readonly Comment[];
  /** Parts that gave at least one comment no earlier part gave; supplements also that gave a date, an author or a parent. */
  readonly added: ReadonlySet<ThreadPart>;
}

/** Merges the comments of ordered parts. Near linear in their number. */
export function mergeComments(parts: readonly ThreadPart[], options: MergeOptions): MergedComments {
  if (options.keepsIds) return mergeRecords(parts);
  const known = new KnownComments();
  const added = new Set<ThreadPart>();
  const inserted = new Set<string>();
  for (const part of inPageOrder(parts)) {
    const { fresh, isOverlapping, isTelling } = mergePart(known, part);
    if (fresh.length > 0 || (isTelling && isSupplement(part))) added.add(part);
    if (isOverlapping || isSupplement(part)) for (const id of fresh) inserted.add(id);
  }
  const byDate = parts.every(isExport);
  return { comments: orderComments(known.comments(), { byDate, inserted }), added };
}

function mergeRecords(parts: readonly ThreadPart[]): MergedComments {
  const byId = new Map<string, Comment>();
  const added = new Set<ThreadPart>();
  for (const part of parts) {
    for (const comment of part.comments) {
      if (!byId.has(comment.id)) added.add(part);
      byId.set(comment.id, comment);
    }
  }
  return { comments: orderComments([...byId.values()], { byDate: true, inserted: new Set() }), added };
}

interface MergedPart {
  /** Ids of comments that no earlier part gave. */
  readonly fresh: readonly string[];
  readonly isOverlapping: boolean;
  /** True when known comments gained a date, an author or a parent. */
  readonly isTelling: boolean;
}

function mergePart(known: KnownComments, part: ThreadPart): MergedPart {
  const firsts = findRepeats(part.comments);
  if (known.isEmpty && firsts.size === 0) return takeAll(known, part);
  const pairs = pairComments(known, part, firsts);
  const places = new Map<Comment, KnownComment>();
  const idOf = new Map<string, string>();
  const fresh: string[] = [];
  for (const comment of part.comments) {
    const first = firsts.get(comment) ?? comment;
    const place = pairs.get(first) ?? places.get(first) ?? addTo(known, comment, part);
    if (!pairs.has(first) && !places.has(first)) fresh.push(place.comment.id);
    places.set(comment, place);
    if (!idOf.has(comment.id)) idOf.set(comment.id, place.comment.id);
  }
  let isTelling = false;
  for (const [comment, place] of places) {
    const before = place.comment;
    const parent = comment.parentId === null ? null : (idOf.get(comment.parentId) ?? comment.parentId);
    merge(place, { ...comment, parentId: parent === before.id ? null : parent }, { part, known });
    isTelling ||= hasGained(before, place.comment);
  }
  return { fresh, isOverlapping: pairs.size > 0, isTelling };
}

/** The first part of a thread with each comment once, as nearly all are: they are what they are, but for lost parents. */
function takeAll(known: KnownComments, part: ThreadPart): MergedPart {
  const ids = new Set(part.comments.map(({ id }) => id));
  let isTelling = false;
  for (const comment of part.comments) {
    const { id, parentId, parentSource } = comment;
    const hasParent = parentId !== null && parentId !== id && ids.has(parentId);
    const isWhole = hasParent || (parentId === null && parentSource === null);
    known.add(isWhole ? comment : { ...comment, parentId: null, parentSource: null }, part);
    isTelling ||= hasParent;
  }
  return { fresh: [...ids], isOverlapping: false, isTelling };
}

/** Without its parent, which may be named otherwise until all comments of the part have their places. */
function addTo(known: KnownComments, comment: Comment, part: ThreadPart): KnownComment {
  return known.add({ ...comment, id: known.freeId(comment.id), parentId: null, parentSource: null }, part);
}

function hasGained(before: Comment, after: Comment): boolean {
  return (
    before.author !== after.author ||
    before.publishedAt !== after.publishedAt ||
    before.parentId !== after.parentId
  );
}

/** A page may show a comment twice: under one id, or without a number and equal to the minute. Each with its first. */
function findRepeats(comments: readonly Comment[]): ReadonlyMap<Comment, Comment> {
  const firsts = new Map<Comment, Comment>();
  const byId = new Map<string, Comment>();
  const byContent = new Map<string, Comment>();
  const areNumbered = !comments.some(({ id }) => isDerived(id));
  for (const comment of comments) {
    const content = areNumbered ? null : contentOf(comment);
    const equal = content === null ? undefined : byContent.get(content);
    const isSame = equal !== undefined && (isDerived(equal.id) || isDerived(comment.id));
    const first = byId.get(comment.id) ?? (isSame ? equal : undefined);
    if (first) firsts.set(comment, first);
    else {
      byId.set(comment.id, comment);
      if (content !== null) byContent.set(content, comment);
    }
  }
  return firsts;
}

/** Who wrote what in which minute; null when the minute is unknown or nothing was written. */
function contentOf({ author, publishedAt, datePrecision, text }: Comment): string | null {
  const isExact = datePrecision === 'minute' || datePrecision === 'second';
  return isExact && text !== '' ? JSON.stringify([author, publishedAt, text]) : null;
}

/** Which comments of the part are known: the surest signs of all comments first, so that none takes another's place. */
function pairComments(
  known: KnownComments,
  part: ThreadPart,
  repeats: ReadonlyMap<Comment, Comment>,
): ReadonlyMap<Comment, KnownComment> {
  const pairs = new Map<Comment, KnownComment>();
  const taken = new Set<KnownComment>();
  let open: Comment[] = [];
  const take = (comment: Comment, found: KnownComment | undefined) => {
    if (!found || taken.has(found)) return open.push(comment);
    pairs.set(comment, found);
    return taken.add(found);
  };
  for (const comment of part.comments) {
    const same = known.get(comment.id);
    if (!repeats.has(comment)) take(comment, same && canBeSame(same, comment, part) ? same : undefined);
  }
  for (let sign = 0; sign < SIGN_COUNT && !known.isEmpty; sign++) {
    const waiting = open;
    open = [];
    for (const comment of waiting)
      take(
        comment,
        known.findTwins(comment, sign, part).find((twin) => !taken.has(twin)),
      );
  }
  return pairs;
}

const parentRanks: Readonly<Record<ParentSource, number>> = { explicit: 3, nesting: 2, depth: 1 };

function rankOf(source: ParentSource | null): number {
  return source === null ? 0 : parentRanks[source];
}

interface MergeContext {
  readonly part: ThreadPart;
  readonly known: KnownComments;
}

/** Known fields stay, gaps are filled; the longer text, the more exact date and the surer parent win. */
function merge(paired: KnownComment, second: Comment, { part, known }: MergeContext): void {
  const first = paired.comment;
  const isLonger = second.text.length > first.text.length && (!isSupplement(part) || first.text === '');
  const date = mergeDates(
    { ...first, isRecord: paired.hasRecordDate },
    { ...second, isRecord: isRecord(part) },
  );
  const parent = surerParent(first, second, known);
  paired.hasRecordDate = date.isRecord;
  paired.comment = {
    ...(isLonger ? second : first),
    id: first.id,
    kind: first.kind === 'comment' && !isSupplement(part) ? second.kind : first.kind,
    author: first.author ?? second.author,
    authorUrl: first.authorUrl ?? second.authorUrl,
    publishedAt: date.publishedAt,
    datePrecision: date.datePrecision,
    parentId: parent.parentId,
    parentSource: parent.parentSource,
    url: first.url ?? second.url,
    byPostAuthor: first.byPostAuthor || second.byPostAuthor,
  };
}

function surerParent(first: Comment, second: Comment, known: KnownComments): Comment {
  if (second.parentId === null || !known.get(second.parentId)) return first;
  return first.parentId === null || rankOf(second.parentSource) > rankOf(first.parentSource) ? second : first;
}

/**
 * Comment pages in the order a reader turns them: by the dates they hold, in the direction the pages themselves run.
 * The address without a page number may hold the first page or the last. Copies come behind them, supplements last.
 */
function inPageOrder(parts: readonly ThreadPart[]): readonly ThreadPart[] {
  if (parts.length < 2) return parts;
  const isDated = ({ parentId, publishedAt }: Comment) => parentId === null && publishedAt !== null;
  const ranged = parts.map((part) => {
    const first = part.comments.find(isDated);
    const last = part.comments.findLast(isDated);
    return { part, first: first ? timeOf(first) : null, last: last ? timeOf(last) : null };
  });
  const runs = ranged
    .filter(({ part }) => !isSupplement(part))
    .reduce((sum, { first, last }) => sum + Math.sign((last ?? 0) - (first ?? 0)), 0);
  const direction = runs < 0 ? -1 : 1;
  const sorted = ranged.sort((a, b) => {
    const places = placeOf(a.part) - placeOf(b.part);
    if (places !== 0) return places;
    if (a.first !== null && b.first !== null && a.first !== b.first) return (a.first - b.first) * direction;
    return (a.part.commentPage ?? 0) - (b.part.commentPage ?? 0);
  });
  return sorted.map(({ part }) => part);
}

function placeOf(part: ThreadPart): number {
  return isSupplement(part) ? 2 : part.isCopy ? 1 : 0;
}
