// Prepares a document's text for showing a piece of it: one line, no character that a page or feed cannot hold.
import type { TextRange } from './model.ts';

/** A text on one line, with the way back from the original. */
export interface LineText {
  readonly text: string;
  /** Where a new line of the original begins, ascending. */
  readonly lineStarts: readonly number[];
  /** An offset into the original as one into `text`. */
  readonly mapOffset: (offset: number) => number;
  /** The ranges of the original as ranges of `text`. */
  readonly mapRanges: (ranges: readonly TextRange[]) => readonly TextRange[];
}

const REPLACEMENT = '\ufffd';

const SPACE = 0x20;
// What may have to be folded: a class of characters, because those are found fastest.
const SPECIAL =
  '\\0-\\x1f\\x7f-\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ud800-\\udfff\\ufffe\\uffff';
const CANDIDATE = new RegExp(`[${SPECIAL}]| {2}|^ `, 'g');

/**
 * White space and control characters folded to single spaces, none at the ends; lone surrogates and noncharacters become
 * U+FFFD, so that the text can stand in XML. Cost: linear.
 */
export function toLineText(original: string): LineText {
  const folder = new LineFolder(original);
  const text = folder.fold();
  const mapOffset = (offset: number) => Math.min(text.length, folder.map(offset));
  return {
    text,
    lineStarts: folder.lineStarts.filter((start) => start < text.length),
    mapOffset,
    mapRanges: (ranges) => ranges.map(([start, end]) => [mapOffset(start), mapOffset(end)]),
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
    const original = this.#original;
    let line = '';
    let copied = 0;
    CANDIDATE.lastIndex = 0;
    for (let found = CANDIDATE.exec(original); found !== null; found = CANDIDATE.exec(original)) {
      const start = foldedStart(original, found.index, copied);
      const end = foldedEnd(original, start);
      CANDIDATE.lastIndex = Math.max(end, found.index + 1);
      if (end === start) {
        CANDIDATE.lastIndex += 1; // the second half of a pair
        continue;
      }
      line += original.slice(copied, start);
      line = isSpace(original.charCodeAt(start)) ? this.#foldSpaces(line, start, end) : line + REPLACEMENT;
      copied = end;
    }
    line += original.slice(copied);
    return line.endsWith(' ') ? line.slice(0, -1) : line;
  }

  /** The line with one space for those from `start` to `end`; none at its beginning. */
  #foldSpaces(line: string, start: number, end: number): string {
    const folded = line === '' ? '' : `${line} `;
    for (let at = start; at < end; at += 1) {
      if (!isLineEnd(this.#original.charCodeAt(at))) continue;
      this.lineStarts.push(folded.length);
      break;
    }
    this.#places.push(end);
    this.#shifts.push(end - folded.length);
    return folded;
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

/** A single space stands for itself, unless other white space follows. */
function foldedStart(text: string, found: number, least: number): number {
  const isRun = isSpace(text.charCodeAt(found)) && found > least && text.charCodeAt(found - 1) === SPACE;
  return isRun ? found - 1 : found;
}

/** End of a run of spaces, or of one character that cannot be shown; the start when it is half of a pair. */
function foldedEnd(text: string, start: number): number {
  if (!isSpace(text.charCodeAt(start))) return isPairAt(text, start) ? start : start + 1;
  let end = start + 1;
  while (end < text.length && isSpace(text.charCodeAt(end))) end += 1;
  return end;
}

/** White space and control characters; the byte order mark is neither. */
function isSpace(code: number): boolean {
  if (code <= SPACE) return true;
  if (code < 0x7f) return false;
  if (code <= 0xa0 || code === 0x1680 || code === 0x3000) return true;
  return (
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f
  );
}

function isLineEnd(code: number): boolean {
  return code === 0x0a || code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029;
}

function isPairAt(text: string, at: number): boolean {
  return (text.codePointAt(at) ?? 0) > 0xffff;
}
