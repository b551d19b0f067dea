// GET /api/v1/resolve: what stands at an old address of the archive.
import type { Context, Hono } from 'hono';
import type { RouteDescription } from './api-description.ts';
import type { AppDependencies } from './dependencies.ts';
import { entityTag } from './entity-tag.ts';
import { text } from './parameter-kinds.ts';
import { readParameters } from './parameters.ts';
import { badParameters, sendProblem } from './problem.ts';
import { queryOf } from './request-checks.ts';
import { resolveAnswerSchema } from './schemas.ts';
import { answerFromSnapshot } from './snapshot-answer.ts';

const PATH = '/api/v1/resolve';

const RESOLVE_PARAMETERS = {
  url: text(
    'Any address of a page or comment: with www or without, out of a web archive, a short link, a bare path.',
  ),
} as const;

/** The route as the API describes it. */
export const RESOLVE_ROUTE: RouteDescription = {
  name: 'resolve',
  path: PATH,
  summary: 'What stands at an old address',
  parameters: RESOLVE_PARAMETERS,
  required: ['url'],
  answer: resolveAnswerSchema,
  problems: [400, 404],
};

/** Adds GET /api/v1/resolve. */
export function addResolveRoute(app: Hono, dependencies: AppDependencies): void {
  app.get(PATH, (c) => answerResolve(c, dependencies));
}

function answerResolve(c: Context, { live, version }: AppDependencies): Response | Promise<Response> {
  const { values, mistakes } = readParameters(RESOLVE_PARAMETERS, queryOf(c));
  if (mistakes.length > 0) return badParameters(c, mistakes);
  const { url } = values;
  if (url === null)
    return badParameters(c, [{ kind: 'bad', parameter: 'url', value: '', allowed: ['an address'] }]);
  return live.borrow((served) =>
    answerFromSnapshot(c, served, {
      tag: entityTag(['resolve', served.edition, version, url]),
      question: { kind: 'resolve', url },
      onMissing: () =>
        sendProblem(c, {
          status: 404,
          title: 'Not found',
          detail: 'No page of this archive is known by this address.',
        }),
    }),
  );
}
