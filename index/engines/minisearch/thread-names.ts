// What a reader may write after `thread:`: the id, the slug, or an address of the thread, as pasted.
import { keysOfName, threadKeys } from '../thread-keys.ts';
import type { Columns } from './columns.ts';

/** Finds threads by what readers call them. */
export interface ThreadNames {
  /** Thread numbers, ascending; the most exact kind of name that finds any decides. */
  find(name: string): readonly number[];
}

/** The names are worked out at the first question and kept: from then on a question costs a few look-ups. */
export function createThreadNames(columns: Columns): ThreadNames {
  let known: ReadonlyMap<string, readonly number[]> | null = null;
  const find = (name: string): readonly number[] => {
    known ??= readKnownNames(columns);
    for (const key of keysOfName(name.trim())) {
      const found = known.get(key);
      if (found !== undefined) return found;
    }
    return [];
  };
  return { find };
}

/** Thread numbers, ascending, by every name they have. */
function readKnownNames(columns: Columns): ReadonlyMap<string, readonly number[]> {
  const known = new Map<string, number[]>();
  for (let thread = 0; thread < columns.threadCount; thread++) {
    for (const key of threadKeys(columns.threadId(thread), columns.threadUrls.at(thread))) {
      const threads = known.get(key);
      if (threads === undefined) known.set(key, [thread]);
      else threads.push(thread);
    }
  }
  return known;
}
