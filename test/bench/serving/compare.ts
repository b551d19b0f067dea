// The serving part: searches with snippets over HTTP, several connections from a process of their own, no cache; antler
// against the same service on plain MiniSearch, in turn.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchProgram, programPath } from '../built.ts';
import type { Corpus } from '../corpus.ts';
import type { LoadResult } from '../http-load.ts';
import { median, runReporting } from '../measure.ts';
import { antlerWords, type BenchQuery, isShortPrefix } from '../query-classes.ts';
import type { Row } from '../report.ts';
import type { ContenderName } from '../search/contender.ts';
import { startServer } from './server.ts';

const CONNECTIONS = 8;

/** How long, how often, what. */
export interface ServingOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly replay: readonly BenchQuery[];
  /** Antler's own way of asking; else hits come one by one, as the rival gives them. */
  readonly isByThread?: boolean;
}

interface ServedRound extends LoadResult {
  readonly peakMebibytes: number;
}

/** Loads both servers `rounds` times. */
export async function measureServing(
  corpus: Corpus,
  contenders: readonly ContenderName[],
  options: ServingOptions,
): Promise<readonly Row[]> {
  const asked = contenders.filter((name) => name === 'antler' || name === 'minisearch');
  const documents = new Map<ContenderName, ServedRound[]>();
  const threads = new Map<ContenderName, ServedRound[]>();
  for (let round = 0; round < options.rounds; round += 1) {
    for (const name of asked) {
      documents.set(name, [...(documents.get(name) ?? []), await serve(name, corpus, options)]);
    }
    const byThread = { ...options, isByThread: true };
    threads.set('antler', [...(threads.get('antler') ?? []), await serve('antler', corpus, byThread)]);
  }
  return [
    ...rowsOf('serving', 'HTTP, 20 documents with snippets', documents),
    ...rowsOf('serving-threads', 'HTTP, 20 threads with up to 80 snippets', threads),
  ];
}

function rowsOf(
  id: string,
  label: string,
  results: ReadonlyMap<ContenderName, readonly ServedRound[]>,
): readonly Row[] {
  const valuesOf = (measure: (round: ServedRound) => readonly number[]): Row['values'] =>
    Object.fromEntries(
      [...results].map(([name, rounds]) => {
        const measured = rounds.map(measure);
        return [name, measured[0]?.map((_, at) => median(measured.map((numbers) => numbers[at] ?? 0))) ?? []];
      }),
    );
  return [
    {
      id: `${id}/rate`,
      label,
      unit: '',
      parts: ['requests/s'],
      values: valuesOf(({ requestsPerSecond }) => [requestsPerSecond]),
    },
    {
      id: `${id}/time`,
      label: `${label}: one of ${CONNECTIONS} at a time`,
      unit: 'ms',
      parts: ['p50', 'p95', 'p99'],
      values: valuesOf(({ p50Ms, p95Ms, p99Ms }) => [p50Ms, p95Ms, p99Ms]),
    },
    {
      id: `${id}/memory`,
      label: `${label}: peak memory of the server`,
      unit: 'MiB',
      parts: [''],
      values: valuesOf(({ peakMebibytes }) => [peakMebibytes]),
    },
  ];
}

async function serve(name: ContenderName, corpus: Corpus, options: ServingOptions): Promise<ServedRound> {
  const { folder, files } = corpus;
  const isOurs = name === 'antler';
  const server = await startServer(
    isOurs
      ? [programPath, 'serve', '--data', files.data, '--port', '0', '--cache-bytes', '0']
      : ['--max-old-space-size=16000', '--import', 'tsx', benchProgram('serving/rival.ts'), folder],
  );
  try {
    const paths = join(folder, 'paths.json');
    const group = options.isByThread === true ? 'thread' : 'none';
    const queries = options.replay.filter((query) => !isShortPrefix(query));
    writeFileSync(
      paths,
      JSON.stringify(queries.map((query) => (isOurs ? antlerPath(query, group) : rivalPath(query)))),
    );
    const load = (seconds: number) => {
      const words = [
        benchProgram('http-load.ts'),
        server.origin,
        paths,
        String(CONNECTIONS),
        String(seconds),
      ];
      return runReporting<LoadResult>(words, join(folder, 'out.txt'));
    };
    // Until what is run often has been compiled, in every thread: under load that takes the compiler half a minute.
    await load(4 * options.seconds);
    const result = await load(options.seconds);
    const [status, ...others] = Object.keys(result.statuses);
    if (status !== '200' || others.length > 0)
      throw new Error(`${name} answers ${JSON.stringify(result.statuses)}`);
    return { ...result, peakMebibytes: server.peakMebibytes() ?? Number.NaN };
  } finally {
    await server.stop();
  }
}

/** A query as a path of antler's API. */
export function antlerPath(query: BenchQuery, group: 'thread' | 'none'): string {
  const parameters = new URLSearchParams({ q: antlerWords(query), match: query.match, group });
  for (const name of ['author', 'from', 'until'] as const) {
    const value = query[name];
    if (value !== undefined) parameters.set(name, value);
  }
  return `/api/v1/search?${parameters}`;
}

function rivalPath(query: BenchQuery): string {
  return `/search?${new URLSearchParams({ query: JSON.stringify(query) })}`;
}
