// Finds where the words of a text stand, without folding them: for those who know already which words they are.
import { classOf, DIGIT, LETTER, SPACELESS } from './characters.ts';
import { fold } from './fold.ts';
import type { WordWalk } from './model.ts';
import {
  codePointAt,
  isAsciiWord,
  joinerAt,
  marksEnd,
  plainWordEnd,
  runEnd,
  symbolSuffix,
  type WordRules,
  width,
} from './word-rules.ts';

/** Comes by the same words as `tokenize`, in the same places. */
export class WordWalker implements WordWalk {
  start = 0;
  end = 0;
  readonly #text: string;
  readonly #rules: WordRules;

  constructor(text: string, from: number, rules: WordRules) {
    this.#text = text;
    this.#rules = rules;
    this.end = from;
  }

  next(): boolean {
    const text = this.#text;
    for (let at = this.end; at < text.length; ) {
      const code = text.charCodeAt(at);
      if (code < 0x80) {
        if (!isAsciiWord(code)) {
          at += 1;
          continue;
        }
        const plainEnd = plainWordEnd(text, at);
        if (plainEnd > at) {
          this.start = at;
          this.end = plainEnd;
          return true;
        }
      }
      const codePoint = codePointAt(text, at);
      const kind = classOf(codePoint);
      const end = at + width(codePoint);
      if (kind === LETTER || kind === DIGIT || kind === SPACELESS) {
        this.start = at;
        this.end = kind === SPACELESS ? marksEnd(text, end) : this.#wordEnd(at);
        return true;
      }
      at = end;
    }
    return false;
  }

  #wordEnd(start: number): number {
    const text = this.#text;
    let runStart = start;
    let end = runEnd(text, start);
    while (joinerAt(text, end, runStart, this.#rules) !== null) {
      runStart = end + 1;
      end = runEnd(text, runStart);
    }
    const isLetter = end === start + 1 && fold(text.charAt(start)).length === 1;
    return isLetter ? end + symbolSuffix(text, end).length : end;
  }
}
