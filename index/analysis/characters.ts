// What each character is to the tokenizer. Decided once a character, kept in a table.
import { VANISHING_LETTERS } from './fold.ts';

export const SEPARATOR = 1;
/** Letters of scripts that put spaces between words, and numbers other than digits. */
export const LETTER = 2;
/** Decimal digits of any script. */
export const DIGIT = 3;
/** Combining marks: they go on with the word before them and begin none. */
export const MARK = 4;
/** Letters of scripts without spaces: each is a token of its own. */
export const SPACELESS = 5;
/** Joins letters on both sides: `don't`. */
export const APOSTROPHE = 6;
/** Invisible: soft hyphen, zero-width characters, direction marks, what folds to nothing. Inside a word they are not there. */
export const IGNORABLE = 7;

// ' ` ´ ʻ ʼ ‘ ’ ‛ ′ ＇: what people and their keyboards write for an apostrophe.
const APOSTROPHES = /^['`\u00b4\u02bb\u02bc\u2018\u2019\u201b\u2032\uff07]$/u;
// Vulgar fractions decompose to `1⁄2`, which would read as twelve.
const FRACTIONS = /^[\u00bc-\u00be\u2150-\u215f\u2189]$/u;
const SPACELESS_LETTERS =
  /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]$/u;
// Half-width voicing marks are letters to Unicode and marks to the reader.
const KANA_MARKS = /^[\uff9e\uff9f]$/u;

const LAST_CODE_POINT = 0x10ffff;
const classes = new Uint8Array(LAST_CODE_POINT + 1);

/** Class of a code point (one of the constants above). A lone surrogate is a separator. */
export function classOf(codePoint: number): number {
  const known = classes[codePoint];
  if (known !== undefined && known !== 0) return known;
  const found = classify(String.fromCodePoint(codePoint));
  classes[codePoint] = found;
  return found;
}

/** Whether a letter goes on with the Hangul syllable before it: vowels and finals that stand by themselves, as in NFD. */
export function continuesSyllable(codePoint: number): boolean {
  if (codePoint < 0x1160) return false;
  return codePoint <= 0x11ff || (codePoint >= 0xd7b0 && codePoint <= 0xd7ff) || isHalfWidthVowel(codePoint);
}

function isHalfWidthVowel(codePoint: number): boolean {
  return codePoint >= 0xffc2 && codePoint <= 0xffdc;
}

function classify(character: string): number {
  if (APOSTROPHES.test(character)) return APOSTROPHE;
  if (FRACTIONS.test(character)) return SEPARATOR;
  if (KANA_MARKS.test(character) || /^\p{M}$/u.test(character)) return MARK;
  if (/^\p{Cf}$/u.test(character) || VANISHING_LETTERS.has(character.codePointAt(0) ?? 0)) return IGNORABLE;
  if (/^\p{Nd}$/u.test(character)) return DIGIT;
  if (!/^[\p{L}\p{N}]$/u.test(character)) return SEPARATOR;
  return SPACELESS_LETTERS.test(character) ? SPACELESS : LETTER;
}
