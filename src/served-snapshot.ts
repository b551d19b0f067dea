// A snapshot as the server uses it: its manifest here, everything else asked of those who search.
import type { Manifest } from '../index/snapshot/model.ts';
import { closeLoadedSnapshot, loadSnapshot } from '../index/snapshot/open.ts';
import { AnswerCache } from './answer-cache.ts';
import type { Searcher, Searchers } from './search-threads/model.ts';

/** One snapshot that is served. */
export interface ServedSnapshot {
  readonly manifest: Manifest;
  /** @throws Busy, TooSlow, AskerGone; Error when it could not be answered */
  readonly ask: Searcher['ask'];
  /** Finished answers of this snapshot. */
  readonly cache: AnswerCache;
  /** The archive's own name; found out once. */
  siteName(): Promise<string>;
  /** When no question is under way any more. */
  close(): Promise<void>;
}

/** How snapshots are served. */
export interface ServedOptions {
  readonly searchers: Searchers;
  /** Bytes of finished answers that each keeps; 0: none. */
  readonly cacheBytes: number;
}

/**
 * Reads a snapshot and lets all searchers use it, without keeping this thread from other work.
 * @throws IndexError as `loadSnapshot`
 */
export async function openServedSnapshot(
  dataFolder: string,
  id: string,
  { searchers, cacheBytes }: ServedOptions,
): Promise<ServedSnapshot> {
  const loaded = await loadSnapshot(dataFolder, id);
  const searcher = await searchers.attach(loaded).catch((error: unknown) => {
    closeLoadedSnapshot(loaded);
    throw error;
  });
  return {
    manifest: loaded.manifest,
    ask: (ask) => searcher.ask(ask),
    cache: new AnswerCache(cacheBytes),
    siteName: keepOnce(() => askName(searcher)),
    close: async () => {
      await searcher.detach();
      closeLoadedSnapshot(loaded);
    },
  };
}

async function askName(searcher: Searcher): Promise<string> {
  const { answer } = await searcher.ask({ question: { kind: 'site-name' }, encoding: null });
  return answer === null ? '' : new TextDecoder().decode(answer.body);
}

/** A failure is told to whoever asked, and not kept. */
function keepOnce<T>(make: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | null = null;
  return () => {
    kept ??= make().catch((error: unknown) => {
      kept = null;
      throw error;
    });
    return kept;
  };
}
