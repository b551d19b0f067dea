// The parts of a joined snapshot: snapshots of other data folders, of which texts, titles and addresses are read where they lie.
import { join } from 'node:path';
import { dataFolderPaths } from '../data-folder.ts';
import { readPeopleOfPart } from '../directory/people-of-part.ts';
import { attachDirectory } from '../directory/read.ts';
import { IndexError } from '../errors.ts';
import { describeCause } from '../system-errors.ts';
import { checkFiles } from './check-files.ts';
import { DIRECTORY_FILE, ENTRY_FILES, THREAD_FILES } from './format.ts';
import { JoinedStore } from './joined-store.ts';
import { readManifest } from './manifest.ts';
import type { Manifest, SnapshotPart } from './model.ts';
import { type LoadedSections, loadSections, readerOf } from './section-file.ts';
import type { Reads } from './shared-memory.ts';
import { attachStore, closeStore, type LoadedStore, loadStore, type OpenedStore } from './store.ts';

/** The files of a part that are read through a joined snapshot. */
export const PART_FILES: readonly string[] = [
  ...Object.values(ENTRY_FILES),
  ...Object.values(THREAD_FILES),
  DIRECTORY_FILE,
];

/** A part with its files opened: plain data for any thread. */
export interface LoadedPart {
  readonly store: LoadedStore;
  readonly directory: LoadedSections;
  readonly documents: number;
  readonly entries: number;
  readonly threads: number;
  readonly sources: number;
}

/** Folder of a part's snapshot. */
export function partFolder({ folder, id }: SnapshotPart): string {
  return join(dataFolderPaths(folder).snapshots, id);
}

/** Close with `closeParts`. @throws IndexError `snapshot-damaged` that names the part */
export async function loadParts(
  joined: Pick<Manifest, 'id' | 'analysis'>,
  parts: readonly SnapshotPart[],
): Promise<readonly LoadedPart[]> {
  const loaded: LoadedPart[] = [];
  try {
    for (const part of parts) {
      const manifest = await checkPart(joined, part);
      loaded.push(
        await loadPart(partFolder(part), manifest).catch((error: unknown) => {
          throw partUnusable(joined.id, part, error);
        }),
      );
    }
    return loaded;
  } catch (error) {
    closeParts(loaded);
    throw error;
  }
}

/** Once no thread asks them any more. */
export function closeParts(parts: readonly LoadedPart[]): void {
  for (const { store } of parts) closeStore(store);
}

/** One store over all of them. `directory`: that of the joined snapshot. */
export function attachParts(
  parts: readonly LoadedPart[],
  directory: LoadedSections,
  reads: Reads,
): OpenedStore {
  const sections = readerOf(directory);
  return new JoinedStore(
    parts.map(({ store, documents, sources }, number) => ({
      store: attachStore(store, reads),
      people: readPeopleOfPart(sections, number),
      documents,
      sources,
    })),
  );
}

/** Whether it is there and is what was joined. @throws IndexError `snapshot-damaged` that names the part */
export async function checkPart(
  joined: Pick<Manifest, 'id' | 'analysis'>,
  part: SnapshotPart,
): Promise<Manifest> {
  try {
    const manifest = await readManifest(partFolder(part), part.id);
    if (manifest.analysis !== joined.analysis) throw new Error('it is analysed in another way');
    return manifest;
  } catch (error) {
    throw partUnusable(joined.id, part, error);
  }
}

/** The error of a joined snapshot, one of whose parts cannot be read. */
export function partUnusable(id: string, { folder }: SnapshotPart, cause: unknown): IndexError {
  const reason = cause instanceof IndexError ? cause.message : `${describeCause(cause)}.`;
  return new IndexError(
    'snapshot-damaged',
    `Snapshot ${id} is joined of parts, and the part ${folder} cannot be used: ${reason}`,
    {
      hint: 'Make that folder reachable again, or build the part anew (antler rebuild) and run antler join.',
      cause,
    },
  );
}

async function loadPart(folder: string, manifest: Manifest): Promise<LoadedPart> {
  const { id, counts, archive } = manifest;
  await checkFiles(folder, manifest, PART_FILES);
  const store = await loadStore(folder, id);
  try {
    const directory = await loadSections(join(folder, DIRECTORY_FILE));
    attachDirectory(directory);
    const { documents, pings, threads } = counts;
    return {
      ...{ store, directory, documents, threads },
      entries: documents + pings,
      sources: archive.sources.length,
    };
  } catch (error) {
    closeStore(store);
    throw error;
  }
}
