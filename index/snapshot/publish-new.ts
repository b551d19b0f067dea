// Has a snapshot written aside, verifies it and publishes it. Whatever fails, the current snapshot stays and nothing half is left.
import { join } from 'node:path';
import { makeDataFolder, makeFolder } from '../data-folder.ts';
import type { ClusterAccess } from '../engines/cluster-access.ts';
import { systemCode, writeFailure } from '../system-errors.ts';
import type { Checkpoint } from './build-progress.ts';
import { discardInCluster } from './cluster-index.ts';
import type { EngineKit } from './engine-kit.ts';
import { createSnapshotId } from './format.ts';
import { type GuardOptions, guardSnapshot } from './guard.ts';
import type { Manifest } from './model.ts';
import { openSnapshotFolder } from './open.ts';
import {
  clearLeftovers,
  listSnapshots,
  moveIntoPlace,
  pruneSnapshots,
  publishSnapshot,
  readCurrent,
  removeFolder,
} from './publish.ts';
import { verifyCounts } from './verify.ts';

/** Where to, and how it is looked at before. */
export interface Publishing {
  readonly dataFolder: string;
  readonly kit: EngineKit;
  readonly checkpoint: Checkpoint;
  readonly cluster: ClusterAccess | null;
  readonly guard: GuardOptions;
  readonly now: () => Date;
}

/** What the new snapshot is called, and when it was begun. */
export interface NewSnapshot {
  readonly id: string;
  readonly builtAt: Date;
}

/**
 * `write` leaves a whole snapshot in the folder it is given. The caller holds the writer lock.
 * @throws what `write` throws; IndexError `snapshot-damaged`, `snapshot-refused`, `write-failed`; `CURRENT` then is as before.
 */
export async function publishNew(
  publishing: Publishing,
  write: (folder: string, snapshot: NewSnapshot) => Promise<Manifest>,
): Promise<Manifest> {
  const { dataFolder, cluster } = publishing;
  const builtAt = publishing.now();
  const [newest = null] = await listSnapshots(dataFolder);
  const id = createSnapshotId(builtAt, newest);
  const { building } = makeDataFolder(dataFolder);
  const folder = join(building, id);
  await clearLeftovers(dataFolder, cluster);
  try {
    makeFolder(folder);
    const manifest = await write(folder, { id, builtAt });
    await verifyWritten(folder, id, publishing);
    await publishWritten(id, publishing);
    return manifest;
  } catch (error) {
    await removeWritten(folder, cluster);
    throw systemCode(error) === null ? error : writeFailure(error, building);
  }
}

async function verifyWritten(
  folder: string,
  id: string,
  { dataFolder, kit, checkpoint, guard }: Publishing,
): Promise<void> {
  await checkpoint('verify', 0, 1);
  const snapshot = await openSnapshotFolder(folder, id, { engine: kit });
  try {
    await verifyCounts(snapshot);
    await guardSnapshot(dataFolder, snapshot, guard);
  } finally {
    await snapshot.close();
  }
  await checkpoint('verify', 1, 1);
}

/** A folder that alone knows what is left in a cluster stays, for the next build to clear. */
async function removeWritten(folder: string, cluster: ClusterAccess | null): Promise<void> {
  if (await discardInCluster(folder, cluster)) await removeFolder(folder);
}

async function publishWritten(id: string, { dataFolder, checkpoint, cluster }: Publishing): Promise<void> {
  const { snapshots } = makeDataFolder(dataFolder);
  await checkpoint('publish', 0, 1);
  try {
    await moveIntoPlace(dataFolder, id);
    await publishSnapshot(dataFolder, id, cluster);
  } catch (error) {
    const isCurrent = (await readCurrent(dataFolder).catch(() => null)) === id;
    if (!isCurrent) await removeWritten(join(snapshots, id), cluster);
    throw error;
  }
  await pruneSnapshots(dataFolder, cluster);
  // No checkpoint that could throw any more: the snapshot is public.
}
