// GET /api/v1/suggest: titles, people and corrected words for what was typed so far.
import type { Context, Hono } from 'hono';
import type { RouteDescription } from './api-description.ts';
import type { AppDependencies } from './dependencies.ts';
import { entityTag } from './entity-tag.ts';
import { text, wholeNumber } from './parameter-kinds.ts';
import { readParameters } from './parameters.ts';
import { badParameters } from './problem.ts';
import { queryOf } from './request-checks.ts';
import { suggestAnswerSchema } from './schemas.ts';
import { answerFromSnapshot } from './snapshot-answer.ts';

const PATH = '/api/v1/suggest';
const LIMITS = { min: 1, max: 20, initial: 8 } as const;

const SUGGEST_PARAMETERS = {
  q: text('What was typed so far; its last word may be unfinished. Never an error.'),
  limit: wholeNumber(LIMITS, 'Suggestions at most.'),
} as const;

/** The route as the API describes it. */
export const SUGGEST_ROUTE: RouteDescription = {
  name: 'suggest',
  path: PATH,
  summary: 'Titles, people and corrected words while typing',
  parameters: SUGGEST_PARAMETERS,
  answer: suggestAnswerSchema,
  problems: [400],
};

/** Adds GET /api/v1/suggest. */
export function addSuggestRoute(app: Hono, dependencies: AppDependencies): void {
  app.get(PATH, (c) => answerSuggest(c, dependencies));
}

function answerSuggest(c: Context, { live, version }: AppDependencies): Response | Promise<Response> {
  const { values, mistakes } = readParameters(SUGGEST_PARAMETERS, queryOf(c));
  if (mistakes.length > 0) return badParameters(c, mistakes);
  const { q, limit } = { q: values.q ?? '', limit: values.limit ?? LIMITS.initial };
  return live.borrow((served) =>
    answerFromSnapshot(c, served, {
      tag: entityTag(['suggest', served.edition, version, q, String(limit)]),
      question: { kind: 'suggest', q, limit },
    }),
  );
}
