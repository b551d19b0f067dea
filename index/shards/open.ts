// Opens a snapshot that was cut into shards, wherever they are read from: a folder, or a web server that knows nothing of us.
import { createAnalysis } from '../analysis/analysis.ts';
import type { Analysis } from '../analysis/model.ts';
import { sectionReader, unpackSections } from '../packing/compact-sections.ts';
import type { SearchedSnapshot } from '../snapshot/model.ts';
import { NO_ADDRESSES, ROOT_SHARD, type ShardedManifest } from './cut.ts';
import { attachShardedEngine } from './engine-kit.ts';
import type { ReadShard, Sections } from './model.ts';
import { openTexts } from './text-store.ts';

/** A snapshot to search, and the analysis for `search`. */
export interface ShardedSnapshot extends SearchedSnapshot {
  readonly analysis: Analysis;
}

/** @throws IndexError `snapshot-damaged`; rejects as `read` does. */
export async function openShards(read: ReadShard): Promise<ShardedSnapshot> {
  const root = await read(ROOT_SHARD);
  const written = new TextDecoder().decode(sectionReader(root).u8('manifest'));
  // Written by us, and read through the checks of its file.
  const manifest = JSON.parse(written) as ShardedManifest;
  const analysis = createAnalysis(manifest.language);
  const { store, readNames } = openTexts(read, root);
  const engine = await attachShardedEngine(read, analysis, readNames);
  return { manifest, engine, store, directory: NO_ADDRESSES, analysis };
}

/** Shards out of bytes, each read once and kept while it is wanted; one that failed is asked for again. */
export function shardReader(readBytes: (name: string) => Promise<Uint8Array>): ReadShard {
  const known = new Map<string, Promise<Sections>>();
  return (name) => {
    const shard = known.get(name) ?? readBytes(name).then(unpackSections);
    known.set(name, shard);
    shard.catch(() => known.delete(name));
    return shard;
  };
}
