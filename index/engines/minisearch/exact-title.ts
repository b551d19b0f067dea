// The post whose title is the query itself comes first.
import type { EngineRequest } from '../../engine.ts';
import type { TermNumber } from './dictionary.ts';
import { keep, type Matches } from './matches.ts';
import type { PackedIndex } from './packed-index.ts';
import { documentsWith } from './postings.ts';
import { isTitle } from './tokens.ts';

/**
 * Raises found posts with the request's exact title above everything else found, by the highest score of all.
 * Only for relevance: other sorts order the same hits by other things.
 */
export function raiseExactTitles(index: PackedIndex, matches: Matches, request: EngineRequest): Matches {
  if (request.exactTitle === null || request.sort !== 'relevance') return matches;
  const titled = documentsTitled(index, request.exactTitle);
  if (titled.size === 0) return matches;
  const found = keep(matches, (ordinal) => titled.has(ordinal));
  if (found.documents.length === 0) return matches;
  let highest = 0;
  for (const score of matches.scores) highest = Math.max(highest, score);
  const { documents } = matches;
  const scores = matches.scores.map((score, at) =>
    titled.has(documents[at] ?? 0) ? score + highest : score,
  );
  return { documents, scores };
}

/** Documents whose title has exactly these forms. */
function documentsTitled(
  { dictionary, postings, tokens }: PackedIndex,
  title: readonly string[],
): Set<number> {
  const forms: TermNumber[] = [];
  for (const form of title) {
    const term = dictionary.form(form);
    if (term === null) return new Set();
    forms.push(term);
  }
  const [rarest] = [...forms].sort((a, b) => titleFrequency(postings, a) - titleFrequency(postings, b));
  if (rarest === undefined) return new Set();
  const candidates = documentsWith(postings, rarest, 'title');
  return new Set(candidates.filter((ordinal) => isTitle(tokens, ordinal, forms)));
}

function titleFrequency(postings: PackedIndex['postings'], term: TermNumber): number {
  return documentsWith(postings, term, 'title').length;
}
