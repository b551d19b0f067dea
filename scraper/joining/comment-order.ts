// Comments of a thread in reading order: every parent present, no circles, a reply after what it answers.
import type { Comment } from '../model.ts';

export interface OrderOptions {
  /** Siblings go by date; else as they come. */
  readonly byDate: boolean;
  /** Ids of comments that a second source added: they take their place among their siblings by date. */
  readonly inserted: ReadonlySet<string>;
}

const UNDATED = Number.MAX_SAFE_INTEGER;

/** Parents that are missing, the comment itself, or part of a circle become none; then depth first. Near linear. */
export function orderComments(comments: readonly Comment[], options: OrderOptions): readonly Comment[] {
  const answers = new Map<string | null, Comment[]>();
  for (const comment of linkParents(comments)) {
    const siblings = answers.get(comment.parentId);
    if (siblings) siblings.push(comment);
    else answers.set(comment.parentId, [comment]);
  }
  const ordered: Comment[] = [];
  const waiting = orderSiblings(answers.get(null) ?? [], options).reverse();
  for (let comment = waiting.pop(); comment; comment = waiting.pop()) {
    ordered.push(comment);
    const own = orderSiblings(answers.get(comment.id) ?? [], options);
    for (let i = own.length - 1; i >= 0; i--) {
      const answer = own[i];
      if (answer) waiting.push(answer);
    }
  }
  return ordered;
}

/** Milliseconds; undated comments are behind all others. */
export function timeOf(comment: Comment): number {
  if (comment.publishedAt === null) return UNDATED;
  const hasZone = /(?:Z|[+-]\d\d:\d\d)$/.test(comment.publishedAt) || !comment.publishedAt.includes('T');
  const time = Date.parse(hasZone ? comment.publishedAt : `${comment.publishedAt}Z`);
  return Number.isNaN(time) ? UNDATED : time;
}

function orderSiblings(siblings: readonly Comment[], { byDate, inserted }: OrderOptions): Comment[] {
  if (byDate) return [...siblings].sort((a, b) => timeOf(a) - timeOf(b));
  if (inserted.size === 0) return [...siblings];
  const base = siblings.filter(({ id }) => !inserted.has(id));
  if (base.length === siblings.length) return base;
  const direction = runsBackwards(base) ? -1 : 1;
  const late = siblings.filter(({ id }) => inserted.has(id));
  const dated = late.filter((comment) => timeOf(comment) !== UNDATED);
  dated.sort((a, b) => (timeOf(a) - timeOf(b)) * direction);
  return [...insertByDate(base, dated, direction), ...late.filter((comment) => timeOf(comment) === UNDATED)];
}

/** True when newer comments stand before older ones. */
function runsBackwards(comments: readonly Comment[]): boolean {
  const times = comments.map(timeOf).filter((time) => time !== UNDATED);
  return times.reduce((sum, time, i) => sum + Math.sign(time - (times[i - 1] ?? time)), 0) < 0;
}

/** Both in one pass; a late comment stands behind all that `direction` puts before it. */
function insertByDate(base: readonly Comment[], late: readonly Comment[], direction: 1 | -1): Comment[] {
  const ordered: Comment[] = [];
  let at = 0;
  for (const comment of late) {
    const time = timeOf(comment);
    for (let next = base[at]; next; next = base[++at]) {
      const other = timeOf(next);
      if (other !== UNDATED && (other - time) * direction > 0) break;
      ordered.push(next);
    }
    ordered.push(comment);
  }
  return [...ordered, ...base.slice(at)];
}

function linkParents(comments: readonly Comment[]): Comment[] {
  const parentOf = new Map<string, string | null>();
  const ids = new Set(comments.map((comment) => comment.id));
  for (const { id, parentId } of comments)
    parentOf.set(id, parentId !== null && ids.has(parentId) && parentId !== id ? parentId : null);
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
