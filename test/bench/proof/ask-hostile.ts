// Sends hostile queries to a server and judges its answers: none may be the server's fault, none may take long.
import { Agent, get, type IncomingHttpHeaders } from 'node:http';
import { hostilePaths } from './hostile-queries.ts';

/** How to ask. */
export interface HostileRun {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly count: number;
  readonly seed: number;
  /** Asked at the same time. */
  readonly connections: number;
  /** Some words that the archive has. */
  readonly words: readonly string[];
}

/** What came of it. */
export interface HostileReport {
  readonly asked: number;
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>;
  /**
   * The slowest, slowest first: milliseconds that the server itself names, waiting for a thread aside. Each was asked again
   * alone, and the best time counts: what a busy machine adds is no query's fault.
   */
  readonly slowest: readonly { readonly ms: number; readonly path: string }[];
  /** Answers with a status that is none of ours for bad input, and requests without an answer. */
  readonly faults: readonly { readonly what: string; readonly path: string }[];
}

/** Found, nothing there, led elsewhere, not understood, too long. */
const RIGHT = new Set([200, 301, 302, 308, 400, 404, 414]);
const LISTED = 10;
/** Of the slowest at first, so many are asked again, so often. */
const ASKED_AGAIN = 40;
const TIMES_AGAIN = 5;
const TIMEOUT_MS = 30_000;

interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

export async function askHostile({
  origin,
  count,
  seed,
  connections,
  words,
}: HostileRun): Promise<HostileReport> {
  const paths = hostilePaths(seed, words);
  const statuses: Record<string, number> = {};
  const times: { ms: number; path: string }[] = [];
  const faults: { what: string; path: string }[] = [];
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let asked = 0;
  const askNext = async (): Promise<void> => {
    while (asked < count) {
      asked += 1;
      const path = paths.next().value as string;
      const answer = await ask(origin + path, agent).catch((error: Error) => error);
      if (answer instanceof Error) {
        faults.push({ what: answer.message, path });
        continue;
      }
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      if (!RIGHT.has(answer.status)) faults.push({ what: String(answer.status), path });
      times.push({ ms: ownTime(answer.headers), path });
      if (times.length > 1_000) times.sort((a, b) => b.ms - a.ms).splice(ASKED_AGAIN);
    }
  };
  await Promise.all(Array.from({ length: connections }, askNext));
  const suspects = times.sort((a, b) => b.ms - a.ms).slice(0, ASKED_AGAIN);
  const slowest: { ms: number; path: string }[] = [];
  for (const { path } of suspects) slowest.push({ ms: await bestTime(origin + path, agent), path });
  agent.destroy();
  return { asked, statuses, slowest: slowest.sort((a, b) => b.ms - a.ms).slice(0, LISTED), faults };
}

async function bestTime(url: string, agent: Agent): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let time = 0; time < TIMES_AGAIN; time += 1)
    best = Math.min(best, ownTime((await ask(url, agent)).headers));
  return best;
}

function ask(url: string, agent: Agent): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, timeout: TIMEOUT_MS }, (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
      response.on('error', reject);
    });
    request.on('timeout', () => request.destroy(new Error('no answer in time')));
    request.on('error', reject);
  });
}

/** Of `Server-Timing`; 0 where nothing was searched or the answer was kept. */
function ownTime(headers: IncomingHttpHeaders): number {
  const timing = String(headers['server-timing'] ?? '');
  const dur = (name: string) => Number(new RegExp(`(?:^|, )${name};dur=([\\d.]+)`).exec(timing)?.[1] ?? 0);
  return Math.max(0, dur('total') - dur('queue'));
}
