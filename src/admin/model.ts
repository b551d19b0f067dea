// Work that the keeper asks a running server for. Types only.

export const TASK_KINDS = ['ingest', 'rebuild', 'rollback'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];
export const TASK_STATES = ['enqueued', 'processing', 'succeeded', 'failed'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** What a task is at: pages read, documents indexed. */
export interface TaskProgress {
  readonly label: string;
  readonly done: number;
  /** Null: nobody knows yet. */
  readonly total: number | null;
}

/** A task at a moment. Times are ISO 8601, UTC. */
export interface Task {
  readonly id: string;
  readonly kind: TaskKind;
  readonly state: TaskState;
  readonly enqueuedAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly progress: TaskProgress | null;
  /** What the command of this name prints with `--json`; null until it succeeded. */
  readonly result: unknown;
  /** Why it failed, for people. */
  readonly error: string | null;
}

/** How the work of a task ended. */
export type TaskOutcome =
  | { readonly isDone: true; readonly result: unknown }
  | { readonly isDone: false; readonly error: string };

/** Does the work of a task somewhere else; never rejects. */
export type RunTask = (
  kind: TaskKind,
  around: { readonly signal: AbortSignal; readonly onProgress: (progress: TaskProgress) => void },
) => Promise<TaskOutcome>;
