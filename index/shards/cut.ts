// Cuts a snapshot into shards, one thread after the other, so that memory does not grow with the archive.

import type { Directory } from '../directory/model.ts';
import { HiddenDocuments } from '../hidden-documents.ts';
import type { DocumentId, Entry, ThreadInfo } from '../model.ts';
import { entryRecord } from '../snapshot/entry-record.ts';
import type { Manifest } from '../snapshot/model.ts';
import type { Shard } from './model.ts';
import { TextShards } from './text-shards.ts';

/** The shard that is read first. */
export const ROOT_SHARD = 'site';

/** What the root says of the snapshot. */
export type ShardedManifest = Pick<Manifest, 'id' | 'builtAt' | 'language'>;

/** A thread as readers may see it. */
export interface ShownThread {
  readonly info: ThreadInfo;
  readonly entries: readonly Entry[];
}

/** Cuts texts and what is known of them; the engine's own shards are its kit's. */
export class SnapshotCutter {
  readonly #manifest: ShardedManifest;
  readonly #texts = new TextShards();
  readonly #hidden: number[] = [];
  #documents = 0;

  constructor({ id, builtAt, language }: ShardedManifest) {
    this.#manifest = { id, builtAt, language };
  }

  /**
   * The shards that a thread fills. `entries`: all of it, pings among them, in their order; `shown`: the thread as readers
   * may see it, null when nothing of it is left.
   */
  *addThread(entries: readonly Entry[], shown: ShownThread | null): Generator<Shard> {
    const byId = new Map(shown?.entries.map((entry) => [entry.id, entry]));
    for (const { id, position } of entries) {
      if (position === null) continue;
      const entry = byId.get(id);
      const ordinal = this.#documents++;
      if (shown === null || entry === undefined || entry.isRemoved) {
        this.#hidden.push(ordinal);
        yield* this.#texts.add(null, '');
      } else yield* this.#texts.add(recordOf(entry, shown.info, byId), entry.text);
    }
  }

  /** Documents that readers may not see, of all that were added; null: they may see all. */
  hidden(): HiddenDocuments | null {
    return this.#hidden.length === 0 ? null : new HiddenDocuments(this.#hidden, this.#documents);
  }

  /** The shards that are left; the root comes last. */
  *finish(): Generator<Shard> {
    const { shards, root } = this.#texts.finish();
    yield* shards;
    const manifest = new TextEncoder().encode(JSON.stringify(this.#manifest));
    yield { name: ROOT_SHARD, sections: { manifest, ...root } };
  }
}

function recordOf(
  entry: Entry,
  thread: ThreadInfo,
  byId: ReadonlyMap<DocumentId, Entry>,
): ReturnType<typeof entryRecord> {
  const parent = entry.parentId === null ? undefined : byId.get(entry.parentId);
  // Links are looked for, never shown with a hit.
  return entryRecord({ ...entry, links: [] }, { thread, parentAuthor: parent?.author ?? null });
}

/** Nothing is found by its address: shards are found by words. */
export const NO_ADDRESSES: Pick<Directory, 'addresses'> = {
  addresses: { page: () => [], comment: () => [] },
};
