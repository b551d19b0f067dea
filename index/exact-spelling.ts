// The exact spelling breaks ties: of hits with the same score, those come first that have the query's words as they were typed.
import type { Analysis } from './analysis/model.ts';
import type { Hit } from './model.ts';
import type { ParsedQuery, QueryNode } from './query/model.ts';

/** The words and phrases of a query as they were typed, word by word; nothing that is excluded. */
function typedWords({ root }: ParsedQuery, analysis: Analysis): ReadonlySet<string> {
  const words = new Set<string>();
  // An explicit stack, because brackets may be deep.
  const open: QueryNode[] = root === null ? [] : [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'and' || node.kind === 'or') open.push(...node.nodes);
    else if (node.kind === 'word' || node.kind === 'phrase') addWords(words, node.text, analysis);
  }
  return words;
}

/**
 * The hits of a page, in falling order of score, with those of one score ordered by how many different words they show as
 * typed: in the marked pieces of the snippet, for a post in its title too. Otherwise the order stays. Nothing is read for it.
 */
export function exactSpellingFirst(
  hits: readonly Hit[],
  query: ParsedQuery,
  analysis: Analysis,
): readonly Hit[] {
  if (!hits.some(({ score }, at) => at > 0 && score === hits[at - 1]?.score)) return hits;
  const words = typedWords(query, analysis);
  const shown = new Map(hits.map((hit) => [hit, countShown(hit, words, analysis)]));
  return [...hits].sort((a, b) => b.score - a.score || (shown.get(b) ?? 0) - (shown.get(a) ?? 0));
}

function countShown({ type, title, snippet }: Hit, words: ReadonlySet<string>, analysis: Analysis): number {
  const found = new Set<string>();
  for (const [start, end] of snippet.ranges) addWords(found, snippet.text.slice(start, end), analysis);
  if (type === 'post') addWords(found, title ?? '', analysis);
  let shown = 0;
  for (const word of words) if (found.has(word)) shown++;
  return shown;
}

/** One form of letters with their accents, so that only what a reader sees makes a difference. */
function addWords(words: Set<string>, text: string, analysis: Analysis): void {
  for (const { start, end } of analysis.tokens(text)) words.add(text.slice(start, end).normalize('NFC'));
}
