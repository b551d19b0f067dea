// Runs the real program as a process of its own: the built one, as users have it. Never leaves a process behind.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutPath } from './shared.ts';

/** What `package.json` calls `antler`. */
export const programPath = join(checkoutPath, 'dist/src/main.js');

const RUN_TIMEOUT_MS = 60_000;
const READY_TIMEOUT_MS = 60_000;

export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** With as many threads as users have; else with none beside the main one, whose starts would cost more than small archives. */
  readonly hasWorkers?: boolean;
  readonly cwd?: string;
  readonly timeoutMs?: number;
}

export interface ProgramResult {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that goes on running. */
export interface RunningProgram {
  readonly child: ChildProcess;
  /** What it wrote so far. */
  stdout(): string;
  stderr(): string;
  /** Resolves when the process is gone. */
  readonly ended: Promise<ProgramResult>;
  /** Sends the signal (SIGTERM by default) and waits; kills what does not end in 15 seconds. */
  stop(signal?: NodeJS.Signals): Promise<ProgramResult>;
}

/** Starts `antler` with these words, its environment without any setting of the caller's. */
export function startProgram(words: readonly string[], options: ProgramOptions = {}): RunningProgram {
  if (!existsSync(programPath)) throw new Error(`${programPath} is missing: run npm run build first`);
  const child = spawn(process.execPath, [programPath, ...words], {
    cwd: options.cwd ?? checkoutPath,
    env: {
      ...(options.hasWorkers === true ? {} : { ANTLER_WORKERS: '0' }),
      ...ownEnvironment(),
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      written[name] += chunk;
    });
  }
  const ended = new Promise<ProgramResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, ...written }));
  });
  return {
    child,
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    ended,
    stop: (signal = 'SIGTERM') => stopProgram(child, ended, signal),
  };
}

/** Runs `antler` to its end. A process that takes longer than the limit is killed and shows as a signal. */
export async function runProgram(
  words: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramResult> {
  const program = startProgram(words, options);
  const timer = setTimeout(() => program.child.kill('SIGKILL'), options.timeoutMs ?? RUN_TIMEOUT_MS);
  try {
    return await program.ended;
  } finally {
    clearTimeout(timer);
  }
}

export interface ServedProgram extends RunningProgram {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
}

/** Serves on a free port, waits for `/readyz`, runs `use`, stops the server whatever happened. */
export async function withServer<T>(
  words: readonly string[],
  use: (server: ServedProgram) => Promise<T>,
  options: ProgramOptions & { readonly waitForReady?: boolean } = {},
): Promise<T> {
  const program = startProgram([...words, '--port', '0'], options);
  try {
    const url = await servedAddress(program);
    const served = { ...program, url };
    if (options.waitForReady !== false) await waitForReady(served);
    return await use(served);
  } finally {
    await program.stop();
  }
}

/** Resolves when `check` gives true. @throws Error with `what` after a minute */
export async function waitUntil(what: string, check: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** The status of an answer. */
export async function statusOf(url: string): Promise<number> {
  const response = await fetch(url);
  await response.arrayBuffer();
  return response.status;
}

/** The address that `serve` or `demo` prints, once it does. @throws Error when the program ends before */
export async function servedAddress(program: RunningProgram): Promise<string> {
  let hasEnded = false;
  void program.ended.then(() => {
    hasEnded = true;
  });
  const address = () => /Antler serves (http:\S+)/.exec(program.stdout())?.[1];
  await waitUntil(`an address; stderr: ${program.stderr()}`, () => hasEnded || address() !== undefined);
  const found = address();
  if (found === undefined) throw new Error(`ended without serving: ${program.stderr()}`);
  return found;
}

function waitForReady(program: { readonly url: string; stderr(): string }): Promise<void> {
  return waitUntil(`${program.url}/readyz`, async () => (await statusOf(`${program.url}/readyz`)) === 200);
}

async function stopProgram(
  child: ChildProcess,
  ended: Promise<ProgramResult>,
  signal: NodeJS.Signals,
): Promise<ProgramResult> {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  try {
    return await ended;
  } finally {
    clearTimeout(timer);
  }
}

function ownEnvironment(): Record<string, string | undefined> {
  const names = Object.keys(process.env).filter((name) => !name.startsWith('ANTLER_') && name !== 'NO_COLOR');
  return Object.fromEntries(names.map((name) => [name, process.env[name]]));
}
