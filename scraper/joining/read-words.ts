// Reads the words of texts as numbers, in one pass and without making strings: which may two texts share?
import { runAt, type WordRange } from './word-runs.ts';

/** Letters of a line that tells where it comes from; scripts without spaces say more with fewer. */
const MIN_LETTERS = 24;
const MIN_IDEOGRAPHS = 12;

const PRIME = 0x01000193;

// What a character is to its word. It stands in this file, for what is imported is fetched anew for each character.

/** A letter or digit. */
const LETTER_BIT = 21;
const IS_LETTER = 1 << LETTER_BIT;
/** Han, Hiragana or Katakana: a word of its own, except behind other letters. */
const IDEOGRAPH_BIT = 22;
const IS_IDEOGRAPH = 1 << IDEOGRAPH_BIT;
/** Goes on a word and ends it. */
const ENDS_WORD = 1 << 23;
/** Takes two UTF-16 units. */
const IS_PAIR = 1 << 24;
/** What is more than a letter or none. */
const IS_SPECIAL = IS_IDEOGRAPH | ENDS_WORD | IS_PAIR;
const IS_KNOWN = 1 << 25;
/** The small letter, or the character itself where it has none. */
const SMALL_LETTER = IS_LETTER - 1;

/** One line, not empty, by its offsets in the text. */
export interface WordLine {
  readonly start: number;
  readonly end: number;
  readonly hasWords: boolean;
  /** The run it begins with; null when it is too short to tell where it comes from. */
  readonly run: number | null;
}

export interface TextWords extends WordRange {
  readonly lines: readonly WordLine[];
}

/** Makes a number (FNV-1a) of each word of one text after the other: equal words give equal numbers, others hardly ever. */
export class WordReader {
  #numbers = new Int32Array(1 << 13);
  #count = 0;

  /** The numbers of all words so far, with room behind them. Another list once more is read. */
  get numbers(): Int32Array {
    return this.#numbers;
  }

  /** Linear in the length of the text. */
  read(text: string): TextWords {
    this.#makeRoom(text.length + 1);
    const from = this.#count;
    const lines: WordLine[] = [];
    for (let start = 0; start < text.length; ) {
      const feed = text.indexOf('\n', start);
      const end = feed < 0 ? text.length : feed;
      if (end > start) lines.push(this.#readLine(text, start, end));
      start = end + 1;
    }
    return { from, to: this.#count, lines };
  }

  /**
   * Joining spends most of its time here. Where words end cannot be foretold, so that a branch there costs more than
   * all the rest: plain letters and what stands between them take none, the word so far is written over until it ends.
   */
  #readLine(text: string, start: number, end: number): WordLine {
    const numbers = this.#numbers;
    const from = this.#count;
    let count = from;
    let word = 0;
    let isInWord = 0;
    let letters = 0;
    let kinds = 0;
    for (let at = start; at < end; at++) {
      const character = knownCharacters[text.charCodeAt(at)] || characterAt(text, at);
      // An ideograph goes on a word, but begins none.
      const goesOn = (character >>> LETTER_BIT) & (isInWord | (~character >>> IDEOGRAPH_BIT)) & 1;
      numbers[count] = word;
      count += isInWord & ~goesOn;
      word = Math.imul(word ^ (character & SMALL_LETTER), PRIME) & -goesOn;
      letters += goesOn;
      isInWord = goesOn;
      if ((character & IS_SPECIAL) === 0) continue;
      kinds |= character;
      const isAlone = goesOn === 0 && (character & IS_IDEOGRAPH) !== 0;
      if (isAlone) word = Math.imul(character & SMALL_LETTER, PRIME);
      if (isAlone || character & ENDS_WORD) {
        numbers[count++] = word;
        word = isInWord = 0;
      }
      const units = character & IS_PAIR ? 2 : 1;
      letters += (isAlone ? 1 : 0) + (isAlone || goesOn ? units - 1 : 0);
      at += units - 1;
    }
    numbers[count] = word;
    this.#count = count + isInWord;
    const isTelling = letters >= MIN_LETTERS || (letters >= MIN_IDEOGRAPHS && (kinds & IS_IDEOGRAPH) !== 0);
    const run = isTelling ? runAt(numbers, { from, to: this.#count }) : null;
    return { start, end, hasWords: this.#count > from, run };
  }

  #makeRoom(count: number): void {
    const needed = this.#count + count;
    if (needed <= this.#numbers.length) return;
    const larger = new Int32Array(Math.max(needed, 2 * this.#numbers.length));
    larger.set(this.#numbers);
    this.#numbers = larger;
  }
}

const LETTER = /[\p{L}\p{N}]/u;
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** Its lower case is an i and a mark that is no letter. */
const DOTTED_CAPITAL_I = 0x130;

/** By code point what `characterAt` gives, as far as it was asked; else 0. Never known for half a pair. */
const knownCharacters = new Int32Array(0x110000);

/** The character that begins at `at`: its small letter and its flags. */
function characterAt(text: string, at: number): number {
  const code = text.codePointAt(at) ?? 0;
  const character = knownCharacters[code] || describe(code);
  if (code < 0xd800 || code > 0xdfff) knownCharacters[code] = character;
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
