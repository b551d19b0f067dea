// Figures of one engine on a corpus whose catalog is there: rebuilding, size, searches over HTTP.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askCluster } from '../../support/cluster/asking.ts';
import type { Cluster } from '../../support/cluster/cluster.ts';
import { benchProgram, programPath } from '../built.ts';
import type { Corpus } from '../corpus.ts';
import type { Load, LoadResult } from '../http-load.ts';
import { folderSize, peakMemory, runNode, runReporting } from '../measure.ts';
import {
  type BenchQueries,
  type BenchQuery,
  CLASS_NAMES,
  isShortPrefix,
  QUERY_CLASSES,
} from '../query-classes.ts';
import { antlerPath } from '../serving/compare.ts';
import { startServer } from '../serving/server.ts';

/** Times of a class of queries, over HTTP with snippets, one at a time. */
export interface ClassTimes {
  readonly sentence: string;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** What nodes take, on average over them, after all searches. */
export interface NodeFigures {
  readonly residentMebibytes: number;
  readonly heapMebibytes: number;
}

/** What was found of one engine. */
export interface EngineFigures {
  readonly documentsPerSecond: number;
  readonly buildMebibytes: number | null;
  /** Of the index alone, one copy; the snapshot holds the texts under either engine. */
  readonly bytesPerDocument: number;
  readonly nodes: NodeFigures | null;
  readonly classes: readonly ClassTimes[];
  readonly alone: LoadResult;
  readonly busy: LoadResult;
}

/** What to measure. */
export interface EngineRun {
  /** Of each round of load. */
  readonly seconds: number;
  /** Null: the embedded engine. */
  readonly cluster: Cluster | null;
}

const AT_ONCE = 8;
const INDICES = 'antler-*';

/** Rebuilds the index in the corpus's data folder with this engine, then serves it. @throws Error when anything fails */
export async function measureEngine(corpus: Corpus, run: EngineRun): Promise<EngineFigures> {
  const { files, folder, documents } = corpus;
  const settings = settingsOf(run);
  const engine = run.cluster === null ? 'minisearch' : 'opensearch';
  const words = [programPath, 'rebuild', '--data', files.data, '--engine', engine, ...settings];
  const built = await runNode(words, join(folder, 'out.txt'));
  if (built.code !== 0) throw new Error(`antler rebuild fails: ${built.stderr}`);
  const bytes = run.cluster === null ? bytesInFolder(files.data) : await bytesInCluster(run.cluster);
  const served = await measureServed(corpus, run);
  return {
    documentsPerSecond: documents / (built.elapsedMs / 1000),
    buildMebibytes: built.peakMebibytes,
    bytesPerDocument: bytes / documents,
    ...served,
    nodes: run.cluster === null ? null : await figuresOf(run.cluster),
  };
}

/** A slow answer is a figure here, no failure. */
function settingsOf({ cluster }: EngineRun): readonly string[] {
  if (cluster === null) return [];
  return ['--opensearch-url', cluster.addresses.join(','), '--opensearch-timeout-ms', '60000'];
}

function bytesInFolder(data: string): number {
  const current = readFileSync(join(data, 'CURRENT'), 'utf8').trim();
  return folderSize(join(data, 'snapshots', current), /[\\/]engine[\\/]/);
}

async function bytesInCluster({ addresses }: Cluster): Promise<number> {
  const { body } = await askCluster(addresses, `/${INDICES}/_stats/store`);
  // Checked boundary: the answer of a request that succeeded.
  return (body as { _all: { primaries: { store: { size_in_bytes: number } } } })._all.primaries.store
    .size_in_bytes;
}

async function figuresOf({ addresses, pidOf }: Cluster): Promise<NodeFigures> {
  const { body } = await askCluster(addresses, '/_nodes/stats/jvm');
  const stats = Object.values(
    (body as { nodes: Record<string, { jvm: { mem: { heap_used_in_bytes: number } } }> }).nodes,
  );
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    residentMebibytes: mean(addresses.map((_, node) => peakMemory(pidOf(node)) ?? Number.NaN)),
    heapMebibytes: mean(stats.map(({ jvm }) => jvm.mem.heap_used_in_bytes / 2 ** 20)),
  };
}

async function measureServed(
  { files, folder }: Corpus,
  run: EngineRun,
): Promise<Pick<EngineFigures, 'classes' | 'alone' | 'busy'>> {
  const { classes, replay }: BenchQueries = JSON.parse(readFileSync(files.queries, 'utf8'));
  const words = [programPath, 'serve', '--data', files.data, '--port', '0', '--cache-bytes', '0'];
  const server = await startServer([...words, ...settingsOf(run)]);
  const load = (queries: readonly BenchQuery[], connections: number) => {
    const paths = queries
      .filter((query) => !isShortPrefix(query))
      .map((query) => antlerPath(query, 'thread'));
    return loadOnce(folder, { origin: server.origin, paths, connections, seconds: run.seconds });
  };
  try {
    // Until what is run often has been compiled, in antler and in the nodes.
    await load(replay, AT_ONCE);
    await load(replay, AT_ONCE);
    const times: ClassTimes[] = [];
    for (const name of CLASS_NAMES) {
      const { p50Ms, p99Ms } = await load(classes[name], 1);
      times.push({ sentence: QUERY_CLASSES[name].sentence, p50Ms, p99Ms });
    }
    return { classes: times, alone: await load(replay, 1), busy: await load(replay, AT_ONCE) };
  } finally {
    await server.stop();
  }
}

async function loadOnce(folder: string, load: Load): Promise<LoadResult> {
  const paths = join(folder, 'paths.json');
  writeFileSync(paths, JSON.stringify(load.paths));
  const words = [
    benchProgram('http-load.ts'),
    load.origin,
    paths,
    String(load.connections),
    String(load.seconds),
  ];
  const result = await runReporting<LoadResult>(words, join(folder, 'out.txt'));
  const wrong = Object.keys(result.statuses).filter((status) => status !== '200');
  if (wrong.length > 0) throw new Error(`antler answers ${JSON.stringify(result.statuses)}`);
  return result;
}
