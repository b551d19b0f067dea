// Makes, finishes, counts and removes the two indices of a snapshot in a cluster.
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { IndexError } from '../../errors.ts';
import type { Cluster, ClusterRequest, Patience } from './cluster.ts';
import { ClusterError } from './cluster-error.ts';
import { type ClusterFile, type ClusterPart, partsOf } from './cluster-file.ts';
import { documentIndex, shardsFor, wordIndex } from './mapping.ts';

/** Work on whole indices takes its time. */
const PATIENCE: Patience = { timeoutMs: 180_000, tryMs: 60_000, tries: 6 };
/** Copies of a large index take their time; what is published without them is lost with one node. */
const COPYING_MS = 600_000;
const LOOKING_MS = 1_000;

const countSchema = z.object({ count: z.number() });
const healthSchema = z.object({ number_of_data_nodes: z.number(), status: z.string() });

/** What an index will hold. */
export interface IndexSize {
  readonly documents: number;
  readonly bytes: number;
  /** As the keeper wants it; null: by the size. */
  readonly shards: number | null;
}

/** Both are empty then, without copies. @throws ClusterError */
export async function makeIndices(cluster: Cluster, file: ClusterFile, size: IndexSize): Promise<void> {
  const shards = size.shards ?? shardsFor(size.documents, size.bytes);
  const meta = { alias: file.alias, documents: size.documents };
  await askFor(cluster, {
    what: 'to make an index',
    method: 'PUT',
    path: `/${file.index}`,
    body: documentIndex(shards, meta),
  });
  await askFor(cluster, {
    what: 'to make an index',
    method: 'PUT',
    path: `/${file.words}`,
    body: wordIndex(meta),
  });
}

/**
 * Shows what was written, counts it, forbids further writing and has it copied. False when the copies are not there yet
 * after ten minutes. @throws ClusterError; IndexError `engine-refused`
 */
export async function finishIndices(
  cluster: Cluster,
  file: ClusterFile,
  replicas: number | null,
): Promise<boolean> {
  const both = `/${file.index},${file.words}`;
  await askFor(cluster, { what: 'to show an index', method: 'POST', path: `${both}/_refresh` });
  await checkCounts(cluster, file);
  const copies = replicas ?? (await spareNodes(cluster));
  await askFor(cluster, {
    what: 'to copy an index',
    method: 'PUT',
    path: `${both}/_settings`,
    body: { index: { number_of_replicas: copies, refresh_interval: '30s', 'blocks.write': true } },
  });
  return waitForCopies(cluster, file);
}

/** Looks now and then: a question that waits would count as one without an answer. */
async function waitForCopies(cluster: Cluster, { index, words }: ClusterFile): Promise<boolean> {
  const request: ClusterRequest = {
    what: 'whether the copies are there',
    method: 'GET',
    path: `/_cluster/health/${index},${words}`,
  };
  for (const deadline = performance.now() + COPYING_MS; performance.now() < deadline; ) {
    if (healthSchema.parse(await cluster.ask(request, PATIENCE)).status === 'green') return true;
    await setTimeout(LOOKING_MS);
  }
  return false;
}

/**
 * Of a joined index each part and the whole.
 * @throws ClusterError; IndexError `engine-refused` when it holds another number of documents or words than was written.
 */
export async function checkCounts(cluster: Cluster, file: ClusterFile): Promise<void> {
  const isJoined = file.parts !== undefined;
  for (const part of [...partsOf(file), ...(isJoined ? [file] : [])])
    await checkPart(cluster, part, isJoined ? 'run "antler join" again' : REBUILD_HINT);
}

const REBUILD_HINT = 'run "antler rebuild --engine opensearch" to build it anew from the catalog';

async function checkPart(cluster: Cluster, part: ClusterPart, hint: string): Promise<void> {
  for (const [index, expected] of [
    [part.index, part.documents],
    [part.words, part.forms],
  ] as const) {
    const body = await cluster.ask({ what: 'to count an index', method: 'GET', path: `/${index}/_count` });
    const { count } = countSchema.parse(body);
    if (count === expected) continue;
    throw new IndexError(
      'engine-refused',
      `The index ${index} holds ${count} entries, and should hold ${expected}.`,
      { hint },
    );
  }
}

/** Nothing happens to what is gone already. @throws ClusterError */
export async function removeIndices(cluster: Cluster, { index, words }: ClusterFile): Promise<void> {
  for (const name of [index, words]) {
    try {
      await cluster.ask({ what: 'to remove an index', method: 'DELETE', path: `/${name}` });
    } catch (error) {
      if (!(error instanceof ClusterError) || error.status !== 404) throw error;
    }
  }
}

/** One copy, where there is another node to hold it. */
async function spareNodes(cluster: Cluster): Promise<number> {
  const body = await cluster.ask({ what: 'how it is', method: 'GET', path: '/_cluster/health' });
  return healthSchema.parse(body).number_of_data_nodes > 1 ? 1 : 0;
}

async function askFor(cluster: Cluster, request: ClusterRequest): Promise<void> {
  await cluster.ask(request, PATIENCE);
}
