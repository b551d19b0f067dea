// Where a word ends: the rules that all who look for words in a text share.
import {
  APOSTROPHE,
  classOf,
  continuesSyllable,
  DIGIT,
  IGNORABLE,
  LETTER,
  MARK,
  SEPARATOR,
  SPACELESS,
} from './characters.ts';

const PLUS = 0x2b;
const COMMA = 0x2c;
const DOT = 0x2e;
const HASH = 0x23;

/** How apostrophes are read: in most languages they join (`don't`), in some they divide (`l'amour`). */
export interface WordRules {
  readonly apostrophesJoin: boolean;
}

/** End of what belongs to the letter before `start`: marks, the rest of a syllable. Invisible characters before it are passed. */
export function marksEnd(text: string, start: number): number {
  let end = start;
  for (let at = start; at < text.length; ) {
    const codePoint = codePointAt(text, at);
    const kind = classOf(codePoint);
    if (kind !== MARK && kind !== IGNORABLE && !continuesSyllable(codePoint)) break;
    at += width(codePoint);
    if (kind !== IGNORABLE) end = at;
  }
  return end;
}

/** End of the letters, digits and marks from `start`; invisible characters inside are passed, at the end not. */
export function runEnd(text: string, start: number): number {
  let end = start;
  for (let at = start; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code < 0x80) {
      // Most text: letters and digits go on, nothing else does.
      if (!isAsciiWord(code)) break;
      at += 1;
      end = at;
      continue;
    }
    const codePoint = codePointAt(text, at);
    const kind = classOf(codePoint);
    if (kind === SEPARATOR || kind === SPACELESS || kind === APOSTROPHE) break;
    at += width(codePoint);
    if (kind !== IGNORABLE) end = at;
  }
  return end;
}

/**
 * End of a word of ASCII letters and digits at `start`, nine words of ten in English; `start` itself when none stands
 * there, or what follows might belong to it: then the other rules tell.
 */
export function plainWordEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && isAsciiWord(text.charCodeAt(end))) end++;
  if (end === start || end === text.length) return end;
  const code = text.charCodeAt(end);
  if (code === DOT || code === COMMA) return mayBeDigit(text, end + 1) ? start : end;
  if (code === PLUS || code === HASH) return end - start === 1 ? start : end;
  return code < 0x80 && classOf(code) === SEPARATOR ? end : start;
}

function mayBeDigit(text: string, at: number): boolean {
  if (at >= text.length) return false;
  const code = text.charCodeAt(at);
  return code >= 0x80 || classOf(code) === DIGIT;
}

/** What a joining character at `at` leaves in the form; null when none joins there. */
export function joinerAt(text: string, at: number, runStart: number, rules: WordRules): string | null {
  if (at >= text.length - 1) return null;
  const code = text.charCodeAt(at);
  const next = classOf(codePointAt(text, at + 1));
  if (classOf(code) === APOSTROPHE) {
    return rules.apostrophesJoin && (next === LETTER || next === DIGIT) ? "'" : null;
  }
  if (next !== DIGIT || classOf(text.charCodeAt(at - 1)) !== DIGIT) return null;
  if (code === DOT) return '.';
  return code === COMMA && isThousands(text, runStart, at) ? '' : null;
}

/** `1,250` and `1,250,000`, not `1,2`, `2008,2009` or `A1,250`. */
function isThousands(text: string, runStart: number, comma: number): boolean {
  if (comma - runStart > 3) return false;
  for (let at = runStart; at < comma; at++) if (classOf(text.charCodeAt(at)) !== DIGIT) return false;
  for (let at = comma + 1; at <= comma + 3; at++) {
    if (at >= text.length || classOf(text.charCodeAt(at)) !== DIGIT) return false;
  }
  return comma + 4 >= text.length || classOf(text.charCodeAt(comma + 4)) !== DIGIT;
}

/** `++` or `#` right after a single letter that ends at `end`. */
export function symbolSuffix(text: string, end: number): string {
  if (classOf(text.charCodeAt(end - 1)) !== LETTER) return '';
  if (text.charCodeAt(end) === HASH) return isWordAt(text, end + 1) ? '' : '#';
  const isDouble = text.charCodeAt(end) === PLUS && text.charCodeAt(end + 1) === PLUS;
  return isDouble && text.charCodeAt(end + 2) !== PLUS ? '++' : '';
}

function isWordAt(text: string, at: number): boolean {
  if (at >= text.length) return false;
  const kind = classOf(codePointAt(text, at));
  return kind === LETTER || kind === DIGIT || kind === SPACELESS || kind === MARK;
}

/** Whether an ASCII character is a letter or a digit; no other of them is part of a word or a mark. */
export function isAsciiWord(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
}

/** The code point at an offset; 0 behind the end. */
export function codePointAt(text: string, at: number): number {
  return text.codePointAt(at) ?? 0;
}

/** Its UTF-16 units. */
export function width(codePoint: number): number {
  return codePoint > 0xffff ? 2 : 1;
}
