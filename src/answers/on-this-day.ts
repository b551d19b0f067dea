// What was written on one day of the year, in all years: by year for the page, in one list for the feed.
import type { Hit, SearchAnswer, SearchRequest } from '../../index/model.ts';
import { defaultRequest, search } from '../../index/search.ts';
import type { Snapshot } from '../../index/snapshot/model.ts';
import type { AnswerTools, WrittenAnswer } from './answer.ts';
import { writeFeed } from './atom.ts';
import type { Question } from './model.ts';

/** One year's posts and comments of the day. */
export interface YearOfDay {
  /** The whole day: `2009-06-18`. */
  readonly date: string;
  readonly totalHits: number;
  /** One a thread, those of the most discussed threads first. */
  readonly hits: readonly Hit[];
}

/** Threads shown of each year. */
const THREADS_A_YEAR = 10;
const FEED_LENGTH = 50;
const MOST_DISCUSSED = 3;
/** No year of an archive: finds nothing. */
const NEVER = '0001-01-01';

type Options = Pick<AnswerTools, 'repairText'>;

/** The years in which something was written on this day (`06-18`), newest first. Cost: a search of columns for each year. */
export async function onThisDay(
  snapshot: Snapshot,
  day: string,
  options: Options,
): Promise<readonly YearOfDay[]> {
  const years: YearOfDay[] = [];
  for (const date of (await datesOf(snapshot, day, options)).reverse()) {
    const request = { ...defaultRequest(''), from: date, until: date, sort: 'discussed' } as const;
    const { totalHits, hits } = await search(snapshot, { ...request, limit: THREADS_A_YEAR }, options);
    if (totalHits > 0) years.push({ date, totalHits, hits });
  }
  return years;
}

/** What was written on this day in the most discussed threads, one a thread; at most three, may be empty. */
export async function mostDiscussedOfDay(
  snapshot: Snapshot,
  day: string,
  options: Options,
): Promise<readonly Hit[]> {
  const { hits } = await searchDay(snapshot, { day, sort: 'discussed', limit: MOST_DISCUSSED }, options);
  return hits;
}

/** The feed of the day; its entries are those of the day, newest first, and count as updated today. */
export async function answerDayFeed(
  snapshot: Snapshot,
  { day, today, origin }: Extract<Question, { readonly kind: 'day-feed' }>,
  tools: AnswerTools,
): Promise<WrittenAnswer> {
  const { siteName } = await tools.overviews.of(snapshot);
  const asked = { day, group: 'none', sort: 'newest', limit: FEED_LENGTH } as const;
  const answer = await searchDay(snapshot, asked, tools);
  const path = `/on-this-day.atom?date=${day}`;
  const text = writeFeed(answer, {
    origin,
    siteName,
    title: `On this day – ${siteName}`,
    id: ['on this day', siteName],
    updatedAt: `${today}T00:00:00Z`,
    links: { self: path, next: null, html: `/on-this-day?date=${day}`, atom: path },
    next: null,
  });
  return { text, contentType: 'application/atom+xml; charset=utf-8' };
}

async function searchDay(
  snapshot: Snapshot,
  { day, ...wanted }: Partial<SearchRequest> & { readonly day: string },
  options: Options,
): Promise<SearchAnswer> {
  const dates = await datesOf(snapshot, day, options);
  const q = (dates.length === 0 ? [NEVER] : dates).map((date) => `on:${date}`).join(' OR ');
  return search(snapshot, { ...defaultRequest(q), ...wanted }, options);
}

/** The day in every year of the archive that has it, ascending. */
async function datesOf(snapshot: Snapshot, day: string, options: Options): Promise<string[]> {
  const request = { ...defaultRequest(''), facets: ['year'] as const, limit: 0 };
  const { facets } = await search(snapshot, request, options);
  return Object.keys(facets.year ?? {})
    .map((year) => `${year}-${day}`)
    .filter(isInCalendar);
}

/** Years without a 29 February have none to look up. */
function isInCalendar(date: string): boolean {
  return new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date) ?? false;
}
