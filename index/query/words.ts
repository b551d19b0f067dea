// Makes one word of the query out of a piece of text: plain, `word*` or `word~`.
import type { QueryNode, WordScope } from './model.ts';

/** Fewer letters than this with `*` would be half the dictionary. */
export const MIN_PREFIX_LETTERS = 3;

export interface WordReading {
  readonly node: Extract<QueryNode, { readonly kind: 'word' | 'prefix' | 'similar' }>;
  /** `*` was written after too few letters and does not count. */
  readonly isShortPrefix: boolean;
}

const WORD = /[\p{L}\p{N}]/u;
const WORD_END = /[\p{L}\p{N}\p{M}]$/u;
const SYMBOL_NAME = /^\p{L}(\+\+|#)/u;
const SIMILARITY = /~\d+$/;

/** Reads a piece, signs around the word aside; null when it has neither a letter nor a number. */
export function readWord(piece: string, scope: WordScope): WordReading | null {
  const trimmed = trimWord(piece);
  let core = trimmed;
  while (SIMILARITY.test(core)) core = trimWord(core.replace(SIMILARITY, ''));
  if (core === '') return null;
  const after = piece.slice(piece.indexOf(trimmed) + trimmed.length);
  // `call***99**` is no beginning of a word: stars in it stand for what was left out.
  if (after.includes('*') && !core.includes('*')) return readPrefix(core, scope);
  const isSimilar = core !== trimmed || after.includes('~');
  return { node: { kind: isSimilar ? 'similar' : 'word', text: asText(core), scope }, isShortPrefix: false };
}

/** The piece as one plain word, whatever signs follow it; none when it has neither a letter nor a number. */
export function readText(piece: string, scope: WordScope): readonly QueryNode[] {
  // A tilde inside would ask for similar words when the query is printed and read again.
  const text = asText(trimWord(piece)).replace(/~/g, '·');
  return text === '' ? [] : [{ kind: 'word', text, scope }];
}

/** The value without the signs at its end; those at its start stay. */
export function trimEnd(value: string): string {
  return value.slice(0, wordEnd(value, 0));
}

/** Whether there is a letter or a number in the text. */
export function hasWord(text: string): boolean {
  return WORD.test(text);
}

/** From the first letter or number to the last, marks and the signs of `C++` and `C#` included; may be empty. */
export function trimWord(piece: string): string {
  const start = piece.search(WORD);
  if (start < 0) return '';
  const symbol = SYMBOL_NAME.exec(piece.slice(start))?.[0];
  const end = wordEnd(piece, start);
  if (symbol !== undefined && end <= start + symbol.length) return symbol;
  return piece.slice(start, end);
}

/** Place after the last letter, number or mark; `start` when there is none. */
function wordEnd(text: string, start: number): number {
  let end = text.length;
  while (end > start && !WORD_END.test(text.slice(Math.max(start, end - 2), end))) end--;
  return end;
}

function readPrefix(core: string, scope: WordScope): WordReading {
  const letters = core.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const isShortPrefix = letters < MIN_PREFIX_LETTERS;
  return { node: { kind: isShortPrefix ? 'word' : 'prefix', text: asText(core), scope }, isShortPrefix };
}

// A word that is printed in capitals again would be read as the operator.
function asText(word: string): string {
  return /^(AND|OR|NOT)$/.test(word) ? word.toLowerCase() : word;
}
