// Runs one test file in a process of its own and reads back what it did. Any doubt about that counts as a failure.

import { spawn } from 'node:child_process';
import { type FileResult, RESULT_MARK } from './tally.ts';

/** What came of one test file. */
export interface FileRun {
  /** Relative to the checkout. */
  readonly file: string;
  readonly result: FileResult;
  /** Both output streams, without the result line. */
  readonly output: string;
  readonly elapsedMs: number;
}

/** How a test process ended and what it printed. */
export interface Ending {
  readonly output: string;
  readonly code: number | null;
  readonly timedOut: boolean;
}

const running = new Set<number>();

/** Runs `file` (relative to `root`) and kills it, with all its children, after `deadlineMs`. Never rejects. */
export async function runTestFile(file: string, root: string, deadlineMs: number): Promise<FileRun> {
  const startedAt = performance.now();
  const ending = await runProcess(file, root, deadlineMs);
  const elapsedMs = Math.round(performance.now() - startedAt);
  const { result, output } = readResult(ending, deadlineMs);
  return { file, result, output, elapsedMs };
}

/** Ends all test processes that are still running. */
export function stopTestFiles(): void {
  for (const pid of running) killGroup(pid);
}

function runProcess(file: string, root: string, deadlineMs: number): Promise<Ending> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', file], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true, // a group of its own: servers and browsers that a test leaves behind die with it
    });
    const pid = child.pid;
    if (pid !== undefined) running.add(pid);
    let output = '';
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      if (pid !== undefined) killGroup(pid);
    }, deadlineMs);
    const collect = (chunk: string): void => {
      output += chunk;
    };
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    child.on('error', (error) => collect(String(error)));
    child.on('exit', () => pid !== undefined && killGroup(pid));
    child.on('close', (code) => {
      clearTimeout(timer);
      if (pid !== undefined) running.delete(pid);
      resolve({ output, code, timedOut });
    });
  });
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The whole group has ended already.
  }
}

/** Reads the result line of a test file out of what it printed. */
export function readResult(ending: Ending, deadlineMs: number): { result: FileResult; output: string } {
  const lines = ending.output.split('\n');
  const at = lines.findLastIndex((line) => line.startsWith(RESULT_MARK));
  const found = at < 0 ? null : parseResult((lines[at] ?? '').slice(RESULT_MARK.length));
  const output = lines.filter((_, index) => index !== at).join('\n');
  return { result: judge(found, ending, deadlineMs), output };
}

function judge(found: FileResult | null, ending: Ending, deadlineMs: number): FileResult {
  const result = found ?? { passed: 0, failed: 0, failures: [], skipped: [] };
  if (ending.timedOut) return withFailure(result, `it did not end within ${deadlineMs} ms`);
  if (found === null) return withFailure(result, `it printed no results (exit code ${ending.code})`);
  if (result.failed > 0) return result;
  if (ending.code !== 0) return withFailure(result, `all tests passed, but its exit code is ${ending.code}`);
  if (result.passed + result.skipped.length === 0) return withFailure(result, 'it has no tests');
  return result;
}

function withFailure(result: FileResult, message: string): FileResult {
  const failures = [...result.failures, { name: 'the test file', message }];
  return { ...result, failures, failed: failures.length };
}

function parseResult(json: string): FileResult | null {
  try {
    const value: unknown = JSON.parse(json);
    return isFileResult(value) ? value : null;
  } catch {
    return null;
  }
}

function isFileResult(value: unknown): value is FileResult {
  if (typeof value !== 'object' || value === null) return false;
  const { passed, failed, failures, skipped } = value as Partial<Record<keyof FileResult, unknown>>;
  return (
    Number.isInteger(passed) && Number.isInteger(failed) && Array.isArray(failures) && Array.isArray(skipped)
  );
}
