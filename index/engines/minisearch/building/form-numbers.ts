// Numbers the forms of a segment in the order they are met, and names them for MiniSearch.

const FIRST_LETTER = 0x30;
const LETTERS = 32;
const MIN_LENGTH = 3;

/**
 * A short name for a number. MiniSearch keeps terms in a tree by their letters and looks through the branches of a
 * node one by one: few letters, and low numbers (the words met first are the frequent ones) on the first branches,
 * are found about twice as fast as words are.
 */
export function nameOf(number: number): string {
  let name = '';
  for (let rest = number; rest > 0 || name.length < MIN_LENGTH; rest = Math.floor(rest / LETTERS)) {
    name = String.fromCharCode(FIRST_LETTER + (rest % LETTERS)) + name;
  }
  return name;
}

/** The number that has this name. */
export function numberOf(name: string): number {
  let number = 0;
  for (let at = 0; at < name.length; at++) number = number * LETTERS + name.charCodeAt(at) - FIRST_LETTER;
  return number;
}

/** Forms by number, from 0. */
export class FormNumbers {
  readonly #numbers = new Map<string, number>();
  readonly names: string[] = [];

  /** The form's number, a new one when it is new. */
  number(form: string): number {
    const known = this.#numbers.get(form);
    if (known !== undefined) return known;
    const number = this.names.length;
    this.#numbers.set(form, number);
    this.names.push(nameOf(number));
    return number;
  }

  forms(): string[] {
    return [...this.#numbers.keys()];
  }
}
