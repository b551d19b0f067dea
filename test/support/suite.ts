// The way tests are written here: uvu runs them, this wrapper closes the holes through which plain uvu stays green
// without having run (throwing hooks, thrown null, a missing run(), an empty file), and gives each test a deadline.

import { suite as uvuSuite } from 'uvu';
import { asError, type Work, withDeadline } from './deadline.ts';
import {
  finishSuite,
  recordFailure,
  recordPass,
  recordSkip,
  recordSuite,
  type SuiteRecord,
} from './tally.ts';

/** Settings of one test. */
export interface TestOptions {
  /** Milliseconds until the test fails as hanging; default 10,000. */
  readonly timeoutMs?: number;
}

/** Registers a hook around the whole suite, or with `each` around every test. A hook that throws fails the run. */
export interface HookRegistration {
  (hook: Work): void;
  each(hook: Work): void;
}

/** A suite: call it to define a test, end the file with `run()`. There is no `only`. */
export interface TestSuite {
  /** Defines a test. @throws Error when the name is taken or the suite was already run */
  (name: string, body: Work, options?: TestOptions): void;
  readonly before: HookRegistration;
  readonly after: HookRegistration;
  /** Counts a test as skipped and prints the reason. */
  skip(name: string, reason: string): void;
  /** Hands the suite to uvu. Without it the file fails. */
  run(): void;
}

interface Hooks {
  readonly before: Work[];
  readonly after: Work[];
  readonly beforeEach: Work[];
  readonly afterEach: Work[];
}

interface Definition {
  readonly name: string;
  readonly body: Work;
  readonly timeoutMs: number;
}

const TEST_TIMEOUT_MS = 10_000;
/** Hooks build archives and start programs and browsers, on slow machines too. */
const HOOK_TIMEOUT_MS = 150_000;

/** Opens a suite; `name` stands before its failures. */
export function suite(name: string): TestSuite {
  const record = recordSuite(name);
  const hooks: Hooks = { before: [], after: [], beforeEach: [], afterEach: [] };
  const definitions: Definition[] = [];
  const define = (testName: string, body: Work, options: TestOptions = {}): void => {
    if (record.state !== 'defined') throw new Error(`"${testName}" is defined after run()`);
    if (definitions.some((other) => other.name === testName))
      throw new Error(`two tests named "${testName}"`);
    definitions.push({ name: testName, body, timeoutMs: options.timeoutMs ?? TEST_TIMEOUT_MS });
  };
  return Object.assign(define, {
    before: registration(hooks.before, hooks.beforeEach),
    after: registration(hooks.after, hooks.afterEach),
    skip: (testName: string, reason: string) => recordSkip(`${name}: ${testName}`, reason),
    run: () => handToUvu(record, hooks, definitions),
  });
}

function registration(around: Work[], each: Work[]): HookRegistration {
  const register = (hook: Work): void => {
    around.push(hook);
  };
  return Object.assign(register, {
    each: (hook: Work): void => {
      each.push(hook);
    },
  });
}

function handToUvu(record: SuiteRecord, hooks: Hooks, definitions: readonly Definition[]): void {
  if (record.state !== 'defined') throw new Error(`the suite "${record.name}" is run twice`);
  record.state = 'queued';
  const runs = uvuSuite(record.name);
  let setUp: Error | null = null;
  // uvu swallows what its own hooks throw, so none of ours throws there.
  runs.before(async () => {
    setUp = await firstError(hooks.before);
  });
  for (const definition of definitions) {
    runs(definition.name, async () => {
      record.current = definition.name;
      const error = setUp ?? (await runTest(definition, hooks));
      record.current = '';
      if (error === null) return recordPass();
      recordFailure(`${record.name}: ${definition.name}`, error);
      throw new Error('failed');
    });
  }
  runs.after(async () => {
    const error = await lastingError(hooks.after);
    if (setUp !== null && definitions.length === 0) recordFailure(`${record.name}: a before hook`, setUp);
    if (error !== null) recordFailure(`${record.name}: an after hook`, error);
    finishSuite(record);
  });
  runs.run();
}

async function runTest(definition: Definition, hooks: Hooks): Promise<Error | null> {
  const setUp = await firstError(hooks.beforeEach);
  const outcome = setUp ?? (await attempt(definition.body, definition.timeoutMs));
  const tearDown = await lastingError(hooks.afterEach);
  return outcome ?? tearDown;
}

/** Runs hooks until one fails. */
async function firstError(work: readonly Work[]): Promise<Error | null> {
  for (const step of work) {
    const error = await attempt(step, HOOK_TIMEOUT_MS);
    if (error !== null) return error;
  }
  return null;
}

/** Runs all hooks, also after one failed, so that nothing stays open; the first error counts. */
async function lastingError(work: readonly Work[]): Promise<Error | null> {
  let first: Error | null = null;
  for (const step of work) first = (await attempt(step, HOOK_TIMEOUT_MS)) ?? first;
  return first;
}

async function attempt(work: Work, timeoutMs: number): Promise<Error | null> {
  try {
    await withDeadline(work, timeoutMs);
    return null;
  } catch (thrown) {
    return asError(thrown);
  }
}
