// Where the keeper's requests come in: queues the task, and writes down who asked and what came of it.
import { AuditLog } from './audit-log.ts';
import type { Task, TaskKind } from './model.ts';
import { createTaskRunner, type TaskSetup } from './run-task.ts';
import { TaskQueue } from './task-queue.ts';

/** What the admin routes need. */
export interface AdminDesk {
  readonly token: string;
  readonly hasSources: boolean;
  readonly tasks: Pick<TaskQueue, 'get' | 'load'>;
  /** Finished tasks, the latest of each kind last. */
  readonly tallies: ReadonlyMap<TaskKind, TaskTally>;
  /** Null when too many wait. @throws the system's error when it cannot be written down */
  ask(kind: TaskKind, from: string | null): Task | null;
}

/** What became of the tasks of a kind. */
export interface TaskTally {
  succeeded: number;
  failed: number;
  /** Of the last one. */
  seconds: number;
  /** Seconds since 1970; 0: none succeeded. */
  lastSuccessAt: number;
}

/** What a desk is set up with. */
export interface DeskSetup extends TaskSetup {
  readonly token: string;
  /** Whether addresses of those who ask may be written down. */
  readonly keepsAddresses: boolean;
  readonly now: () => Date;
  /** Told when a task has ended. */
  readonly onFinished: (task: Task) => void;
  /** Told when the end of a task could not be written down. */
  readonly onUnwritten: (error: Error) => void;
}

/** Close it before the process ends. */
export interface OpenDesk extends AdminDesk {
  close(): Promise<void>;
}

/** Nothing runs until something is asked for. */
export function openDesk(setup: DeskSetup): OpenDesk {
  const audit = new AuditLog(setup.dataFolder);
  const tallies = new Map<TaskKind, TaskTally>();
  const finish = (task: Task) => {
    count(tallies, task);
    const { id, kind, error } = task;
    const event = error === null ? 'succeeded' : 'failed';
    try {
      audit.write({
        ...{ at: setup.now().toISOString(), event, task: id, kind },
        ...(error === null ? {} : { error }),
      });
    } catch (problem) {
      setup.onUnwritten(problem instanceof Error ? problem : new Error(String(problem)));
    }
    setup.onFinished(task);
  };
  const tasks = new TaskQueue({ run: createTaskRunner(setup), now: setup.now, onFinished: finish });
  return {
    token: setup.token,
    hasSources: setup.sources.length > 0,
    tasks,
    tallies,
    ask: (kind, from) => {
      const who = from === null || !setup.keepsAddresses ? {} : { from };
      return tasks.add(kind, ({ id, enqueuedAt }) =>
        audit.write({ at: enqueuedAt, event: 'asked', task: id, kind, ...who }),
      );
    },
    close: () => tasks.close(),
  };
}

function count(tallies: Map<TaskKind, TaskTally>, { kind, state, startedAt, finishedAt }: Task): void {
  const tally = tallies.get(kind) ?? { succeeded: 0, failed: 0, seconds: 0, lastSuccessAt: 0 };
  tallies.set(kind, tally);
  const [from, until] = [Date.parse(startedAt ?? ''), Date.parse(finishedAt ?? '')];
  tally.seconds = (until - from) / 1_000;
  if (state !== 'succeeded') tally.failed += 1;
  else {
    tally.succeeded += 1;
    tally.lastSuccessAt = until / 1_000;
  }
}
