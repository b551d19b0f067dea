// Questions that wait for a thread: in order, not too many, not too long, and without those whose asker left.
import { type Answered, type Ask, AskerGone, Busy } from './model.ts';

/** A question on its way. */
export interface Job extends Ask {
  /** The snapshot. */
  readonly key: number;
  /** As `performance.now()` has it. */
  readonly askedAt: number;
  /** When it lost its place at a thread; it waits from then on. */
  readonly putBackAt?: number;
  readonly resolve: (answered: Answered) => void;
  readonly reject: (error: Error) => void;
}

/** Bounds of a line. */
export interface LineLimits {
  /** Questions that may wait at a time. */
  readonly maxWaiting: number;
  readonly maxWaitMs: number;
}

/** A full line is not looked through for every newcomer. */
const LOOK_MS = 20;
// Made once: refusing is what there is most of to do when there is too much.
const FULL = new Busy('Too many searches are waiting.');
const WAITED = new Busy('The search waited too long for its turn.');

/** First come, first served. */
export class WaitingLine {
  readonly #limits: LineLimits;
  #jobs: Job[] = [];
  /** When the full line was looked through last. */
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(limits: LineLimits) {
    this.#limits = limits;
  }

  get length(): number {
    return this.#jobs.length;
  }

  /** Takes a job in at the end. A full line first lets go of those whose asker left; still full, it refuses with `Busy`. */
  add(job: Job): void {
    if (this.#jobs.length >= this.#limits.maxWaiting && job.askedAt - this.#lookedAt >= LOOK_MS) {
      this.#lookedAt = job.askedAt;
      this.#drop(isGone, goneError);
    }
    if (this.#jobs.length < this.#limits.maxWaiting) this.#jobs.push(job);
    else job.reject(FULL);
  }

  /** Gives jobs back their place at the front; what kept them until `now` is no fault of theirs. */
  putBack(jobs: readonly Job[], now: number): void {
    this.#jobs.unshift(...jobs.map((job) => ({ ...job, putBackAt: now })));
  }

  /** The next whose asker is still there. */
  next(): Job | null {
    for (let job = this.#jobs.shift(); job !== undefined; job = this.#jobs.shift()) {
      if (!isGone(job)) return job;
      job.reject(goneError());
    }
    return null;
  }

  /** Refuses those that have waited too long at `now`. */
  expire(now: number): void {
    const hasWaitedTooLong = (job: Job) => now - (job.putBackAt ?? job.askedAt) > this.#limits.maxWaitMs;
    if (this.#jobs.some(hasWaitedTooLong)) this.#drop(hasWaitedTooLong, () => WAITED);
  }

  /** Refuses all. */
  clear(error: Error): void {
    this.#drop(
      () => true,
      () => error,
    );
  }

  #drop(isDropped: (job: Job) => boolean, error: () => Error): void {
    const dropped = this.#jobs.filter(isDropped);
    this.#jobs = this.#jobs.filter((job) => !isDropped(job));
    for (const job of dropped) job.reject(error());
  }
}

function isGone(job: Job): boolean {
  return job.isGone?.() === true;
}

function goneError(): Error {
  return new AskerGone('Whoever asked is gone.');
}
