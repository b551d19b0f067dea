// The embedded engine, able to join: an index is written anew from the texts of the parts. What it finds is what one index over
// everything finds, so that all that is ours of a joined snapshot can be tested without a cluster.
import { basename, dirname } from 'node:path';
import type { Entry } from '../../index/model.ts';
import { type EngineKit, type EnginePart, loadEngineKit } from '../../index/snapshot/engine-kit.ts';
import { findParts } from '../../index/snapshot/find-parts.ts';
import { type JoinOptions, joinSnapshots } from '../../index/snapshot/join.ts';
import type { Manifest } from '../../index/snapshot/model.ts';
import { attachStore, closeStore, loadStore } from '../../index/snapshot/store.ts';

const embedded = await loadEngineKit('minisearch');

/** What `--engine opensearch` would be. */
export const joiningKit: EngineKit = { ...embedded, join: writeJoined };

async function writeJoined(folder: string, parts: readonly EnginePart[]): Promise<readonly string[]> {
  const writer = await embedded.createWriter(folder, embedded.createAnalysis('english'));
  try {
    for (const { folder: engineFolder, personOf } of parts) {
      const snapshot = dirname(engineFolder);
      const loaded = await loadStore(snapshot, basename(snapshot));
      try {
        const store = attachStore(loaded, 'async');
        for (let row = 0; row < store.threadCount; row += 1) {
          const { info } = await store.threadAt(row);
          const entries = await store.threadEntries(info.id);
          await writer.addThread(
            info,
            entries.map((entry) => named(entry, personOf)),
          );
        }
      } finally {
        closeStore(loaded);
      }
    }
    return await writer.finish();
  } finally {
    await writer.close();
  }
}

function named(entry: Entry, personOf: EnginePart['personOf']): Entry {
  return { ...entry, author: entry.author && (personOf(entry.author.slug) ?? entry.author) };
}

/** Joins the current snapshots of these data folders in `dataFolder`. */
export async function joinFolders(
  dataFolder: string,
  folders: readonly string[],
  options: Partial<JoinOptions> = {},
): Promise<Manifest> {
  const { engine = joiningKit } = options;
  return joinSnapshots({
    dataFolder,
    parts: await findParts(dataFolder, folders, engine),
    engine,
    cluster: null,
    program: 'antler test',
    now: () => new Date(),
    ...options,
  });
}
