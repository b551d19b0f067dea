// Counts what really ran in this test process and reports it in one machine-readable line when the process ends.
// uvu's own exit code is not trusted: it stays 0 in several cases where nothing, or not everything, ran.

/** Begins the line that carries the results of a test file as JSON. */
export const RESULT_MARK = '# results ';

/** What one test file did. `failed` equals `failures.length`. */
export interface FileResult {
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly { readonly name: string; readonly message: string }[];
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

/** The life of one suite: every suite must have been run to its end when the process exits. */
export interface SuiteRecord {
  readonly name: string;
  state: 'defined' | 'queued' | 'done';
  /** The test running now; empty between tests. */
  current: string;
}

const LINGER_MS = 5000;
/** Stack lines of the test machinery, which say nothing about the failure. */
const OWN_FRAMES = /^\s+at .*(node_modules\/uvu\/|test\/support\/(deadline|suite)\.ts)/;
const suites: SuiteRecord[] = [];
const failures: { name: string; message: string }[] = [];
const skipped: { name: string; reason: string }[] = [];
let passed = 0;

/** Registers a suite, so that one that never runs is noticed. */
export function recordSuite(name: string): SuiteRecord {
  if (suites.length === 0) process.on('exit', reportResults);
  const record: SuiteRecord = { name, state: 'defined', current: '' };
  suites.push(record);
  return record;
}

/** Counts one passed test. */
export function recordPass(): void {
  passed += 1;
}

/** Counts one failure of a test or a hook. */
export function recordFailure(name: string, error: Error): void {
  const message = describeError(error);
  failures.push({ name, message });
  process.stdout.write(`\nFAILED ${name}\n${message.replace(/^/gm, '    ')}\n`);
}

/** The stack, the difference that an assertion found, and the causes, as text. */
function describeError(error: Error): string {
  const details = 'details' in error && typeof error.details === 'string' ? `\n${error.details}` : '';
  const cause = error.cause instanceof Error ? `\ncaused by ${error.cause.stack}` : '';
  const stack = (error.stack ?? error.message).split('\n').filter((line) => !OWN_FRAMES.test(line));
  return `${stack.join('\n')}${details}${cause}`;
}

/** Counts one test that was not run, and says why. */
export function recordSkip(name: string, reason: string): void {
  skipped.push({ name, reason });
  process.stdout.write(`skipped: ${name}: ${reason}\n`);
}

/** Marks a suite as done; after the last one the process must end by itself within a few seconds. */
export function finishSuite(record: SuiteRecord): void {
  record.state = 'done';
  if (suites.some((suite) => suite.state !== 'done')) return;
  setTimeout(failLingering, LINGER_MS).unref();
}

function failLingering(): void {
  const open = [...new Set(process.getActiveResourcesInfo())].join(', ');
  recordFailure('the test file ends', new Error(`still open ${LINGER_MS} ms after the last test: ${open}`));
  process.exit(1);
}

function reportResults(code: number): void {
  for (const suite of suites) if (suite.state !== 'done') recordFailure(suite.name, unfinished(suite, code));
  if (passed + failures.length + skipped.length === 0) {
    recordFailure('the test file', new Error('it has suites but no test in them'));
  }
  const result: FileResult = { passed, failed: failures.length, failures, skipped };
  if (failures.length > 0) process.exitCode = 1;
  process.stdout.write(`\n${RESULT_MARK}${JSON.stringify(result)}\n`);
}

function unfinished(suite: SuiteRecord, code: number): Error {
  if (suite.state === 'defined') return new Error('the suite was never run: its test.run() is missing');
  const where = suite.current === '' ? 'between two tests' : `in "${suite.current}"`;
  const error = new Error(`the process ended with code ${code} ${where}, before the suite was done`);
  error.stack = error.message;
  return error;
}
