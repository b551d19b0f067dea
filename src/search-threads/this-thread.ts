// Answers in the thread that serves requests: for tests, and where threads do not start. Nothing can be given up here.

import { applyKeepersRules } from '../../index/keepers-rules.ts';
import type { Snapshot } from '../../index/snapshot/model.ts';
import { attachSnapshot } from '../../index/snapshot/open.ts';
import { type Answerer, type AnswerNeeds, createAnswerer } from '../answers/answer.ts';
import { type Attachment, asEngineDown } from './model.ts';
import type { Member, MemberEvents } from './search-thread.ts';
import type { Job } from './waiting-line.ts';

/** One question at a time. */
export class ThisThread implements Member {
  readonly #answer: Answerer;
  readonly #events: Pick<MemberEvents, 'onFree'>;
  readonly #attached = new Map<number, Snapshot>();
  #current: Promise<void> | null = null;

  constructor(needs: AnswerNeeds, events: Pick<MemberEvents, 'onFree'>) {
    this.#answer = createAnswerer(needs);
    this.#events = events;
  }

  get room(): number {
    return this.#current === null ? 1 : 0;
  }

  get load(): number {
    return this.#current === null ? 0 : 1;
  }

  take(job: Job): void {
    this.#current = this.#do(job).finally(() => {
      this.#current = null;
      this.#events.onFree();
    });
  }

  async attach(key: number, { loaded, rules }: Attachment): Promise<void> {
    const whole = await attachSnapshot(loaded, { reads: 'async' });
    this.#attached.set(key, (await applyKeepersRules(whole, rules)).snapshot);
  }

  async detach(key: number): Promise<void> {
    await this.#current;
    await this.#attached.get(key)?.close();
    this.#attached.delete(key);
  }

  check(): void {}

  recall(): readonly Job[] {
    return [];
  }

  giveUp(): void {}

  async close(): Promise<void> {
    await this.#current;
  }

  async #do(job: Job): Promise<void> {
    const begunAt = performance.now();
    try {
      const snapshot = this.#attached.get(job.key);
      if (snapshot === undefined) throw new Error('The snapshot is not attached.');
      const answer = await this.#answer(snapshot, job.question, job.encoding);
      job.resolve({ answer, queueMs: begunAt - job.askedAt });
    } catch (thrown) {
      const error = asEngineDown(thrown);
      job.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
