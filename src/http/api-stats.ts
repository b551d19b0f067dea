// GET /api/v1/stats: what the served snapshot holds. Also /healthz and /readyz, which say how the server is.
import type { Hono } from 'hono';
import type { RouteDescription } from './api-description.ts';
import type { AppDependencies } from './dependencies.ts';
import { entityTag } from './entity-tag.ts';
import { readParameters } from './parameters.ts';
import { badParameters } from './problem.ts';
import { queryOf } from './request-checks.ts';
import { respondJson } from './respond.ts';
import { healthSchema, readinessSchema, statsSchema } from './schemas.ts';
import { answerFromSnapshot } from './snapshot-answer.ts';

/** Health, readiness and counts, as the API's description has them. */
export const STATS_ROUTES: readonly RouteDescription[] = [
  {
    name: 'getStats',
    path: '/api/v1/stats',
    summary: 'Counts of the archive',
    answer: statsSchema,
    problems: [400],
  },
  {
    name: 'getHealth',
    path: '/healthz',
    summary: 'Whether the server is alive',
    answer: healthSchema,
    problems: [],
  },
  {
    name: 'getReadiness',
    path: '/readyz',
    summary: 'Whether a snapshot is served; 503 until then, and while its engine does not answer',
    answer: readinessSchema,
    problems: [],
    unready: 'No snapshot is served yet, or its engine does not answer; `lastError` says why.',
  },
];

/** Adds GET /api/v1/stats. */
export function addStatsRoute(app: Hono, dependencies: AppDependencies): void {
  app.get('/api/v1/stats', (c) => {
    const { mistakes } = readParameters({}, queryOf(c));
    if (mistakes.length > 0) return badParameters(c, mistakes);
    const { version } = dependencies;
    return dependencies.live.borrow((served) =>
      answerFromSnapshot(c, served, {
        tag: entityTag(['stats', served.edition, version]),
        question: { kind: 'stats', version },
      }),
    );
  });
}

/** Adds GET /healthz and /readyz; neither needs a snapshot. */
export function addHealthRoutes(app: Hono, dependencies: AppDependencies): void {
  app.get('/healthz', (c) => respondJson(c, { status: 'ok' }));
  app.get('/readyz', async (c) => {
    const { live } = dependencies;
    const state = live.state();
    const failure = state.ready ? await live.borrow((served) => served.engineFailure()) : null;
    const ready = state.ready && failure === null;
    const { snapshotId, builtAt } = state;
    return respondJson(
      c,
      { ready, snapshotId, builtAt, lastError: failure ?? state.lastError },
      ready ? 200 : 503,
    );
  });
}
