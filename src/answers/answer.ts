// Answers questions over a snapshot, down to the bytes that are sent. Runs in search threads.
import type { ThreadId } from '../../index/model.ts';
import type { Snapshot } from '../../index/snapshot/model.ts';
import { type ArchivedThreads, createArchivedThreads } from '../archived-pages/archived-threads.ts';
import { answerDocument } from './answer-document.ts';
import { answerResolve } from './answer-resolve.ts';
import { answerFeed, answerSearch } from './answer-search.ts';
import { answerStats } from './answer-stats.ts';
import { answerSuggest } from './answer-suggest.ts';
import { answerThread } from './answer-thread.ts';
import { aboutPage, dayPage, peoplePage, personPage } from './archive-pages.tsx';
import { encodeBody } from './encode-body.ts';
import type { Answer, AnswerTimes, Encoding, PageFiles, Question } from './model.ts';
import { answerDayFeed } from './on-this-day.ts';
import { createOverviews, type Overviews } from './overview.ts';
import { helpPage, homePage, resolvePage, resultsPage, threadPageOf } from './pages.tsx';
import { answerPeople, answerPerson } from './people.ts';
import { createMarkerFactory, type MarkerFactory } from './query-marker.ts';

/** What answering needs from outside. */
export interface AnswerNeeds {
  /** Repairs mis-decoded characters of a query. */
  readonly repairText: (text: string) => string;
  readonly files: PageFiles;
}

/** What the makers of answers share, once for a thread. */
export interface AnswerTools extends AnswerNeeds {
  readonly overviews: Overviews;
  readonly archived: ArchivedThreads;
  readonly markerFor: MarkerFactory;
}

/** An answer as it is made. */
export interface WrittenAnswer {
  readonly text: string;
  readonly contentType: string;
  readonly times?: AnswerTimes;
}

/** Null when the snapshot has nothing of the id. Rejects when the snapshot cannot be read. */
export type Answerer = (
  snapshot: Snapshot,
  question: Question,
  encoding: Encoding | null,
) => Promise<Answer | null>;

/** Makes an answerer; one for a thread, since it keeps what it found out about a snapshot. */
export function createAnswerer(needs: AnswerNeeds): Answerer {
  const tools: AnswerTools = {
    ...needs,
    overviews: createOverviews(needs),
    archived: createArchivedThreads(needs.files.site),
    markerFor: createMarkerFactory(needs),
  };
  return async (snapshot, question, encoding) => {
    const written = await write(snapshot, question, tools);
    if (written === null) return null;
    const { text, contentType, times = null } = written;
    return { ...encodeBody(text, encoding), contentType, times };
  };
}

function write(snapshot: Snapshot, question: Question, tools: AnswerTools): Promise<WrittenAnswer | null> {
  switch (question.kind) {
    case 'search':
      return answerSearch(snapshot, question, tools);
    case 'feed':
      return answerFeed(snapshot, question, tools);
    case 'results-page':
      return resultsPage(snapshot, question, tools);
    case 'document':
      return answerDocument(snapshot, question);
    case 'thread':
      return answerThread(snapshot, question, tools);
    case 'thread-page':
      return threadPageOf(snapshot, question, tools);
    case 'suggest':
      return answerSuggest(snapshot, question, tools);
    case 'people':
      return answerPeople(snapshot, question);
    case 'person':
      return answerPerson(snapshot, question, tools);
    case 'resolve':
      return answerResolve(snapshot, question);
    case 'resolve-page':
      return resolvePage(snapshot, question, tools);
    case 'home-page':
      return homePage(snapshot, question, tools);
    case 'help-page':
      return helpPage(snapshot, question, tools);
    case 'people-page':
      return peoplePage(snapshot, question, tools);
    case 'person-page':
      return personPage(snapshot, question, tools);
    case 'day-page':
      return dayPage(snapshot, question, tools);
    case 'day-feed':
      return answerDayFeed(snapshot, question, tools);
    case 'about-page':
      return aboutPage(snapshot, tools);
    case 'stats':
      return answerStats(snapshot, question);
    case 'archived-page':
      return findArchivedPage(snapshot, question);
    case 'site-name':
      return nameSite(snapshot, tools);
    case 'engine-check':
      return checkEngine(snapshot);
    default:
      return question satisfies never;
  }
}

/** Null when there is no such thread, or nothing to look at. */
async function findArchivedPage(
  { store }: Snapshot,
  { id }: Extract<Question, { readonly kind: 'archived-page' }>,
): Promise<WrittenAnswer | null> {
  const page = (await store.thread(id as ThreadId))?.archivedPage ?? null;
  return page === null ? null : { text: page, contentType: 'text/plain; charset=utf-8' };
}

async function checkEngine({ engine }: Snapshot): Promise<WrittenAnswer> {
  await engine.begins('a');
  return { text: '', contentType: 'text/plain; charset=utf-8' };
}

async function nameSite(snapshot: Snapshot, tools: AnswerTools): Promise<WrittenAnswer> {
  return { text: await tools.overviews.nameOf(snapshot), contentType: 'text/plain; charset=utf-8' };
}
