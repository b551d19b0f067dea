// Does a task in a child process of lower priority: reading and building never take the serving process's memory or time.
import { type ChildProcess, fork } from 'node:child_process';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { RunTask, TaskKind, TaskOutcome, TaskProgress } from './model.ts';

/** What tasks are done with. */
export interface TaskSetup {
  readonly dataFolder: string;
  readonly sources: readonly string[];
  /** Settings of the commands come out of it; the token does not go along. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const LOWER_PRIORITY = 10;
const KEPT_ERROR_CHARACTERS = 4_000;
const MAX_RESULT_CHARACTERS = 4_000_000;
/** A child that does not end after the stop signal is killed; nothing half done is ever published. */
const KILL_AFTER_MS = 8_000;
const SECRETS = new Set(['ANTLER_ADMIN_TOKEN']);

/** Each kind is the command of its name. */
export function createTaskRunner(setup: TaskSetup): RunTask {
  return (kind, { signal, onProgress }) => {
    const child = fork(ownEntry(), wordsOf(kind, setup), {
      env: withoutSecrets(setup.environment),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    lowerPriority(child);
    return outcomeOf(child, signal, onProgress);
  };
}

function wordsOf(kind: TaskKind, { dataFolder, sources }: TaskSetup): readonly string[] {
  const own = kind === 'ingest' ? ['--', ...sources] : [];
  return [kind, '--data', dataFolder, '--json', ...own];
}

function outcomeOf(
  child: ChildProcess,
  signal: AbortSignal,
  onProgress: (progress: TaskProgress) => void,
): Promise<TaskOutcome> {
  const written = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    written.stdout = (written.stdout + text).slice(0, MAX_RESULT_CHARACTERS);
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    written.stderr = (written.stderr + text).slice(-KEPT_ERROR_CHARACTERS);
  });
  child.on('message', (progress: TaskProgress) => onProgress(progress));
  const stop = () => {
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS).unref();
  };
  signal.addEventListener('abort', stop, { once: true });
  return new Promise((resolve) => {
    const end = (outcome: TaskOutcome) => {
      signal.removeEventListener('abort', stop);
      resolve(outcome);
    };
    child.once('error', (error) =>
      end({ isDone: false, error: `It could not be started: ${error.message}` }),
    );
    child.once('close', (code) => end(judge(code, written, signal)));
  });
}

/** 1 says that something could not be read: it is in the result. */
function judge(
  code: number | null,
  { stdout, stderr }: { readonly stdout: string; readonly stderr: string },
  signal: AbortSignal,
): TaskOutcome {
  const result = code === 0 || code === 1 ? parseJson(stdout) : undefined;
  if (result !== undefined) return { isDone: true, result };
  if (signal.aborted) return { isDone: false, error: 'The server stopped before it was done.' };
  return { isDone: false, error: stderr.trim() || `It ended with ${code ?? 'a signal'}.` };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function lowerPriority({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, LOWER_PRIORITY);
  } catch {
    // Not allowed everywhere; the task is done all the same.
  }
}

function withoutSecrets(environment: TaskSetup['environment']): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !SECRETS.has(name)));
}

/** The child's file beside this one: TypeScript in the checkout, JavaScript when built. */
function ownEntry(): string {
  const isSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(isSource ? './task-entry.ts' : './task-entry.js', import.meta.url));
}
