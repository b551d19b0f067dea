// Shares questions out among search threads: each to the freest, the rest in line. A thread that dies or hangs costs the
// one question it was at, and is replaced.
import type { KeepersRules } from '../../index/keepers-rules.ts';
import type { LoadedSnapshot } from '../../index/snapshot/open.ts';
import type { Answered, Ask, Attachment, Searcher, Searchers, SearchLoad } from './model.ts';
import type { Member, MemberEnd, MemberEvents } from './search-thread.ts';
import { type Job, type LineLimits, WaitingLine } from './waiting-line.ts';

/** How a pool works. */
export interface PoolOptions extends LineLimits {
  readonly size: number;
  readonly start: (events: MemberEvents) => Member;
  /** Told why a thread ended that was not closed; a new one takes its place. */
  readonly onReplaced?: (reason: string) => void;
}

/** Time between looks at who is late. */
const CHECK_MS = 100;
/** A thread that does not even begin is not tried again at once. */
const RESTART_PAUSE_MS = 1_000;

/** The members start at once. */
export class SearchPool implements Searchers {
  readonly #options: PoolOptions;
  readonly #line: WaitingLine;
  readonly #members = new Set<Member>();
  readonly #attached = new Map<number, Attachment>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #started: Promise<string | null>;
  #tellStart: (failure: string | null) => void = () => undefined;
  #nextKey = 0;
  #isClosed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#line = new WaitingLine(options);
    this.#started = new Promise((resolve) => {
      this.#tellStart = resolve;
    });
    for (let count = 0; count < options.size; count += 1) this.#startMember();
    const clock = setInterval(() => this.#check(), CHECK_MS);
    clock.unref();
    this.#timers.add(clock);
  }

  /** Resolves when a first member is ready, with null, or has failed to begin, with the reason. */
  whenStarted(): Promise<string | null> {
    return this.#started;
  }

  async attach(loaded: LoadedSnapshot, rules: KeepersRules): Promise<Searcher> {
    const key = this.#nextKey++;
    const attachment = { loaded, rules };
    this.#attached.set(key, attachment);
    try {
      // In two halves: to leave out what the keeper removed takes its time, and the other half answers meanwhile.
      const members = [...this.#members];
      const half = Math.ceil(members.length / 2);
      for (const some of [members.slice(0, half), members.slice(half)])
        await Promise.all(some.map((member) => member.attach(key, attachment)));
    } catch (error) {
      await this.#detach(key);
      throw error;
    }
    return { ask: (ask) => this.#ask(key, ask), detach: () => this.#detach(key) };
  }

  load(): SearchLoad {
    let running = 0;
    for (const { load } of this.#members) running += load;
    return { threads: this.#members.size, running, waiting: this.#line.length };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#line.clear(closedError());
    await Promise.all([...this.#members].map((member) => member.close()));
  }

  #ask(key: number, ask: Ask): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const job: Job = { ...ask, key, askedAt: performance.now(), resolve, reject };
      if (this.#isClosed) reject(closedError());
      else if (this.#line.length === 0 && this.#giveTo(this.#freest(), job)) return;
      else this.#line.add(job);
    });
  }

  async #detach(key: number): Promise<void> {
    this.#attached.delete(key);
    await Promise.all([...this.#members].map((member) => member.detach(key)));
  }

  #assign(): void {
    for (let member = this.#freest(); member !== null && this.#line.length > 0; member = this.#freest()) {
      const job = this.#line.next();
      if (job !== null) this.#giveTo(member, job);
    }
  }

  #giveTo(member: Member | null, job: Job): boolean {
    member?.take(job);
    return member !== null;
  }

  /** The member with room that has least to do. */
  #freest(): Member | null {
    let freest: Member | null = null;
    for (const member of this.#members) {
      if (member.room > 0 && (freest === null || member.load < freest.load)) freest = member;
    }
    return freest;
  }

  #startMember(): void {
    const member = this.#options.start({
      onFree: () => {
        this.#tellStart(null);
        this.#assign();
      },
      onEnd: (end) => {
        this.#members.delete(member);
        this.#line.putBack(end.unbegun, performance.now());
        if (this.#isClosed) this.#line.clear(closedError());
        else {
          this.#replace(end);
          this.#assign();
        }
      },
    });
    this.#members.add(member);
    for (const [key, attachment] of this.#attached)
      member.attach(key, attachment).catch((error: unknown) => member.giveUp(reasonOf(error)));
  }

  #replace({ reason, wasReady }: MemberEnd): void {
    this.#options.onReplaced?.(reason);
    if (wasReady) {
      this.#startMember();
      return;
    }
    this.#tellStart(reason);
    this.#startLater();
  }

  #startLater(): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#startMember();
    }, RESTART_PAUSE_MS);
    timer.unref();
    this.#timers.add(timer);
  }

  #check(): void {
    const now = performance.now();
    this.#line.expire(now);
    for (const member of this.#members) {
      member.check(now);
      if (this.#isAnyIdle()) this.#line.putBack(member.recall(now), now);
    }
    this.#assign();
  }

  #isAnyIdle(): boolean {
    return [...this.#members].some(({ room, load }) => room > 0 && load === 0);
  }
}

function reasonOf(error: unknown): string {
  return `it could not open the snapshot: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

function closedError(): Error {
  return new Error('The search threads were closed.');
}
