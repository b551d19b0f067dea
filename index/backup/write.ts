// Writes a backup of a data folder that is in use: copies what may change, packs, reads back, then puts it in its place.
import { createWriteStream } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { create } from 'tar';
import { copyCatalog } from '../catalog/copy.ts';
import { verifyCatalog } from '../catalog/open.ts';
import { dataFolderPaths } from '../data-folder.ts';
import type { ClusterAccess } from '../engines/cluster-access.ts';
import { IndexError } from '../errors.ts';
import { noSnapshot } from '../snapshot/damage.ts';
import { checksumFile, syncFile, syncFolder } from '../snapshot/durable-files.ts';
import { MANIFEST_FILE } from '../snapshot/format.ts';
import { readCurrent } from '../snapshot/publish.ts';
import { verifySnapshot } from '../snapshot/verify.ts';
import { systemCode, writeFailure } from '../system-errors.ts';
import {
  BACKUP_FORMAT,
  type BackupContents,
  CATALOG_FILE,
  CONTENTS_FILE,
  CURRENT_FILE,
  isKeepersFile,
  SEAL_FILE,
} from './contents.ts';
import { checkBackup } from './read.ts';

export type BackupStage = 'copy' | 'check' | 'write' | 'read back';

export interface BackupOptions {
  readonly dataFolder: string;
  /** Where the index may lie; null or left out: in the data folder. */
  readonly cluster?: ClusterAccess | null;
  /** Absolute; what stands there is replaced. */
  readonly file: string;
  /** Name and version of this program. */
  readonly program: string;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly onStage: (stage: BackupStage) => void;
}

export interface WrittenBackup {
  readonly contents: BackupContents;
  /** Size of the file. */
  readonly bytes: number;
  /** Names in the data folder that are neither Antler's nor files whose names a backup takes. */
  readonly leftOut: readonly string[];
}

/** A snapshot is gone when three newer ones were published while it was copied. */
const MAX_TRIES = 3;

/**
 * Catalog, current snapshot and keepers' files in one file, each checked whole. Needs the room of the file, and of the
 * catalog once more beside it. Takes no lock: others may read, build and publish meanwhile.
 * @throws IndexError `write-failed`, `no-snapshot` (nothing to back up), what `openCatalog` and `verifySnapshot` throw
 */
export async function writeBackup(options: BackupOptions): Promise<WrittenBackup> {
  const { file } = options;
  const [fresh, stage] = [`${file}.new`, `${file}.parts`];
  try {
    for (let tries = 1; ; tries += 1) {
      await removeAll([fresh, stage]);
      await mkdir(stage);
      try {
        return await packInto(fresh, stage, options);
      } catch (error) {
        if (tries === MAX_TRIES || !(await isOvertaken(stage, options.dataFolder))) throw error;
      }
    }
  } catch (error) {
    throw systemCode(error) === null ? error : writeFailure(error, file);
  } finally {
    await removeAll([fresh, stage]).catch(() => undefined);
  }
}

function removeAll(paths: readonly string[]): Promise<unknown> {
  return Promise.all(paths.map((path) => rm(path, { recursive: true, force: true })));
}

async function packInto(fresh: string, stage: string, options: BackupOptions): Promise<WrittenBackup> {
  const { file, signal, onStage } = options;
  onStage('copy');
  const { names, snapshot, leftOut } = await stageFiles(stage, options.dataFolder);
  onStage('check');
  if (names.includes(CATALOG_FILE)) verifyCatalog(stage);
  if (snapshot !== null) await verifySnapshot(stage, snapshot, { cluster: options.cluster ?? null });
  signal.throwIfAborted();
  onStage('write');
  await writeContents(stage, names, { ...options, snapshot });
  const packed = create({ cwd: stage, portable: true, strict: true }, [CONTENTS_FILE, ...names, SEAL_FILE]);
  await pipeline(packed, createWriteStream(fresh, { flags: 'wx' }), { signal });
  await syncFile(fresh);
  onStage('read back');
  const contents = await checkBackup(fresh);
  const { bytes } = await checksumFile(fresh);
  signal.throwIfAborted();
  await rename(fresh, file);
  await syncFolder(dirname(file));
  return { contents, bytes, leftOut };
}

interface StagedFiles {
  readonly names: readonly string[];
  readonly snapshot: string | null;
  readonly leftOut: readonly string[];
}

/** A folder that looks like the data folder. The snapshot's files never change: a link leads to them. */
async function stageFiles(stage: string, dataFolder: string): Promise<StagedFiles> {
  const paths = dataFolderPaths(dataFolder);
  const names: string[] = [];
  if (copyCatalog(dataFolder, join(stage, CATALOG_FILE))) names.push(CATALOG_FILE);
  const { keepers, leftOut } = await listKeepersFiles(dataFolder);
  for (const name of keepers) await copyFile(join(paths.folder, name), join(stage, name));
  names.push(...keepers);
  const snapshot = await readCurrent(dataFolder);
  if (snapshot === null && !names.includes(CATALOG_FILE)) throw noSnapshot(paths.folder);
  if (snapshot !== null) {
    await symlink(paths.snapshots, join(stage, 'snapshots'), 'junction');
    await writeFile(join(stage, CURRENT_FILE), `${snapshot}\n`);
    names.push(...(await listSnapshotFiles(paths.snapshots, snapshot)), CURRENT_FILE);
  }
  return { names, snapshot, leftOut };
}

async function listSnapshotFiles(snapshots: string, id: string): Promise<string[]> {
  const entries = await readdir(join(snapshots, id), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const names = files.map((entry) => relative(snapshots, join(entry.parentPath, entry.name)));
  // The manifest last: restored half, a folder without it is no snapshot.
  const isManifest = (name: string) => Number(name.endsWith(MANIFEST_FILE));
  const ordered = names.sort((a, b) => isManifest(a) - isManifest(b) || (a < b ? -1 : 1));
  return ordered.map((name) => `snapshots/${name.replaceAll('\\', '/')}`);
}

async function listKeepersFiles(dataFolder: string): Promise<{ keepers: string[]; leftOut: string[] }> {
  const { folder, ...own } = dataFolderPaths(dataFolder);
  const ours = new Set(Object.values(own).map((path) => relative(folder, path)));
  const isOurs = (name: string) => ours.has(name) || name.startsWith(CATALOG_FILE) || name === 'CURRENT.new';
  const entries = (await readdir(folder, { withFileTypes: true }).catch(() => [])).filter(
    ({ name }) => !isOurs(name),
  );
  const isKept = (entry: (typeof entries)[number]) => entry.isFile() && isKeepersFile(entry.name);
  return {
    keepers: entries.filter(isKept).map(({ name }) => name),
    leftOut: entries.filter((entry) => !isKept(entry)).map(({ name }) => name),
  };
}

async function writeContents(
  stage: string,
  names: readonly string[],
  { program, now, snapshot }: BackupOptions & { readonly snapshot: string | null },
): Promise<void> {
  const files: BackupContents['files'] = {};
  for (const name of names) {
    const { bytes, sha256 } = await checksumFile(join(stage, name));
    files[name] = { bytes, sha256 };
  }
  const contents: BackupContents = {
    format: BACKUP_FORMAT,
    program,
    createdAt: now().toISOString(),
    snapshot,
    files,
  };
  await writeFile(join(stage, CONTENTS_FILE), `${JSON.stringify(contents, null, 2)}\n`);
  const { sha256 } = await checksumFile(join(stage, CONTENTS_FILE));
  await writeFile(join(stage, SEAL_FILE), sha256);
}

/** Whether the snapshot that was packed has been pruned meanwhile. */
async function isOvertaken(stage: string, dataFolder: string): Promise<boolean> {
  const staged = await readCurrent(stage).catch(() => null);
  if (staged === null) return false;
  const present = await readdir(dataFolderPaths(dataFolder).snapshots).catch((): string[] => []);
  return !present.includes(staged);
}

/** @throws IndexError `backup-unusable` when the file would lie in the data folder, and so be part of the next backup */
export function requireOutside(dataFolder: string, file: string): void {
  const way = relative(dataFolderPaths(dataFolder).folder, file);
  if (way.startsWith('..') || way === '' || /^[A-Za-z]:/.test(way)) return;
  throw new IndexError('backup-unusable', `${file} lies in the data folder.`, {
    hint: 'Name a file elsewhere, best on another disk.',
  });
}
