// Cuts a built snapshot into shards in memory, down to the bytes of their files, and opens them again.
import { applyKeepersRules, type KeepersRules, NO_RULES } from '../../index/keepers-rules.ts';
import { packSections } from '../../index/packing/compact-sections.ts';
import { SnapshotCutter } from '../../index/shards/cut.ts';
import { openShards, type ShardedSnapshot, shardReader } from '../../index/shards/open.ts';
import { loadEngineKit } from '../../index/snapshot/engine-kit.ts';
import { attachSnapshot, closeLoadedSnapshot, loadSnapshot } from '../../index/snapshot/open.ts';
import { readCurrent } from '../../index/snapshot/publish.ts';
import { readThread } from '../../src/answers/thread-reading.ts';

/** The files of a cut snapshot, and the snapshot over them. */
export interface CutSnapshot {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly snapshot: ShardedSnapshot;
  /** Names of the files that were read so far. */
  readonly asked: Set<string>;
}

/** Cuts what is published in a data folder, as the rules let it be seen. */
export async function cutSnapshot(dataFolder: string, rules: KeepersRules = NO_RULES): Promise<CutSnapshot> {
  const files = await cutFiles(dataFolder, rules);
  const asked = new Set<string>();
  const read = shardReader(async (name) => {
    const bytes = files.get(name);
    if (bytes === undefined) throw new Error(`there is no shard ${name}`);
    asked.add(name);
    return bytes;
  });
  return { files, snapshot: await openShards(read), asked };
}

async function cutFiles(dataFolder: string, rules: KeepersRules): Promise<ReadonlyMap<string, Uint8Array>> {
  const loaded = await loadSnapshot(dataFolder, (await readCurrent(dataFolder)) ?? '');
  const whole = await attachSnapshot(loaded, { reads: 'async' });
  const { snapshot, peopleChanges: changes } = await applyKeepersRules(whole, rules);
  const cutter = new SnapshotCutter(loaded.manifest);
  const files = new Map<string, Uint8Array>();
  for (let row = 0; row < whole.store.threadCount; row++) {
    const { info } = await whole.store.threadAt(row);
    const shown = await readThread(snapshot.store, info.id);
    const entries = await whole.store.threadEntries(info.id);
    const seen = shown && { info: shown.info, entries: [...shown.byId.values()] };
    for (const shard of cutter.addThread(entries, seen)) files.set(shard.name, packSections(shard.sections));
  }
  const kit = await loadEngineKit('minisearch');
  for (const shard of [
    ...cutter.finish(),
    ...(kit.cut?.(loaded.engine, { hidden: cutter.hidden(), changes }) ?? []),
  ])
    files.set(shard.name, packSections(shard.sections));
  closeLoadedSnapshot(loaded);
  return files;
}
