// What of a snapshot lies in a cluster: shown to those who ask by its alias, and removed before its folder is. Snapshots
// of other engines have nothing there, and no code of that engine is loaded for them.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ClusterAccess } from '../engines/cluster-access.ts';
import { IndexError } from '../errors.ts';
import { loadEngineKit } from './engine-kit.ts';
import { CLUSTER_FILE, ENGINE_FOLDER } from './format.ts';

/** @throws IndexError `bad-setting` where nothing says how the cluster is reached; ClusterError */
export async function publishInCluster(folder: string, cluster: ClusterAccess | null): Promise<void> {
  if (!liesInCluster(folder)) return;
  const kit = await loadEngineKit('opensearch', cluster);
  await kit.publish?.(join(folder, ENGINE_FOLDER));
}

/** False when it is there still, or nobody can tell: the folder must stay then, it alone knows the names. */
export async function discardInCluster(folder: string, cluster: ClusterAccess | null): Promise<boolean> {
  if (!liesInCluster(folder)) return true;
  if (cluster === null) return false;
  const kit = await loadEngineKit('opensearch', cluster);
  try {
    await kit.discard?.(join(folder, ENGINE_FOLDER));
    return true;
  } catch (error) {
    // A file that cannot be read names nothing that could be removed.
    return error instanceof IndexError && error.code === 'snapshot-damaged';
  }
}

function liesInCluster(folder: string): boolean {
  return existsSync(join(folder, ENGINE_FOLDER, CLUSTER_FILE));
}
