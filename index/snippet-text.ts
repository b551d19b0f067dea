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

const SPACE = 0x20;
const DELETE = 0x7f;

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
    const original = this.#original;
    let line = '';
    let copied = 0;
    for (let at = 0; at < original.length; ) {
      if (isPlain(original, at)) {
        at += 1;
        continue;
      }
      const end = foldedEnd(original, at);
      if (end > at) {
        line += original.slice(copied, at);
        line = isSpace(original.charCodeAt(at)) ? this.#foldSpaces(line, at, end) : line + REPLACEMENT;
        copied = end;
      }
      at = end > at ? end : at + (isPairAt(original, at) ? 2 : 1);
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

/** Whether the character stands as it is, at a glance: most do. A space does between two that do. */
function isPlain(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== SPACE) return code > SPACE && code < DELETE;
  return at > 0 && !isSpace(text.charCodeAt(at + 1));
}

/** End of what is folded from there on: a run of spaces, or one character that cannot be shown. */
function foldedEnd(text: string, start: number): number {
  const code = text.charCodeAt(start);
  if (isSurrogate(code)) return isPairAt(text, start) ? start : start + 1;
  if (!isSpace(code)) return code >= 0xfffe ? start + 1 : start;
  let end = start + 1;
  while (end < text.length && isSpace(text.charCodeAt(end))) end += 1;
  return end;
}

/** White space and control characters; the byte order mark is neither. */
function isSpace(code: number): boolean {
  if (code <= SPACE) return true;
  if (code < DELETE) return false;
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

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

function isPairAt(text: string, at: number): boolean {
  return (text.codePointAt(at) ?? 0) > 0xffff;
}
