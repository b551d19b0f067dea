// Searches that go on while something happens to the cluster, each held against what it gave before.
import { pause } from './asking.ts';

/** What came of them. */
export interface SteadyResult {
  readonly answered: number;
  /** A line for each that failed or gave another total; empty when all is well. */
  readonly failures: readonly string[];
  readonly longestMs: number;
}

/** Searches that are under way. */
export interface SteadySearches {
  /** How many were answered rightly until now. */
  answered(): number;
  /** Ends them. */
  stop(): Promise<SteadyResult>;
}

const AT_ONCE = 2;
const PAUSE_MS = 25;

/** Totals of hits by path. @throws Error when one is not answered */
export async function readTotals(
  origin: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const totals = new Map<string, number>();
  for (const path of paths) {
    const found = await ask(origin, path);
    if (typeof found === 'string') throw new Error(found);
    totals.set(path, found);
  }
  return totals;
}

/** Asks all paths in turn, again and again. */
export function searchSteadily(origin: string, totals: ReadonlyMap<string, number>): SteadySearches {
  const paths = [...totals.keys()];
  const failures: string[] = [];
  let [next, answered, longestMs, isOver] = [0, 0, 0, false];
  const searchOn = async (): Promise<void> => {
    while (!isOver) {
      const path = paths[next++ % paths.length] ?? '';
      const startedAt = performance.now();
      const found = await ask(origin, path);
      const elapsedMs = Math.round(performance.now() - startedAt);
      longestMs = Math.max(longestMs, elapsedMs);
      if (found === totals.get(path)) answered += 1;
      else failures.push(`after ${elapsedMs} ms, not ${totals.get(path)} but ${found}: ${path}`);
      await pause(PAUSE_MS);
    }
  };
  const running = Array.from({ length: AT_ONCE }, searchOn);
  return {
    answered: () => answered,
    stop: async () => {
      isOver = true;
      await Promise.all(running);
      return { answered, failures, longestMs };
    },
  };
}

/** The total, or what went wrong. */
async function ask(origin: string, path: string): Promise<number | string> {
  try {
    const response = await fetch(origin + path);
    const text = await response.text();
    if (response.status !== 200) return `${response.status} ${text.slice(0, 300)}`;
    return (JSON.parse(text) as { readonly totalHits: number }).totalHits;
  } catch (error) {
    return String(error);
  }
}
