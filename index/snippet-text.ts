// Prepares a document's text for showing a piece of it: one line, no character that a page or feed cannot hold.
import type { TextRange } from './model.ts';

/** A text on one line, with the way back from the original. */
export interface LineText {
  readonly text: string;
  /** Where a new line of the original begins, ascending. */
  readonly lineStarts: readonly number[];
  /** Whether the original goes on after the part that was read. */
  readonly isCut: boolean;
  /** The ranges of the original as ranges of `text`. */
  readonly mapRanges: (ranges: readonly TextRange[]) => readonly TextRange[];
}

const SPACE = 0x20;
const REPLACEMENT = '\ufffd';

/**
 * White space and control characters folded to single spaces, none at the ends; lone surrogates and noncharacters become
 * U+FFFD, so that the text can stand in XML. Reads at most `limit` characters. Cost: linear.
 */
export function toLineText(original: string, limit: number): LineText {
  const isCut = original.length > limit;
  return new LineWriter(isCut ? original.slice(0, limit) : original).write(isCut);
}

class LineWriter {
  readonly #original: string;
  readonly #lineStarts: number[] = [];
  /** Places after each fold: in the original, and what is to be subtracted from there on. */
  readonly #places: number[] = [];
  readonly #shifts: number[] = [];
  #line = '';
  #copied = 0;

  constructor(original: string) {
    this.#original = original;
  }

  write(isCut: boolean): LineText {
    for (let at = 0; at < this.#original.length; ) at = this.#step(at);
    this.#copyTo(this.#original.length);
    const text = this.#line.endsWith(' ') ? this.#line.slice(0, -1) : this.#line;
    const lineStarts = this.#lineStarts.filter((start) => start < text.length);
    return { text, lineStarts, isCut, mapRanges: (ranges) => this.#mapRanges(ranges, text.length) };
  }

  #step(at: number): number {
    const code = this.#original.charCodeAt(at);
    if (isSpace(code)) return this.#fold(at);
    const isBroken = isSurrogate(code) ? !isPairAt(this.#original, at) : code >= 0xfffe;
    if (isBroken) {
      this.#copyTo(at);
      this.#line += REPLACEMENT;
      this.#copied = at + 1;
    }
    return isSurrogate(code) && !isBroken ? at + 2 : at + 1;
  }

  /** One space for a run of them; nothing at the very start. */
  #fold(start: number): number {
    let end = start;
    let isNewLine = false;
    while (end < this.#original.length && isSpace(this.#original.charCodeAt(end))) {
      isNewLine ||= isLineEnd(this.#original.charCodeAt(end));
      end++;
    }
    this.#copyTo(start);
    if (this.#line !== '') this.#line += ' ';
    this.#copied = end;
    if (isNewLine) this.#lineStarts.push(this.#line.length);
    this.#places.push(end);
    this.#shifts.push(end - this.#line.length);
    return end;
  }

  #copyTo(end: number): void {
    if (end > this.#copied) this.#line += this.#original.slice(this.#copied, end);
    this.#copied = Math.max(this.#copied, end);
  }

  #mapRanges(ranges: readonly TextRange[], length: number): readonly TextRange[] {
    return ranges.map(([start, end]) => [
      Math.min(length, this.#map(start)),
      Math.min(length, this.#map(end)),
    ]);
  }

  #map(offset: number): number {
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

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

function isPairAt(text: string, at: number): boolean {
  const codePoint = text.codePointAt(at) ?? 0;
  return codePoint > 0xffff;
}
