// One round of the search benchmark: a fresh server process, the same queries one after the other, their latencies.

import { spawn } from 'node:child_process';
import { median, peakMemory, quantile } from './measure.ts';

/** What one round gave. */
export interface Round {
  /** From start to the printed address. */
  readonly openMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly peakMebibytes: number | null;
  /** Hits over all queries, to show that the servers did comparable work. */
  readonly totalHits: number;
}

/** How a server is started and asked. */
export interface Contender {
  readonly name: string;
  readonly words: readonly string[];
  /** Path before the encoded query. */
  readonly path: string;
}

/** Starts the server, warms it up with the first queries, measures all of them, stops it. */
export async function runRound(contender: Contender, queries: readonly string[]): Promise<Round> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, contender.words, { stdio: ['ignore', 'pipe', 'ignore'] });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  try {
    const address = await printedAddress(child.stdout);
    const openMs = performance.now() - startedAt;
    for (const query of queries.slice(0, 20)) await ask(`${address}${contender.path}`, query);
    const answers: { elapsedMs: number; totalHits: number }[] = [];
    for (const query of queries) answers.push(await ask(`${address}${contender.path}`, query));
    const times = answers.map(({ elapsedMs }) => elapsedMs);
    const totalHits = answers.reduce((sum, answer) => sum + answer.totalHits, 0);
    const peakMebibytes = peakMemory(child.pid);
    return { openMs, p50Ms: median(times), p99Ms: quantile(times, 0.99), peakMebibytes, totalHits };
  } finally {
    child.kill();
    await gone;
  }
}

function printedAddress(output: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    output.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const found = /serves (http:\S+)/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    output.on('close', () => reject(new Error('the server ended without printing its address')));
  });
}

async function ask(path: string, query: string): Promise<{ elapsedMs: number; totalHits: number }> {
  const startedAt = performance.now();
  const response = await fetch(`${path}${encodeURIComponent(query)}`);
  const body: unknown = await response.json();
  const elapsedMs = performance.now() - startedAt;
  const totalHits =
    typeof body === 'object' && body !== null && 'totalHits' in body ? Number(body.totalHits) : 0;
  return { elapsedMs, totalHits };
}
