// Turns comments in reading order into nested branches, without recursion: what opens and closes around each.
import type { DocumentId, Entry, Person } from '../../index/model.ts';

/** Levels that are indented; deeper replies stand flat in the last one. */
export const NESTED_LEVELS = 4;

/** Names that stand for a folded branch. */
const NAMES_SHOWN = 3;

/** The replies below a comment, which can be folded. */
export interface Branch {
  /** At least 1; replies to replies are counted. */
  readonly replies: number;
  readonly isOpen: boolean;
  /** Who wrote the first of them, each once, at most 3; null for those unknown. Empty when all were removed. */
  readonly authors: readonly (Person | null)[];
  /** Whether others wrote in it too. */
  readonly hasMoreAuthors: boolean;
}

/** A comment and what is around it. Of `closes` first, then the branch or list that it begins, if it begins one. */
export interface NestedComment {
  readonly comment: Entry;
  /** From 1 to `NESTED_LEVELS`. */
  readonly level: number;
  /** Levels that end before it: its neighbour's own is among them when it stands on the same one. */
  readonly closes: number;
  /** The branch that begins with it; null on the uppermost level and where it only goes on. */
  readonly branch: Branch | null;
}

/**
 * Comments with their levels and branches. A branch is open when it holds a wanted comment or when its replies are to
 * one; all are when `wanted` is null. Levels never leap, whatever depths the comments name. Linear.
 */
export function nestComments(
  comments: readonly Entry[],
  wanted: ReadonlySet<DocumentId> | null,
): readonly NestedComment[] {
  const path: { readonly comment: Entry; branch: GrowingBranch | null }[] = [];
  const nested: NestedComment[] = [];
  for (const comment of comments) {
    const before = path.length;
    const level = Math.min(comment.depth + 1, NESTED_LEVELS, before + 1);
    path.length = level - 1;
    const parent = path.at(-1);
    let begun: GrowingBranch | null = null;
    if (parent !== undefined && parent.branch === null) {
      begun = new GrowingBranch(wanted === null || wanted.has(parent.comment.id));
      parent.branch = begun;
    }
    for (const { branch } of path) branch?.add(comment, wanted?.has(comment.id) === true);
    path.push({ comment, branch: null });
    nested.push({ comment, level, closes: before - level + 1, branch: begun });
  }
  return nested;
}

/** A branch while its comments are read. */
class GrowingBranch implements Branch {
  replies = 0;
  isOpen: boolean;
  hasMoreAuthors = false;
  readonly authors: (Person | null)[] = [];

  constructor(isOpen: boolean) {
    this.isOpen = isOpen;
  }

  add({ author, isRemoved }: Entry, isWanted: boolean): void {
    this.replies += 1;
    if (isWanted) this.isOpen = true;
    if (isRemoved) return;
    if (this.authors.some((known) => known?.slug === author?.slug)) return;
    if (this.authors.length < NAMES_SHOWN) this.authors.push(author);
    else this.hasMoreAuthors = true;
  }
}
