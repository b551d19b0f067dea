// Waits until the files of sources have changed and are left alone again. What to do then is the business of others.
import { setTimeout as sleep } from 'node:timers/promises';
import { FolderWatchers } from './folder-watchers.ts';
import { type Scan, scanSources } from './scan-sources.ts';

export interface SettledOptions {
  /** Absolute paths. */
  readonly locations: readonly string[];
  /** Files and folders that are not looked at: what Antler writes itself. */
  readonly leftOut: readonly string[];
  /** How long nothing may have changed. */
  readonly quietMs: number;
  /** Time between looks; 0 waits for the system's events. */
  readonly pollMs: number;
  readonly signal: AbortSignal;
  /** Events do not come from everywhere: from now on it looks every minute. */
  readonly onBlind: (reason: string) => void;
}

/** What goes on changing is read all the same after this time, and again later. */
const MAX_UNREST_MS = 600_000;
const BLIND_POLL_MS = 60_000;

/** Open once, ask again and again, close at the end. */
export class SettledSources {
  readonly #options: SettledOptions;
  readonly #watchers: FolderWatchers;
  #hasNews = false;
  #wake: (() => void) | null = null;

  constructor(options: SettledOptions) {
    this.#options = options;
    this.#watchers = new FolderWatchers({ onEvent: () => this.#notice(), onBlind: options.onBlind });
  }

  /**
   * The signature of the sources once they are at rest: at once when it is not `known`, else after the next change, or
   * after `atMostMs`.
   * @throws the signal's reason
   */
  async next(known: string | null, atMostMs = Number.POSITIVE_INFINITY): Promise<string> {
    const deadline = performance.now() + atMostMs;
    for (;;) {
      this.#hasNews = false;
      const signature = await this.#settle();
      if (signature !== known || performance.now() >= deadline) return signature;
      await this.#pause(deadline - performance.now());
    }
  }

  close(): void {
    this.#watchers.close();
  }

  async #settle(): Promise<string> {
    const { quietMs, signal } = this.#options;
    const since = performance.now();
    let before = await this.#look();
    for (;;) {
      await sleep(quietMs, undefined, { signal });
      const now = await this.#look();
      const isQuiet = now.signature === before.signature && !now.hasNew;
      if (isQuiet || performance.now() - since > MAX_UNREST_MS) return now.signature;
      before = now;
    }
  }

  /** Folders that are new are watched first and looked at again: what came in between is not missed. */
  async #look(): Promise<Scan & { readonly hasNew: boolean }> {
    const { locations, leftOut, pollMs } = this.#options;
    const scan = await scanSources(locations, leftOut);
    return { ...scan, hasNew: pollMs === 0 && this.#watchers.follow(scan.folders) };
  }

  #notice(): void {
    this.#hasNews = true;
    this.#wake?.();
  }

  /** Until there is news, or it is time for a look, or `atMostMs` are over. */
  async #pause(atMostMs: number): Promise<void> {
    if (this.#hasNews) return;
    const waitMs = Math.min(atMostMs, this.#pollMs());
    const isOver = new AbortController();
    const news = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    const signal = AbortSignal.any([isOver.signal, this.#options.signal]);
    try {
      await Promise.race([news, waitFor(waitMs, signal)]);
    } finally {
      isOver.abort();
      this.#wake = null;
    }
  }

  #pollMs(): number {
    if (this.#options.pollMs > 0) return this.#options.pollMs;
    return this.#watchers.isBlind ? BLIND_POLL_MS : Number.POSITIVE_INFINITY;
  }
}

/** Timers hold 31 bits. */
const LONGEST_MS = 2 ** 31 - 1;

async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(Math.min(ms, LONGEST_MS), undefined, { signal });
}
