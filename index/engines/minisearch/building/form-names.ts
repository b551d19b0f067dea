// Short names that stand for forms in MiniSearch.

const FIRST_LETTER = 0x30;
const LETTERS = 8;
const MIN_LENGTH = 5;

/** Names by number, made once. */
const names: string[] = [];

/**
 * A short name for a number. MiniSearch keeps terms in a tree by their letters and looks through the branches of a
 * node one by one: few letters, and low numbers (the words met first are the frequent ones) on the first branches,
 * are found faster than words are.
 */
export function nameOf(number: number): string {
  for (let next = names.length; next <= number; next++) names.push(makeName(next));
  return names[number] ?? '';
}

/** The number that has this name. */
export function numberOf(name: string): number {
  let number = 0;
  for (let at = 0; at < name.length; at++) number = number * LETTERS + name.charCodeAt(at) - FIRST_LETTER;
  return number;
}

function makeName(number: number): string {
  let name = '';
  for (let rest = number; rest > 0 || name.length < MIN_LENGTH; rest = Math.floor(rest / LETTERS)) {
    name = String.fromCharCode(FIRST_LETTER + (rest % LETTERS)) + name;
  }
  return name;
}
