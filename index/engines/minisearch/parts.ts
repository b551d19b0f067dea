// What stands where in a document: its title first, then its text, then its tags, by token positions; and what is quoted.
import type { WordScope } from '../../query/model.ts';
import type { SectionReader } from '../../snapshot/section-file.ts';
import { indexOfSorted } from './matches.ts';

export interface Parts {
  /** Words of the title; they have the positions from 0. The text begins one position behind them. */
  titleTokens(ordinal: number): number;
  /** Words of the text; infinite where nothing stands behind it. */
  textTokens(ordinal: number): number;
  /** Pairs of positions, from and to before which something is quoted, ascending; empty when nothing is. A view. */
  quotes(ordinal: number): Uint32Array;
  /** UTF-8 offsets of the text's words 0, 32, 64 …; a view. */
  checkpoints(ordinal: number): Uint32Array;
}

const NOTHING = new Uint32Array(0);

/** The parts of `documents.bin`. */
export function readParts(sections: SectionReader): Parts {
  const titled = sections.u32('titled.documents');
  const titleTokens = sections.u32('titled.tokens');
  const textTokens = sections.u32('titled.texts');
  const quoted = sections.u32('quoted.documents');
  const quoteStarts = sections.u32('quoted.starts');
  const ranges = sections.u32('quoted.ranges');
  const checkpoints = sections.u32('checkpoints');
  const checkpointStarts = sections.u32('checkpoints.starts');
  return {
    titleTokens: (ordinal) => titleTokens[indexOfSorted(titled, ordinal)] ?? 0,
    textTokens: (ordinal) => textTokens[indexOfSorted(titled, ordinal)] ?? Number.POSITIVE_INFINITY,
    quotes: (ordinal) => {
      const at = indexOfSorted(quoted, ordinal);
      return at < 0 ? NOTHING : ranges.subarray(quoteStarts[at] ?? 0, quoteStarts[at + 1] ?? 0);
    },
    checkpoints: (ordinal) =>
      checkpoints.subarray(checkpointStarts[ordinal] ?? 0, checkpointStarts[ordinal + 1] ?? 0),
  };
}

/** Whether a run of words of one document is in a scope. */
export type RunTest = (position: number, length: number) => boolean;

/** The test of a scope for one document. Quoted runs lie in one quote, own ones in none. */
export function scopeTest(parts: Parts, ordinal: number, scope: WordScope): RunTest {
  if (scope === 'any') return isAnywhere;
  if (scope === 'title') {
    const tokens = parts.titleTokens(ordinal);
    return (position, length) => position + length <= tokens;
  }
  const ranges = parts.quotes(ordinal);
  const wantsQuoted = scope === 'quote';
  return (position, length) => {
    for (let at = position; at < position + length; at++)
      if (isWithin(ranges, at) !== wantsQuoted) return false;
    return true;
  };
}

function isAnywhere(): boolean {
  return true;
}

/** Whether one of the sorted ranges holds the position. */
function isWithin(ranges: Uint32Array, position: number): boolean {
  let low = 0;
  let high = ranges.length >>> 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[2 * middle + 1] ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return 2 * low < ranges.length && (ranges[2 * low] ?? 0) <= position;
}
