// What the analysis speaks of: words of a text and what is done to them. Types only.

/** One word of a text. */
export interface Token {
  /** The folded word: case, accents, apostrophe and width forms aside. Never empty; at most 64 characters. */
  readonly form: string;
  /** UTF-16 offsets into the original text, half-open; never inside a surrogate pair. Tokens do not overlap. */
  readonly start: number;
  readonly end: number;
}

/** Goes through a text word by word; stands before the first. */
export interface WordWalk {
  /** Where the word stands, as in `Token`. */
  readonly start: number;
  readonly end: number;
  /** Goes to the next word; false when there is none. */
  next(): boolean;
}

/** Takes the words of a text one by one, in order. */
export interface WordSink {
  /** A word of ASCII letters and digits: its form is this piece of the text, in lower case. */
  plainWord(text: string, start: number, end: number): void;
  /** Any other word: its form and its place in the text. */
  word(form: string, start: number, end: number): void;
}

/** Makes words of texts and of queries: the same for building and for asking. */
export interface Analysis {
  /** One of Snowball's languages, or `none`. */
  readonly language: string;
  /** Names everything that shapes forms and stems; two analyses with the same fingerprint give the same words. */
  readonly fingerprint: string;
  /** Words in text order; empty when the text has none. Cost: linear in the text. */
  tokens(text: string): Token[];
  /** The words that `tokens` gives, without their forms: many times cheaper. From an offset at which one of them begins. */
  walk(text: string, from: number): WordWalk;
  /** The forms of `tokens`. */
  forms(text: string): string[];
  /** The same words, given to `sink` without making a string for each. */
  readWords(text: string, sink: WordSink): void;
  /** The spelling that a word of two spellings is known by (`colour`, `color`); for all others the form itself. */
  spelling(form: string): string;
  /** Stem of a form as `tokens` gives it; the form itself when the language does not know the word. */
  stem(form: string): string;
  /** Whether the form is a small word that carries no meaning beside others. */
  isStopWord(form: string): boolean;
}
