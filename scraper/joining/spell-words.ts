// Words as text again, for the few that must be compared letter by letter.

const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu;
/** The same in a text of ASCII alone, several times faster. */
const ASCII_WORD = /[a-z0-9]+/g;
const BEYOND_ASCII = /[\u0080-\uffff]/;

/** The same words spelt out: lower case, one space before, between and behind, so that inclusion is that of whole words. */
export function spellWords(text: string): string {
  const words = text.toLowerCase().match(BEYOND_ASCII.test(text) ? WORD : ASCII_WORD);
  return words ? ` ${words.join(' ')} ` : '';
}
