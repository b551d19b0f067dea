// Cuts a cleaned query into marks, phrases, fields and pieces of text. Knows no grammar.
import { type CloserFinder, createCloserFinder, foldSpaces, isQuote } from './quotes.ts';

export type Lexeme =
  | { readonly kind: 'open' | 'close' | 'bar' | 'minus'; readonly at: number }
  /** Between quotation marks, as written. */
  | { readonly kind: 'phrase'; readonly text: string; readonly at: number }
  /** `AND`, `OR` or `NOT` standing by itself. */
  | { readonly kind: 'operator'; readonly text: string; readonly at: number }
  /** `name:value` of a known name; `written` is the whole piece, `isQuoted` says that the value stood in quotes. */
  | {
      readonly kind: 'field';
      readonly name: string;
      readonly value: string;
      readonly isQuoted: boolean;
      readonly written: string;
      readonly at: number;
    }
  /** `title:(` */
  | { readonly kind: 'open-title'; readonly at: number }
  | { readonly kind: 'piece'; readonly text: string; readonly at: number }
  /** A quotation mark without a partner. */
  | { readonly kind: 'lone-quote'; readonly text: string; readonly at: number };

const MARKS: ReadonlyMap<string, 'open' | 'close' | 'bar'> = new Map([
  ['(', 'open'],
  [')', 'close'],
  ['|', 'bar'],
]);
const OPERATORS = new Set(['AND', 'OR', 'NOT']);
const WORD_CHARACTER = /^[\p{L}\p{N}]/u;
const FIELD = /^([a-z]+):/i;

/** Lexemes of a cleaned query, in order. `fieldNames` are the lower-case names that make a field. Cost: linear. */
export function readLexemes(text: string, fieldNames: ReadonlySet<string>): Lexeme[] {
  return new Lexer(text, fieldNames).read();
}

class Lexer {
  readonly #text: string;
  readonly #fieldNames: ReadonlySet<string>;
  readonly #findCloser: CloserFinder;
  readonly #lexemes: Lexeme[] = [];

  constructor(text: string, fieldNames: ReadonlySet<string>) {
    this.#text = text;
    this.#fieldNames = fieldNames;
    this.#findCloser = createCloserFinder(text);
  }

  read(): Lexeme[] {
    for (let at = 0; at < this.#text.length; ) {
      if (isSpace(this.#text.charAt(at))) at++;
      else at = this.#readOne(at);
    }
    return this.#lexemes;
  }

  /** Each reader adds one lexeme and gives the place after it. */
  #readOne(at: number): number {
    const character = this.#text.charAt(at);
    const mark = MARKS.get(character);
    if (mark !== undefined) return this.#add({ kind: mark, at }, at + 1);
    if (isQuote(character)) return this.#readQuoted(at);
    if (character === '-' && this.#isNegation(at)) return this.#add({ kind: 'minus', at }, at + 1);
    if (character === '@' && this.#isNameSign(at)) return this.#readField(at, 'author', at + 1);
    return this.#readPiece(at);
  }

  #readQuoted(at: number): number {
    const closer = this.#findCloser(at);
    if (closer < 0) return this.#add({ kind: 'lone-quote', text: this.#text.charAt(at), at }, at + 1);
    return this.#add({ kind: 'phrase', text: this.#text.slice(at + 1, closer), at }, closer + 1);
  }

  #readPiece(start: number): number {
    const end = this.#pieceEnd(start);
    const text = this.#text.slice(start, end);
    const at = start + leadingSigns(text);
    const name = FIELD.exec(this.#text.slice(at, end))?.[1];
    if (name !== undefined && this.#fieldNames.has(name.toLowerCase())) {
      return this.#readField(at, name.toLowerCase(), at + name.length + 1);
    }
    // `-OR` excludes the word.
    const isOperator = OPERATORS.has(text) && this.#lexemes.at(-1)?.kind !== 'minus';
    return this.#add({ kind: isOperator ? 'operator' : 'piece', text, at: start }, end);
  }

  /** A field whose value begins at `start`. */
  #readField(at: number, name: string, start: number): number {
    const next = this.#text.charAt(start);
    if (name === 'title' && next === '(') return this.#add({ kind: 'open-title', at }, start + 1);
    const quotedValue = isQuote(next) ? this.#quotedValue(start) : '';
    const isQuoted = quotedValue !== '';
    const end = isQuoted ? this.#findCloser(start) + 1 : this.#pieceEnd(start);
    const value = isQuoted ? quotedValue : this.#text.slice(start, end).replace(/[,;]+$/, '');
    return this.#add({ kind: 'field', name, value, isQuoted, written: this.#text.slice(at, end), at }, end);
  }

  #quotedValue(open: number): string {
    const closer = this.#findCloser(open);
    return closer < 0 ? '' : foldSpaces(this.#text.slice(open + 1, closer));
  }

  /** A single dash before something, at the start of a word: a dash inside or between words is punctuation. */
  #isNegation(at: number): boolean {
    const next = this.#text.charAt(at + 1);
    return this.#startsWord(at) && next !== '' && next !== '-' && !isSpace(next);
  }

  #isNameSign(at: number): boolean {
    if (!this.#startsWord(at) && this.#text.charAt(at - 1) !== '-') return false;
    if (WORD_CHARACTER.test(this.#text.slice(at + 1, at + 3))) return true;
    return isQuote(this.#text.charAt(at + 1)) && this.#quotedValue(at + 1) !== '';
  }

  #startsWord(at: number): boolean {
    const before = this.#text.charAt(at - 1);
    return at === 0 || isSpace(before) || before === '(' || before === '|';
  }

  #pieceEnd(start: number): number {
    for (let end = start; end < this.#text.length; end++) {
      const character = this.#text.charAt(end);
      if (isSpace(character) || MARKS.has(character) || isQuote(character)) return end;
    }
    return this.#text.length;
  }

  #add(lexeme: Lexeme, end: number): number {
    this.#lexemes.push(lexeme);
    return end;
  }
}

/** Length of the signs before the first letter or number. */
function leadingSigns(piece: string): number {
  return Math.max(0, piece.search(/[\p{L}\p{N}]/u));
}

function isSpace(character: string): boolean {
  // A byte order mark counts as white space in regular expressions; to readers it is nothing at all.
  return character !== '\ufeff' && /^\s$/.test(character);
}
