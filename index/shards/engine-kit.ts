// What readers of shards need of an engine: the counterpart, without files and threads, of the snapshot's engine kit.
import type { Analysis } from '../analysis/model.ts';
import type { Engine } from '../engine.ts';
import { attachShards } from '../engines/minisearch/shards/read.ts';
import type { ReadNames, ReadShard } from './model.ts';

/** The engine over the shards of an index that was cut by its kit. The first shard is read now. */
export function attachShardedEngine(
  read: ReadShard,
  analysis: Analysis,
  readNames: ReadNames,
): Promise<Engine> {
  return attachShards(read, analysis, readNames);
}
