// What a snapshot needs of an engine: writing its files, and opening them again. Chosen engines are loaded on demand.
import type { Analysis } from '../analysis/analysis.ts';
import type { Engine, IndexWriter, WriterOptions } from '../engine.ts';
import type { LoadedIndex } from '../engines/minisearch/packed-index.ts';
import { IndexError } from '../errors.ts';
import type { CutView, Shard } from '../shards/model.ts';

/** What an engine has loaded. Plain data that a message to another thread shares; only its own kit knows more of it. */
export type LoadedEngine = object;

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
}

/**
 * The kit of an engine; its code is loaded only now.
 * @throws IndexError `snapshot-mismatch` when this program has no such engine.
 */
export async function loadEngineKit(name: Engine['name']): Promise<EngineKit> {
  if (name !== 'minisearch') {
    throw new IndexError('snapshot-mismatch', `This program has no engine called ${name}.`, {
      hint: 'Run antler rebuild --engine minisearch.',
    });
  }
  const { createAnalysis } = await import('../analysis/analysis.ts');
  const { createIndexWriter } = await import('../engines/minisearch/building/write.ts');
  const { attachMiniSearchEngine } = await import('../engines/minisearch/open.ts');
  const { loadIndex } = await import('../engines/minisearch/packed-index.ts');
  const { cutIndex } = await import('../engines/minisearch/shards/cut.ts');
  return {
    name,
    createAnalysis,
    createWriter: createIndexWriter,
    load: loadIndex,
    attach: (loaded, analysis) => attachMiniSearchEngine(loaded as LoadedIndex, analysis),
    cut: (loaded, view) => cutIndex(loaded as LoadedIndex, view),
  };
}
