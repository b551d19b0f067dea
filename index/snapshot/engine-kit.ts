// What a snapshot needs of an engine: writing its files, and opening them again. Chosen engines are loaded on demand.
import type { Analysis } from '../analysis/analysis.ts';
import type { Engine, IndexWriter, WriterOptions } from '../engine.ts';
import type { ClusterAccess } from '../engines/cluster-access.ts';
import type { LoadedIndex } from '../engines/minisearch/packed-index.ts';
import type { LoadedCluster } from '../engines/opensearch/open.ts';
import { IndexError } from '../errors.ts';
import type { Person } from '../model.ts';
import type { CutView, Shard } from '../shards/model.ts';

/** What an engine has loaded. Plain data that a message to another thread shares; only its own kit knows more of it. */
export type LoadedEngine = object;

/** One part of a joined index. */
export interface EnginePart {
  /** The engine's folder of a snapshot. */
  readonly folder: string;
  /** Who somebody of the part is in the whole; null: who he is in the part. */
  readonly personOf: (slug: string) => Person | null;
}

/** An engine as snapshots use it. */
export interface EngineKit {
  readonly name: Engine['name'];
  createAnalysis(language: string): Analysis;
  createWriter(
    folder: string,
    analysis: Analysis,
    options?: WriterOptions,
  ): IndexWriter | Promise<IndexWriter>;
  /** Reads the engine's files into memory that threads share. @throws IndexError `snapshot-damaged` */
  load(folder: string): Promise<LoadedEngine>;
  /** An engine over what `load` gave, in any thread: cheap, nothing is copied. */
  attach(loaded: LoadedEngine, analysis: Analysis): Engine;
  /**
   * What was loaded as shards, one at a time, as the view has it, with nothing of hidden documents in them; the counterpart is
   * `shards/engine-kit.ts`. Engines that cannot lack it.
   */
  cut?(loaded: LoadedEngine, view: CutView): Iterable<Shard>;
  /** Lets all see that the index of this folder is the one to ask now; engines whose index lies in the folder lack it. */
  publish?(folder: string): Promise<void>;
  /** Removes what lies elsewhere of this folder's index, before the folder is removed. @throws IndexError while a joined index asks it */
  discard?(folder: string): Promise<void>;
  /** The order in which indices can be joined, as numbers of the list; left out: any order. @throws IndexError */
  orderParts?(folders: readonly string[]): Promise<readonly number[]>;
  /**
   * Writes an index that asks those of several snapshots as one, their documents in the order of the parts, and sees to it that
   * they stay. Gives the names of the files written. Engines that cannot lack it. @throws IndexError
   */
  join?(folder: string, parts: readonly EnginePart[]): Promise<readonly string[]>;
}

/**
 * The kit of an engine; its code is loaded only now. `access`: for engines that lie in a cluster; without it what was
 * loaded can be attached, and nothing else.
 */
export async function loadEngineKit(
  name: Engine['name'],
  access: ClusterAccess | null = null,
): Promise<EngineKit> {
  return name === 'minisearch' ? loadMiniSearchKit() : loadOpenSearchKit(access);
}

async function loadMiniSearchKit(): Promise<EngineKit> {
  const { createAnalysis } = await import('../analysis/analysis.ts');
  const { createIndexWriter } = await import('../engines/minisearch/building/write.ts');
  const { attachMiniSearchEngine } = await import('../engines/minisearch/open.ts');
  const { loadIndex } = await import('../engines/minisearch/packed-index.ts');
  const { cutIndex } = await import('../engines/minisearch/shards/cut.ts');
  return {
    name: 'minisearch',
    createAnalysis,
    createWriter: createIndexWriter,
    load: loadIndex,
    attach: (loaded, analysis) => attachMiniSearchEngine(loaded as LoadedIndex, analysis),
    cut: (loaded, view) => cutIndex(loaded as LoadedIndex, view),
  };
}

async function loadOpenSearchKit(access: ClusterAccess | null): Promise<EngineKit> {
  const { createAnalysis } = await import('../analysis/analysis.ts');
  const { openFewDocuments } = await import('../engines/minisearch/few/open.ts');
  const { attachOpenSearchEngine, loadCluster } = await import('../engines/opensearch/open.ts');
  const { createClusterWriter } = await import('../engines/opensearch/write.ts');
  const { joinIndices, orderParts } = await import('../engines/opensearch/join.ts');
  const { discardIndex, publishIndex } = await import('../engines/opensearch/publish.ts');
  return {
    name: 'opensearch',
    createAnalysis,
    createWriter: async (folder, analysis, options) =>
      createClusterWriter(folder, analysis, { ...options, access: known(access) }),
    load: async (folder) => loadCluster(folder, known(access)),
    attach: (loaded, analysis) =>
      attachOpenSearchEngine(loaded as LoadedCluster, analysis, { openFew: openFewDocuments }),
    orderParts,
    join: async (folder, parts) => joinIndices(folder, parts, known(access)),
    publish: async (folder) => publishIndex(folder, known(access)),
    discard: async (folder) => discardIndex(folder, known(access)),
  };
}

/** @throws IndexError `bad-setting` */
function known(access: ClusterAccess | null): ClusterAccess {
  if (access !== null) return access;
  throw new IndexError(
    'bad-setting',
    'The index lies in an OpenSearch cluster, and nothing says where that is.',
    {
      hint: 'Give --opensearch-url (ANTLER_OPENSEARCH_URL), or run antler rebuild --engine minisearch.',
    },
  );
}
