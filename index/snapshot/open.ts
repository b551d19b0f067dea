// Opens a published snapshot: checks that it fits this program and is whole, then lends its engine and its texts.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { dataFolderPaths } from '../data-folder.ts';
import type { Engine } from '../engine.ts';
import { IndexError } from '../errors.ts';
import { noSnapshot, snapshotDamaged, snapshotMismatch } from './damage.ts';
import { type EngineKit, loadEngineKit } from './engine-kit.ts';
import { ENGINE_FOLDER } from './format.ts';
import { readManifest } from './manifest.ts';
import type { Manifest, Snapshot } from './model.ts';
import { readCurrent } from './publish.ts';
import { type OpenedStore, openStore } from './store.ts';

export interface OpenSnapshotOptions {
  /** Default: the engine that the manifest names. */
  readonly engine?: EngineKit;
}

/** A snapshot whose store can be walked. */
export interface OpenedSnapshot extends Snapshot {
  readonly store: OpenedStore;
}

/**
 * Sizes of all files are compared with the manifest; checksums only by `verifySnapshot`.
 * @throws IndexError `snapshot-mismatch` (another format, engine or analysis), `snapshot-damaged`.
 */
export function openSnapshot(
  dataFolder: string,
  id: string,
  options: OpenSnapshotOptions = {},
): Promise<Snapshot> {
  return openSnapshotFolder(join(dataFolderPaths(dataFolder).snapshots, id), id, options);
}

/**
 * The snapshot that `CURRENT` names.
 * @throws IndexError `no-snapshot`, and as `openSnapshot`.
 */
export async function openCurrentSnapshot(
  dataFolder: string,
  options: OpenSnapshotOptions = {},
): Promise<Snapshot> {
  const id = await readCurrent(dataFolder);
  if (id === null) throw noSnapshot(dataFolderPaths(dataFolder).folder);
  try {
    return await openSnapshot(dataFolder, id, options);
  } catch (error) {
    // A writer may have published, and pruned this one, in between.
    const newer = await readCurrent(dataFolder);
    if (newer === null || newer === id) throw error;
    return openSnapshot(dataFolder, newer, options);
  }
}

/** Opens a snapshot wherever it lies: also one that is still being built. */
export async function openSnapshotFolder(
  folder: string,
  id: string,
  options: OpenSnapshotOptions = {},
): Promise<OpenedSnapshot> {
  const manifest = await readManifest(folder, id);
  const kit = await chooseKit(manifest, options.engine);
  await checkSizes(folder, manifest);
  const store = await openStore(folder, id).catch((error: unknown) => {
    throw asDamage(error, id);
  });
  const engine = await openEngine(folder, manifest, kit).catch(async (error: unknown) => {
    await store.close();
    throw asDamage(error, id);
  });
  return {
    manifest,
    engine,
    store,
    close: async () => {
      await Promise.all([engine.close(), store.close()]);
    },
  };
}

async function chooseKit(manifest: Manifest, wanted: EngineKit | undefined): Promise<EngineKit> {
  if (wanted !== undefined && wanted.name !== manifest.engine) {
    const difference = `it was built for the engine ${manifest.engine}, the program uses ${wanted.name}`;
    throw snapshotMismatch(manifest.id, [difference]);
  }
  return wanted ?? loadEngineKit(manifest.engine);
}

async function openEngine(folder: string, manifest: Manifest, kit: EngineKit): Promise<Engine> {
  const analysis = createAnalysis(manifest, kit);
  if (analysis.fingerprint !== manifest.analysis) {
    throw snapshotMismatch(manifest.id, [
      `it was analysed as "${manifest.analysis}", the program analyses as "${analysis.fingerprint}"`,
    ]);
  }
  return kit.open(join(folder, ENGINE_FOLDER), analysis);
}

function createAnalysis(manifest: Manifest, kit: EngineKit): ReturnType<EngineKit['createAnalysis']> {
  try {
    return kit.createAnalysis(manifest.language);
  } catch (cause) {
    const difference = `its language is "${manifest.language}", which the program cannot analyse`;
    throw snapshotMismatch(manifest.id, [difference], cause);
  }
}

async function checkSizes(folder: string, manifest: Manifest): Promise<void> {
  for (const [name, { bytes }] of Object.entries(manifest.files)) {
    const found = await stat(join(folder, name)).catch((cause: unknown) => {
      throw snapshotDamaged(manifest.id, `${name} is missing`, cause);
    });
    if (found.size !== bytes) {
      throw snapshotDamaged(manifest.id, `${name} has ${found.size} bytes instead of ${bytes}`);
    }
  }
}

function asDamage(error: unknown, id: string): unknown {
  if (error instanceof IndexError) return error;
  return snapshotDamaged(id, error instanceof Error ? error.message : String(error), error);
}
