// Queries for the search benchmark, drawn from the titles and texts of the archive itself, always the same ones.

import { readFileSync } from 'node:fs';

const STRIDE = 7919;

/** `count` queries of one to three words that stand next to each other somewhere in the extracted threads. */
export function drawQueries(extractedFile: string, count: number): string[] {
  const words = readFileSync(extractedFile, 'utf8').match(/\p{L}{4,}/gu) ?? [];
  if (words.length === 0) return [];
  return Array.from({ length: count }, (_, at) => {
    const start = (at * STRIDE) % words.length;
    return words.slice(start, start + 1 + (at % 3)).join(' ');
  });
}
