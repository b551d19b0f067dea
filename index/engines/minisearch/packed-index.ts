// An opened index: dictionary, postings, parts and columns together, with the working space of its searches.
import { join } from 'node:path';
import type { Analysis } from '../../analysis/analysis.ts';
import { IndexError } from '../../errors.ts';
import type { HiddenDocuments } from '../../hidden-documents.ts';
import { type LoadedSections, loadSections, readerOf } from '../../snapshot/section-file.ts';
import { AccumulatorPool } from './accumulator.ts';
import { type Columns, readColumns } from './columns.ts';
import { type Dictionary, type FormNumber, readDictionary } from './dictionary.ts';
import { FILES } from './layout.ts';
import { createLinkHosts, type LinkHosts } from './link-hosts.ts';
import { type Parts, readParts } from './parts.ts';
import { createPeopleNames, type PeopleNames } from './people-names.ts';
import { type Postings, readPostings } from './postings.ts';
import { createSimilarForms, type SimilarForms } from './similar-forms.ts';
import { createTagNames, type TagNames } from './tag-names.ts';
import { readTellingStems, type TellingStems } from './telling-stems.ts';
import { createThreadNames, type ThreadNames } from './thread-names.ts';
import { Workspace } from './workspace.ts';

export interface PackedIndex {
  readonly analysis: Analysis;
  readonly dictionary: Dictionary;
  readonly postings: Postings;
  readonly parts: Parts;
  readonly columns: Columns;
  readonly tellingStems: TellingStems;
  readonly similarForms: SimilarForms;
  readonly peopleNames: PeopleNames;
  readonly threadNames: ThreadNames;
  readonly tagNames: TagNames;
  readonly linkHosts: LinkHosts;
  readonly workspace: Workspace;
  readonly accumulators: AccumulatorPool;
  /** What nothing may find or tell of; null: nothing is hidden. */
  readonly hidden: HiddenDocuments | null;
  /** Whether some document that is not hidden has the form. */
  readonly isShown: (form: FormNumber) => boolean;
}

/** The files of an index in shared memory: plain data for any thread. */
export interface LoadedIndex {
  readonly terms: LoadedSections;
  readonly documents: LoadedSections;
}

/** @throws IndexError `snapshot-damaged` when a file is missing, cut short, changed, or of another index. */
export async function loadIndex(folder: string): Promise<LoadedIndex> {
  const loaded = {
    terms: await loadSections(join(folder, FILES.terms)),
    documents: await loadSections(join(folder, FILES.documents)),
  };
  const { documentCount } = readPostings(readerOf(loaded.terms));
  if (readColumns(readerOf(loaded.documents)).documentCount !== documentCount) {
    throw new IndexError('snapshot-damaged', `the index files in ${folder} do not belong together`, {
      hint: 'run "antler rebuild" to build a new snapshot from the catalog',
    });
  }
  return loaded;
}

/** The index over loaded files, with a working space of its own: one for each thread. Copies and decodes nothing. */
export function attachIndex(loaded: LoadedIndex, analysis: Analysis): PackedIndex {
  const terms = readerOf(loaded.terms);
  const documents = readerOf(loaded.documents);
  const postings = readPostings(terms);
  const columns = readColumns(documents);
  const dictionary = readDictionary(terms);
  return {
    analysis,
    dictionary,
    postings,
    parts: readParts(documents),
    columns,
    tellingStems: readTellingStems(terms, dictionary.stemCount),
    similarForms: createSimilarForms(dictionary, postings),
    peopleNames: createPeopleNames(columns, null),
    threadNames: createThreadNames(columns),
    tagNames: createTagNames(columns),
    linkHosts: createLinkHosts(columns),
    workspace: new Workspace(),
    accumulators: new AccumulatorPool(postings.documentCount),
    hidden: null,
    isShown: () => true,
  };
}
