// Has tasks done, in worker threads or in this one. A page that takes a worker down is a skip; a thread is joined here then.
import { recordReading } from '../../index/catalog/records.ts';
import { createWorkerPool, workersByProcessors } from '../../index/worker-pool.ts';
import type { Page } from '../../scraper/model.ts';
import { unreadablePage } from './read-page.ts';
import {
  doJoin,
  doRead,
  type JoinResult,
  type JoinTask,
  type ReadResult,
  type Task,
  type TaskResult,
} from './tasks.ts';

export interface TaskRunner {
  /** Never rejects. */
  readPage(page: Page, siteUrl: string | null): Promise<ReadResult>;
  /** @throws IndexError `catalog-unusable` when a part is damaged. */
  joinParts(task: JoinTask): Promise<JoinResult>;
  /** Ends the workers; pages under way become skips. */
  close(): Promise<void>;
}

export interface TaskRunnerOptions {
  /** 0: in this thread, without a deadline; null: one a processor, at most 4. */
  readonly workers: number | null;
  /** For one task. */
  readonly deadlineMs: number;
  /** Told once, with the reason, when workers do not start and all is done in this thread, without a deadline. */
  readonly onFallback?: (reason: string) => void;
  /** Module that runs in the workers; tests bring their own. */
  readonly entry?: URL;
}

/** Workers start when there is something to do. */
export function createTaskRunner(options: TaskRunnerOptions): TaskRunner {
  const { workers, entry = workerEntry(), ...limits } = options;
  const size = workers ?? workersByProcessors();
  const pool = createWorkerPool<Task, TaskResult>({ size, verb: 'reading', entry, ...limits });
  return {
    async readPage(page, siteUrl) {
      const task = { kind: 'read', page: withOwnMemory(page), siteUrl } as const;
      const outcome = await pool.run(task);
      if (outcome.kind === 'failed') {
        const skip = unreadablePage(page.path, outcome.detail);
        return { kind: 'read', readings: [recordReading(skip)], alone: null };
      }
      const isRead = outcome.kind === 'done' && outcome.result.kind === 'read';
      return isRead ? outcome.result : doRead(task);
    },
    async joinParts(task) {
      const outcome = await pool.run(task);
      const isJoined = outcome.kind === 'done' && outcome.result.kind === 'join';
      return isJoined ? outcome.result : doJoin(task);
    },
    close: () => pool.close(),
  };
}

/** Sent to a worker, a piece of a large buffer would take the whole buffer along. */
function withOwnMemory(page: Page): Page {
  const { bytes } = page;
  return bytes.byteLength === bytes.buffer.byteLength ? page : { ...page, bytes: new Uint8Array(bytes) };
}

/** The worker's file beside this one: TypeScript in the checkout, JavaScript when built. */
function workerEntry(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './task-worker.ts' : './task-worker.js', import.meta.url);
}
