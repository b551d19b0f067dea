// Sends documents in batches, some at a time: whoever adds waits when the cluster is behind, what it refused for now is
// sent again by itself after a pause, what it refused for good is remembered one by one.
import { z } from 'zod';
import type { Cluster, Patience } from './cluster.ts';

/** A document under its id: sent again, it takes its own place. */
export interface BulkItem {
  readonly id: string;
  readonly body: unknown;
}

/** Why a document is not in the index. */
export interface BulkFailure {
  readonly id: string;
  readonly status: number;
  readonly reason: string;
}

/** How much is sent at once. */
export interface BulkOptions {
  readonly maxBytes?: number;
  readonly maxItems?: number;
  /** Batches under way. */
  readonly atOnce?: number;
  readonly sleep?: (ms: number) => Promise<void>;
  readonly random?: () => number;
}

/** A cluster that restarts is back within minutes. */
const PATIENCE: Patience = { timeoutMs: 600_000, tryMs: 90_000, tries: 20 };
/** Rounds for what a batch's answer refuses for now. */
const ROUNDS = 10;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 20_000;
/** Of failures, for the report; all are counted. */
const KEPT_FAILURES = 20;

const answerSchema = z.object({
  items: z.array(
    z.object({
      index: z.object({
        status: z.number(),
        error: z.object({ type: z.string(), reason: z.string().nullish() }).optional(),
      }),
    }),
  ),
});

interface Line {
  readonly id: string;
  readonly text: string;
}

/** For one index. */
export class BulkSender {
  readonly #cluster: Cluster;
  readonly #index: string;
  readonly #options: Required<BulkOptions>;
  readonly #underWay = new Set<Promise<void>>();
  readonly failures: BulkFailure[] = [];
  failureCount = 0;
  #error: unknown = null;
  #lines: Line[] = [];
  #bytes = 0;

  constructor(cluster: Cluster, index: string, options: BulkOptions = {}) {
    this.#cluster = cluster;
    this.#index = index;
    this.#options = {
      maxBytes: 5_000_000,
      maxItems: 2_000,
      atOnce: 2,
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      random: Math.random,
      ...options,
    };
  }

  /** Resolves when there is room for more. @throws ClusterError of any batch so far */
  async add({ id, body }: BulkItem): Promise<void> {
    const text = `${JSON.stringify({ index: { _id: id } })}\n${JSON.stringify(body)}\n`;
    const bytes = Buffer.byteLength(text);
    const isFull =
      this.#bytes + bytes > this.#options.maxBytes || this.#lines.length >= this.#options.maxItems;
    if (isFull) await this.#send();
    this.#lines.push({ id, text });
    this.#bytes += bytes;
  }

  /** Resolves when everything was taken or refused for good. @throws ClusterError of any batch */
  async finish(): Promise<void> {
    await this.#send();
    await Promise.all(this.#underWay);
    this.#throwError();
  }

  async #send(): Promise<void> {
    const lines = this.#lines;
    this.#lines = [];
    this.#bytes = 0;
    while (this.#underWay.size >= this.#options.atOnce) await Promise.race(this.#underWay);
    this.#throwError();
    if (lines.length === 0) return;
    const sending = this.#sendBatch(lines)
      .catch((error: unknown) => {
        this.#error ??= error;
      })
      .finally(() => this.#underWay.delete(sending));
    this.#underWay.add(sending);
  }

  #throwError(): void {
    if (this.#error !== null) throw this.#error;
  }

  async #sendBatch(lines: readonly Line[]): Promise<void> {
    let left = lines;
    for (let round = 1; left.length > 0; round += 1) {
      const refused = await this.#sendOnce(left);
      const passing = refused.filter(({ failure }) => failure.status === 429 || failure.status === 503);
      const isLast = round === ROUNDS;
      for (const { failure } of isLast ? refused : refused.filter((item) => !passing.includes(item))) {
        this.failureCount += 1;
        if (this.failures.length < KEPT_FAILURES) this.failures.push(failure);
      }
      if (isLast) return;
      left = passing.map(({ line }) => line);
      if (left.length > 0) await this.#pause(round);
    }
  }

  async #sendOnce(lines: readonly Line[]) {
    const answer = await this.#cluster.ask(
      {
        what: 'a batch of documents',
        method: 'POST',
        path: `/${this.#index}/_bulk`,
        bulkBody: lines.map(({ text }) => text).join(''),
      },
      PATIENCE,
    );
    const { items } = answerSchema.parse(answer);
    return lines.flatMap((line, at) => {
      const result = items[at]?.index ?? { status: 0, error: { type: 'missing', reason: 'no answer' } };
      if (result.error === undefined && result.status >= 200 && result.status < 300) return [];
      const { type, reason } = result.error ?? { type: 'unknown', reason: null };
      return [{ line, failure: { id: line.id, status: result.status, reason: `${type}: ${reason ?? ''}` } }];
    });
  }

  async #pause(round: number): Promise<void> {
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** round);
    await this.#options.sleep((longest * (1 + this.#options.random())) / 2);
  }
}
