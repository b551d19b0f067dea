// Which snapshot is current: reads and replaces CURRENT, moves a built snapshot into place, prunes old ones.
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type DataFolderPaths, dataFolderPaths, dataFolderUnusable, makeFolder } from '../data-folder.ts';
import type { ClusterAccess } from '../engines/cluster-access.ts';
import { IndexError } from '../errors.ts';
import { systemCode, writeFailure } from '../system-errors.ts';
import { discardInCluster, publishInCluster } from './cluster-index.ts';
import { snapshotDamaged } from './damage.ts';
import { replaceFile, syncFolder } from './durable-files.ts';
import { isSnapshotId } from './format.ts';
import { readManifest } from './manifest.ts';

/** Old snapshots that stay for a rollback. */
const KEPT_OLD_SNAPSHOTS = 2;

/**
 * The id in `CURRENT`; null when there is none.
 * @throws IndexError `snapshot-damaged` when it holds something else, `data-folder-unusable` when it cannot be read.
 */
export async function readCurrent(dataFolder: string): Promise<string | null> {
  const paths = dataFolderPaths(dataFolder);
  const id = await readLine(paths);
  if (id === null || isSnapshotId(id)) return id;
  throw new IndexError('snapshot-damaged', `${paths.current} does not hold the id of a snapshot.`, {
    hint: 'Run antler rebuild to build and publish a new snapshot.',
  });
}

async function readLine(paths: DataFolderPaths): Promise<string | null> {
  try {
    return (await readFile(paths.current, 'utf8')).trim();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return null;
    throw dataFolderUnusable(paths.folder, error);
  }
}

/** Moves `building/<id>` to `snapshots/<id>`; its files are synced already. Readers do not see it yet. */
export async function moveIntoPlace(dataFolder: string, id: string): Promise<void> {
  const paths = dataFolderPaths(dataFolder);
  makeFolder(paths.snapshots);
  await syncFolder(join(paths.building, id));
  await rename(join(paths.building, id), join(paths.snapshots, id));
  await syncFolder(paths.snapshots);
}

/**
 * Makes a snapshot the current one: readers follow within their polling time. Hold the writer lock.
 * @throws IndexError `snapshot-damaged` when there is no such snapshot, `write-failed`, and as `publishInCluster`; `CURRENT`
 *   then is as before.
 */
export async function publishSnapshot(
  dataFolder: string,
  id: string,
  cluster: ClusterAccess | null = null,
): Promise<void> {
  const paths = dataFolderPaths(dataFolder);
  if (!isSnapshotId(id)) throw snapshotDamaged(id, 'that is no id of a snapshot');
  await readManifest(join(paths.snapshots, id), id);
  await publishInCluster(join(paths.snapshots, id), cluster);
  try {
    await replaceFile(paths.current, `${id}\n`);
    await syncFolder(paths.folder);
  } catch (error) {
    throw writeFailure(error, paths.current);
  }
}

/** Ids of the snapshots in place, newest first. */
export async function listSnapshots(dataFolder: string): Promise<readonly string[]> {
  const names = await readdir(dataFolderPaths(dataFolder).snapshots).catch(() => []);
  return names.filter(isSnapshotId).sort().reverse();
}

/**
 * Removes all but the current snapshot and the two newest others; gives the ids removed. What cannot be removed now
 * (an open file on Windows, an index in a cluster that does not answer) is left to the next time. Hold the writer lock.
 */
export async function pruneSnapshots(
  dataFolder: string,
  cluster: ClusterAccess | null = null,
): Promise<readonly string[]> {
  const current = await readCurrent(dataFolder);
  const others = (await listSnapshots(dataFolder)).filter((id) => id !== current);
  const removed: string[] = [];
  for (const id of others.slice(KEPT_OLD_SNAPSHOTS)) {
    const folder = join(dataFolderPaths(dataFolder).snapshots, id);
    if ((await discardInCluster(folder, cluster)) && (await removeFolder(folder))) removed.push(id);
  }
  return removed;
}

/** Removes what killed builds left behind. Hold the writer lock: a running build looks the same. */
export async function clearLeftovers(
  dataFolder: string,
  cluster: ClusterAccess | null = null,
): Promise<void> {
  const paths = dataFolderPaths(dataFolder);
  const names = await readdir(paths.building).catch(() => []);
  for (const name of names) {
    const folder = join(paths.building, name);
    if (await discardInCluster(folder, cluster)) await removeFolder(folder);
  }
  await rm(`${paths.current}.new`, { force: true }).catch(() => undefined);
}

/** False when it could not be removed, or not wholly. */
export async function removeFolder(path: string): Promise<boolean> {
  try {
    await rm(path, { recursive: true, force: true, maxRetries: 2 });
    return true;
  } catch {
    return false;
  }
}
