// What a document only quotes counts less than what it says itself.
import { evaluate } from '../evaluate.ts';
import { FLAG } from '../layout.ts';
import { stemForms } from '../leaves.ts';
import type { Matches } from '../matches.ts';
import type { PackedIndex } from '../packed-index.ts';
import { keepInScope } from '../scoped-words.ts';
import { QUOTED_WEIGHT } from '../settings.ts';
import type { BestHits } from './best-hits.ts';
import { type QueryWord, wordKey } from './query-words.ts';

/** By hit: what words lose that stand in its quoted parts only. Cost: the words' postings in hits that quote. */
export function quotedLosses(
  index: PackedIndex,
  { documents }: BestHits,
  words: readonly QueryWord[],
): Float64Array {
  const losses = new Float64Array(documents.length);
  const { flags } = index.columns;
  const quoting = documents.filter((document) => ((flags[document] ?? 0) & FLAG.quote) !== 0);
  if (quoting.length === 0) return losses;
  for (const { word, count } of countWords(words)) {
    const mark = index.workspace.mark();
    const found = evaluate(index, word, quoting);
    if (found.documents.length === 0) continue;
    const own = ownDocuments(index, word, found);
    for (let at = 0, next = 0, place = 0; at < found.documents.length; at++) {
      const document = found.documents[at] ?? 0;
      while ((own[next] ?? document) < document) next++;
      if (own[next] === document) continue;
      while ((documents[place] ?? document) < document) place++;
      losses[place] = (losses[place] ?? 0) + count * (1 - QUOTED_WEIGHT) * (found.scores[at] ?? 0);
    }
    index.workspace.release(mark);
  }
  return losses;
}

/** Those that also say it themselves. */
function ownDocuments(index: PackedIndex, word: QueryWord, found: Matches): Uint32Array {
  if (word.kind === 'phrase') return evaluate(index, { ...word, scope: 'own' }, found.documents).documents;
  const copy = { documents: found.documents.slice(), scores: found.scores.slice() };
  return keepInScope(index, copy, { forms: stemForms(index, word), scope: 'own' }).documents;
}

function countWords(
  words: readonly QueryWord[],
): Iterable<{ readonly word: QueryWord; readonly count: number }> {
  const counted = new Map<string, { readonly word: QueryWord; readonly count: number }>();
  for (const word of words) {
    const key = wordKey(word);
    counted.set(key, { word, count: (counted.get(key)?.count ?? 0) + 1 });
  }
  return counted.values();
}
