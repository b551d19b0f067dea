// GET /people, /people/:slug, /on-this-day, /on-this-day.atom and /about: the pages about the archive and its people.
import type { Context, Hono } from 'hono';
import type { Question } from '../answers/model.ts';
import type { Assets } from '../assets.ts';
import type { ServedSnapshot } from '../served-snapshot.ts';
import type { RouteDescription } from './api-description.ts';
import { readPeople } from './api-people.ts';
import { requestOrigin } from './clients/know-clients.ts';
import type { AppDependencies } from './dependencies.ts';
import { entityTag } from './entity-tag.ts';
import { messageResponse, pageFrame } from './messages.tsx';
import { dayOfYear } from './parameter-kinds.ts';
import { type ParameterMistake, readParameters } from './parameters.ts';
import { badParameters, mistakeSentence } from './problem.ts';
import { queryOf } from './request-checks.ts';
import { feedSchema } from './schemas.ts';
import { answerFromSnapshot } from './snapshot-answer.ts';

const DAY_PARAMETERS = { date: dayOfYear('Month and day; without it, today in UTC.') } as const;

/** The feed of a day as the API describes it. */
export const DAY_FEED_ROUTE: RouteDescription = {
  name: 'getDayFeed',
  path: '/on-this-day.atom',
  summary: 'What was written on a day of the year, in all years, as a feed',
  parameters: DAY_PARAMETERS,
  answer: feedSchema,
  answerType: 'application/atom+xml',
  problems: [400],
};

interface PageMaking {
  readonly served: ServedSnapshot;
  readonly version: string;
  readonly assets: Assets;
}

/** Adds them all. */
export function addArchiveRoutes(app: Hono, dependencies: AppDependencies, assets: Assets): void {
  const { live, version, now = () => new Date() } = dependencies;
  const borrow = (answer: (making: PageMaking) => Promise<Response>) =>
    live.borrow((served) => answer({ served, version, assets }));
  const today = () => now().toISOString().slice(0, 10);
  app.get('/people', (c) => borrow((making) => answerPeople(c, making)));
  app.get('/people/:slug', (c) => borrow((making) => answerPerson(c, c.req.param('slug'), making)));
  app.get('/on-this-day', (c) => borrow((making) => answerDay(c, today(), making)));
  app.get('/on-this-day.atom', (c) => {
    const { values, mistakes } = readParameters(DAY_PARAMETERS, queryOf(c));
    if (mistakes.length > 0) return badParameters(c, mistakes);
    const asked = { day: values.date ?? today().slice(5), today: today() };
    return borrow((making) => answerDayFeed(c, asked, making));
  });
  app.get('/about', (c) => borrow((making) => answerPage(c, { kind: 'about-page' }, making)));
}

function answerPage(
  c: Context,
  question: Question,
  { served, version, assets }: PageMaking,
  onMissing?: () => Promise<Response>,
): Promise<Response> {
  const tag = entityTag(['page', served.edition, version, assets.hash, JSON.stringify(question)]);
  return answerFromSnapshot(c, served, { tag, question, ...(onMissing === undefined ? {} : { onMissing }) });
}

function answerPeople(c: Context, making: PageMaking): Promise<Response> {
  const { asked, mistakes } = readPeople(queryOf(c));
  return answerPage(c, { kind: 'people-page', asked, mistakes: sentencesOf(mistakes) }, making);
}

function answerPerson(c: Context, slug: string, making: PageMaking): Promise<Response> {
  return answerPage(c, { kind: 'person-page', slug }, making, async () =>
    messageResponse(c, {
      status: 404,
      frame: pageFrame(making.assets, await making.served.siteName()),
      title: 'Nobody of this name',
      sentences: ['Nobody wrote in this archive under this name. The list of people, or a search, may help.'],
    }),
  );
}

function answerDay(c: Context, today: string, making: PageMaking): Promise<Response> {
  const { values, mistakes } = readParameters(DAY_PARAMETERS, queryOf(c));
  const day = values.date ?? today.slice(5);
  return answerPage(c, { kind: 'day-page', day, mistakes: sentencesOf(mistakes) }, making);
}

function answerDayFeed(
  c: Context,
  asked: { readonly day: string; readonly today: string },
  making: PageMaking,
): Promise<Response> {
  return answerPage(c, { kind: 'day-feed', ...asked, origin: requestOrigin(c) }, making);
}

/** Pages ignore unknown parameters, and say what else they left out. */
function sentencesOf(mistakes: readonly ParameterMistake[]): readonly string[] {
  return mistakes
    .filter(({ kind }) => kind !== 'unknown')
    .map((mistake) => `${mistakeSentence(mistake)} It was left out.`);
}
