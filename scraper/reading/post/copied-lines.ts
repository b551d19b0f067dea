// Parts that a template prints twice, one for each width of screen: the second copy is none of the text.
import type { Line } from '../markup/lines.ts';

/** Shorter copies, and those with other text between, are the author's own: a refrain, a legend that serves two tables. */
const least = { lines: 3, characters: 300 };

/** Numbers of the lines that repeat, one by one, the run of lines right before them. Linear. */
export function copiedLines(lines: readonly Line[]): ReadonlySet<number> {
  const copied = new Set<number>();
  const firsts = new Map<string, number>();
  for (let i = 0; i < lines.length; i++) {
    const text = lines[i]?.text ?? '';
    const first = firsts.get(text);
    if (first === undefined) {
      firsts.set(text, i);
      continue;
    }
    const run = runFrom(lines, first, i);
    const isBeside = first + run.length >= i - 1;
    if (!isBeside || run.length < least.lines || run.characters < least.characters) continue;
    for (let at = i; at < i + run.length; at++) copied.add(at);
    i += run.length - 1;
  }
  return copied;
}

/** How far the lines from `copy` on equal those from `first` on, which end where the copy begins. */
function runFrom(lines: readonly Line[], first: number, copy: number) {
  let length = 0;
  let characters = 0;
  while (first + length < copy && lines[first + length]?.text === lines[copy + length]?.text) {
    characters += lines[copy + length]?.text.length ?? 0;
    length++;
  }
  return { length, characters };
}
