// One search thread as the thread that serves requests sees it: what it has to do, in order, and how it ends.
import { Worker } from 'node:worker_threads';
import type { AnswerNeeds } from '../answers/answer.ts';
import type { Question } from '../answers/model.ts';
import { type Attachment, EngineDown, type ThreadReply, type ThreadRequest, TooSlow } from './model.ts';
import type { Job } from './waiting-line.ts';

/** What does the answering: a thread, or this one. */
export interface Member {
  /** How many more questions it takes now. */
  readonly room: number;
  /** Questions it has. */
  readonly load: number;
  take(job: Job): void;
  /** Resolves as well when the member ends before it begins: whoever replaces it knows what is attached. Rejects with the reason. */
  attach(key: number, attachment: Attachment): Promise<void>;
  detach(key: number): Promise<void>;
  /** Ends it when it is at one question for too long. */
  check(now: number): void;
  /** Gives back what waits behind one question for long, which others may take. */
  recall(now: number): readonly Job[];
  /** Ends it as one that never began. */
  giveUp(reason: string): void;
  close(): Promise<void>;
}

/** What a pool hears of a member. */
export interface MemberEvents {
  /** It has room, or has more of it. */
  readonly onFree: () => void;
  readonly onEnd: (end: MemberEnd) => void;
}

/** How a member ended. */
export interface MemberEnd {
  /** What it had and did not come to. */
  readonly unbegun: readonly Job[];
  readonly reason: string;
  /** False when it never began, or ended while it opened a snapshot: another one may fare no better. */
  readonly wasReady: boolean;
}

/** How threads are started. */
export interface ThreadOptions {
  /** Module that runs in the thread: answers every `ThreadRequest`, in order, with a `ThreadReply`. */
  readonly entry: URL;
  /** For one question. */
  readonly maxWorkMs: number;
  /** What the entry gets as its worker data. */
  readonly files: AnswerNeeds['files'];
}

/** A search that takes more memory than this ends its thread alone, not the server. */
const MAX_HEAP_MEGABYTES = 1_024;
/** One being answered and one that is there already when it is done. */
const JOBS_AHEAD = 2;
/** A question waits no longer behind another while a thread is idle. */
const RECALL_MS = 50;
/** What grows with a thread's comments: nothing waits behind it as long as another search thread may be free. */
const LONG_KINDS: ReadonlySet<Question['kind']> = new Set(['thread', 'thread-page']);

interface Step {
  readonly job: Job | null;
  /** Another thread has the question by now: its answer here is of no use. */
  readonly isRecalled?: boolean;
  readonly isAttach?: boolean;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** A thread of its own. */
export class SearchThread implements Member {
  readonly #worker: Worker;
  readonly #events: MemberEvents;
  readonly #maxWorkMs: number;
  /** What it was sent and has not answered, in order. */
  #steps: Step[] = [];
  #load = 0;
  #longJobs = 0;
  #attaching = 0;
  /** It had to give questions back and has not answered since. */
  #isLate = false;
  /** When it came to the first of its steps. */
  #begunAt = 0;
  #isReady = false;
  #hasEnded = false;
  #reason = 'it ended early';

  constructor(options: ThreadOptions, events: MemberEvents) {
    this.#events = events;
    this.#maxWorkMs = options.maxWorkMs;
    this.#worker = new Worker(options.entry, {
      workerData: options.files,
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MEGABYTES },
    });
    this.#worker.on('message', (reply: ThreadReply) => this.#hear(reply));
    this.#worker.on('error', (error: unknown) => {
      this.#reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    });
    this.#worker.on('exit', () => void this.#end(this.#reason, new Error(`The search thread died.`)));
  }

  get room(): number {
    if (!this.#isReady || this.#hasEnded || this.#isLate || this.#attaching > 0) return 0;
    return (this.#longJobs > 0 ? 1 : JOBS_AHEAD) - this.#load;
  }

  get load(): number {
    return this.#load;
  }

  take(job: Job): void {
    this.#count(job, 1);
    const { key, question, encoding } = job;
    this.#send(
      { kind: 'ask', key, question, encoding },
      { job, resolve: () => undefined, reject: job.reject },
    );
  }

  attach(key: number, attachment: Attachment): Promise<void> {
    this.#attaching += 1;
    return this.#control({ kind: 'attach', key, ...attachment });
  }

  detach(key: number): Promise<void> {
    return this.#control({ kind: 'detach', key });
  }

  check(now: number): void {
    const isAtWork = this.#isReady && this.#steps[0] !== undefined && this.#steps[0].job !== null;
    if (!isAtWork || now - this.#begunAt <= this.#maxWorkMs) return;
    const limit = `${this.#maxWorkMs} ms`;
    void this.#end(`it was at one search for more than ${limit}`, new TooSlow(`It took more than ${limit}.`));
  }

  recall(now: number): readonly Job[] {
    if (!this.#isReady || this.#hasEnded || now - this.#begunAt <= RECALL_MS) return [];
    const recalled: Job[] = [];
    this.#steps = this.#steps.map((step, at) => {
      if (at === 0 || step.job === null || step.isRecalled === true) return step;
      recalled.push(step.job);
      this.#count(step.job, -1);
      return { ...step, isRecalled: true };
    });
    if (recalled.length > 0) this.#isLate = true;
    return recalled;
  }

  giveUp(reason: string): void {
    this.#isReady = false;
    void this.#end(reason, new Error(reason));
  }

  async close(): Promise<void> {
    await this.#end('it was closed', new Error('The search threads were closed.'));
  }

  #count({ question }: Job, change: 1 | -1): void {
    this.#load += change;
    if (LONG_KINDS.has(question.kind)) this.#longJobs += change;
  }

  #control(request: ThreadRequest): Promise<void> {
    if (this.#hasEnded) return Promise.resolve();
    const isAttach = request.kind === 'attach';
    return new Promise((resolve, reject) => this.#send(request, { job: null, isAttach, resolve, reject }));
  }

  #send(request: ThreadRequest, step: Step): void {
    if (this.#steps.length === 0) this.#begunAt = performance.now();
    this.#steps.push(step);
    this.#worker.postMessage(request);
  }

  #hear(reply: ThreadReply): void {
    if (this.#hasEnded) return;
    const now = performance.now();
    this.#begunAt = now;
    this.#isLate = false;
    if (reply.kind === 'ready') this.#isReady = true;
    else this.#finish(reply, now);
    if (this.room > 0) this.#events.onFree();
  }

  #finish(reply: Exclude<ThreadReply, { readonly kind: 'ready' }>, now: number): void {
    const step = this.#steps.shift();
    if (step === undefined) return;
    if (step.isRecalled === true) return;
    if (step.isAttach === true) this.#attaching -= 1;
    if (step.job !== null) this.#count(step.job, -1);
    if (reply.kind === 'failed')
      step.reject(reply.isEngineDown ? new EngineDown(reply.detail) : new Error(reply.detail));
    else if (reply.kind === 'done') step.resolve();
    else step.job?.resolve({ answer: reply.answer, queueMs: now - step.job.askedAt - reply.workMs });
  }

  /** The question it is at fails with `error`; what comes behind it was not begun. */
  async #end(reason: string, error: Error): Promise<void> {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    // A file must not be closed while the thread may still read it.
    await this.#worker.terminate();
    const steps = this.#steps.splice(0);
    const unbegun: Job[] = [];
    for (const [at, { job, isRecalled, isAttach, resolve, reject }] of steps.entries()) {
      const wasBegun = at === 0 && this.#isReady && (job !== null || isAttach === true);
      if (isRecalled === true) continue;
      if (wasBegun) reject(job === null ? new Error(reason) : error);
      else if (job === null) resolve();
      else unbegun.push(job);
    }
    this.#events.onEnd({ unbegun, reason, wasReady: this.#isReady && steps[0]?.isAttach !== true });
  }
}
