// `node --import tsx test/bench/swap.ts DATA QUERIES.json [SECONDS]`: how long the thread that serves requests is kept from its work
// while snapshots are opened and take each other's place under load. DATA: a data folder with a published snapshot;
// QUERIES.json: a list of paths. Serves the built program in this process, loads it from another.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { checkoutPath } from '../support/shared.ts';
import { built } from './built.ts';
import type { LoadResult } from './http-load.ts';
import { quantile } from './measure.ts';

const [dataFolder = '', pathsFile = '', seconds = '12'] = process.argv.slice(2);
const CONNECTIONS = 8;
/** Of each load; more than 4. */
const SECONDS = Number(seconds);
const SWAPS = 5;

const { readAssets } = await built<typeof import('../../src/assets.ts')>('src/assets.js');
const { createApp } = await built<typeof import('../../src/http/app.ts')>('src/http/app.js');
const { startServer } = await built<typeof import('../../src/http/serve.ts')>('src/http/serve.js');
const { startSearchers } = await built<typeof import('../../src/search-threads/start.ts')>(
  'src/search-threads/start.js',
);
const { openServedSnapshot } =
  await built<typeof import('../../src/served-snapshot.ts')>('src/served-snapshot.js');
const { NOTHING_KEPT } = await built<typeof import('../../src/keepers-files.ts')>('src/keepers-files.js');
const { LoadedSnapshots } =
  await built<typeof import('../../src/loaded-snapshots.ts')>('src/loaded-snapshots.js');
const { readCurrent } =
  await built<typeof import('../../index/snapshot/publish.ts')>('index/snapshot/publish.js');
const { Loan } = await built<typeof import('../../src/snapshot-loan.ts')>('src/snapshot-loan.js');

const assets = readAssets();
const searchers = await startSearchers({
  threads: null,
  maxWaiting: 200,
  maxSearchMs: 10_000,
  files: assets.pageFiles,
  repairText: (text) => text,
});
const id = await readCurrent(dataFolder);
if (id === null) throw new Error(`${dataFolder} has no published snapshot`);

/** Opens the same snapshot anew each time, which costs what a new one costs. */
async function open() {
  const snapshot = await openServedSnapshot(
    dataFolder,
    { id: id ?? '', kept: NOTHING_KEPT },
    { searchers, loads: new LoadedSnapshots(), cacheBytes: 0 },
  );
  return new Loan(snapshot, () => undefined);
}

let current = await open();
const app = createApp({
  live: {
    borrow: async (use) => current.lend(use),
    state: () => ({ ready: true, snapshotId: id, builtAt: null, lastError: null }),
  },
  searchLoad: () => searchers.load(),
  version: 'bench',
  log: { error: (message, fields) => process.stderr.write(`${message} ${fields?.error}\n`) },
});
const server = await startServer(app, { port: 0, host: '127.0.0.1' });

/**
 * Looks each millisecond at how much processor time this thread took since: what the loop is kept by its own work, however
 * busy the machine is. Linux only.
 */
function watchOwnWork(): () => readonly number[] {
  const milliseconds: number[] = [];
  const spent = () => Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;
  let last = spent();
  const timer = setInterval(() => {
    const now = spent();
    milliseconds.push(now - last);
    last = now;
  }, 1);
  return () => {
    clearInterval(timer);
    return milliseconds;
  };
}

/** Prints what the event loop was kept waiting while `meanwhile` goes on, with what the load gave in the end, if any. */
async function measure(
  name: string,
  load: (() => Promise<LoadResult>) | null,
  meanwhile: () => Promise<void>,
): Promise<void> {
  const loaded = load?.() ?? null;
  await setTimeout(1_500);
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const stopWatching = watchOwnWork();
  await meanwhile();
  delays.disable();
  const work = stopWatching();
  const milliseconds = (nanoseconds: number) => (nanoseconds / 1e6).toFixed(1);
  process.stdout.write(
    `${name}: event loop delay p50 ${milliseconds(delays.percentile(50))}, p99 ${milliseconds(delays.percentile(99))}, ` +
      `max ${milliseconds(delays.max)} ms; own work between turns p99 ${quantile(work, 0.99).toFixed(1)}, ` +
      `max ${quantile(work, 1).toFixed(1)} ms\n`,
  );
  if (loaded !== null) process.stdout.write(`  ${JSON.stringify(await loaded)}\n`);
}

/** Loads the server from another process. */
async function loadServer(): Promise<LoadResult> {
  const words = [join(checkoutPath, 'test/bench/http-load.ts'), server.url, pathsFile];
  const child = spawn(process.execPath, ['--import', 'tsx', ...words, String(CONNECTIONS), String(SECONDS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) printed += chunk;
  return JSON.parse(printed);
}

const SPAN_MS = (SECONDS - 4) * 1_000;
await measure('idle, for the noise of the machine', null, () => setTimeout(SPAN_MS / 2));
await measure('load alone', loadServer, () => setTimeout(SPAN_MS));
const opened: number[] = [];
await measure(`load with ${SWAPS} swaps`, loadServer, async () => {
  const endsAt = performance.now() + SPAN_MS;
  for (let swap = 0; swap < SWAPS; swap += 1) {
    const startedAt = performance.now();
    const next = await open();
    opened.push(performance.now() - startedAt);
    const old = current;
    current = next;
    old.retire();
    await setTimeout(Math.max(0, (endsAt - performance.now()) / (SWAPS - swap)));
  }
});
process.stdout.write(`opening under load: ${opened.map((ms) => ms.toFixed(0)).join(', ')} ms\n`);
await server.close(1_000);
current.retire();
await current.settle(5_000);
await searchers.close();
