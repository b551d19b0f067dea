// Finds test files, runs them in processes of their own, and prints what came of each and the sum of all.

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { type FileRun, runTestFile } from './test-file.ts';

/** `cluster` wants three OpenSearch nodes and is run by `npm run test:cluster`. */
const ROOMS = ['unit', 'property', 'golden', 'contract', 'e2e', 'browser', 'cluster'];
const FILE_DEADLINE_MS = 300_000;
/** Nodes start and heal in their own time. */
const CLUSTER_DEADLINE_MS = 900_000;

/** All test files below `test/`, relative to `root`, quick rooms first, then by name. */
export async function findTestFiles(root: string): Promise<string[]> {
  const folder = join(root, 'test');
  if (!existsSync(folder)) return [];
  const paths = await readdir(folder, { recursive: true });
  const files = paths.filter((path) => /\.test\.tsx?$/.test(path)).map((path) => path.split(sep).join('/'));
  return files.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)).map((path) => `test/${path}`);
}

function rank(path: string): number {
  const at = ROOMS.indexOf(path.split('/')[0] ?? '');
  return at < 0 ? ROOMS.length : at;
}

/** Is this file for a cluster? */
export function isForCluster(file: string): boolean {
  return file.startsWith('test/cluster/');
}

/** Runs the files, so many at once, and returns their results in the order they ended. */
export async function runFiles(files: readonly string[], atOnce: number): Promise<FileRun[]> {
  const waiting = [...files];
  const runs: FileRun[] = [];
  const worker = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const deadlineMs = isForCluster(file) ? CLUSTER_DEADLINE_MS : FILE_DEADLINE_MS;
      const run = await runTestFile(file, process.cwd(), deadlineMs);
      runs.push(run);
      printRun(run);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return runs;
}

/** Prints one line for a file, and all it wrote when it failed. */
export function printRun({ file, result, output, elapsedMs }: FileRun): void {
  const counts = `${result.passed} passed, ${result.failed} failed, ${result.skipped.length} skipped`;
  print(`${result.failed > 0 ? 'FAIL' : 'ok  '} ${file}: ${counts} (${elapsedMs} ms)`);
  for (const { name, reason } of result.skipped) print(`     skipped: ${name}: ${reason}`);
  if (result.failed === 0) return;
  print(output.trim().replace(/^/gm, '  | '));
  for (const { name, message } of result.failures) print(`  FAILED ${name}: ${message.split('\n')[0]}`);
}

/** Prints a line. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Prints the failing files, and `N passed, N failed` last. True when none failed. */
export function printSummary(runs: readonly FileRun[]): boolean {
  const sum = (count: (run: FileRun) => number): number => runs.reduce((total, run) => total + count(run), 0);
  const failed = sum((run) => run.result.failed);
  const skipped = sum((run) => run.result.skipped.length);
  const failing = runs.filter((run) => run.result.failed > 0).map((run) => run.file);
  if (failing.length > 0) print(`\nFailing files:\n  ${failing.sort().join('\n  ')}`);
  print('');
  print(
    `${sum((run) => run.result.passed)} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  );
  return failed === 0;
}
