// Prepares a document's text for showing a piece of it: one line, no character that a page or feed cannot hold.
import type { TextRange } from './model.ts';

/** A text on one line, with the way back from the original. */
export interface LineText {
  readonly text: string;
  /** Where a new line of the original begins, ascending. */
  readonly lineStarts: readonly number[];
  /** The ranges of the original as ranges of `text`. */
  readonly mapRanges: (ranges: readonly TextRange[]) => readonly TextRange[];
}

const REPLACEMENT = '\ufffd';

// White space and control characters; the byte order mark is neither.
const SPACES = '\\0-\\x20\\x7f-\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const LINE_END = /[\n\r\x85\u2028\u2029]/;
// What cannot stand as it is; a single space inside the text can. In Unicode mode surrogates in pairs are none.
const FOLDED = new RegExp(`[${SPACES}]{2,}|(?! )[${SPACES}]|^ |[\\ud800-\\udfff\\ufffe\\uffff]`, 'gu');

/**
 * White space and control characters folded to single spaces, none at the ends; lone surrogates and noncharacters become
 * U+FFFD, so that the text can stand in XML. Cost: linear.
 */
export function toLineText(original: string): LineText {
  const folder = new LineFolder(original);
  const text = folder.fold();
  return {
    text,
    lineStarts: folder.lineStarts.filter((start) => start < text.length),
    mapRanges: (ranges) =>
      ranges.map(([start, end]) => [
        Math.min(text.length, folder.map(start)),
        Math.min(text.length, folder.map(end)),
      ]),
  };
}

class LineFolder {
  readonly lineStarts: number[] = [];
  readonly #original: string;
  /** Places after each fold: in the original, and what is to be subtracted from there on. */
  readonly #places: number[] = [];
  readonly #shifts: number[] = [];

  constructor(original: string) {
    this.#original = original;
  }

  fold(): string {
    let line = '';
    let copied = 0;
    FOLDED.lastIndex = 0;
    for (let found = FOLDED.exec(this.#original); found !== null; found = FOLDED.exec(this.#original)) {
      line += this.#original.slice(copied, found.index);
      copied = found.index + found[0].length;
      if (isBroken(found[0])) {
        line += REPLACEMENT;
        continue;
      }
      if (line !== '') line += ' ';
      if (LINE_END.test(found[0])) this.lineStarts.push(line.length);
      this.#places.push(copied);
      this.#shifts.push(copied - line.length);
    }
    line += this.#original.slice(copied);
    return line.endsWith(' ') ? line.slice(0, -1) : line;
  }

  map(offset: number): number {
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#places[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const shifted = offset - (this.#shifts[low - 1] ?? 0);
    const next = this.#places[low];
    // Inside a run of white space: not behind the place where the run ends.
    return Math.max(0, next === undefined ? shifted : Math.min(shifted, next - (this.#shifts[low] ?? 0)));
  }
}

function isBroken(folded: string): boolean {
  const code = folded.charCodeAt(0);
  return (code >= 0xd800 && code <= 0xdfff) || code >= 0xfffe;
}
