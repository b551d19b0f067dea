// What stands in a query and is no word: kept for queries that have nothing else.
import { withoutQuotes } from './quotes.ts';

const MAX_LENGTH = 40;
const MAX_SIGN = 20;

/** Collects signs, each cut to 20 characters, apart by spaces, 40 characters in all. */
export class Signs {
  #text = '';
  #isEmpty = true;

  /**
   * Reading this text as a query gives the same signs; empty when there were none. Quotation marks are left out, since
   * they would pair up otherwise, and an empty pair stands for a query of nothing else.
   */
  get text(): string {
    return this.#text === '' && !this.#isEmpty ? '""' : this.#text;
  }

  add(sign: string): void {
    this.#isEmpty = false;
    // A dash at the start would negate the rest.
    const plain = withoutQuotes(sign).replace(/^-+(?=.)/u, '');
    const shown = [...plain.slice(0, 2 * MAX_SIGN)].slice(0, MAX_SIGN).join('');
    const text = this.#text === '' || shown === '' ? this.#text + shown : `${this.#text} ${shown}`;
    if (text.length <= MAX_LENGTH) this.#text = text;
  }
}
