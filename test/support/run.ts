// Runs every test file, each in a process of its own, two at a time, and prints "N passed, N failed" last.
// Started in the checkout. Arguments narrow the run to files whose path contains one of them: `npm test -- unit/mojibake`;
// `--with-cluster` then runs those for a cluster too, in their short form.

import { runClusterFiles } from './cluster/run-cluster-files.ts';
import { findTestFiles, isForCluster, print, printSummary, runFiles } from './run-files.ts';
import { stopTestFiles } from './test-file.ts';

const AT_ONCE = 2;
const WITH_CLUSTER = '--with-cluster';

async function main(words: readonly string[]): Promise<boolean> {
  const filters = words.filter((word) => word !== WITH_CLUSTER);
  const all = await findTestFiles(process.cwd());
  const files = all.filter((file) => filters.length === 0 || filters.some((part) => file.includes(part)));
  const here = files.filter((file) => !isForCluster(file));
  const forCluster = words.includes(WITH_CLUSTER) ? files.filter(isForCluster) : [];
  if (here.length + forCluster.length > 0) {
    return printSummary([...(await runFiles(here, AT_ONCE)), ...(await runClusterFiles(forCluster))]);
  }
  print(`No test file matches ${filters.length === 0 ? 'test/**/*.test.ts' : filters.join(' ')}`);
  print('0 passed, 1 failed');
  return false;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stopTestFiles();
    process.exit(130);
  });
}
process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
