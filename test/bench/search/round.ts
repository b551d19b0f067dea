// One contender in a fresh process: `round.ts CONTENDER FOLDER`, started with --expose-gc. Opens its index, asks the replay
// twice (cold, then warm) and every class once, and prints a line of JSON.

import { readFileSync } from 'node:fs';
import { type BenchQueries, type BenchQuery, CLASS_NAMES, type QueryClass } from '../query-classes.ts';
import type { OpenAntler } from './antler.ts';
import { type ContenderName, corpusFiles, type OpenContender } from './contender.ts';

/** What a round gave. Times in milliseconds, in the order of the queries; memory in bytes. */
export interface RoundResult {
  readonly openMs: number;
  readonly cold: readonly number[];
  readonly replay: readonly number[];
  readonly classes: Readonly<Record<QueryClass, readonly number[]>>;
  /** Hits of each query by class; null where they are not counted. */
  readonly hits: Readonly<Record<QueryClass, readonly (number | null)[]>>;
  readonly memory: RoundMemory;
  readonly ours?: OurFigures;
}

/** What the open index takes, after all queries and a collection. */
export interface RoundMemory {
  readonly sharedBytes: number;
  /** Growth since before it was opened: heap and all buffers, shared ones too; then what the system sees. */
  readonly indexBytes: number;
  readonly residentBytes: number;
}

/** Figures that only antler has. */
export interface OurFigures {
  /** The replay by thread, as the search page asks. */
  readonly byThread: readonly number[];
  /** Snippets of pages with 20 threads. */
  readonly snippets: readonly number[];
}

const [name = '', folder = ''] = process.argv.slice(2);
const files = corpusFiles(folder);
const { classes, replay }: BenchQueries = JSON.parse(readFileSync(files.queries, 'utf8'));
const FULL_PAGE = 20;

async function loadContender(): Promise<() => Promise<OpenContender>> {
  switch (name as ContenderName) {
    case 'antler': {
      const { openAntler } = await import('./antler.ts');
      return () => openAntler(files);
    }
    case 'minisearch': {
      const { openMiniSearch } = await import('./minisearch.ts');
      return () => openMiniSearch(files);
    }
    case 'fts5': {
      const { openFts5 } = await import('./fts5.ts');
      return () => openFts5(files);
    }
    default: {
      const { openSphinx } = await import('./sphinx.ts');
      return () => openSphinx(files);
    }
  }
}

interface Asked {
  readonly times: readonly number[];
  readonly hits: readonly (number | null)[];
}

async function askAll(queries: readonly BenchQuery[], ask: OpenContender['ask']): Promise<Asked> {
  const times: number[] = [];
  const hits: (number | null)[] = [];
  for (const query of queries) {
    const startedAt = performance.now();
    const found = await ask(query);
    times.push(performance.now() - startedAt);
    hits.push(found);
  }
  return { times, hits };
}

async function measureOurs(antler: OpenAntler): Promise<OurFigures> {
  const byThread = await askAll(replay, antler.askByThread);
  const snippets: number[] = [];
  for (const pass of ['cold', 'warm']) {
    for (const query of replay) {
      const { answer, snippetsMs } = await antler.describe(query);
      if (pass === 'warm' && answer.hits.length === FULL_PAGE) snippets.push(snippetsMs);
    }
  }
  return { byThread: byThread.times, snippets };
}

function collectedMemory(): NodeJS.MemoryUsage {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage();
}

const open = await loadContender();
const before = collectedMemory();
const startedAt = performance.now();
const contender = await open();
const openMs = performance.now() - startedAt;
const cold = await askAll(replay, contender.ask);
const warm = await askAll(replay, contender.ask);
const byClass = new Map<QueryClass, Asked>();
for (const name of CLASS_NAMES) byClass.set(name, await askAll(classes[name], contender.ask));
const after = collectedMemory();
const memory = {
  sharedBytes: contender.sharedBytes,
  indexBytes:
    after.heapUsed - before.heapUsed + Math.max(contender.sharedBytes, after.external - before.external),
  residentBytes: after.rss - before.rss,
};
const ours = 'describe' in contender ? { ours: await measureOurs(contender as OpenAntler) } : {};
await contender.close();
const result: RoundResult = {
  openMs,
  cold: cold.times,
  replay: warm.times,
  classes: Object.fromEntries([...byClass].map(([key, { times }]) => [key, times])) as RoundResult['classes'],
  hits: Object.fromEntries([...byClass].map(([key, { hits }]) => [key, hits])) as RoundResult['hits'],
  memory,
  ...ours,
};
process.stdout.write(`${JSON.stringify(result)}\n`);
