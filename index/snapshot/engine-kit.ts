// What a snapshot needs of an engine: writing its files, and opening them again. Chosen engines are loaded on demand.
import type { Analysis } from '../analysis/analysis.ts';
import type { Engine, IndexWriter } from '../engine.ts';
import { IndexError } from '../errors.ts';

/** An engine as snapshots use it. */
export interface EngineKit {
  readonly name: Engine['name'];
  createAnalysis(language: string): Analysis;
  createWriter(folder: string, analysis: Analysis): IndexWriter | Promise<IndexWriter>;
  open(folder: string, analysis: Analysis): Promise<Engine>;
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
  const { createIndexWriter } = await import('../engines/minisearch/write.ts');
  const { openMiniSearchEngine } = await import('../engines/minisearch/open.ts');
  return { name, createAnalysis, createWriter: createIndexWriter, open: openMiniSearchEngine };
}
