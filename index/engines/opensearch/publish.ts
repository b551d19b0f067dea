// Which index of a cluster is the one to ask, for whoever asks by its alias; and how those of old snapshots go.
import { IndexError } from '../../errors.ts';
import type { ClusterAccess } from '../cluster-access.ts';
import { Cluster } from './cluster.ts';
import { type ClusterFile, readClusterFile } from './cluster-file.ts';
import { removeIndices } from './indices.ts';
import { pinsOf, switchAlias, unpinParts } from './pins.ts';

/** The alias names this index, or all parts of a joined one, from now on, and no other. @throws IndexError `snapshot-damaged`; ClusterError */
export function publishIndex(folder: string, access: ClusterAccess): Promise<void> {
  return withCluster(folder, access, switchAlias);
}

/**
 * Nothing happens when it is gone. Of a joined index only its aliases go: its parts belong to others.
 * @throws IndexError `engine-refused` while a joined index needs it, `snapshot-damaged`; ClusterError
 */
export function discardIndex(folder: string, access: ClusterAccess): Promise<void> {
  return withCluster(folder, access, async (cluster, file) => {
    if (file.parts !== undefined) return unpinParts(cluster, file);
    const [pin] = await pinsOf(cluster, file);
    if (pin === undefined) return removeIndices(cluster, file);
    throw new IndexError('engine-refused', `The index ${file.index} is a part of ${pin}.`, {
      hint: 'It goes once no joined snapshot needs it: prune those first.',
    });
  });
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
