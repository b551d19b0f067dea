// GET /api/v1/people and /api/v1/people/:slug: who wrote, and one of them with what they did.
import type { Context, Hono } from 'hono';
import { PEOPLE_SORTS, type PeopleAsked } from '../answers/model.ts';
import type { RouteDescription } from './api-description.ts';
import type { AppDependencies } from './dependencies.ts';
import { entityTag } from './entity-tag.ts';
import { choice, text, wholeNumber } from './parameter-kinds.ts';
import { type ReadParameters, readParameters } from './parameters.ts';
import { badParameters, notFoundProblem } from './problem.ts';
import { queryOf } from './request-checks.ts';
import { peopleAnswerSchema, personAnswerSchema } from './schemas.ts';
import { answerFromSnapshot } from './snapshot-answer.ts';

const PATH = '/api/v1/people';
const LIMITS = { min: 0, max: 200, initial: 50 } as const;

const PEOPLE_PARAMETERS = {
  q: text('Only people with a name of which a word begins so.'),
  sort: choice(PEOPLE_SORTS, 'By how much they wrote, most first, or by name.', 'written'),
  limit: wholeNumber(LIMITS, 'Size of a page.'),
  offset: wholeNumber({ min: 0, max: 10_000_000, initial: 0 }, 'How many to leave out at the start.'),
} as const;

/** The routes as the API describes them. */
export const PEOPLE_ROUTES: readonly RouteDescription[] = [
  {
    name: 'listPeople',
    path: PATH,
    summary: 'Who wrote posts and comments',
    parameters: PEOPLE_PARAMETERS,
    answer: peopleAnswerSchema,
    problems: [400],
  },
  {
    name: 'getPerson',
    path: `${PATH}/{slug}`,
    summary: 'One person with what they did',
    answer: personAnswerSchema,
    problems: [400, 404],
  },
];

/** Adds GET /api/v1/people and /api/v1/people/:slug. */
export function addPeopleRoutes(app: Hono, dependencies: AppDependencies): void {
  app.get(PATH, (c) => answerPeople(c, dependencies));
  app.get(`${PATH}/:slug`, (c) => answerPerson(c, c.req.param('slug'), dependencies));
}

/** Reads which people are asked for, for the API and the page. Never throws. */
export function readPeople(given: URLSearchParams): {
  readonly asked: PeopleAsked;
  readonly mistakes: ReadParameters<typeof PEOPLE_PARAMETERS>['mistakes'];
} {
  const { values, mistakes } = readParameters(PEOPLE_PARAMETERS, given);
  const { q, sort, limit, offset } = values;
  const asked: PeopleAsked = {
    q,
    sort: sort ?? 'written',
    limit: limit ?? LIMITS.initial,
    offset: offset ?? 0,
  };
  return { asked, mistakes };
}

function answerPeople(c: Context, { live, version }: AppDependencies): Response | Promise<Response> {
  const { asked, mistakes } = readPeople(queryOf(c));
  if (mistakes.length > 0) return badParameters(c, mistakes);
  return live.borrow((served) =>
    answerFromSnapshot(c, served, {
      tag: entityTag(['people', served.edition, version, JSON.stringify(asked)]),
      question: { kind: 'people', asked },
    }),
  );
}

function answerPerson(
  c: Context,
  slug: string,
  { live, version }: AppDependencies,
): Response | Promise<Response> {
  const { mistakes } = readParameters({}, queryOf(c));
  if (mistakes.length > 0) return badParameters(c, mistakes);
  return live.borrow((served) =>
    answerFromSnapshot(c, served, {
      tag: entityTag(['person', served.edition, version, slug]),
      question: { kind: 'person', slug },
      onMissing: () => notFoundProblem(c, 'person'),
    }),
  );
}
