// What the characters of a text are to its words, looked up once for each: a letter, an ideograph, or neither.

/** A letter or digit. */
export const LETTER_BIT = 21;
const IS_LETTER = 1 << LETTER_BIT;
/** Han, Hiragana or Katakana: a word of its own, except behind other letters. */
export const IDEOGRAPH_BIT = 22;
export const IS_IDEOGRAPH = 1 << IDEOGRAPH_BIT;
/** Goes on a word and ends it. */
export const ENDS_WORD = 1 << 23;
/** Takes two UTF-16 units. */
export const IS_PAIR = 1 << 24;
/** What is more than a letter or none. */
export const IS_SPECIAL = IS_IDEOGRAPH | ENDS_WORD | IS_PAIR;
const IS_KNOWN = 1 << 25;
/** The small letter, or the character itself where it has none. */
export const SMALL_LETTER = IS_LETTER - 1;

const LETTER = /[\p{L}\p{N}]/u;
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** Its lower case is an i and a mark that is no letter. */
const DOTTED_CAPITAL_I = 0x130;

/** By UTF-16 unit what `characterAt` gives, as far as it was asked; else 0. For loops that cannot call for each unit. */
export const knownCharacters = new Int32Array(0x10000);

/** The character that begins at `at`: its small letter and its flags. */
export function characterAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return knownCharacters[unit] || learn(text.codePointAt(at) ?? unit);
}

function learn(code: number): number {
  const character = describe(code);
  const isSurrogate = code >= 0xd800 && (code <= 0xdfff || code > 0xffff);
  if (!isSurrogate) knownCharacters[code] = character;
  return character;
}

function describe(code: number): number {
  const text = String.fromCodePoint(code);
  const isLetter = LETTER.test(text) ? IS_LETTER : 0;
  const isIdeograph = IDEOGRAPH.test(text) ? IS_IDEOGRAPH : 0;
  const endsWord = code === DOTTED_CAPITAL_I ? ENDS_WORD : 0;
  const isPair = code > 0xffff ? IS_PAIR : 0;
  return IS_KNOWN | isLetter | isIdeograph | endsWord | isPair | smallLetter(text);
}

/** A sigma at the end of a word is a sigma. */
function smallLetter(text: string): number {
  return text.toLowerCase().replace('ς', 'σ').codePointAt(0) ?? 0;
}
