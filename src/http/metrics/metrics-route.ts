// GET /metrics: how the server is, for Prometheus. Needs no snapshot.
import type { Hono } from 'hono';
import type { Manifest } from '../../../index/snapshot/model.ts';
import type { AppDependencies } from '../dependencies.ts';
import { respond } from '../respond.ts';
import { EXPOSITION_TYPE, writeExposition } from './exposition.ts';
import type { ServerMetrics } from './server-metrics.ts';
import { loadMetrics, processMetrics, snapshotMetrics } from './state-metrics.ts';

/** Adds GET /metrics. */
export function addMetricsRoute(app: Hono, dependencies: AppDependencies, metrics: ServerMetrics): void {
  app.get('/metrics', async (c) => {
    const families = [
      ...snapshotMetrics(await servedManifest(dependencies), new Date()),
      ...loadMetrics(dependencies.searchLoad()),
      ...metrics.families(),
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
