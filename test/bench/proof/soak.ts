// Load for a long time, then far too much of it: at a share of what the server can do nothing may fail and no memory may be
// lost; at ten times as much it must refuse at once, and be itself again when that is over.
import { setTimeout } from 'node:timers/promises';
import { quantile } from '../measure.ts';
import { SocketPool } from './socket-pool.ts';

/** How much of it. */
export interface SoakRun {
  readonly origin: string;
  /** Asked in turn. */
  readonly paths: readonly string[];
  /** Finding out how much the server can do: four looks, of which the lowest counts. */
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
  /** Of each tenth of the steady phase, the first left out. */
  readonly steadyP99Ms: readonly number[];
  readonly overload: PhaseReport;
  /** The same as steady, three seconds after the overload. */
  readonly recovered: PhaseReport;
  /** Resident bytes after the first tenth of the steady phase, at its end, and at the very end. */
  readonly rss: { readonly early: number; readonly late: number; readonly end: number };
}

const PEAK_CONNECTIONS = 16;
const PEAKS = 4;
const STEADY_SHARE = 0.8;
const OVERLOAD = 10;
/** As many clients at once as a crowd has: open loops wait when all of them do. */
const MAX_OPEN = 1_000;
const TICK_MS = 10;
const TIMEOUT_MS = 30_000;
const RECOVERY_PAUSE_MS = 3_000;
const RECOVERY_SECONDS = 5;

export async function soak(run: SoakRun): Promise<SoakReport> {
  const load = new Load(run.origin, run.paths);
  const peak = await lowestPeak(load, run.peakSeconds);
  const steadyRate = peak.perSecond * STEADY_SHARE;
  const early = await load.open(steadyRate, run.steadySeconds / 10).then(() => residentBytes(run.origin));
  const tally = emptyTally();
  const steadyP99Ms: number[] = [];
  for (let tenth = 1; tenth < 10; tenth += 1) {
    const before = tally.times.length;
    await load.fill(tally, steadyRate, run.steadySeconds / 10);
    steadyP99Ms.push(Math.round(quantile(tally.times.slice(before), 0.99)));
  }
  const steady = report(tally, run.steadySeconds * 0.9);
  const late = await residentBytes(run.origin);
  const overload = await load.open(peak.perSecond * OVERLOAD, run.overloadSeconds);
  await setTimeout(RECOVERY_PAUSE_MS);
  const recovered = await load.open(steadyRate, Math.min(RECOVERY_SECONDS, run.steadySeconds));
  const end = await residentBytes(run.origin);
  load.close();
  return { peak, steady, steadyP99Ms, overload, recovered, rss: { early, late, end } };
}

/** What it can do in a bad moment too: the machine is seldom its own, and of a good moment's peak 80 % may be too much. */
async function lowestPeak(load: Load, seconds: number): Promise<PhaseReport> {
  const peaks: PhaseReport[] = [];
  // Until what is run often has been compiled.
  await load.closed(seconds / PEAKS);
  while (peaks.length < PEAKS) peaks.push(await load.closed(seconds / PEAKS));
  return peaks.reduce((lowest, peak) => (peak.perSecond < lowest.perSecond ? peak : lowest));
}

interface Tally {
  sent: number;
  readonly statuses: Record<string, number>;
  readonly times: number[];
  readonly refusals: number[];
  readonly broken: Record<string, number>;
}

class Load {
  readonly #sockets: SocketPool;
  readonly #paths: readonly string[];
  #next = 0;

  constructor(origin: string, paths: readonly string[]) {
    this.#sockets = new SocketPool(origin, TIMEOUT_MS);
    this.#paths = paths;
  }

  close(): void {
    this.#sockets.close();
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
    return report(tally, await this.fill(tally, perSecond, seconds));
  }

  /** The same, counted in a tally that may have counted before. Gives the seconds that it took. */
  async fill(tally: Tally, perSecond: number, seconds: number): Promise<number> {
    const sentBefore = tally.sent;
    const startedAt = performance.now();
    const waiting = new Set<Promise<void>>();
    for (let elapsed = 0; elapsed < seconds; elapsed = (performance.now() - startedAt) / 1_000) {
      const due = Math.floor(elapsed * perSecond);
      while (tally.sent - sentBefore < due && waiting.size < MAX_OPEN) {
        const asked = this.#ask(tally).finally(() => waiting.delete(asked));
        waiting.add(asked);
      }
      await setTimeout(TICK_MS);
    }
    const elapsed = (performance.now() - startedAt) / 1_000;
    await Promise.all(waiting);
    return elapsed;
  }

  async #ask(tally: Tally): Promise<void> {
    const path = this.#paths[this.#next++ % this.#paths.length] ?? '/';
    const askedAt = performance.now();
    tally.sent += 1;
    try {
      const { status } = await this.#sockets.ask(path);
      tally.statuses[status] = (tally.statuses[status] ?? 0) + 1;
      (status === '503' ? tally.refusals : tally.times).push(performance.now() - askedAt);
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      tally.broken[what] = (tally.broken[what] ?? 0) + 1;
    }
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
