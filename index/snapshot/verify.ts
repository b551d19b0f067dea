// Checks a whole snapshot: every checksum, count and reference. Opening checks less, to be fast.
import { join } from 'node:path';
import { dataFolderPaths } from '../data-folder.ts';
import type { EngineRequest } from '../engine.ts';
import { snapshotDamaged } from './damage.ts';
import { checksumFile } from './durable-files.ts';
import { readManifest } from './manifest.ts';
import type { Manifest, SnapshotPart } from './model.ts';
import { type OpenedSnapshot, type OpenSnapshotOptions, openSnapshotFolder } from './open.ts';
import { checkPart, PART_FILES, partFolder, partUnusable } from './parts.ts';

const EVERYTHING: EngineRequest = {
  plan: { kind: 'everything' },
  exactTitle: null,
  sort: 'relevance',
  group: 'none',
  limit: 0,
  offset: 0,
  facets: [],
  histogram: null,
};

/**
 * Reads every byte of a published snapshot.
 * @throws IndexError `snapshot-damaged` with the first thing found wrong; as `openSnapshot`.
 */
export async function verifySnapshot(
  dataFolder: string,
  id: string,
  options: OpenSnapshotOptions = {},
): Promise<Manifest> {
  const folder = join(dataFolderPaths(dataFolder).snapshots, id);
  const manifest = await readManifest(folder, id);
  await verifyChecksums(folder, manifest, Object.keys(manifest.files));
  for (const part of manifest.parts ?? []) await verifyPart(manifest, part);
  const snapshot = await openSnapshotFolder(folder, id, options);
  try {
    await verifyCounts(snapshot);
    await verifyReferences(snapshot);
    return snapshot.manifest;
  } finally {
    await snapshot.close();
  }
}

/**
 * That store, directory and engine hold as much as the manifest says.
 * @throws IndexError `snapshot-damaged`.
 */
export async function verifyCounts(snapshot: OpenedSnapshot): Promise<void> {
  const { id, counts } = snapshot.manifest;
  const { totalHits } = await snapshot.engine.search(EVERYTHING);
  const found = {
    'entries in the store': [snapshot.store.entryCount, counts.documents + counts.pings],
    'threads in the store': [snapshot.store.threadCount, counts.threads],
    'documents in the index': [totalHits, counts.documents],
    'posts and comments': [counts.posts + counts.comments, counts.documents],
    'people in the directory': [snapshot.directory.people.count, counts.people],
  };
  for (const [what, [actual, expected]] of Object.entries(found)) {
    if (actual !== expected) {
      throw snapshotDamaged(id, `there are ${actual} ${what}, and should be ${expected}`);
    }
  }
}

/** What of a part is read through a joined snapshot. */
async function verifyPart(joined: Manifest, part: SnapshotPart): Promise<void> {
  const manifest = await checkPart(joined, part);
  try {
    await verifyChecksums(partFolder(part), manifest, PART_FILES);
  } catch (error) {
    throw partUnusable(joined.id, part, error);
  }
}

async function verifyChecksums(folder: string, manifest: Manifest, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const expected = manifest.files[name];
    const actual = await checksumFile(join(folder, name)).catch((cause: unknown) => {
      throw snapshotDamaged(manifest.id, `${name} cannot be read`, cause);
    });
    if (actual.bytes !== expected?.bytes || actual.sha256 !== expected.sha256) {
      throw snapshotDamaged(manifest.id, `${name} is not what was written`);
    }
  }
}

/** Every thread and every entry is found by its id, in its place. */
async function verifyReferences({ manifest, store }: OpenedSnapshot): Promise<void> {
  for (let row = 0; row < store.threadCount; row += 1) {
    const { info, entryCount } = await store.threadAt(row);
    const entries = await store.threadEntries(info.id);
    if (entries.length !== entryCount || entries.some((entry) => entry.threadId !== info.id)) {
      throw snapshotDamaged(manifest.id, `the entries of thread ${info.id} are not where they should be`);
    }
    for (const entry of entries) {
      const found = await store.entry(entry.id);
      if (found === null) throw snapshotDamaged(manifest.id, `the entry ${entry.id} is not found by its id`);
      // Parts that were built apart may have used one id twice.
      if (found.threadId !== info.id)
        throw snapshotDamaged(
          manifest.id,
          `the entry ${entry.id} is in the threads ${found.threadId} and ${info.id}`,
        );
    }
  }
}
