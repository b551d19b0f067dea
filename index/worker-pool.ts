// Worker threads that do tasks. A worker that crashes or hangs costs the one task it was at: it is replaced.
import { availableParallelism } from 'node:os';
import { type ResourceLimits, Worker } from 'node:worker_threads';

export interface WorkerPoolOptions {
  /** Number of workers; they start when there is work for them. 0: every task is refused. */
  readonly size: number;
  /** What a worker does with a task, for the reasons why one failed: `reading`. */
  readonly verb: string;
  /** For one task, loading the worker not counted; null for work that ends by itself. */
  readonly deadlineMs: number | null;
  /** Room for young objects; more of it spares the collector the copying of what lives as long as a task. */
  readonly youngMegabytes?: number;
  /** Module that runs in the workers: answers every message, in order, with a `WorkerMessage`. */
  readonly entry: URL;
  /** Told once, with the reason, when workers do not start and tasks are refused. */
  readonly onFallback?: ((reason: string) => void) | undefined;
}

/** What a worker says: once that its modules are loaded, then the result of every task, in order. */
export type WorkerMessage<Result> =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly result: Result };

/** What became of a task. */
export type Outcome<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  /** Its worker crashed or hung, or the pool was closed. */
  | { readonly kind: 'failed'; readonly detail: string }
  /** There are no workers. */
  | { readonly kind: 'refused' };

export interface WorkerPool<Task, Result> {
  /** Never rejects. The task is copied to the worker. */
  run(task: Task): Promise<Outcome<Result>>;
  /** Ends the workers; tasks under way fail. */
  close(): Promise<void>;
}

// A hostile page must not take the machine's memory: a worker above this dies alone.
const MAX_HEAP_MEGABYTES = 1_024;
/** Tasks a worker has at a time: it goes on while this thread is busy. */
const TASKS_AHEAD = 4;
const MAX_DEFAULT_WORKERS = 4;

interface Entry<Task, Result> {
  readonly task: Task;
  readonly settle: (outcome: Outcome<Result>) => void;
}

/** Workers of a pool when nobody says how many: one a processor, at most 4. */
export function workersByProcessors(): number {
  return Math.min(availableParallelism(), MAX_DEFAULT_WORKERS);
}

/** Tasks wait in line; the caller bounds how many it hands over at a time. */
export function createWorkerPool<Task, Result>(options: WorkerPoolOptions): WorkerPool<Task, Result> {
  return new Pool<Task, Result>(options);
}

class Pool<Task, Result> implements WorkerPool<Task, Result> {
  readonly #options: WorkerPoolOptions;
  readonly #stopped: string;
  readonly #waiting: Entry<Task, Result>[] = [];
  readonly #members = new Set<Member<Task, Result>>();
  #isClosed = false;
  /** Workers are not wanted, or do not start on this system. */
  #isRefusing: boolean;

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
    this.#stopped = stoppedReason(options);
    this.#isRefusing = options.size === 0;
  }

  run(task: Task): Promise<Outcome<Result>> {
    if (this.#isClosed) return Promise.resolve({ kind: 'failed', detail: this.#stopped });
    return new Promise((settle) => {
      this.#waiting.push({ task, settle });
      this.#assign();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { settle } of this.#waiting.splice(0)) settle({ kind: 'failed', detail: this.#stopped });
    await Promise.all([...this.#members].map((member) => member.stop(this.#stopped)));
  }

  #assign(): void {
    if (this.#isRefusing) for (const { settle } of this.#waiting.splice(0)) settle({ kind: 'refused' });
    while (!this.#isClosed && this.#waiting.length > 0) {
      const member = this.#findFree();
      const entry = member === null ? undefined : this.#waiting.shift();
      if (!entry) return;
      member?.take(entry);
    }
  }

  /** The member with least to do; a new one rather than one that is busy. */
  #findFree(): Member<Task, Result> | null {
    let freest: Member<Task, Result> | null = null;
    for (const member of this.#members) if (member.load < (freest?.load ?? TASKS_AHEAD)) freest = member;
    if (freest?.load === 0 || this.#members.size >= this.#options.size) return freest;
    return this.#start();
  }

  #start(): Member<Task, Result> {
    const member = new Member<Task, Result>(this.#options, {
      onFree: () => this.#assign(),
      onEnd: (unbegun, broken) => this.#replace(member, unbegun, broken),
    });
    this.#members.add(member);
    return member;
  }

  /** `unbegun` are the tasks that the worker had and did not come to. */
  #replace(
    member: Member<Task, Result>,
    unbegun: readonly Entry<Task, Result>[],
    broken: string | null,
  ): void {
    this.#members.delete(member);
    this.#waiting.unshift(...unbegun);
    if (broken !== null && !this.#isRefusing) {
      this.#isRefusing = true;
      this.#options.onFallback?.(broken);
    }
    this.#assign();
  }
}

interface MemberEvents<Task, Result> {
  readonly onFree: () => void;
  /** `broken` says why a worker never began. */
  readonly onEnd: (unbegun: readonly Entry<Task, Result>[], broken: string | null) => void;
}

/** One worker and the tasks it has, the one it is at first. */
class Member<Task, Result> {
  readonly #worker: Worker;
  readonly #options: WorkerPoolOptions;
  readonly #events: MemberEvents<Task, Result>;
  readonly #entries: Entry<Task, Result>[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isReady = false;
  #hasEnded = false;
  #whyItEnds = 'its worker ended early';

  constructor(options: WorkerPoolOptions, events: MemberEvents<Task, Result>) {
    this.#options = options;
    this.#events = events;
    this.#worker = new Worker(options.entry, { resourceLimits: limitsOf(options) });
    this.#worker.on('message', (message: WorkerMessage<Result>) => this.#hear(message));
    // What the worker said before is heard before its exit, not before its error.
    this.#worker.on('error', (error: unknown) => {
      this.#whyItEnds = whyItDied(error, options.verb);
    });
    this.#worker.on('exit', () => void this.stop(this.#whyItEnds));
  }

  get load(): number {
    return this.#entries.length;
  }

  take(entry: Entry<Task, Result>): void {
    this.#entries.push(entry);
    this.#worker.postMessage(entry.task);
    if (this.load === 1) this.#watch();
  }

  /** Ends the worker; the task it is at fails for the reason in `detail`. */
  async stop(detail: string): Promise<void> {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    clearTimeout(this.#timer);
    const isStopped = detail === stoppedReason(this.#options);
    const isBroken = !this.#isReady && !isStopped;
    const failed = this.#entries.splice(0, isStopped ? this.load : isBroken ? 0 : 1);
    for (const { settle } of failed) settle({ kind: 'failed', detail });
    this.#events.onEnd(this.#entries, isBroken ? detail : null);
    await this.#worker.terminate();
  }

  #hear(message: WorkerMessage<Result>): void {
    if (this.#hasEnded) return;
    if (message.kind === 'ready') this.#isReady = true;
    else this.#entries.shift()?.settle(message);
    this.#watch();
    if (message.kind === 'done') this.#events.onFree();
  }

  /** The time of the task it is at begins. */
  #watch(): void {
    clearTimeout(this.#timer);
    const { deadlineMs, verb } = this.#options;
    if (!this.#isReady || this.load === 0 || deadlineMs === null) return;
    const giveUp = () => void this.stop(`${verb} it took more than ${deadlineMs / 1000} seconds`);
    this.#timer = setTimeout(giveUp, deadlineMs);
  }
}

function stoppedReason({ verb }: WorkerPoolOptions): string {
  return `${verb} was stopped`;
}

function limitsOf({ youngMegabytes }: WorkerPoolOptions): ResourceLimits {
  const limits = { maxOldGenerationSizeMb: MAX_HEAP_MEGABYTES };
  return youngMegabytes === undefined ? limits : { ...limits, maxYoungGenerationSizeMb: youngMegabytes };
}

function whyItDied(error: unknown, verb: string): string {
  const isOutOfMemory =
    error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (isOutOfMemory) return `${verb} it takes more than ${MAX_HEAP_MEGABYTES} megabytes of memory`;
  return `${verb} it failed: ${error instanceof Error ? error.message : String(error)}`;
}
