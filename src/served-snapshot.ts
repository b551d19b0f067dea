// A snapshot as the server uses it: its manifest here, everything else asked of those who search.
import type { Manifest } from '../index/snapshot/model.ts';
import { AnswerCache } from './answer-cache.ts';
import { EngineHealth } from './engine-health.ts';
import type { KeptState } from './keepers-files.ts';
import type { LoadedSnapshots } from './loaded-snapshots.ts';
import type { Searcher, Searchers } from './search-threads/model.ts';

/** One snapshot that is served. */
export interface ServedSnapshot {
  readonly manifest: Manifest;
  /** Names the snapshot and what the keeper says of it: whatever is answered from the one edition stays true in it. */
  readonly edition: string;
  /** Whether the keeper removed something from it. */
  readonly hasRemoved: boolean;
  /** @throws Busy, TooSlow, AskerGone, EngineDown; Error when it could not be answered */
  readonly ask: Searcher['ask'];
  /** Why the engine does not answer, as a sentence; null when it does. */
  engineFailure(): Promise<string | null>;
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
  readonly loads: LoadedSnapshots;
  /** Bytes of finished answers that each keeps; 0: none. */
  readonly cacheBytes: number;
  /** Told why the engine does not answer any more, and null when it does again. */
  readonly onEngine?: (failure: string | null) => void;
}

/**
 * Reads a snapshot and lets all searchers use it, without keeping this thread from other work.
 * @throws IndexError as `loadSnapshot`
 */
export async function openServedSnapshot(
  dataFolder: string,
  { id, kept }: { readonly id: string; readonly kept: KeptState },
  { searchers, loads, cacheBytes, onEngine }: ServedOptions,
): Promise<ServedSnapshot> {
  const loaded = await loads.take(dataFolder, id);
  const searcher = await searchers.attach(loaded, kept.rules).catch((error: unknown) => {
    loads.giveBack(loaded);
    throw error;
  });
  const health = new EngineHealth(searcher, onEngine);
  return {
    manifest: loaded.manifest,
    edition: `${id} ${kept.edition}`,
    hasRemoved: kept.rules.suppressed.length > 0,
    ask: (ask) => health.ask(ask),
    engineFailure: () => health.failure(),
    cache: new AnswerCache(cacheBytes),
    siteName: keepOnce(() => askName(searcher)),
    close: async () => {
      await searcher.detach();
      loads.giveBack(loaded);
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
