// An index as shards: cut so that a search needs few of them.
import type { CutView, Shard } from '../../../shards/model.ts';
import { readerOf } from '../../../snapshot/section-file.ts';
import { readDictionary } from '../dictionary.ts';
import type { LoadedIndex } from '../packed-index.ts';
import { readPostings } from '../postings.ts';
import { cutDocuments } from './cut-documents.ts';
import { cutTerms } from './cut-terms.ts';
import { SHARDS } from './layout.ts';
import { readFormLists } from './list-reader.ts';

/**
 * All shards of a loaded index, one at a time; the root, which is read before every other, comes last. Of hidden documents
 * nothing is written but that there is one: no word, name, date or link.
 */
export function* cutIndex(loaded: LoadedIndex, { hidden, changes }: CutView): Generator<Shard, void> {
  const terms = readerOf(loaded.terms);
  const documents = readerOf(loaded.documents);
  const postings = readPostings(terms);
  const words = yield* cutTerms(readDictionary(terms), readFormLists(postings, hidden));
  const columns = yield* cutDocuments({ terms, documents, hidden, changes });
  const numbers = Array.from({ length: postings.documentCount }, (_, ordinal) => ordinal);
  const gone = Uint32Array.from(numbers.filter((ordinal) => hidden?.has(ordinal) === true));
  yield { name: SHARDS.root, sections: { ...columns, ...words, hidden: gone } };
}
