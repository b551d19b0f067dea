// Counts who uses an open snapshot, and closes it when it is retired and nobody does any more.
import { setTimeout } from 'node:timers/promises';
import type { Manifest } from '../index/snapshot/model.ts';

/** What can be lent. */
export interface Lendable {
  readonly manifest: Manifest;
  close(): Promise<void>;
}

/** One open snapshot: lend it to any number at once, retire it once. */
export class Loan<Lent extends Lendable> {
  readonly snapshot: Lent;
  readonly #onClosed: (loan: Loan<Lent>, error: Error | null) => void;
  #borrowers = 0;
  #isRetired = false;
  #closing: Promise<void> | null = null;
  readonly #closed: Promise<void>;
  #resolveClosed: () => void = () => undefined;

  /** `onClosed` is told once; the error is that of a close that failed. */
  constructor(snapshot: Lent, onClosed: (loan: Loan<Lent>, error: Error | null) => void) {
    this.snapshot = snapshot;
    this.#onClosed = onClosed;
    this.#closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
  }

  async lend<T>(use: (snapshot: Lent) => Promise<T> | T): Promise<T> {
    this.#borrowers += 1;
    try {
      return await use(this.snapshot);
    } finally {
      this.#borrowers -= 1;
      this.#closeWhenIdle();
    }
  }

  /** To be lent no more: closes as soon as the last borrower is done. */
  retire(): void {
    this.#isRetired = true;
    this.#closeWhenIdle();
  }

  /** Resolves when closed; closes under the borrowers' hands at the deadline. */
  async settle(deadlineMs: number): Promise<void> {
    const deadline = new AbortController();
    const waited = setTimeout(deadlineMs, undefined, { signal: deadline.signal, ref: true }).catch(
      () => undefined,
    );
    await Promise.race([this.#closed, waited]);
    deadline.abort();
    this.#close();
    await this.#closed;
  }

  #closeWhenIdle(): void {
    if (this.#isRetired && this.#borrowers === 0) this.#close();
  }

  #close(): void {
    this.#closing ??= this.snapshot.close().then(
      () => this.#finish(null),
      (error: unknown) => this.#finish(error instanceof Error ? error : new Error(String(error))),
    );
  }

  #finish(error: Error | null): void {
    this.#resolveClosed();
    this.#onClosed(this, error);
  }
}
