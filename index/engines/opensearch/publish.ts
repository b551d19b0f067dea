// Which index of a cluster is the one to ask, for whoever asks by its alias; and how those of old snapshots go.
import type { ClusterAccess } from '../cluster-access.ts';
import { Cluster } from './cluster.ts';
import { type ClusterFile, readClusterFile } from './cluster-file.ts';
import { removeIndices, switchAlias } from './indices.ts';

/** The alias names this index from now on, and no other. @throws IndexError `snapshot-damaged`; ClusterError */
export function publishIndex(folder: string, access: ClusterAccess): Promise<void> {
  return withCluster(folder, access, switchAlias);
}

/** Nothing happens when it is gone. @throws IndexError `snapshot-damaged`; ClusterError */
export function discardIndex(folder: string, access: ClusterAccess): Promise<void> {
  return withCluster(folder, access, removeIndices);
}

async function withCluster(
  folder: string,
  access: ClusterAccess,
  work: (cluster: Cluster, file: ClusterFile) => Promise<void>,
): Promise<void> {
  const file = await readClusterFile(folder);
  const cluster = new Cluster(access);
  try {
    await work(cluster, file);
  } finally {
    await cluster.close();
  }
}
