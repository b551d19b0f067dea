// Writes and opens indices of sample archives in the cluster that cluster tests are given.

import type { ThreadDocuments } from '../../index/documents.ts';
import type { Engine, IndexWriter } from '../../index/engine.ts';
import type { ClusterAccess } from '../../index/engines/cluster-access.ts';
import { openFewDocuments } from '../../index/engines/minisearch/few/open.ts';
import { SEARCH_BOUNDS, type SearchBounds } from '../../index/engines/opensearch/bounds.ts';
import { joinIndices, orderParts } from '../../index/engines/opensearch/join.ts';
import { attachOpenSearchEngine, loadCluster } from '../../index/engines/opensearch/open.ts';
import { discardIndex } from '../../index/engines/opensearch/publish.ts';
import { createClusterWriter } from '../../index/engines/opensearch/write.ts';
import type { EnginePart } from '../../index/snapshot/engine-kit.ts';
import { english } from './engine-samples.ts';
import { makeTempFolder } from './temp-folder.ts';

/** How tests reach a cluster; their indices begin with `antlertest`. */
export function accessTo(addresses: readonly string[], fields: Partial<ClusterAccess> = {}): ClusterAccess {
  return {
    addresses,
    user: null,
    apiKey: null,
    authority: null,
    timeoutMs: 10_000,
    prefix: 'antlertest',
    shards: null,
    replicas: 0,
    ...fields,
  };
}

/** Writes and opens an index of the threads; closing the engine removes it from the cluster. */
export async function openClusterEngine(
  threads: readonly ThreadDocuments[],
  access: ClusterAccess,
  bounds: Partial<SearchBounds> = {},
): Promise<Engine> {
  const folder = makeTempFolder('engine');
  await fill(await createClusterWriter(folder, english, { access }), threads);
  return openWritten([folder], access, bounds);
}

/** How an index is joined. */
export interface JoinedOptions {
  /** How many parts, with about as many threads each: some may be without any. */
  readonly parts: number;
  /** See `EnginePart`; default: everybody stays who he is. */
  readonly personOf?: EnginePart['personOf'];
  readonly bounds?: Partial<SearchBounds>;
}

/** As `openClusterEngine`, of parts that are written apart at the same time. Their documents are in the order of the threads. */
export async function openJoinedEngine(
  threads: readonly ThreadDocuments[],
  access: ClusterAccess,
  { parts: count, personOf = () => null, bounds = {} }: JoinedOptions,
): Promise<Engine> {
  const folders = await writeParts(threads, access, count);
  const whole = makeTempFolder('joined');
  await joinIndices(
    whole,
    folders.map((folder) => ({ folder, personOf })),
    access,
  );
  return openWritten([whole, ...folders], access, bounds);
}

/** Writes parts; gives their folders in the order in which they are to be joined, which is that of the threads. */
export async function writeParts(
  threads: readonly ThreadDocuments[],
  access: ClusterAccess,
  count: number,
): Promise<readonly string[]> {
  const made = Array.from({ length: count }, () => makeTempFolder('engine'));
  const writers = await Promise.all(made.map((folder) => createClusterWriter(folder, english, { access })));
  const order = await orderParts(made);
  const size = Math.ceil(threads.length / count);
  await Promise.all(
    order.flatMap((number, at) => {
      const writer = writers[number];
      return writer === undefined ? [] : [fill(writer, threads.slice(at * size, (at + 1) * size))];
    }),
  );
  return order.map((number) => made[number] ?? '');
}

async function fill(writer: IndexWriter, threads: readonly ThreadDocuments[]): Promise<void> {
  try {
    for (const { info, entries } of threads) await writer.addThread(info, entries);
    await writer.finish();
  } finally {
    await writer.close();
  }
}

/** Of the first folder; what all of them have in the cluster is removed when it is closed, in their order. */
async function openWritten(
  folders: readonly string[],
  access: ClusterAccess,
  bounds: Partial<SearchBounds>,
): Promise<Engine> {
  const options = { openFew: openFewDocuments, bounds: { ...SEARCH_BOUNDS, ...bounds } };
  const engine = attachOpenSearchEngine(await loadCluster(folders[0] ?? '', access), english, options);
  return {
    ...engine,
    close: async () => {
      await engine.close();
      for (const folder of folders) await discardIndex(folder, access);
    },
  };
}
