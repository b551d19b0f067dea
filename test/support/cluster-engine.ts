// Writes and opens indices of sample archives in the cluster that cluster tests are given.

import type { ThreadDocuments } from '../../index/documents.ts';
import type { Engine } from '../../index/engine.ts';
import type { ClusterAccess } from '../../index/engines/cluster-access.ts';
import { openFewDocuments } from '../../index/engines/minisearch/few/open.ts';
import { SEARCH_BOUNDS, type SearchBounds } from '../../index/engines/opensearch/bounds.ts';
import { attachOpenSearchEngine, loadCluster } from '../../index/engines/opensearch/open.ts';
import { discardIndex } from '../../index/engines/opensearch/publish.ts';
import { createClusterWriter } from '../../index/engines/opensearch/write.ts';
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
  const writer = await createClusterWriter(folder, english, { access });
  try {
    for (const { info, entries } of threads) await writer.addThread(info, entries);
    await writer.finish();
  } finally {
    await writer.close();
  }
  const options = { openFew: openFewDocuments, bounds: { ...SEARCH_BOUNDS, ...bounds } };
  const engine = attachOpenSearchEngine(await loadCluster(folder, access), english, options);
  return {
    ...engine,
    close: async () => {
      await engine.close();
      await discardIndex(folder, access);
    },
  };
}
