// Writes the MiniSearch part of a snapshot: threads in, three files of packed arrays out.
import { join } from 'node:path';
import type { Analysis } from '../../../analysis/analysis.ts';
import type { IndexWriter } from '../../../engine.ts';
import type { Entry, ThreadInfo } from '../../../model.ts';
import { writeSections } from '../../../snapshot/section-file.ts';
import { FILES } from '../layout.ts';
import { SEGMENT_TOKENS } from '../settings.ts';
import { ColumnWriter } from './column-writer.ts';
import { SegmentIndexer } from './segment-indexer.ts';
import { TokenWriter } from './token-writer.ts';
import { Vocabulary } from './vocabulary.ts';

export interface IndexWriterOptions {
  /** Tokens that one MiniSearch indexes before it is packed; what is written does not depend on it. */
  readonly segmentTokens?: number;
}

/**
 * Indexes threads in snapshot order into `folder`, which must exist. Pings are passed over: they are no documents.
 * Memory: about 8 bytes a word and 12 bytes a posting, plus one MiniSearch of bounded size.
 */
export function createIndexWriter(
  folder: string,
  analysis: Analysis,
  options: IndexWriterOptions = {},
): IndexWriter {
  const vocabulary = new Vocabulary(analysis);
  const indexer = new SegmentIndexer(vocabulary, options.segmentTokens ?? SEGMENT_TOKENS);
  const tokens = new TokenWriter(analysis, vocabulary);
  const columns = new ColumnWriter();
  return {
    addThread(info: ThreadInfo, entries: readonly Entry[]): void {
      const documents = entries.filter(isDocument);
      columns.addThread(info, entries, documents);
      for (const entry of documents) indexer.add(tokens.add(entry));
    },
    async finish(): Promise<readonly string[]> {
      const { sections, ranks } = vocabulary.sort();
      await writeSections(join(folder, FILES.columns), columns.finish());
      await writeSections(join(folder, FILES.tokens), tokens.finish(ranks));
      await writeSections(join(folder, FILES.terms), { ...sections, ...indexer.finish(ranks) });
      return Object.values(FILES);
    },
  };
}

function isDocument(entry: Entry): boolean {
  return entry.kind === 'post' || entry.kind === 'comment';
}
