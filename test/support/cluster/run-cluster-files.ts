// Runs the test files for a cluster, one after the other, on three nodes of this machine or on the cluster that
// OPENSEARCH_URL names. Where neither can be had every file counts as skipped, with the reason.
import { print, printRun, runFiles } from '../run-files.ts';
import type { FileRun } from '../test-file.ts';
import { OPENSEARCH_VERSION } from './artefacts.ts';
import { askCluster } from './asking.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { serveControl } from './control.ts';
import { CONTROL_VARIABLE } from './given-cluster.ts';
import { ClusterUnavailable } from './unavailable.ts';

const NODES = 3;

/** What came of the files; without any file no cluster is started. */
export async function runClusterFiles(files: readonly string[]): Promise<readonly FileRun[]> {
  if (files.length === 0) return [];
  const url = process.env.OPENSEARCH_URL;
  if (url) {
    print(`cluster tests run on OPENSEARCH_URL; those that kill nodes are skipped`);
    return runFiles(files, 1);
  }
  try {
    return await runOnOwn(files);
  } catch (error) {
    if (!(error instanceof ClusterUnavailable)) return [failedRun(error)];
    print(`no cluster here, its tests are skipped: ${error.message}`);
    return files.map((file) => skippedRun(file, error.message));
  }
}

async function runOnOwn(files: readonly string[]): Promise<readonly FileRun[]> {
  const startedAt = performance.now();
  const cluster = await startCluster({ nodes: NODES });
  try {
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    print(`${NODES} nodes of OpenSearch ${OPENSEARCH_VERSION} are up after ${seconds} s`);
    return await runOn(cluster, files);
  } finally {
    await cluster.stop();
  }
}

async function runOn(cluster: Cluster, files: readonly string[]): Promise<readonly FileRun[]> {
  const control = await serveControl(cluster);
  process.env.OPENSEARCH_URL = cluster.addresses.join(',');
  process.env[CONTROL_VARIABLE] = control.address;
  const runs: FileRun[] = [];
  try {
    for (const file of files) {
      runs.push(...(await runFiles([file], 1)));
      await cluster.heal();
      await askCluster(cluster.addresses, '/*?expand_wildcards=all', { method: 'DELETE' });
    }
  } finally {
    await control.close();
  }
  return runs;
}

/** The cluster itself failed: that is a failure, whatever the files said. */
function failedRun(error: unknown): FileRun {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const failures = [{ name: 'the cluster', message }];
  const result = { passed: 0, failed: 1, failures, skipped: [] };
  const run = { file: 'test/cluster', result, output: message, elapsedMs: 0 };
  printRun(run);
  return run;
}

function skippedRun(file: string, reason: string): FileRun {
  const result = { passed: 0, failed: 0, failures: [], skipped: [{ name: file, reason }] };
  return { file, result, output: '', elapsedMs: 0 };
}
