// Collects what a reader should know about a query that did not parse as written.

const MAX_WARNINGS = 8;
const MAX_SHOWN = 40;

/** Sentences for the reader, in the order they came up; at most 8, and one of each kind that has a kind. */
export class Warnings {
  readonly #sentences: string[] = [];
  readonly #kinds = new Set<string>();

  add(sentence: string): void {
    if (this.#sentences.length < MAX_WARNINGS && !this.#sentences.includes(sentence)) {
      this.#sentences.push(sentence);
    }
  }

  /** Only the first of its kind is kept. */
  addOnce(kind: string, sentence: string): void {
    if (this.#kinds.has(kind)) return;
    this.#kinds.add(kind);
    this.add(sentence);
  }

  list(): readonly string[] {
    return this.#sentences;
  }
}

/** A piece of the query with its place, counted from 1: `“after:x” (character 8)`. */
export function pieceAt(text: string, at: number): string {
  const characters = [...text.slice(0, 2 * MAX_SHOWN)];
  const shown = characters.length > MAX_SHOWN ? `${characters.slice(0, MAX_SHOWN).join('')}…` : text;
  return `“${shown}” (character ${at + 1})`;
}
