// Quotation marks of a query: which close which.

const DOUBLE = '"“”„‟＂';
const ANGLED = '«»';

// The mark a reader means to close with; any other of its family does when that one never comes.
const CLOSERS: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['“', '”'],
  ['”', '”'],
  ['„', '“”'],
  ['‟', '”'],
  ['＂', '＂'],
  ['«', '»'],
  ['»', '»'],
]);

/** Whether the character is a quotation mark of the query language. Apostrophes are not. */
export function isQuote(character: string): boolean {
  return CLOSERS.has(character);
}

/** Finds the place of the mark that closes the one at `open`; -1 when it has no partner. */
export type CloserFinder = (open: number) => number;

/** A finder for one text. Cost: the text once, then the logarithm of its marks each time. */
export function createCloserFinder(text: string): CloserFinder {
  const places = new Map<string, number[]>();
  for (let at = 0; at < text.length; at++) {
    if (!isQuote(text.charAt(at))) continue;
    const known = places.get(text.charAt(at));
    if (known === undefined) places.set(text.charAt(at), [at]);
    else known.push(at);
  }
  return (open) => {
    const opener = text.charAt(open);
    const meant = firstOf(places, CLOSERS.get(opener) ?? '', open);
    return meant >= 0 ? meant : firstOf(places, ANGLED.includes(opener) ? ANGLED : DOUBLE, open);
  };
}

/** The text without quotation marks, white space folded. */
export function withoutQuotes(text: string): string {
  return foldSpaces(text.replace(/["“”„‟＂«»]/g, ' '));
}

/** White space folded to single spaces, none at the ends. A byte order mark is no white space here: it has no width. */
export function foldSpaces(text: string): string {
  return text.replace(/[^\S\ufeff]+/g, ' ').replace(/^ | $/g, '');
}

/** The text between marks that it does not hold itself; marks are dropped from a text that holds all of them. */
export function quoted(text: string): string {
  if (!text.includes('"')) return `"${text}"`;
  if (!text.includes('”')) return `“${text}”`;
  if (!text.includes('»')) return `«${text}»`;
  return `"${withoutQuotes(text)}"`;
}

/** First place after `open` of any of the characters; -1 when there is none. */
function firstOf(places: ReadonlyMap<string, readonly number[]>, characters: string, open: number): number {
  let first = -1;
  for (const character of characters) {
    const at = nextAfter(places.get(character) ?? [], open);
    if (at >= 0 && (first < 0 || at < first)) first = at;
  }
  return first;
}

function nextAfter(sorted: readonly number[], place: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return sorted[low] ?? -1;
}
