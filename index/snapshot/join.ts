// Joins the current snapshots of several data folders to one and publishes it: what is written is small, texts stay where they lie.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { attachJoinedDirectory, writeJoinedDirectory } from '../directory/join.ts';
import { readPeopleOfPart } from '../directory/people-of-part.ts';
import type { ClusterAccess } from '../engines/cluster-access.ts';
import { IndexError } from '../errors.ts';
import { instantOf } from '../instants.ts';
import { type BuildProgress, type Checkpoint, createCheckpoint } from './build-progress.ts';
import { syncFolder } from './durable-files.ts';
import type { EngineKit } from './engine-kit.ts';
import type { FoundPart } from './find-parts.ts';
import { DIRECTORY_FILE, ENGINE_FOLDER } from './format.ts';
import type { GuardOptions } from './guard.ts';
import type { Manifest, SnapshotCounts } from './model.ts';
import { closeParts, type LoadedPart, loadParts, partFolder } from './parts.ts';
import { type NewSnapshot, publishNew } from './publish-new.ts';
import { refuseRepeatedThreads } from './repeated-threads.ts';
import { sealSnapshot } from './seal.ts';
import { loadSections, readerOf } from './section-file.ts';
import { attachStore } from './store.ts';

/** What is joined, and how. */
export interface JoinOptions {
  readonly dataFolder: string;
  /** At least one, as `findParts` gives them. */
  readonly parts: readonly FoundPart[];
  readonly engine: EngineKit;
  readonly cluster: ClusterAccess | null;
  /** Name and version of this program, for the manifest. */
  readonly program: string;
  readonly now: () => Date;
  readonly guard?: GuardOptions;
  readonly onProgress?: (progress: BuildProgress) => void;
  /** Stops the work, which then throws the signal's reason. */
  readonly signal?: AbortSignal;
}

/** What of the engine is needed. */
type JoiningKit = EngineKit & Required<Pick<EngineKit, 'join'>>;

/**
 * The caller holds the writer lock of the data folder; the parts are only read. Memory: the people of all parts, and 40 bytes a
 * thread.
 * @throws IndexError `parts-unusable`; as `buildSnapshot`; `CURRENT` then is as before.
 */
export async function joinSnapshots(options: JoinOptions): Promise<Manifest> {
  const kit = requireJoin(options.engine);
  const { dataFolder, cluster, now, guard = {} } = options;
  const checkpoint = createCheckpoint(options.onProgress, options.signal);
  const parts = await inOrder(options.parts, kit);
  const publishing = { dataFolder, kit, checkpoint, cluster, guard, now };
  return publishNew(publishing, async (folder, snapshot) => {
    const { analysis } = parts[0]?.manifest ?? { analysis: '' };
    const loaded = await loadParts({ id: snapshot.id, analysis }, parts);
    try {
      return await writeJoined(folder, snapshot, { ...options, kit, parts, loaded, checkpoint });
    } finally {
      closeParts(loaded);
    }
  });
}

function requireJoin(kit: EngineKit): JoiningKit {
  const { join: joinIndices } = kit;
  if (joinIndices !== undefined) return { ...kit, join: joinIndices };
  throw new IndexError('parts-unusable', `Indices of the engine ${kit.name} cannot be joined.`, {
    hint: 'Build the parts with --engine opensearch.',
  });
}

/** As the engine has their documents. */
async function inOrder(parts: readonly FoundPart[], kit: JoiningKit): Promise<readonly FoundPart[]> {
  const order = await kit.orderParts?.(parts.map((part) => join(partFolder(part), ENGINE_FOLDER)));
  return order === undefined ? parts : order.flatMap((number) => parts[number] ?? []);
}

interface Joining extends JoinOptions {
  readonly kit: JoiningKit;
  readonly loaded: readonly LoadedPart[];
  readonly checkpoint: Checkpoint;
}

async function writeJoined(folder: string, snapshot: NewSnapshot, joining: Joining): Promise<Manifest> {
  const { kit, parts, loaded, checkpoint } = joining;
  await requireDistinct(joining);
  const manifests = parts.map(({ manifest }) => manifest);
  const [{ language = '', timeZone = '' } = {}] = manifests;
  const analysis = kit.createAnalysis(language);
  const directories = loaded.map(({ directory }) => directory);
  await writeJoinedDirectory(join(folder, DIRECTORY_FILE), directories, analysis);
  const directory = await loadSections(join(folder, DIRECTORY_FILE));
  await checkpoint('index', 0, null);
  const engineFiles = await joinIndices(folder, readerOf(directory), joining);
  const { people } = attachJoinedDirectory(directory, loaded);
  const facts = {
    id: snapshot.id,
    engine: kit.name,
    analysis: analysis.fingerprint,
    language,
    timeZone,
    builtAt: snapshot.builtAt.toISOString(),
    program: joining.program,
    counts: { ...sumCounts(manifests), people: people.count },
    firstAt: endOf(manifests, 'firstAt', (a, b) => a < b),
    lastAt: endOf(manifests, 'lastAt', (a, b) => a > b),
    archive: {
      sources: manifests.flatMap(({ archive }) => archive.sources),
      threads: manifests.reduce((sum, { archive }) => sum + archive.threads, 0),
    },
    parts: parts.map((part) => ({ folder: part.folder, id: part.id })),
  };
  return sealSnapshot(folder, facts, [DIRECTORY_FILE, ...engineFiles]);
}

async function requireDistinct({ parts, loaded, checkpoint }: Joining): Promise<void> {
  const stores = loaded.map(({ store }, number) => ({
    folder: parts[number]?.folder ?? '',
    store: attachStore(store, 'async'),
  }));
  const total = loaded.reduce((sum, { threads }) => sum + threads, 0);
  await refuseRepeatedThreads(stores, (done) => checkpoint('people', done, total));
}

async function joinIndices(
  folder: string,
  directory: ReturnType<typeof readerOf>,
  { kit, parts }: Joining,
): Promise<readonly string[]> {
  const engineFolder = join(folder, ENGINE_FOLDER);
  await mkdir(engineFolder);
  const names = await kit.join(
    engineFolder,
    parts.map((part, number) => {
      const { renamed } = readPeopleOfPart(directory, number);
      return { folder: join(partFolder(part), ENGINE_FOLDER), personOf: renamed };
    }),
  );
  await syncFolder(engineFolder);
  return names.map((name) => `${ENGINE_FOLDER}/${name}`);
}

function sumCounts(manifests: readonly Manifest[]): Omit<SnapshotCounts, 'people'> {
  const sum = (name: keyof SnapshotCounts) => manifests.reduce((all, { counts }) => all + counts[name], 0);
  return {
    documents: sum('documents'),
    posts: sum('posts'),
    comments: sum('comments'),
    pings: sum('pings'),
    threads: sum('threads'),
  };
}

/** The first or last date of all, as written. */
function endOf(
  manifests: readonly Manifest[],
  name: 'firstAt' | 'lastAt',
  isBetter: (a: number, b: number) => boolean,
): string | null {
  let best: { readonly text: string; readonly ms: number } | null = null;
  for (const { [name]: text } of manifests) {
    const ms = instantOf(text);
    if (text === null || ms === null) continue;
    if (best === null || isBetter(ms, best.ms)) best = { text, ms };
  }
  return best?.text ?? null;
}
