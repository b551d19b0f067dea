// Reads the operands of a query: words, phrases and filters out of lexemes. Brackets and operators are the parser's.
import { type FilterOptions, readFilter, whatFieldTakes } from './fields.ts';
import type { Lexeme } from './lexemes.ts';
import type { QueryNode, WordScope } from './model.ts';
import { withoutQuotes } from './quotes.ts';
import { pieceAt, type Warnings } from './warnings.ts';
import { hasWord, readText, readWord, trimEnd, type WordReading } from './words.ts';

/** `word*` and `word~` of one query; further ones are searched as plain words, with a warning. */
export const MAX_EXPANSIONS = 20;

export type OperandLexeme = Extract<Lexeme, { readonly kind: 'piece' | 'phrase' | 'field' }>;
type Field = Extract<Lexeme, { readonly kind: 'field' }>;

/** Turns one lexeme after the other into nodes, and says in warnings what it could not read as written. */
export class OperandReader {
  readonly #warnings: Warnings;
  readonly #options: FilterOptions;
  #expansions = 0;

  constructor(warnings: Warnings, options: FilterOptions) {
    this.#warnings = warnings;
    this.#options = options;
  }

  /** Nodes of a lexeme in the scope where it stands: mostly one; none when there is no letter or number in it. */
  read(lexeme: OperandLexeme, scope: WordScope): readonly QueryNode[] {
    if (lexeme.kind === 'piece') return this.#readPiece(lexeme.text, lexeme.at, scope);
    if (lexeme.kind === 'phrase') return readPhrase(lexeme.text, scope);
    return lexeme.name === 'title' ? this.#readTitle(lexeme, scope) : this.#readFilter(lexeme, scope);
  }

  #readPiece(piece: string, at: number, scope: WordScope): readonly QueryNode[] {
    if (looksLikeField(piece))
      this.#warnings.add(`${pieceAt(piece, at)} names no filter and was searched as text.`);
    return this.#wordNodes(readWord(piece, scope), piece, at);
  }

  #readTitle(field: Field, scope: WordScope): readonly QueryNode[] {
    if (!hasWord(field.value)) return this.#readAsText(field, scope);
    if (field.isQuoted) return readPhrase(field.value, 'title');
    return this.#wordNodes(readWord(field.value, 'title'), field.written, field.at);
  }

  #readFilter(field: Field, scope: WordScope): readonly QueryNode[] {
    const { name, value } = field;
    const read = readFilter(name, value, this.#options) ?? readFilter(name, trimEnd(value), this.#options);
    if (read === null) return this.#readAsText(field, scope);
    if (read.remark !== undefined) this.#warnings.add(`${pieceAt(field.written, field.at)} ${read.remark}.`);
    return [{ kind: 'filter', filter: read.filter }];
  }

  #readAsText(field: Field, scope: WordScope): readonly QueryNode[] {
    const why = `because ${field.name}: takes ${whatFieldTakes(field.name)}`;
    this.#warnings.add(`${pieceAt(field.written, field.at)} was searched as text, ${why}.`);
    if (field.isQuoted) return [...readText(field.name, scope), ...readPhrase(field.value, scope)];
    return readText(`${field.name}:${field.value}`, scope);
  }

  #wordNodes(read: WordReading | null, written: string, at: number): readonly QueryNode[] {
    if (read === null) return [];
    if (read.isShortPrefix) {
      const why = 'has fewer than three letters before * and was searched as a word';
      this.#warnings.add(`${pieceAt(written, at)} ${why}.`);
    }
    if (read.node.kind === 'word') return [read.node];
    this.#expansions++;
    if (this.#expansions <= MAX_EXPANSIONS) return [read.node];
    this.#warnings.addOnce(
      'expansions',
      `From character ${at + 1} on, * and ~ are too many and were ignored.`,
    );
    return [{ ...read.node, kind: 'word' }];
  }
}

function readPhrase(text: string, scope: WordScope): readonly QueryNode[] {
  const words = withoutQuotes(text);
  return hasWord(words) ? [{ kind: 'phrase', text: words, scope }] : [];
}

/** `subject:x` may have been meant as a filter; `12:30`, `http://x`, `Re:` and `mailto:x` were not. */
function looksLikeField(piece: string): boolean {
  return (
    /^[a-z]{3,12}:[\p{L}\p{N}]/iu.test(piece) && !/^(?:https?|ftp|mailto|urn|tel|data|news):/i.test(piece)
  );
}
