// The comments of all pages of a thread, each once, in reading order, every parent present.
import type { Comment, ThreadPart } from './model.ts';

export interface MergeOptions {
  /** Ids are the file's own: nothing is joined by its text, the last of a repeated id wins, siblings go by date. */
  readonly keepsIds: boolean;
}

export interface MergedComments {
  readonly comments: readonly Comment[];
  /** Parts that gave at least one comment no earlier part gave. */
  readonly added: ReadonlySet<ThreadPart>;
}

/** Merges the comments of ordered parts. Near linear in their number. */
export function mergeComments(parts: readonly ThreadPart[], options: MergeOptions): MergedComments {
  const byId = new Map<string, Comment>();
  const idOfContent = new Map<string, string>();
  const renamed = new Map<string, string>();
  const added = new Set<ThreadPart>();
  const givenBy = new Map<string, ThreadPart>();
  for (const part of options.keepsIds ? parts : inPageOrder(parts)) {
    for (const comment of part.comments) {
      const known = byId.get(comment.id);
      if (known) {
        byId.set(comment.id, options.keepsIds ? comment : richer(known, comment));
        continue;
      }
      const content = contentKey(comment);
      const twin = options.keepsIds ? undefined : idOfContent.get(content);
      if (twin !== undefined && isTwin(twin, comment, givenBy.get(twin) === part)) {
        renamed.set(comment.id, twin);
        continue;
      }
      byId.set(comment.id, comment);
      givenBy.set(comment.id, part);
      if (comment.text !== '') idOfContent.set(content, comment.id);
      added.add(part);
    }
  }
  const linked = linkParents([...byId.values()], renamed);
  return { comments: inReadingOrder(linked, options.keepsIds), added };
}

/**
 * Comment pages in the order a reader turns them: by the dates they hold, in the direction the pages themselves run.
 * The address without a page number may hold the first page or the last. Copies come last.
 */
function inPageOrder(parts: readonly ThreadPart[]): ThreadPart[] {
  const ranged = parts.map((part) => {
    const times = part.comments
      .filter((comment) => comment.parentId === null && comment.publishedAt !== null)
      .map(timeOf);
    return { part, first: times[0] ?? null, last: times.at(-1) ?? null };
  });
  const runs = ranged.reduce((sum, { first, last }) => sum + Math.sign((last ?? 0) - (first ?? 0)), 0);
  const direction = runs < 0 ? -1 : 1;
  const sorted = ranged.sort((a, b) => {
    const copies = Number(a.part.isCopy) - Number(b.part.isCopy);
    if (copies !== 0) return copies;
    if (a.first !== null && b.first !== null && a.first !== b.first) return (a.first - b.first) * direction;
    return (a.part.commentPage ?? 0) - (b.part.commentPage ?? 0);
  });
  return sorted.map(({ part }) => part);
}

function contentKey(comment: Comment): string {
  return JSON.stringify([comment.author, comment.publishedAt, comment.text]);
}

/**
 * Equal content under another id is the same comment where an id is derived. Two numbers of the site's own are two
 * comments: people do press the button twice.
 */
function isTwin(knownId: string, comment: Comment, isSamePage: boolean): boolean {
  if (!isDerived(knownId) && !isDerived(comment.id)) return false;
  return !isSamePage || comment.datePrecision === 'minute' || comment.datePrecision === 'second';
}

function isDerived(id: string): boolean {
  return /^x[0-9a-f]{10}/.test(id);
}

/** The copy that says more: known fields of the first, gaps filled from the second. */
function richer(first: Comment, second: Comment): Comment {
  const text = second.text.length > first.text.length ? second : first;
  return {
    ...text,
    author: first.author ?? second.author,
    authorUrl: first.authorUrl ?? second.authorUrl,
    publishedAt: first.publishedAt ?? second.publishedAt,
    datePrecision: first.publishedAt === null ? second.datePrecision : first.datePrecision,
    parentId: first.parentId ?? second.parentId,
    parentSource: first.parentId === null ? second.parentSource : first.parentSource,
    url: first.url ?? second.url,
    byPostAuthor: first.byPostAuthor || second.byPostAuthor,
  };
}

/** Parents that are missing, the comment itself, or part of a circle become none. */
function linkParents(comments: readonly Comment[], renamed: ReadonlyMap<string, string>): Comment[] {
  const parentOf = new Map<string, string | null>();
  const ids = new Set(comments.map((comment) => comment.id));
  for (const comment of comments) {
    const parent = comment.parentId === null ? null : (renamed.get(comment.parentId) ?? comment.parentId);
    parentOf.set(comment.id, parent !== null && ids.has(parent) && parent !== comment.id ? parent : null);
  }
  breakCircles(parentOf);
  return comments.map((comment) => {
    const parentId = parentOf.get(comment.id) ?? null;
    return parentId === comment.parentId
      ? comment
      : { ...comment, parentId, parentSource: parentId === null ? null : comment.parentSource };
  });
}

/** Walks up from every comment once; from a comment met again on the same walk on, all are in a circle: each loses its
 * parent, so that it does not matter where the walk began. */
function breakCircles(parentOf: Map<string, string | null>): void {
  const settled = new Set<string>();
  for (const start of parentOf.keys()) {
    const walk = new Set<string>();
    let at: string | null = start;
    while (at !== null && !settled.has(at) && !walk.has(at)) {
      walk.add(at);
      at = parentOf.get(at) ?? null;
    }
    if (at !== null && walk.has(at)) releaseCircle(parentOf, at);
    for (const id of walk) settled.add(id);
  }
}

function releaseCircle(parentOf: Map<string, string | null>, start: string): void {
  for (let at: string | null = start; at !== null; ) {
    const parent: string | null = parentOf.get(at) ?? null;
    parentOf.set(at, null);
    at = parent;
  }
}

function inReadingOrder(comments: readonly Comment[], byDate: boolean): Comment[] {
  const answers = new Map<string | null, Comment[]>();
  for (const comment of comments) {
    const siblings = answers.get(comment.parentId);
    if (siblings) siblings.push(comment);
    else answers.set(comment.parentId, [comment]);
  }
  if (byDate) for (const siblings of answers.values()) siblings.sort(compareDates);
  const ordered: Comment[] = [];
  const waiting = [...(answers.get(null) ?? [])].reverse();
  for (let comment = waiting.pop(); comment; comment = waiting.pop()) {
    ordered.push(comment);
    const own = answers.get(comment.id) ?? [];
    for (let i = own.length - 1; i >= 0; i--) {
      const answer = own[i];
      if (answer) waiting.push(answer);
    }
  }
  return ordered;
}

/** Dated before undated; equal dates keep their order. */
function compareDates(a: Comment, b: Comment): number {
  const [first, second] = [timeOf(a), timeOf(b)];
  return first === second ? 0 : first - second;
}

function timeOf(comment: Comment): number {
  if (comment.publishedAt === null) return Number.MAX_SAFE_INTEGER;
  const hasZone = /(?:Z|[+-]\d\d:\d\d)$/.test(comment.publishedAt) || !comment.publishedAt.includes('T');
  const time = Date.parse(hasZone ? comment.publishedAt : `${comment.publishedAt}Z`);
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time;
}
