// Writes the MiniSearch part of a snapshot: threads in, two files of packed arrays out.
import { join } from 'node:path';
import type { Analysis } from '../../../analysis/analysis.ts';
import type { IndexWriter } from '../../../engine.ts';
import type { Entry } from '../../../model.ts';
import { writeSections } from '../../../snapshot/section-file.ts';
import { FILES } from '../layout.ts';
import { ColumnWriter } from './column-writer.ts';
import { SegmentMaker, type SegmentMakerOptions } from './segment-maker.ts';
import { mergeSegments } from './segment-merger.ts';

export type IndexWriterOptions = Omit<SegmentMakerOptions, 'analysis'>;

/**
 * Indexes threads in snapshot order into `folder`, which must exist. Pings are passed over: they are no documents.
 * Memory: about 5 bytes a word and 200 bytes a document here, and about 200 MB in each worker until the merge begins.
 */
export function createIndexWriter(
  folder: string,
  analysis: Analysis,
  options: IndexWriterOptions = {},
): IndexWriter {
  const segments = new SegmentMaker({ ...options, analysis });
  const columns = new ColumnWriter();
  return {
    async addThread(info, entries) {
      const documents = entries.filter(isDocument);
      columns.addThread(info, entries, documents);
      for (const { title, text, tags, quotes } of documents) segments.add({ title, text, tags, quotes });
      await segments.drain();
    },
    async finish(step) {
      const { terms, places } = await mergeSegments(await segments.finish(), analysis, step);
      await writeSections(join(folder, FILES.documents), { ...columns.finish(), ...places });
      await writeSections(join(folder, FILES.terms), terms);
      return Object.values(FILES);
    },
    close: () => segments.close(),
  };
}

function isDocument(entry: Entry): boolean {
  return entry.kind === 'post' || entry.kind === 'comment';
}
