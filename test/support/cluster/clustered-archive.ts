// A made archive whose index lies in the cluster that tests are given, and the real program over it.
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { type BenchQuery, drawQueries, isShortPrefix } from '../../bench/query-classes.ts';
import { antlerPath } from '../../bench/serving/compare.ts';
import { type ProgramResult, runProgram } from '../program.ts';
import { makeTempFolder } from '../temp-folder.ts';
import type { GivenCluster } from './given-cluster.ts';
import { writeSmallWords } from './small-words.ts';

/** An archive that was read, with its data folder. */
export interface ClusteredArchive {
  readonly data: string;
  /** For programs over this archive: how the cluster is reached. */
  readonly env: Readonly<Record<string, string>>;
  /** The alias of the published index. */
  readonly alias: string;
  /** Ids of all posts and comments, by the catalog, sorted. */
  readonly ids: readonly string[];
  /** Paths of searches, of every class. */
  readonly searches: readonly string[];
}

const BUILD_MS = 400_000;
const SEARCHES = 80;
const SCROLLED = 5_000;

/** Reads a made archive of so many documents into a new data folder, with an embedded index. */
export async function makeClusteredArchive(
  { url }: GivenCluster,
  label: string,
  documents: number,
): Promise<ClusteredArchive> {
  const folder = makeTempFolder(label);
  const file = join(folder, 'documents.jsonl');
  const data = join(folder, 'data');
  writeSmallWords(file, documents);
  const alias = `antler-test-${label}`;
  const env = { ANTLER_OPENSEARCH_URL: url, ANTLER_OPENSEARCH_PREFIX: alias };
  await runWell(['build', file, '--data', data], env);
  const exported = await runWell(['export', '--as', 'documents', '--data', data], env);
  const ids = exported.stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { readonly id: string }).id);
  const replay: readonly BenchQuery[] = drawQueries(file).replay;
  const searches = replay.filter((query) => !isShortPrefix(query)).slice(0, SEARCHES);
  return {
    data,
    env,
    alias,
    ids: ids.sort(),
    searches: searches.map((query) => antlerPath(query, 'thread')),
  };
}

/** Runs the program; anything but success fails the test. */
export async function runWell(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<ProgramResult> {
  const result = await runProgram(words, { env, timeoutMs: BUILD_MS });
  assert.is(result.code, 0, `${words.join(' ')}: ${result.signal} ${result.stderr}`);
  return result;
}

interface ScrollAnswer {
  readonly _scroll_id: string;
  readonly hits: { readonly hits: readonly { readonly _id: string }[] };
}

/** Ids of all documents that the published index holds in the cluster, sorted; asked of the cluster itself. */
export async function readIdsInCluster(cluster: GivenCluster, alias: string): Promise<readonly string[]> {
  const ids: string[] = [];
  const first = { size: SCROLLED, sort: ['_doc'], _source: false };
  let answer = await cluster.ask(`/${alias}/_search?scroll=1m`, { method: 'POST', body: first });
  for (;;) {
    assert.is(answer.status, 200, JSON.stringify(answer.body));
    // Checked boundary: an answer of success has this form.
    const { _scroll_id: scroll, hits } = answer.body as ScrollAnswer;
    if (hits.hits.length === 0) return ids.sort();
    ids.push(...hits.hits.map(({ _id }) => _id));
    const next = { scroll: '1m', scroll_id: scroll };
    answer = await cluster.ask('/_search/scroll', { method: 'POST', body: next });
  }
}
