// Stops asking a cluster that does not answer: after some failures in a row nothing is asked for a while, then one
// question is let through to see.

/** Failures in a row that open it. */
const FAILURES = 5;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** One for each cluster and thread. `now` in milliseconds, going forward only. */
export class Breaker {
  readonly #now: () => number;
  #failures = 0;
  #pauseMs = FIRST_PAUSE_MS;
  #openUntil = 0;
  #isTrying = false;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Whether a question may be asked now; whoever asks tells how it went. */
  admits(): boolean {
    if (this.#failures < FAILURES) return true;
    if (this.#isTrying || this.#now() < this.#openUntil) return false;
    this.#isTrying = true;
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#pauseMs = FIRST_PAUSE_MS;
    this.#isTrying = false;
  }

  failed(): void {
    this.#failures += 1;
    if (this.#failures < FAILURES) return;
    if (this.#isTrying) this.#pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * this.#pauseMs);
    this.#isTrying = false;
    this.#openUntil = this.#now() + this.#pauseMs;
  }
}
