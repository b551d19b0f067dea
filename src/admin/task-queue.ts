// Tasks one after the other, and what is known of those that are over. Knows nothing of the work itself.
import { randomUUID } from 'node:crypto';
import type { RunTask, Task, TaskKind } from './model.ts';

export interface TaskQueueOptions {
  readonly run: RunTask;
  readonly now: () => Date;
  /** Told when a task has ended, in whatever way. */
  readonly onFinished?: (task: Task) => void;
}

/** Tasks that may wait; more are refused. */
const MAX_WAITING = 10;
/** Of finished tasks the latest are remembered. */
const MAX_KEPT = 100;

/** Add, ask, close at the end. */
export class TaskQueue {
  readonly #options: TaskQueueOptions;
  /** In the order in which they were added. */
  readonly #tasks = new Map<string, Task>();
  readonly #waiting: string[] = [];
  readonly #stop = new AbortController();
  #running: Promise<void> | null = null;

  constructor(options: TaskQueueOptions) {
    this.#options = options;
  }

  /** Null when too many wait, or the server stops. `onTaken` hears of the task first; when it throws, there is none. */
  add(kind: TaskKind, onTaken: (task: Task) => void = () => undefined): Task | null {
    if (this.#waiting.length >= MAX_WAITING || this.#stop.signal.aborted) return null;
    const task: Task = {
      id: randomUUID(),
      kind,
      state: 'enqueued',
      enqueuedAt: this.#now(),
      startedAt: null,
      finishedAt: null,
      progress: null,
      result: null,
      error: null,
    };
    onTaken(task);
    this.#tasks.set(task.id, task);
    this.#waiting.push(task.id);
    this.#forget();
    this.#running ??= this.#work();
    return task;
  }

  load(): { readonly running: number; readonly waiting: number } {
    return { running: this.#running === null ? 0 : 1, waiting: this.#waiting.length };
  }

  get(id: string): Task | null {
    return this.#tasks.get(id) ?? null;
  }

  /** Ends what runs, and begins nothing more. Resolves when nothing runs. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #work(): Promise<void> {
    // The answer that names the task goes out first.
    await Promise.resolve();
    for (let id = this.#waiting.shift(); id !== undefined; id = this.#waiting.shift()) await this.#do(id);
    this.#running = null;
  }

  async #do(id: string): Promise<void> {
    const { signal } = this.#stop;
    const task = this.#change(id, { state: 'processing', startedAt: this.#now() });
    const outcome = signal.aborted
      ? { isDone: false as const, error: 'The server stopped before it began.' }
      : await this.#options.run(task.kind, {
          signal,
          onProgress: (progress) => void this.#change(id, { progress }),
        });
    const finished = this.#change(id, {
      finishedAt: this.#now(),
      ...(outcome.isDone
        ? { state: 'succeeded', result: outcome.result }
        : { state: 'failed', error: outcome.error }),
    });
    this.#options.onFinished?.(finished);
  }

  #change(id: string, fields: Partial<Task>): Task {
    const before = this.#tasks.get(id);
    if (before === undefined) throw new Error(`there is no task ${id}`);
    const task = { ...before, ...fields };
    this.#tasks.set(id, task);
    return task;
  }

  #forget(): void {
    for (const [id, { finishedAt }] of this.#tasks) {
      if (this.#tasks.size <= MAX_KEPT) return;
      if (finishedAt !== null) this.#tasks.delete(id);
    }
  }

  #now(): string {
    return this.#options.now().toISOString();
  }
}
