// Runs every test file, each in a process of its own, two at a time, and prints "N passed, N failed" last.
// Started in the checkout. Arguments narrow the run to files whose path contains one of them: `npm test -- unit/mojibake`.

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { type FileRun, runTestFile, stopTestFiles } from './test-file.ts';

const ROOMS = ['unit', 'property', 'golden', 'contract', 'e2e', 'browser'];
const AT_ONCE = 2;
const FILE_DEADLINE_MS = 300_000;

/** All test files below `test/`, relative to `root`, quick rooms first, then by name. */
async function findTestFiles(root: string): Promise<string[]> {
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

/** Runs the files and returns their results in the order they ended. */
async function runAll(files: readonly string[]): Promise<FileRun[]> {
  const waiting = [...files];
  const runs: FileRun[] = [];
  const worker = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const run = await runTestFile(file, process.cwd(), FILE_DEADLINE_MS);
      runs.push(run);
      printRun(run);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return runs;
}

function printRun({ file, result, output, elapsedMs }: FileRun): void {
  const counts = `${result.passed} passed, ${result.failed} failed, ${result.skipped.length} skipped`;
  print(`${result.failed > 0 ? 'FAIL' : 'ok  '} ${file}: ${counts} (${elapsedMs} ms)`);
  for (const { name, reason } of result.skipped) print(`     skipped: ${name}: ${reason}`);
  if (result.failed === 0) return;
  print(output.trim().replace(/^/gm, '  | '));
  for (const { name, message } of result.failures) print(`  FAILED ${name}: ${message.split('\n')[0]}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function printSummary(runs: readonly FileRun[]): boolean {
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

async function main(filters: readonly string[]): Promise<boolean> {
  const all = await findTestFiles(process.cwd());
  const files =
    filters.length === 0 ? all : all.filter((file) => filters.some((part) => file.includes(part)));
  if (files.length > 0) return printSummary(await runAll(files));
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
