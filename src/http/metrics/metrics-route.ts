// GET /metrics: how the server is, for Prometheus. Needs no snapshot.
import type { Hono } from 'hono';
import type { Manifest } from '../../../index/snapshot/model.ts';
import type { RouteDescription } from '../api-description.ts';
import type { AppDependencies } from '../dependencies.ts';
import { respond } from '../respond.ts';
import { metricsSchema } from '../schemas.ts';
import { EXPOSITION_TYPE, writeExposition } from './exposition.ts';
import type { ServerMetrics } from './server-metrics.ts';
import {
  clientMetrics,
  loadMetrics,
  processMetrics,
  refusalMetrics,
  snapshotMetrics,
  taskMetrics,
} from './state-metrics.ts';

/** The route as the API describes it. */
export const METRICS_ROUTE: RouteDescription = {
  name: 'getMetrics',
  path: '/metrics',
  summary: 'Counts and times for Prometheus; never what anybody asked for',
  answer: metricsSchema,
  answerType: 'text/plain',
  problems: [],
};

/** Adds GET /metrics. */
export function addMetricsRoute(app: Hono, dependencies: AppDependencies, metrics: ServerMetrics): void {
  const { admin, clients } = dependencies;
  app.get('/metrics', async (c) => {
    const families = [
      ...snapshotMetrics(await servedManifest(dependencies), new Date()),
      ...refusalMetrics(dependencies.live.state()),
      ...loadMetrics(dependencies.searchLoad()),
      ...metrics.families(),
      ...(admin === undefined ? [] : taskMetrics(admin)),
      ...(clients === undefined ? [] : clientMetrics(clients)),
      ...processMetrics(),
    ];
    return respond(c, writeExposition(families), {
      headers: { 'Content-Type': EXPOSITION_TYPE, 'Cache-Control': 'no-store' },
    });
  });
}

async function servedManifest({ live }: AppDependencies): Promise<Manifest | null> {
  return live.state().ready ? live.borrow(({ manifest }) => manifest) : null;
}
