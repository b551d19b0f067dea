// Which threads have an archived page to look at: what was found when the index was built, as far as the sources are still there.
import { stat } from 'node:fs/promises';
import type { ThreadId } from '../../index/model.ts';
import type { Snapshot } from '../../index/snapshot/model.ts';
import type { SiteSettings } from '../answers/model.ts';

/** Tells for which of some threads there is one. */
export interface ArchivedThreads {
  of(snapshot: Snapshot, ids: Iterable<ThreadId>): Promise<ReadonlySet<ThreadId>>;
}

/** A disk may come and go: looked at again after this. */
const LOOK_AGAIN_MS = 60_000;

interface Reachable {
  readonly snapshotId: string;
  readonly lookedAtMs: number;
  /** By number of the source. */
  readonly sources: readonly boolean[];
}

/** One for a thread of the server: it keeps what it saw. */
export function createArchivedThreads(site: SiteSettings): ArchivedThreads {
  let seen: Reachable | null = null;
  const look = async ({ manifest }: Snapshot): Promise<readonly boolean[]> => {
    const now = performance.now();
    if (seen?.snapshotId === manifest.id && now - seen.lookedAtMs < LOOK_AGAIN_MS) return seen.sources;
    const sources = await Promise.all(manifest.archive.sources.map(isThere));
    seen = { snapshotId: manifest.id, lookedAtMs: now, sources };
    return sources;
  };
  return {
    of: async (snapshot, ids) => {
      const { archive, counts } = snapshot.manifest;
      const wanted = [...new Set(ids)];
      if (!showsArchive(site, snapshot.hasRemoved === true)) return new Set();
      if (archive.threads === 0 || wanted.length === 0) return new Set();
      const reachable = await look(snapshot);
      if (archive.threads === counts.threads && reachable.every(Boolean)) return new Set(wanted);
      const threads = await snapshot.store.threads(wanted);
      const shown = threads.filter(({ archivedPage }) => reachable[sourceOf(archivedPage)] === true);
      return new Set(shown.map(({ id }) => id));
    },
  };
}

function sourceOf(archivedPage: string | null): number {
  return archivedPage === null ? -1 : Number.parseInt(archivedPage, 10);
}

async function isThere(location: string): Promise<boolean> {
  try {
    await stat(location);
    return true;
  } catch {
    return false;
  }
}

/** Pages of the old site know nothing of what was removed from it since: their lists and margins may show it still. */
export function showsArchive({ archive }: SiteSettings, hasRemoved: boolean): boolean {
  return archive === 'always' || (archive === 'on' && !hasRemoved);
}
