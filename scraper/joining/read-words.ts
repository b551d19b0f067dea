// Reads the words of a text as numbers, in one pass and without making strings: which runs of words may two texts share?
import { characterAt, ENDS_WORD, IS_IDEOGRAPH, IS_LETTER, IS_PAIR, SMALL_LETTER } from './word-characters.ts';

/** Words of a run: fewer make phrases that anybody writes. */
const RUN = 6;
/** Letters of a line that tells where it comes from; scripts without spaces say more with fewer. */
const MIN_LETTERS = 24;
const MIN_IDEOGRAPHS = 12;

/** One line, not empty, by its offsets in the text. */
export interface WordLine {
  readonly start: number;
  readonly end: number;
  readonly hasWords: boolean;
  /** The run it begins with; null when it is too short to tell where it comes from. */
  readonly run: number | null;
}

export interface TextWords {
  readonly lines: readonly WordLine[];
  /** All runs of the text, across its lines, in order. Equal words give equal numbers, others hardly ever. */
  readonly runs: readonly number[];
}

/** Linear in the length of the text. */
export function readWords(text: string): TextWords {
  const hasher = new WordHasher();
  const lines: WordLine[] = [];
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    if (end > start) lines.push(readLine(text, [start, end], hasher));
    start = end + 1;
  }
  return { lines, runs: hasher.runs };
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

function readLine(text: string, [start, end]: readonly [number, number], hasher: WordHasher): WordLine {
  const first = hasher.count;
  let letters = 0;
  let kinds = 0;
  for (let at = start; at < end; at++) {
    const character = characterAt(text, at);
    hasher.take(character);
    kinds |= character;
    const units = character & IS_PAIR ? 2 : 1;
    if (character & (IS_LETTER | IS_IDEOGRAPH)) letters += units;
    at += units - 1;
  }
  hasher.endWord();
  const isTelling = letters >= MIN_LETTERS || (letters >= MIN_IDEOGRAPHS && (kinds & IS_IDEOGRAPH) !== 0);
  const run = hasher.count - first < RUN ? null : (hasher.runs[first] ?? null);
  return { start, end, hasWords: hasher.count > first, run: isTelling ? run : null };
}

const PRIME = 0x01000193;
const FACTOR = 0x2c1b3c6d;
/** Weight of the word that leaves a run: `FACTOR` to the power of `RUN`, modulo 2^32. */
const LEAVING = Array.from({ length: RUN }).reduce<number>((power) => Math.imul(power, FACTOR), 1);

/** Makes words of characters and runs of words: a rolling hash (Karp and Rabin 1987) over one of each word (FNV-1a). */
class WordHasher {
  readonly runs: number[] = [];
  /** Words so far. */
  count = 0;
  readonly #last = new Int32Array(RUN);
  #run = 0;
  #word = 0;
  #isInWord = false;

  take(character: number): void {
    if (character & IS_LETTER && (this.#isInWord || !(character & IS_IDEOGRAPH))) {
      this.#word = Math.imul((this.#isInWord ? this.#word : 0) ^ (character & SMALL_LETTER), PRIME);
      this.#isInWord = true;
      if (character & ENDS_WORD) this.endWord();
      return;
    }
    this.endWord();
    if (character & IS_IDEOGRAPH) this.#add(Math.imul(character & SMALL_LETTER, PRIME));
  }

  endWord(): void {
    if (this.#isInWord) this.#add(this.#word);
    this.#isInWord = false;
  }

  #add(word: number): void {
    const place = this.count++ % RUN;
    const leaving = Math.imul(this.#last[place] ?? 0, LEAVING);
    this.#run = (Math.imul(this.#run, FACTOR) + word - leaving) | 0;
    this.#last[place] = word;
    if (this.count >= RUN) this.runs.push(this.#run);
  }
}
