// Cuts a text into words with their places in it. One pass, no regular expressions over the text.
import { classOf, DIGIT, LETTER, SPACELESS } from './characters.ts';
import { fold } from './fold.ts';
import type { Token, WordSink } from './model.ts';
import {
  codePointAt,
  joinerAt,
  marksEnd,
  plainWordEnd,
  runEnd,
  symbolSuffix,
  type WordRules,
  width,
} from './word-rules.ts';

/** Raise when tokens change: it is part of the analysis fingerprint. */
export const TOKENIZER_VERSION = 3;

/** A longer word is known by its first characters; its range still covers the whole of it. */
export const MAX_FORM_LENGTH = 64;
// Enough for 64 letters with eight marks each: the rest of a word is not looked at.
const MAX_FOLDED_LENGTH = 576;

/**
 * Words of a text, in order. A word is a run of letters, marks and numbers; apostrophes inside it stay in the form
 * (as `'`, whatever was written), points between digits join (`3.5`), commas before three digits vanish (`1,250` is
 * `1250`), `C++` and `C#` are words. Everything else divides. Of a script without spaces each letter is a word.
 * Cost: linear.
 */
export function readWords(text: string, rules: WordRules, sink: WordSink): void {
  for (let at = 0; at < text.length; ) {
    const plainEnd = plainWordEnd(text, at);
    if (plainEnd > at && plainEnd - at <= MAX_FORM_LENGTH) {
      sink.plainWord(text, at, plainEnd);
      at = plainEnd;
      continue;
    }
    const codePoint = codePointAt(text, at);
    const kind = classOf(codePoint);
    const end = at + width(codePoint);
    if (kind === LETTER || kind === DIGIT) at = readWord(text, at, rules, sink);
    else if (kind === SPACELESS) at = readSpaceless(text, at, end, sink);
    else at = end;
  }
}

/** The words of `readWords` as a list. */
export function tokenize(text: string, rules: WordRules): Token[] {
  const tokens: Token[] = [];
  readWords(text, rules, {
    plainWord: (_, start, end) => {
      tokens.push({ form: text.slice(start, end).toLowerCase(), start, end });
    },
    word: (form, start, end) => {
      tokens.push({ form, start, end });
    },
  });
  return tokens;
}

/** The forms of `readWords` as a list. */
export function tokenizeForms(text: string, rules: WordRules): string[] {
  const forms: string[] = [];
  readWords(text, rules, {
    plainWord: (_, start, end) => {
      forms.push(text.slice(start, end).toLowerCase());
    },
    word: (form) => {
      forms.push(form);
    },
  });
  return forms;
}

function readSpaceless(text: string, start: number, from: number, sink: WordSink): number {
  const end = marksEnd(text, from);
  push(sink, fold(bounded(text, start, end)), start, end);
  return end;
}

function readWord(text: string, start: number, rules: WordRules, sink: WordSink): number {
  let form = '';
  let runStart = start;
  let end = runEnd(text, start);
  for (;;) {
    const joiner = joinerAt(text, end, runStart, rules);
    if (joiner === null) break;
    if (form.length < MAX_FORM_LENGTH) form += fold(bounded(text, runStart, end)) + joiner;
    runStart = end + 1;
    end = runEnd(text, runStart);
  }
  if (form.length < MAX_FORM_LENGTH) form += fold(bounded(text, runStart, end));
  const suffix = form.length === 1 && end - start === 1 ? symbolSuffix(text, end) : '';
  push(sink, form + suffix, start, end + suffix.length);
  return end + suffix.length;
}

function push(sink: WordSink, form: string, start: number, end: number): void {
  const cut = form.length > MAX_FORM_LENGTH ? form.slice(0, cutBefore(form, MAX_FORM_LENGTH)) : form;
  if (cut !== '') sink.word(cut, start, end);
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
