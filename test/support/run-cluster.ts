// `npm run test:cluster [PART...]`: the tests for a cluster, long proofs among them. Prints "N passed, N failed" last; where
// no cluster can be had it says so, and all are skipped.
import { LENGTH_VARIABLE } from './cluster/given-cluster.ts';
import { runClusterFiles } from './cluster/run-cluster-files.ts';
import { findTestFiles, isForCluster, print, printSummary } from './run-files.ts';
import { stopTestFiles } from './test-file.ts';

const filters = process.argv.slice(2);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stopTestFiles();
    process.exit(130);
  });
}
process.env[LENGTH_VARIABLE] = 'all';
const all = (await findTestFiles(process.cwd())).filter(isForCluster);
const files = all.filter((file) => filters.length === 0 || filters.some((part) => file.includes(part)));
if (files.length === 0) print(`No test file matches ${filters.join(' ')}\n0 passed, 1 failed`);
process.exitCode = files.length > 0 && printSummary(await runClusterFiles(files)) ? 0 : 1;
