// Reads a query: text in, tree and warnings out. Never throws; what does not parse is searched as text.
import { SORTS, type Sort } from '../model.ts';
import { cleanQuery, MAX_QUERY_LENGTH } from './clean-query.ts';
import { FIELD_NAMES } from './fields.ts';
import { type Lexeme, readLexemes } from './lexemes.ts';
import type { ParsedQuery, QueryNode, WordScope } from './model.ts';
import { type OperandLexeme, OperandReader } from './operand-reader.ts';
import { Signs } from './signs.ts';
import { TreeBuilder } from './tree-builder.ts';
import { pieceAt, Warnings } from './warnings.ts';
import { trimEnd } from './words.ts';

/** Words, phrases and filters of one query, by their weight; what is beyond is ignored, with a warning. */
export const MAX_OPERANDS = 300;

/**
 * What reads the words of documents one by one costs more than a look into the index, and counts for as many: phrases,
 * words that become phrases (`R&D`, `12:30`), and each word of a query with `in:quote`.
 */
const PHRASE_WEIGHT = 12;
const QUOTE_SCOPE_WEIGHT = 6;
const JOINED_WORD = /[\p{L}\p{N}][^\p{L}\p{M}\p{N}'’]+[\p{L}\p{N}]/u;

export interface ParseOptions {
  /** Whether somebody in the archive has this name. Default: nobody has. Asked only for `from:` with a date. */
  readonly isPerson?: (name: string) => boolean;
}

/**
 * Parses a query of the query language. Reads its first 2,000 characters, brackets 50 deep and 300 words and filters (a
 * phrase counts for 12); says so in a warning when there is more. A query of signs alone (`!!!`, an emoji) gives one word of those
 * signs, which nothing matches: it asked for something. Cost: linear.
 */
export function parseQuery(text: string, options: ParseOptions = {}): ParsedQuery {
  return new Parser(text, options).parse();
}

class Parser {
  readonly #lexemes: readonly Lexeme[];
  readonly #text: string;
  readonly #warnings = new Warnings();
  readonly #operands: OperandReader;
  readonly #tree: TreeBuilder;
  readonly #signs = new Signs();
  /** Where words without `title:` are looked for: `in:quote` speaks for the whole query. */
  readonly #scope: WordScope;
  #sort: Sort | null = null;
  #operandCount = 0;

  constructor(text: string, options: ParseOptions) {
    const cleaned = cleanQuery(text);
    if (cleaned.isCut)
      this.#warnings.add(`Only the first ${MAX_QUERY_LENGTH} characters of the query were read.`);
    this.#text = cleaned.text;
    this.#lexemes = readLexemes(cleaned.text, FIELD_NAMES);
    this.#operands = new OperandReader(this.#warnings, { isPerson: options.isPerson ?? (() => false) });
    this.#scope = quoteScope(this.#lexemes) ?? 'any';
    this.#tree = new TreeBuilder(this.#scope);
  }

  parse(): ParsedQuery {
    for (const [index, lexeme] of this.#lexemes.entries()) this.#read(lexeme, index);
    if (this.#tree.depth > 0) this.#warnings.add('A bracket is not closed; it was closed at the end.');
    return { root: this.#root(), sort: this.#sort, warnings: this.#warnings.list() };
  }

  #root(): QueryNode | null {
    const root = this.#tree.finish();
    if (this.#scope === 'quote' && (root === null || !hasWords(root))) return withQuotes(root);
    if (root !== null || this.#signs.text === '') return root;
    return { kind: 'word', text: this.#signs.text, scope: this.#scope };
  }

  #read(lexeme: Lexeme, index: number): void {
    switch (lexeme.kind) {
      case 'open':
        this.#open(lexeme.at, this.#tree.scope);
        break;
      case 'open-title':
        this.#open(lexeme.at, 'title');
        break;
      case 'close':
        this.#close(lexeme.at);
        break;
      case 'bar':
        this.#bar(index);
        break;
      case 'minus':
        if (startsOperand(this.#lexemes[index + 1])) this.#tree.negate();
        else this.#signs.add('-');
        break;
      case 'operator':
        this.#operator(lexeme.text, lexeme.at, index);
        break;
      case 'lone-quote':
        this.#loneQuote(lexeme.text, lexeme.at);
        break;
      case 'phrase':
      case 'piece':
        this.#operand(lexeme);
        break;
      case 'field':
        if (!this.#setting(lexeme)) this.#operand(lexeme);
        break;
      default:
        lexeme satisfies never;
    }
  }

  #open(at: number, scope: WordScope): void {
    this.#signs.add('(');
    if (this.#tree.open(scope)) return;
    this.#warnings.addOnce('depth', `Brackets from character ${at + 1} on are too deep and were ignored.`);
  }

  #close(at: number): void {
    this.#signs.add(')');
    if (this.#tree.close() || isSmiley(this.#text, at)) return;
    this.#warnings.addOnce('close', `The bracket ) at character ${at + 1} has no partner and was ignored.`);
  }

  #bar(index: number): void {
    this.#tree.forgetNegation();
    if (this.#tree.hasOperand && startsOperand(this.#lexemes[index + 1])) this.#tree.joinByOr();
    else this.#signs.add('|');
  }

  #operator(operator: string, at: number, index: number): void {
    const next = this.#lexemes[index + 1];
    if (operator === 'NOT' && startsOperand(next)) this.#tree.negate();
    else if (operator === 'NOT' || !this.#tree.hasOperand || !(startsOperand(next) || joins(next))) {
      this.#operatorAsWord(operator, at);
    } else if (operator === 'OR') this.#tree.joinByOr();
  }

  #operatorAsWord(operator: string, at: number): void {
    this.#add({ kind: 'word', text: operator.toLowerCase(), scope: this.#tree.scope }, at);
    this.#warnings.add(`${pieceAt(operator, at)} has nothing to work on and was searched as a word.`);
  }

  #loneQuote(mark: string, at: number): void {
    this.#tree.forgetNegation();
    this.#signs.add(mark);
    this.#warnings.addOnce(
      'quote',
      `The quotation mark ${mark} at character ${at + 1} has no partner and was ignored.`,
    );
  }

  #operand(lexeme: OperandLexeme): void {
    const nodes = this.#operands.read(lexeme, this.#tree.scope);
    if (nodes.length === 0) {
      this.#tree.forgetNegation();
      this.#signs.add(lexeme.kind === 'piece' ? lexeme.text : '""');
    }
    for (const node of nodes) this.#add(node, lexeme.at);
  }

  /** `sort:` and `in:` say something about the whole query; false when the field is neither, or has no such value. */
  #setting(field: Extract<Lexeme, { readonly kind: 'field' }>): boolean {
    const sort = field.name === 'sort' ? readSort(field.value) : null;
    if (sort === null && !isInQuote(field)) return false;
    this.#tree.forgetNegation();
    if (sort !== null && this.#sort !== null && sort !== this.#sort) {
      this.#warnings.add(`${pieceAt(field.written, field.at)} is a second order; it is the one that counts.`);
    }
    this.#sort = sort ?? this.#sort;
    return true;
  }

  #add(node: QueryNode, at: number): void {
    this.#operandCount += weightOf(node);
    if (this.#operandCount <= MAX_OPERANDS) this.#tree.add(node);
    else this.#warnings.addOnce('long', `The query is too long; from character ${at + 1} on it was ignored.`);
  }
}

function weightOf(node: QueryNode): number {
  if (node.kind !== 'phrase' && node.kind !== 'word') return 1;
  const isPhrase = node.kind === 'phrase' || JOINED_WORD.test(node.text);
  const isInQuote = node.scope === 'quote' || node.scope === 'own';
  return Math.max(1, (isPhrase ? PHRASE_WEIGHT : 0) + (isInQuote ? QUOTE_SCOPE_WEIGHT : 0));
}

function readSort(value: string): Sort | null {
  const name = trimEnd(value).toLowerCase();
  return SORTS.find((sort) => sort === name) ?? null;
}

function isInQuote(lexeme: Lexeme): boolean {
  return lexeme.kind === 'field' && lexeme.name === 'in' && /^quotes?$/i.test(trimEnd(lexeme.value));
}

function quoteScope(lexemes: readonly Lexeme[]): WordScope | null {
  const index = lexemes.findIndex(isInQuote);
  if (index < 0) return null;
  const before = lexemes[index - 1];
  const isNegated = before?.kind === 'minus' || (before?.kind === 'operator' && before.text === 'NOT');
  return isNegated ? 'own' : 'quote';
}

/** `in:quote` without words asks for what has quotes. */
function withQuotes(root: QueryNode | null): QueryNode {
  const quotes: QueryNode = { kind: 'filter', filter: { field: 'has', what: 'quote' } };
  if (root === null) return quotes;
  return { kind: 'and', nodes: root.kind === 'and' ? [...root.nodes, quotes] : [root, quotes] };
}

/** Recurses as deep as brackets go: 50 at most. */
function hasWords(node: QueryNode): boolean {
  if (node.kind === 'and' || node.kind === 'or') return node.nodes.some(hasWords);
  return node.kind === 'not' ? hasWords(node.node) : node.kind !== 'filter';
}

function startsOperand(lexeme: Lexeme | undefined): boolean {
  if (lexeme === undefined || lexeme.kind === 'close' || lexeme.kind === 'bar') return false;
  return lexeme.kind !== 'operator' || lexeme.text === 'NOT';
}

function joins(lexeme: Lexeme | undefined): boolean {
  return lexeme?.kind === 'bar' || lexeme?.kind === 'operator';
}

/** `:-)` and its kind. */
function isSmiley(text: string, at: number): boolean {
  return /[:;=8xX][-'^o*]?$/.test(text.slice(Math.max(0, at - 2), at));
}
