// What a document only quotes counts less than what it says itself.

import { QUOTED_WEIGHT } from '../../ranking-settings.ts';
import { evaluate } from '../evaluate.ts';
import { FLAG } from '../layout.ts';
import { stemForms } from '../leaves.ts';
import { subtract } from '../matches.ts';
import type { PackedIndex } from '../packed-index.ts';
import { documentsOnlyQuoting } from '../scoped-words.ts';
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
    const only = onlyQuoting(index, word, quoting);
    const found = evaluate(index, word, only);
    for (let at = 0, next = 0, place = 0; at < found.documents.length; at++) {
      const document = found.documents[at] ?? 0;
      while ((only[next] ?? document) < document) next++;
      while ((documents[place] ?? document) < document) place++;
      // Documents that do not matter may be found as well.
      if (documents[place] !== document || only[next] !== document) continue;
      losses[place] = (losses[place] ?? 0) + count * (1 - QUOTED_WEIGHT) * (found.scores[at] ?? 0);
    }
    index.workspace.release(mark);
  }
  return losses;
}

/** Those that have the word and do not say it themselves. */
function onlyQuoting(index: PackedIndex, word: QueryWord, quoting: Uint32Array): Uint32Array {
  if (word.kind === 'stem') return documentsOnlyQuoting(index, quoting, stemForms(index, word));
  const found = evaluate(index, word, quoting);
  return subtract(found, evaluate(index, { ...word, scope: 'own' }, found.documents)).documents;
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
