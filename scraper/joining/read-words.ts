// Reads the words of texts as numbers, in one pass and without making strings: which may two texts share?
import {
  characterAt,
  ENDS_WORD,
  IDEOGRAPH_BIT,
  IS_IDEOGRAPH,
  IS_PAIR,
  IS_SPECIAL,
  knownCharacters,
  LETTER_BIT,
  SMALL_LETTER,
} from './word-characters.ts';
import { runAt, type WordRange } from './word-runs.ts';

/** Letters of a line that tells where it comes from; scripts without spaces say more with fewer. */
const MIN_LETTERS = 24;
const MIN_IDEOGRAPHS = 12;

const PRIME = 0x01000193;

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
  #numbers = new Int32Array(1 << 14);
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

const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu;
/** The same in a text of ASCII alone, several times faster. */
const ASCII_WORD = /[a-z0-9]+/g;
const BEYOND_ASCII = /[\u0080-\uffff]/;

/** The same words spelt out: lower case, one space before, between and behind, so that inclusion is that of whole words. */
export function spellWords(text: string): string {
  const words = text.toLowerCase().match(BEYOND_ASCII.test(text) ? WORD : ASCII_WORD);
  return words ? ` ${words.join(' ')} ` : '';
}
