// Turns comments in reading order into nested lists, without recursion: which tags open and close around each.
import type { Entry } from '../../index/model.ts';

/** Levels that are indented; deeper replies stand flat in the last one. */
export const NESTED_LEVELS = 4;

/** A comment and the tags around it. */
export interface NestedComment {
  /** Null in the last step, which only closes. */
  readonly comment: Entry | null;
  /** Tags to write before the comment: `<ol>` and `<li>` that open, and the ends of what came before. */
  readonly before: string;
  readonly after: string;
}

/** One step a comment, and one that closes what is open. Joined, the tags are balanced whatever the depths are. */
export function* commentNesting(comments: readonly Entry[]): Generator<NestedComment> {
  let open = 0;
  for (const comment of comments) {
    const level = Math.min(comment.depth + 1, NESTED_LEVELS, open + 1);
    yield { comment, before: step(open, level), after: '' };
    open = level;
  }
  yield { comment: null, before: '', after: '</li></ol>'.repeat(open) };
}

function step(open: number, level: number): string {
  if (level > open) return `<ol class="${open === 0 ? 'comments' : 'replies'}"><li>`;
  return `${'</li></ol>'.repeat(open - level)}</li><li>`;
}
