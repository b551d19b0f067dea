// Compares the comments of a changed page with those of the page as it was: found, perfect, author, day, parent.

import type { Comment } from '../../scraper/model.ts';

/** Counts over pages; add them up with `addTally`. */
export interface CommentTally {
  pages: number;
  /** Pages with every comment found and none too many. */
  perfect: number;
  wanted: number;
  given: number;
  found: number;
  authors: number;
  days: number;
  parents: number;
}

export function emptyTally(): CommentTally {
  return { pages: 0, perfect: 0, wanted: 0, given: 0, found: 0, authors: 0, days: 0, parents: 0 };
}

export function addTally(sum: CommentTally, one: CommentTally): void {
  for (const key of Object.keys(one) as (keyof CommentTally)[]) sum[key] += one[key];
}

/** Pairs comments whose words are nearly the same, in order, and counts what agrees. */
export function compareComments(wanted: readonly Comment[], given: readonly Comment[]): CommentTally {
  const tally = { ...emptyTally(), pages: 1, wanted: wanted.length, given: given.length };
  const pairs = pairUp(wanted, given);
  tally.found = pairs.size;
  tally.perfect = pairs.size === wanted.length && wanted.length === given.length ? 1 : 0;
  for (const [one, other] of pairs) {
    if (foldName(one.author) === foldName(other.author)) tally.authors++;
    if (one.publishedAt?.slice(0, 10) === other.publishedAt?.slice(0, 10)) tally.days++;
    const parent = wanted.find(({ id }) => id === one.parentId);
    const found = given.find(({ id }) => id === other.parentId);
    if (parent === undefined ? found === undefined : pairs.get(parent) === found) tally.parents++;
  }
  return tally;
}

function pairUp(wanted: readonly Comment[], given: readonly Comment[]): Map<Comment, Comment> {
  const pairs = new Map<Comment, Comment>();
  const left = new Set(given);
  for (const one of wanted) {
    const bag = words(one.text);
    let best: Comment | null = null;
    let bestScore = 0.9;
    for (const other of left) {
      const score =
        overlap(bag, words(other.text)) +
        (foldName(one.author) === foldName(other.author) ? 0.01 : 0) +
        (one.publishedAt?.slice(0, 10) === other.publishedAt?.slice(0, 10) ? 0.01 : 0);
      if (score >= bestScore) {
        if (score > bestScore || best === null) best = other;
        bestScore = score;
      }
    }
    if (!best) continue;
    pairs.set(one, best);
    left.delete(best);
  }
  return pairs;
}

function foldName(name: string | null): string {
  return (name ?? '').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function words(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).sort();
}

/** F1 of two sorted bags of words; 1 when both are empty. */
function overlap(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 1;
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [left, right] = [a[i] ?? '', b[j] ?? ''];
    if (left === right) {
      common++;
      i++;
      j++;
    } else if (left < right) i++;
    else j++;
  }
  return (2 * common) / (a.length + b.length);
}
