// Cuts a text into words with their places in it. One pass, no regular expressions over the text.
import { APOSTROPHE, classOf, DIGIT, IGNORABLE, LETTER, MARK, SEPARATOR, SPACELESS } from './characters.ts';
import { fold } from './fold.ts';
import type { Token } from './model.ts';

/** Raise when tokens change: it is part of the analysis fingerprint. */
export const TOKENIZER_VERSION = 1;

/** A longer word is known by its first characters; its range still covers the whole of it. */
export const MAX_FORM_LENGTH = 64;
// Enough for 64 letters with eight marks each: the rest of a word is not looked at.
const MAX_FOLDED_LENGTH = 576;

const PLUS = 0x2b;
const COMMA = 0x2c;
const DOT = 0x2e;
const HASH = 0x23;

/** How apostrophes are read: in most languages they join (`don't`), in some they divide (`l'amour`). */
export interface TokenizeOptions {
  readonly apostrophesJoin: boolean;
}

/**
 * Words of a text, in order. A word is a run of letters, marks and numbers; apostrophes inside it stay in the form
 * (as `'`, whatever was written), points between digits join (`3.5`), commas before three digits vanish (`1,250` is
 * `1250`), `C++` and `C#` are words. Everything else divides. Of a script without spaces each letter is a word.
 * Cost: linear.
 */
export function tokenize(text: string, options: TokenizeOptions): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const codePoint = codePointAt(text, at);
    const kind = classOf(codePoint);
    const end = at + width(codePoint);
    if (kind === LETTER || kind === DIGIT) at = readWord(text, at, options, tokens);
    else if (kind === SPACELESS) at = readSpaceless(text, at, end, tokens);
    else at = end;
  }
  return tokens;
}

function readSpaceless(text: string, start: number, from: number, tokens: Token[]): number {
  let end = from;
  while (end < text.length) {
    const codePoint = codePointAt(text, end);
    if (classOf(codePoint) !== MARK) break;
    end += width(codePoint);
  }
  push(tokens, fold(bounded(text, start, end)), start, end);
  return end;
}

function readWord(text: string, start: number, options: TokenizeOptions, tokens: Token[]): number {
  let form = '';
  let runStart = start;
  let end = runEnd(text, start);
  for (;;) {
    const joiner = joinerAt(text, end, runStart, options);
    if (joiner === null) break;
    if (form.length < MAX_FORM_LENGTH) form += fold(bounded(text, runStart, end)) + joiner;
    runStart = end + 1;
    end = runEnd(text, runStart);
  }
  if (form.length < MAX_FORM_LENGTH) form += fold(bounded(text, runStart, end));
  const suffix = form.length === 1 && end - start === 1 ? symbolSuffix(text, end) : '';
  push(tokens, form + suffix, start, end + suffix.length);
  return end + suffix.length;
}

/** End of the letters, digits and marks from `start`; invisible characters inside are passed, at the end not. */
function runEnd(text: string, start: number): number {
  let end = start;
  for (let at = start; at < text.length; ) {
    const codePoint = codePointAt(text, at);
    const kind = classOf(codePoint);
    if (kind === SEPARATOR || kind === SPACELESS || kind === APOSTROPHE) break;
    at += width(codePoint);
    if (kind !== IGNORABLE) end = at;
  }
  return end;
}

/** What a joining character at `at` leaves in the form; null when none joins there. */
function joinerAt(text: string, at: number, runStart: number, options: TokenizeOptions): string | null {
  if (at >= text.length - 1) return null;
  const code = text.charCodeAt(at);
  const next = classOf(codePointAt(text, at + 1));
  if (classOf(code) === APOSTROPHE) {
    return options.apostrophesJoin && (next === LETTER || next === DIGIT) ? "'" : null;
  }
  if (next !== DIGIT || classOf(text.charCodeAt(at - 1)) !== DIGIT) return null;
  if (code === DOT) return '.';
  return code === COMMA && isThousands(text, runStart, at) ? '' : null;
}

/** `1,250` and `1,250,000`, not `1,2` or `2008,2009`. */
function isThousands(text: string, runStart: number, comma: number): boolean {
  if (comma - runStart > 3) return false;
  for (let at = comma + 1; at <= comma + 3; at++) {
    if (at >= text.length || classOf(text.charCodeAt(at)) !== DIGIT) return false;
  }
  return comma + 4 >= text.length || classOf(text.charCodeAt(comma + 4)) !== DIGIT;
}

/** `++` or `#` right after a single letter that ends at `end`. */
function symbolSuffix(text: string, end: number): string {
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

function push(tokens: Token[], form: string, start: number, end: number): void {
  const cut = form.length > MAX_FORM_LENGTH ? form.slice(0, cutBefore(form, MAX_FORM_LENGTH)) : form;
  if (cut !== '') tokens.push({ form: cut, start, end });
}

function bounded(text: string, start: number, end: number): string {
  return end - start > MAX_FOLDED_LENGTH
    ? text.slice(start, cutBefore(text, start + MAX_FOLDED_LENGTH))
    : text.slice(start, end);
}

/** The place itself, or one before it when it lies inside a surrogate pair. */
function cutBefore(text: string, at: number): number {
  const code = text.charCodeAt(at - 1);
  return code >= 0xd800 && code <= 0xdbff ? at - 1 : at;
}

function codePointAt(text: string, at: number): number {
  return text.codePointAt(at) ?? 0;
}

function width(codePoint: number): number {
  return codePoint > 0xffff ? 2 : 1;
}
