// Restores a backup into a data folder: checks it whole, unpacks it aside, verifies, then puts the parts in their places.
import { existsSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { extract } from 'tar';
import { openCatalog, verifyCatalog } from '../catalog/open.ts';
import { settlePlaces } from '../catalog/source-places.ts';
import { dataFolderPaths, makeFolder } from '../data-folder.ts';
import type { ClusterAccess } from '../engines/cluster-access.ts';
import { IndexError, type IndexErrorCode } from '../errors.ts';
import { checksumFile, syncFile, syncFolder } from '../snapshot/durable-files.ts';
import { publishSnapshot, removeFolder } from '../snapshot/publish.ts';
import { verifySnapshot } from '../snapshot/verify.ts';
import { systemCode, writeFailure } from '../system-errors.ts';
import { type BackupContents, CATALOG_FILE, CURRENT_FILE, unusable } from './contents.ts';
import { checkBackup } from './read.ts';

export type RestoreStage = 'check' | 'unpack' | 'verify' | 'put in place';

export interface RestoreOptions {
  readonly dataFolder: string;
  /** Where the index may lie; null or left out: in the data folder. */
  readonly cluster?: ClusterAccess | null;
  /** Absolute. */
  readonly file: string;
  readonly signal: AbortSignal;
  readonly onStage: (stage: RestoreStage) => void;
}

export interface RestoredBackup {
  readonly contents: BackupContents;
  /** Why the snapshot wants a rebuild before it can be served; null when it does not. */
  readonly mismatch: string | null;
}

/**
 * Passes when the folder holds nothing that a restore would replace.
 * @throws IndexError `data-folder-taken`
 */
export async function requireEmpty(dataFolder: string): Promise<void> {
  const { folder, writerLock, writerNote, building } = dataFolderPaths(dataFolder);
  const ours = [writerLock, writerNote, building].map((path) => relative(folder, path));
  const names = await readdir(folder).catch((): string[] => []);
  const taken = names.filter((name) => !ours.includes(name));
  if (taken.length === 0) return;
  throw new IndexError('data-folder-taken', `The data folder ${folder} is not empty: it holds ${taken[0]}.`, {
    hint: 'Name an empty folder with --data DIR, or give --force to replace catalog and index there.',
  });
}

/**
 * The caller holds the writer lock. Until everything is unpacked and verified nothing of the folder changes; a server that
 * serves it follows. Keepers' files that the backup does not have stay.
 * @throws IndexError `backup-unusable`, `write-failed`; what `openCatalog` and `verifySnapshot` throw
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoredBackup> {
  const { dataFolder, file, signal, onStage } = options;
  onStage('check');
  const contents = await checkBackup(file);
  signal.throwIfAborted();
  const paths = dataFolderPaths(dataFolder);
  const stage = join(paths.building, 'restored');
  try {
    await removeFolder(stage);
    makeFolder(stage);
    onStage('unpack');
    await unpack(file, stage, contents);
    onStage('verify');
    const cluster = options.cluster ?? null;
    const mismatch = await verifyUnpacked(stage, contents, cluster);
    signal.throwIfAborted();
    onStage('put in place');
    await putInPlace(stage, contents, { dataFolder, cluster });
    return { contents, mismatch };
  } catch (error) {
    throw systemCode(error) === null ? error : writeFailure(error, paths.folder);
  } finally {
    await removeFolder(stage);
  }
}

async function unpack(file: string, stage: string, { files }: BackupContents): Promise<void> {
  await extract({
    file,
    cwd: stage,
    strict: true,
    preserveOwner: false,
    filter: (path) => files[path] !== undefined,
  });
  for (const [name, wanted] of Object.entries(files)) {
    await syncFile(join(stage, name));
    const { bytes, sha256 } = await checksumFile(join(stage, name));
    if (bytes !== wanted.bytes || sha256 !== wanted.sha256)
      throw unusable(file, `${name} is not what was written once it is unpacked`);
  }
}

/** A snapshot of another version, or whose index lies in a cluster that lacks it, is no damage: it can be built anew. */
const REBUILT: ReadonlySet<string> = new Set<IndexErrorCode>([
  'snapshot-mismatch',
  'engine-unavailable',
  'engine-refused',
  'bad-setting',
]);

async function verifyUnpacked(
  stage: string,
  { files, snapshot }: BackupContents,
  cluster: ClusterAccess | null,
): Promise<string | null> {
  const hasCatalog = files[CATALOG_FILE] !== undefined;
  if (hasCatalog) verifyCatalog(stage);
  if (snapshot === null) return null;
  try {
    await verifySnapshot(stage, snapshot, { cluster });
    return null;
  } catch (error) {
    const isOther = error instanceof IndexError && REBUILT.has(error.code);
    if (!isOther || !hasCatalog) throw error;
    return error.message;
  }
}

interface Target {
  readonly dataFolder: string;
  readonly cluster: ClusterAccess | null;
}

async function putInPlace(
  stage: string,
  contents: BackupContents,
  { dataFolder, cluster }: Target,
): Promise<void> {
  const { folder, snapshots } = dataFolderPaths(dataFolder);
  const { files, snapshot } = contents;
  const isKeepers = (name: string) => !name.includes('/') && ![CATALOG_FILE, CURRENT_FILE].includes(name);
  for (const name of Object.keys(files).filter(isKeepers))
    await rename(join(stage, name), join(folder, name));
  if (files[CATALOG_FILE] !== undefined) await placeCatalog(join(stage, CATALOG_FILE), dataFolder);
  if (snapshot !== null) {
    makeFolder(snapshots);
    await placeSnapshot(join(stage, 'snapshots', snapshot), join(snapshots, snapshot), stage);
    await syncFolder(snapshots);
    await publish(stage, snapshot, { dataFolder, cluster });
  }
  await syncFolder(folder);
}

/** A journal of the catalog that was there would be taken for one of the new: SQLite must have done with it. */
async function placeCatalog(from: string, dataFolder: string): Promise<void> {
  const { catalog } = dataFolderPaths(dataFolder);
  if (existsSync(catalog)) {
    try {
      openCatalog(dataFolder, { mode: 'read' }).close();
    } catch (error) {
      if (!(error instanceof IndexError)) throw error;
    }
    await rm(`${catalog}-journal`, { force: true });
  }
  settlePlaces(from, dataFolder);
  await syncFile(from);
  await rename(from, catalog);
}

/** The same snapshot may be there, and served: it stays as long as it is whole. */
async function placeSnapshot(from: string, to: string, stage: string): Promise<void> {
  if (existsSync(to)) {
    if (await holdsSame(from, to)) return;
    await rename(to, join(stage, 'replaced'));
  }
  await syncFolder(from);
  await rename(from, to);
}

async function holdsSame(from: string, to: string): Promise<boolean> {
  try {
    const names = await readdir(from, { recursive: true, withFileTypes: true });
    for (const entry of names.filter((found) => found.isFile())) {
      const name = relative(from, join(entry.parentPath, entry.name));
      const [one, other] = [await checksumFile(join(from, name)), await checksumFile(join(to, name))];
      if (one.sha256 !== other.sha256) return false;
    }
    return true;
  } catch (error) {
    if (systemCode(error) !== null) return false;
    throw error;
  }
}

/** One that wants a rebuild cannot be published as others are: its name is put in place all the same. */
async function publish(stage: string, id: string, { dataFolder, cluster }: Target): Promise<void> {
  try {
    await publishSnapshot(dataFolder, id, cluster);
  } catch (error) {
    if (!(error instanceof IndexError) || !REBUILT.has(error.code)) throw error;
    const { current, folder } = dataFolderPaths(dataFolder);
    await rename(join(stage, CURRENT_FILE), current);
    await syncFolder(folder);
  }
}
