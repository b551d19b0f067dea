// A search as JSON and as a feed.
import type { SearchAnswer, SearchRequest } from '../../index/model.ts';
import { search } from '../../index/search.ts';
import type { Snapshot } from '../../index/snapshot/model.ts';
import type { AnswerTools, WrittenAnswer } from './answer.ts';
import { writeFeed } from './atom.ts';
import type { AnswerTimes, Question } from './model.ts';
import { searchQueryString } from './search-address.ts';
import { nextPage, searchResponse } from './search-response.ts';

/** The API's answer. */
export async function answerSearch(
  snapshot: Snapshot,
  { asked }: Extract<Question, { readonly kind: 'search' }>,
  tools: AnswerTools,
): Promise<WrittenAnswer> {
  const { answer, times } = await timedSearch(snapshot, asked.request, tools);
  return {
    text: JSON.stringify(searchResponse(answer, asked)),
    contentType: 'application/json; charset=utf-8',
    times,
  };
}

/** The same as an Atom feed; asked with `group=none`. */
export async function answerFeed(
  snapshot: Snapshot,
  { asked, origin }: Extract<Question, { readonly kind: 'feed' }>,
  tools: AnswerTools,
): Promise<WrittenAnswer> {
  const { answer, times } = await timedSearch(snapshot, asked.request, tools);
  const { siteName } = await tools.overviews.of(snapshot);
  const next = nextPage(answer, asked);
  const text = writeFeed(answer, {
    origin,
    siteName,
    links: searchResponse(answer, asked).links,
    next: next === null ? null : `/search.atom${searchQueryString(next)}`,
  });
  return { text, contentType: 'application/atom+xml; charset=utf-8', times };
}

/** An answer with what it took. */
export async function timedSearch(
  snapshot: Snapshot,
  request: SearchRequest,
  { repairText }: Pick<AnswerTools, 'repairText'>,
): Promise<{ readonly answer: SearchAnswer; readonly times: AnswerTimes }> {
  let times = { searchMs: 0, snippetsMs: 0 };
  const answer = await search(snapshot, request, {
    repairText,
    onTimes: (measured) => {
      times = measured;
    },
  });
  return { answer, times: { ...times, outcome: outcomeOf(answer) } };
}

function outcomeOf({ totalHits, relaxed }: SearchAnswer): AnswerTimes['outcome'] {
  if (totalHits === 0) return 'nothing';
  return relaxed === null ? 'found' : 'relaxed';
}
