// What the analysis speaks of: words of a text and what is done to them. Types only.

/** One word of a text. */
export interface Token {
  /** The folded word: case, accents, apostrophe and width forms aside. Never empty; at most 64 characters. */
  readonly form: string;
  /** UTF-16 offsets into the original text, half-open; never inside a surrogate pair. Tokens do not overlap. */
  readonly start: number;
  readonly end: number;
}

/** Makes words of texts and of queries: the same for building and for asking. */
export interface Analysis {
  /** One of Snowball's languages, or `none`. */
  readonly language: string;
  /** Names everything that shapes forms and stems; two analyses with the same fingerprint give the same words. */
  readonly fingerprint: string;
  /** Words in text order; empty when the text has none. Cost: linear in the text. */
  tokens(text: string): Token[];
  /** The forms of `tokens`. */
  forms(text: string): string[];
  /** Stem of a form as `tokens` gives it; the form itself when the language does not know the word. */
  stem(form: string): string;
  /** Whether the form is a small word that carries no meaning beside others. */
  isStopWord(form: string): boolean;
}
