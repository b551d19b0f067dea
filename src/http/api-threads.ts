// GET /api/v1/threads/:id: a post with its comments, and with `q` the hits inside.
import type { Context, Hono } from 'hono';
import type { RouteDescription } from './api-description.ts';
import type { AppDependencies } from './dependencies.ts';
import { entityTag } from './entity-tag.ts';
import { text } from './parameter-kinds.ts';
import { readParameters } from './parameters.ts';
import { badParameters, notFoundProblem } from './problem.ts';
import { queryOf } from './request-checks.ts';
import { threadAnswerSchema } from './schemas.ts';
import { answerFromSnapshot } from './snapshot-answer.ts';

const THREAD_PARAMETERS = {
  q: text('Search inside the thread: `hits` then names the documents found, in reading order.'),
} as const;

/** The route as the API describes it. */
export const THREAD_ROUTE: RouteDescription = {
  name: 'getThread',
  path: '/api/v1/threads/{id}',
  summary: 'A post with its comments',
  parameters: THREAD_PARAMETERS,
  answer: threadAnswerSchema,
  problems: [400, 404],
};

/** Adds GET /api/v1/threads/:id. */
export function addThreadRoute(app: Hono, dependencies: AppDependencies): void {
  app.get('/api/v1/threads/:id', (c) => answerThread(c, c.req.param('id'), dependencies));
}

function answerThread(c: Context, id: string, dependencies: AppDependencies): Response | Promise<Response> {
  const { values, mistakes } = readParameters(THREAD_PARAMETERS, queryOf(c));
  if (mistakes.length > 0) return badParameters(c, mistakes);
  return dependencies.live.borrow((served) =>
    answerFromSnapshot(c, served, {
      tag: entityTag(['thread', served.edition, dependencies.version, id, values.q ?? '']),
      question: { kind: 'thread', id, q: values.q },
      onMissing: () => notFoundProblem(c, 'thread'),
    }),
  );
}
