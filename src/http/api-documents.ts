// GET /api/v1/documents/:id: one post or comment, with its ancestors and replies when asked for.
import type { Context, Hono } from 'hono';
import type { RouteDescription } from './api-description.ts';
import type { AppDependencies } from './dependencies.ts';
import { entityTag } from './entity-tag.ts';
import { choiceList } from './parameter-kinds.ts';
import { readParameters } from './parameters.ts';
import { badParameters, notFoundProblem } from './problem.ts';
import { queryOf } from './request-checks.ts';
import { documentAnswerSchema } from './schemas.ts';
import { answerFromSnapshot } from './snapshot-answer.ts';

const INCLUDES = ['ancestors', 'replies'] as const;

const DOCUMENT_PARAMETERS = {
  include: choiceList(
    INCLUDES,
    'Also give these: ancestors, from the post down to the parent; replies, the direct ones in reading order.',
  ),
} as const;

/** The route as the API describes it. */
export const DOCUMENT_ROUTE: RouteDescription = {
  name: 'getDocument',
  path: '/api/v1/documents/{id}',
  summary: 'One post or comment',
  parameters: DOCUMENT_PARAMETERS,
  answer: documentAnswerSchema,
  problems: [400, 404],
};

/** Adds GET /api/v1/documents/:id. */
export function addDocumentRoute(app: Hono, dependencies: AppDependencies): void {
  app.get('/api/v1/documents/:id', (c) => answerDocument(c, c.req.param('id'), dependencies));
}

function answerDocument(c: Context, id: string, dependencies: AppDependencies): Response | Promise<Response> {
  const { values, mistakes } = readParameters(DOCUMENT_PARAMETERS, queryOf(c));
  if (mistakes.length > 0) return badParameters(c, mistakes);
  const include = INCLUDES.filter((name) => values.include?.includes(name));
  return dependencies.live.borrow((served) =>
    answerFromSnapshot(c, served, {
      tag: entityTag(['document', served.edition, dependencies.version, id, ...include]),
      question: { kind: 'document', id, include },
      onMissing: () => notFoundProblem(c, 'document'),
    }),
  );
}
