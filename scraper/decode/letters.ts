// Kinds of single characters that the guards of the mojibake repair ask for. An empty string is no letter.

const LETTER = /^\p{L}/u;
const CAPITAL = /^\p{Lu}/u;
const SMALL = /^\p{Ll}/u;

/** True for a letter of any script. */
export function isLetter(character: string): boolean {
  return LETTER.test(character);
}

/** True for a capital letter. */
export function isCapital(character: string): boolean {
  return CAPITAL.test(character);
}

/** True for a small letter. */
export function isSmall(character: string): boolean {
  return SMALL.test(character);
}
