// Whether a snapshot that was just built may take the place of the current one.
import { join } from 'node:path';
import { dataFolderPaths } from '../data-folder.ts';
import { IndexError } from '../errors.ts';
import { readManifest } from './manifest.ts';
import type { Manifest, Snapshot } from './model.ts';
import { readCurrent } from './publish.ts';

/** What keeps a bad snapshot from being published. */
export interface GuardOptions {
  /** Asks questions of its own; gives a sentence for each that is not answered as it should be. */
  readonly judge?: (snapshot: Snapshot) => Promise<readonly string[]>;
  /** Told what speaks against the snapshot, which is published all the same. Without it, it is refused. */
  readonly onForced?: (complaint: string) => void;
}

/** A snapshot with fewer documents than this share of the current one's was built from an archive that lost some. */
const LEAST_SHARE = 0.9;

/** @throws IndexError `snapshot-refused` that says all that speaks against it */
export async function guardSnapshot(
  dataFolder: string,
  snapshot: Snapshot,
  { judge, onForced }: GuardOptions,
): Promise<void> {
  const complaints = [
    ...(await complainOfShrinking(dataFolder, snapshot.manifest)),
    ...((await judge?.(snapshot)) ?? []),
  ];
  if (complaints.length === 0) return;
  if (onForced !== undefined) {
    for (const complaint of complaints) onForced(complaint);
    return;
  }
  throw new IndexError('snapshot-refused', ['The new index is not published:', ...complaints].join('\n'), {
    hint: 'The former one stays. If this is as it should be, --force publishes the new one.',
  });
}

async function complainOfShrinking(dataFolder: string, { counts }: Manifest): Promise<readonly string[]> {
  const former = await formerManifest(dataFolder);
  if (former === null || counts.documents >= LEAST_SHARE * former.counts.documents) return [];
  const share = Math.floor((100 * counts.documents) / former.counts.documents);
  return [
    `It has ${counts.documents} posts and comments, ${share} % of the ${former.counts.documents} in ${former.id}.`,
  ];
}

/** Null when nothing was published yet, or what was cannot be read: then there is nothing to compare with. */
async function formerManifest(dataFolder: string): Promise<Manifest | null> {
  try {
    const id = await readCurrent(dataFolder);
    return id === null ? null : await readManifest(join(dataFolderPaths(dataFolder).snapshots, id), id);
  } catch (error) {
    if (error instanceof IndexError) return null;
    throw error;
  }
}
