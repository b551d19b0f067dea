// How often each client may ask: a bucket of tokens for each, filled evenly (token bucket). Memory is bounded.

interface Bucket {
  tokens: number;
  /** When it was filled last. */
  at: number;
}

/** Clients remembered; of more, those who asked longest ago are forgotten, and begin anew with a full bucket. */
const MAX_CLIENTS = 20_000;

/** One for a server. */
export class RateLimiter {
  /** The one that asked last stands last. */
  readonly #buckets = new Map<string, Bucket>();
  readonly #now: () => number;
  #perMinute: number;

  /** `perMinute`: also how many may be asked at once by who has been silent; 0: any number. `now`: milliseconds. */
  constructor(perMinute: number, now: () => number = () => performance.now()) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  get perMinute(): number {
    return this.#perMinute;
  }

  /** From now on. */
  set perMinute(perMinute: number) {
    this.#perMinute = perMinute;
    this.#buckets.clear();
  }

  get clients(): number {
    return this.#buckets.size;
  }

  /** Takes a token: 0, or the seconds until there is one again. */
  take(client: string): number {
    if (this.#perMinute === 0) return 0;
    const now = this.#now();
    const bucket = this.#buckets.get(client) ?? { tokens: this.#perMinute, at: now };
    this.#buckets.delete(client);
    this.#buckets.set(client, bucket);
    this.#forget();
    const perMs = this.#perMinute / 60_000;
    bucket.tokens = Math.min(this.#perMinute, bucket.tokens + (now - bucket.at) * perMs);
    bucket.at = now;
    if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / perMs / 1_000));
    bucket.tokens -= 1;
    return 0;
  }

  #forget(): void {
    for (const client of this.#buckets.keys()) {
      if (this.#buckets.size <= MAX_CLIENTS) return;
      this.#buckets.delete(client);
    }
  }
}
