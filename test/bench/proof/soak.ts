// Load for a long time, then far too much of it: at a share of what the server can do nothing may fail and no memory may be
// lost; at ten times as much it must refuse at once, and be itself again when that is over.
import { Agent, get } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { quantile } from '../measure.ts';

/** How much of it. */
export interface SoakRun {
  readonly origin: string;
  /** Asked in turn. */
  readonly paths: readonly string[];
  /** Finding out how much the server can do. */
  readonly peakSeconds: number;
  /** At 80 % of that. */
  readonly steadySeconds: number;
  /** At ten times as much. */
  readonly overloadSeconds: number;
}

/** Of one phase. */
export interface PhaseReport {
  readonly sent: number;
  readonly perSecond: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** Of answers with 200, and of refusals. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly refusedP99Ms: number;
  /** Requests without an answer, by what went wrong. */
  readonly broken: Readonly<Record<string, number>>;
}

export interface SoakReport {
  readonly peak: PhaseReport;
  readonly steady: PhaseReport;
  readonly overload: PhaseReport;
  /** The same as steady, right after the overload. */
  readonly recovered: PhaseReport;
  /** Resident bytes after the first tenth of the steady phase, at its end, and at the very end. */
  readonly rss: { readonly early: number; readonly late: number; readonly end: number };
}

const PEAK_CONNECTIONS = 16;
const STEADY_SHARE = 0.8;
const OVERLOAD = 10;
/** More requests than this are not held open by a load generator of one process. */
const MAX_OPEN = 2_000;
const TICK_MS = 10;
const TIMEOUT_MS = 30_000;
const RECOVERY_SECONDS = 5;

export async function soak(run: SoakRun): Promise<SoakReport> {
  const load = new Load(run.origin, run.paths);
  const peak = await load.closed(run.peakSeconds);
  const steadyRate = peak.perSecond * STEADY_SHARE;
  const early = await load.open(steadyRate, run.steadySeconds / 10).then(() => residentBytes(run.origin));
  const steady = await load.open(steadyRate, run.steadySeconds * 0.9);
  const late = await residentBytes(run.origin);
  const overload = await load.open(peak.perSecond * OVERLOAD, run.overloadSeconds);
  await setTimeout(1_000);
  const recovered = await load.open(steadyRate, Math.min(RECOVERY_SECONDS, run.steadySeconds));
  const end = await residentBytes(run.origin);
  load.close();
  return { peak, steady, overload, recovered, rss: { early, late, end } };
}

interface Tally {
  sent: number;
  readonly statuses: Record<string, number>;
  readonly times: number[];
  readonly refusals: number[];
  readonly broken: Record<string, number>;
}

class Load {
  readonly #origin: string;
  readonly #paths: readonly string[];
  readonly #agent = new Agent({ keepAlive: true, maxSockets: MAX_OPEN });
  #next = 0;

  constructor(origin: string, paths: readonly string[]) {
    this.#origin = origin;
    this.#paths = paths;
  }

  close(): void {
    this.#agent.destroy();
  }

  /** As much as a few connections get. */
  async closed(seconds: number): Promise<PhaseReport> {
    const tally = emptyTally();
    const startedAt = performance.now();
    const endsAt = startedAt + seconds * 1_000;
    const keepAsking = async () => {
      while (performance.now() < endsAt) await this.#ask(tally);
    };
    await Promise.all(Array.from({ length: PEAK_CONNECTIONS }, keepAsking));
    return report(tally, (performance.now() - startedAt) / 1_000);
  }

  /** So many a second, whether the former are answered or not. */
  async open(perSecond: number, seconds: number): Promise<PhaseReport> {
    const tally = emptyTally();
    const startedAt = performance.now();
    const waiting = new Set<Promise<void>>();
    for (let elapsed = 0; elapsed < seconds; elapsed = (performance.now() - startedAt) / 1_000) {
      const due = Math.floor(elapsed * perSecond);
      while (tally.sent < due && waiting.size < MAX_OPEN) {
        const asked = this.#ask(tally).finally(() => waiting.delete(asked));
        waiting.add(asked);
      }
      await setTimeout(TICK_MS);
    }
    const elapsed = (performance.now() - startedAt) / 1_000;
    await Promise.all(waiting);
    return report(tally, elapsed);
  }

  #ask(tally: Tally): Promise<void> {
    const path = this.#paths[this.#next++ % this.#paths.length] ?? '/';
    const askedAt = performance.now();
    tally.sent += 1;
    const breakOff = (what: string) => {
      tally.broken[what] = (tally.broken[what] ?? 0) + 1;
    };
    return new Promise((resolve) => {
      const request = get(this.#origin + path, { agent: this.#agent, timeout: TIMEOUT_MS }, (response) => {
        const status = response.statusCode ?? 0;
        response.resume().on('close', () => {
          tally.statuses[status] = (tally.statuses[status] ?? 0) + 1;
          (status === 503 ? tally.refusals : tally.times).push(performance.now() - askedAt);
          resolve();
        });
      });
      request.on('timeout', () => request.destroy(new Error('no answer in time')));
      request.on('error', (error: NodeJS.ErrnoException) => {
        breakOff(error.code ?? error.message);
        resolve();
      });
    });
  }
}

function emptyTally(): Tally {
  return { sent: 0, statuses: {}, times: [], refusals: [], broken: {} };
}

function report({ sent, statuses, times, refusals, broken }: Tally, seconds: number): PhaseReport {
  return {
    ...{ sent, statuses, broken },
    perSecond: Math.round(sent / seconds),
    p50Ms: Math.round(quantile(times, 0.5)),
    p99Ms: Math.round(quantile(times, 0.99)),
    refusedP99Ms: refusals.length === 0 ? 0 : Math.round(quantile(refusals, 0.99)),
  };
}

async function residentBytes(origin: string): Promise<number> {
  const text = await (await fetch(`${origin}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]);
}
