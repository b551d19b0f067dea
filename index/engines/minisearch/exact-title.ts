// The post whose title is the query itself comes first.
import type { EngineRequest } from '../../engine.ts';
import type { FormNumber } from './dictionary.ts';
import type { Matches } from './matches.ts';
import type { PackedIndex } from './packed-index.ts';
import { PhraseFinder } from './phrases.ts';
import { documentFrequency, documentsOf } from './postings.ts';

/**
 * Raises found posts with the request's exact title above everything else found, by the highest score of all.
 * Only for relevance: other sorts order the same hits by other things. Whether any post has it.
 */
export function raiseExactTitles(index: PackedIndex, matches: Matches, request: EngineRequest): boolean {
  if (request.exactTitle === null || request.sort !== 'relevance') return false;
  const titled = documentsTitled(index, request.exactTitle);
  if (titled.size === 0) return false;
  const { documents, scores } = matches;
  let highest = 0;
  for (const score of scores) highest = Math.max(highest, score);
  for (let at = 0; at < documents.length; at++) {
    if (titled.has(documents[at] ?? 0)) scores[at] = (scores[at] ?? 0) + highest;
  }
  return true;
}

/** Documents whose title has exactly these forms. */
function documentsTitled(index: PackedIndex, title: readonly string[]): Set<number> {
  const { dictionary, postings, parts, workspace } = index;
  const forms: FormNumber[] = [];
  for (const form of title) {
    const number = dictionary.form(form);
    if (number === null) return new Set();
    forms.push(number);
  }
  const [rarest] = [...forms].sort((a, b) => titleFrequency(postings, a) - titleFrequency(postings, b));
  if (rarest === undefined || titleFrequency(postings, rarest) === 0) return new Set();
  const mark = workspace.mark();
  const phrase = new PhraseFinder(index, forms, 'title');
  // As long as the phrase and with the phrase in it: nothing else is there.
  const titled = documentsOf(postings, rarest, workspace, 'title').filter(
    (ordinal) => parts.titleTokens(ordinal) === forms.length && phrase.isIn(ordinal),
  );
  workspace.release(mark);
  return new Set(titled);
}

function titleFrequency(postings: PackedIndex['postings'], form: FormNumber): number {
  return documentFrequency(postings, form, 'title');
}
