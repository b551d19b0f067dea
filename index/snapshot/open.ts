// Opens a published snapshot: checks that it fits this program and is whole, then lends its engine and its texts.
import { join } from 'node:path';
import type { Analysis } from '../analysis/model.ts';
import { dataFolderPaths } from '../data-folder.ts';
import { attachJoinedDirectory } from '../directory/join.ts';
import type { Directory } from '../directory/model.ts';
import { attachDirectory } from '../directory/read.ts';
import type { ClusterAccess } from '../engines/cluster-access.ts';
import { IndexError } from '../errors.ts';
import { checkFiles } from './check-files.ts';
import { asOfJoined, noSnapshot, snapshotDamaged, snapshotMismatch } from './damage.ts';
import { type EngineKit, type LoadedEngine, loadEngineKit } from './engine-kit.ts';
import { DIRECTORY_FILE, ENGINE_FOLDER } from './format.ts';
import { readManifest } from './manifest.ts';
import type { Manifest, Snapshot } from './model.ts';
import { attachParts, closeParts, type LoadedPart, loadParts } from './parts.ts';
import { readCurrent } from './publish.ts';
import { type LoadedSections, loadSections } from './section-file.ts';
import type { Reads } from './shared-memory.ts';
import { attachStore, closeStore, type LoadedStore, loadStore, type OpenedStore } from './store.ts';

export interface OpenSnapshotOptions {
  /** Default: the engine that the manifest names. */
  readonly engine?: EngineKit;
  /** Where the index of an engine may lie that searches in a cluster; null or left out: nowhere. */
  readonly cluster?: ClusterAccess | null;
}

/** A snapshot whose store can be walked. */
export interface OpenedSnapshot extends Snapshot {
  readonly store: OpenedStore;
}

/**
 * Sizes and beginnings of all files are compared with the manifest, the engine's files and the tables are checked whole,
 * texts when they are read; `verifySnapshot` reads every byte.
 * @throws IndexError `snapshot-mismatch` (another format, engine or analysis), `snapshot-damaged`.
 */
export function openSnapshot(
  dataFolder: string,
  id: string,
  options: OpenSnapshotOptions = {},
): Promise<OpenedSnapshot> {
  return openSnapshotFolder(join(dataFolderPaths(dataFolder).snapshots, id), id, options);
}

/**
 * The snapshot that `CURRENT` names.
 * @throws IndexError `no-snapshot`, and as `openSnapshot`.
 */
export function openCurrentSnapshot(
  dataFolder: string,
  options: OpenSnapshotOptions = {},
): Promise<OpenedSnapshot> {
  return withCurrent(dataFolder, (id) => openSnapshot(dataFolder, id, options));
}

/**
 * The snapshot that `CURRENT` names, as `loadSnapshot` gives it.
 * @throws IndexError `no-snapshot`, and as `openSnapshot`.
 */
export function loadCurrentSnapshot(
  dataFolder: string,
  options: OpenSnapshotOptions = {},
): Promise<LoadedSnapshot> {
  return withCurrent(dataFolder, (id) => loadSnapshot(dataFolder, id, options));
}

async function withCurrent<T>(dataFolder: string, open: (id: string) => Promise<T>): Promise<T> {
  const id = await readCurrent(dataFolder);
  if (id === null) throw noSnapshot(dataFolderPaths(dataFolder).folder);
  try {
    return await open(id);
  } catch (error) {
    // A writer may have published, and pruned this one, in between.
    const newer = await readCurrent(dataFolder);
    if (newer === null || newer === id) throw error;
    return open(newer);
  }
}

/** A snapshot wherever it lies: also one that is still being built. */
export async function openSnapshotFolder(
  folder: string,
  id: string,
  options: OpenSnapshotOptions = {},
): Promise<OpenedSnapshot> {
  const loaded = await loadSnapshotFolder(folder, id, options);
  const snapshot = await attachSnapshot(loaded, { reads: 'async', ...options });
  return {
    ...snapshot,
    close: async () => {
      await snapshot.close();
      closeLoadedSnapshot(loaded);
    },
  };
}

/** A snapshot in the memory of this process: plain data that a message to another thread shares. */
export interface LoadedSnapshot {
  readonly manifest: Manifest;
  readonly engine: LoadedEngine;
  readonly texts: LoadedTexts;
  readonly directory: LoadedSections;
}

/** Its own texts, or the parts that have them. */
type LoadedTexts =
  | { readonly kind: 'own'; readonly store: LoadedStore }
  | { readonly kind: 'joined'; readonly parts: readonly LoadedPart[] };

/**
 * Reads a published snapshot into shared memory, once for all threads; its files stay open until `closeLoadedSnapshot`.
 * @throws IndexError as `openSnapshot`.
 */
export function loadSnapshot(
  dataFolder: string,
  id: string,
  options: OpenSnapshotOptions = {},
): Promise<LoadedSnapshot> {
  return loadSnapshotFolder(join(dataFolderPaths(dataFolder).snapshots, id), id, options);
}

async function loadSnapshotFolder(
  folder: string,
  id: string,
  options: OpenSnapshotOptions,
): Promise<LoadedSnapshot> {
  const manifest = await readManifest(folder, id);
  try {
    return await loadFiles(folder, manifest, options);
  } catch (error) {
    throw manifest.parts === undefined ? error : asOfJoined(error);
  }
}

async function loadFiles(
  folder: string,
  manifest: Manifest,
  options: OpenSnapshotOptions,
): Promise<LoadedSnapshot> {
  const { id } = manifest;
  const kit = await chooseKit(manifest, options);
  checkAnalysis(manifest, createAnalysis(manifest, kit));
  await checkFiles(folder, manifest);
  const texts = await loadTexts(folder, manifest).catch((error: unknown) => {
    throw asDamage(error, id);
  });
  try {
    const directory = await loadSections(join(folder, DIRECTORY_FILE));
    // Attached as a whole, so that what it lacks is told now.
    directoryOf(texts, directory);
    return { manifest, engine: await kit.load(join(folder, ENGINE_FOLDER)), texts, directory };
  } catch (error) {
    closeTexts(texts);
    throw asDamage(error, id);
  }
}

async function loadTexts(folder: string, manifest: Manifest): Promise<LoadedTexts> {
  if (manifest.parts === undefined) return { kind: 'own', store: await loadStore(folder, manifest.id) };
  return { kind: 'joined', parts: await loadParts(manifest, manifest.parts) };
}

/** Once no thread uses the snapshot any more. */
export function closeLoadedSnapshot({ texts }: LoadedSnapshot): void {
  closeTexts(texts);
}

function closeTexts(texts: LoadedTexts): void {
  if (texts.kind === 'own') closeStore(texts.store);
  else closeParts(texts.parts);
}

function directoryOf(texts: LoadedTexts, directory: LoadedSections): Directory {
  return texts.kind === 'own' ? attachDirectory(directory) : attachJoinedDirectory(directory, texts.parts);
}

function storeOf({ texts, directory }: LoadedSnapshot, reads: Reads): OpenedStore {
  return texts.kind === 'own' ? attachStore(texts.store, reads) : attachParts(texts.parts, directory, reads);
}

export interface AttachOptions extends OpenSnapshotOptions {
  readonly reads: Reads;
}

/** A snapshot to ask, in any thread: cheap, nothing is copied. Closing it leaves the loaded one as it is. */
export async function attachSnapshot(
  loaded: LoadedSnapshot,
  options: AttachOptions,
): Promise<OpenedSnapshot> {
  const { manifest } = loaded;
  const kit = await chooseKit(manifest, options);
  const engine = kit.attach(loaded.engine, createAnalysis(manifest, kit));
  return {
    manifest,
    engine,
    store: storeOf(loaded, options.reads),
    directory: directoryOf(loaded.texts, loaded.directory),
    close: () => engine.close(),
  };
}

async function chooseKit(
  manifest: Manifest,
  { engine: wanted, cluster = null }: OpenSnapshotOptions,
): Promise<EngineKit> {
  if (wanted !== undefined && wanted.name !== manifest.engine) {
    const difference = `it was built for the engine ${manifest.engine}, the program uses ${wanted.name}`;
    throw snapshotMismatch(manifest.id, [difference]);
  }
  return wanted ?? loadEngineKit(manifest.engine, cluster);
}

function checkAnalysis(manifest: Manifest, { fingerprint }: Analysis): void {
  if (fingerprint === manifest.analysis) return;
  throw snapshotMismatch(manifest.id, [
    `it was analysed as "${manifest.analysis}", the program analyses as "${fingerprint}"`,
  ]);
}

function createAnalysis(manifest: Manifest, kit: EngineKit): Analysis {
  try {
    return kit.createAnalysis(manifest.language);
  } catch (cause) {
    const difference = `its language is "${manifest.language}", which the program cannot analyse`;
    throw snapshotMismatch(manifest.id, [difference], cause);
  }
}

function asDamage(error: unknown, id: string): unknown {
  if (error instanceof IndexError) return error;
  return snapshotDamaged(id, error instanceof Error ? error.message : String(error), error);
}
