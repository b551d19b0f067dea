// Documents as an engine over machines hands them to the code that ranks a few: read and counted from sample archives.

import type { ThreadDocuments } from '../../index/documents.ts';
import type { FewQuestion } from '../../index/engines/few-documents.ts';
import { analyseDocument } from '../../index/engines/opensearch/analysed-document.ts';
import { stemsOf } from '../../index/engines/opensearch/document-body.ts';
import { tellingStems } from '../../index/engines/opensearch/telling-stems.ts';
import { WordCounts } from '../../index/engines/opensearch/word-counts.ts';
import type { DocumentId } from '../../index/model.ts';
import { english } from './engine-samples.ts';

/** All documents of the archive with all of its words. */
export function readFewQuestion(
  threads: readonly ThreadDocuments[],
): FewQuestion & { readonly ids: readonly DocumentId[] } {
  const entries = threads.flatMap((thread) => thread.entries).filter(({ position }) => position !== null);
  const counts = new WordCounts(english);
  const read = entries.map((entry) => {
    const analysed = analyseDocument(entry, english);
    return { entry, analysed, lengths: counts.add(analysed) };
  });
  const documents = read.map(({ analysed, lengths }, ordinal) => ({
    ordinal,
    parts: analysed.parts,
    quotes: analysed.quotes,
    checkpoints: analysed.checkpoints,
    bodyLength: lengths.body,
    titleLength: lengths.title,
    telling: tellingStems(stemsOf(analysed.forms, english), lengths.body, counts),
  }));
  const stems = new Map<string, FewQuestion['words'][number]>();
  for (const { form, count, stem } of counts.forms()) {
    const known = stems.get(stem.stem) ?? { ...stem, forms: [] };
    stems.set(stem.stem, { ...known, forms: [...known.forms, { form, stem: stem.stem, ...count }] });
  }
  const { documentCount, averageBody, averageTitle } = counts;
  const whole = { documents: documentCount, averageBody, averageTitle };
  return {
    documents,
    words: [...stems.values()],
    whole,
    analysis: english,
    ids: entries.map(({ id }) => id),
  };
}
