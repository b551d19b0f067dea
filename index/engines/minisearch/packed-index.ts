// An opened index: dictionary, postings, tokens and columns together, with the working space of its searches.
import { join } from 'node:path';
import type { Analysis } from '../../analysis/analysis.ts';
import { IndexError } from '../../errors.ts';
import { type LoadedSections, loadSections, readerOf } from '../../snapshot/section-file.ts';
import { Accumulator } from './accumulator.ts';
import { type Columns, readColumns } from './columns.ts';
import { type Dictionary, readDictionary } from './dictionary.ts';
import { FILES } from './layout.ts';
import { createLinkHosts, type LinkHosts } from './link-hosts.ts';
import { createPeopleNames, type PeopleNames } from './people-names.ts';
import { type Postings, readPostings } from './postings.ts';
import { createSimilarForms, type SimilarForms } from './similar-forms.ts';
import { createTagNames, type TagNames } from './tag-names.ts';
import { createThreadNames, type ThreadNames } from './thread-names.ts';
import { readTokens, type Tokens } from './tokens.ts';

export interface PackedIndex {
  readonly analysis: Analysis;
  readonly dictionary: Dictionary;
  readonly postings: Postings;
  readonly tokens: Tokens;
  readonly columns: Columns;
  readonly similarForms: SimilarForms;
  readonly peopleNames: PeopleNames;
  readonly threadNames: ThreadNames;
  readonly tagNames: TagNames;
  readonly linkHosts: LinkHosts;
  readonly accumulator: Accumulator;
}

/** The files of an index in shared memory: plain data for any thread. */
export interface LoadedIndex {
  readonly terms: LoadedSections;
  readonly tokens: LoadedSections;
  readonly columns: LoadedSections;
}

/** @throws IndexError `snapshot-damaged` when a file is missing, cut short, changed, or of another index. */
export async function loadIndex(folder: string): Promise<LoadedIndex> {
  const loaded = {
    terms: await loadSections(join(folder, FILES.terms)),
    tokens: await loadSections(join(folder, FILES.documents)),
    columns: await loadSections(join(folder, FILES.documents)),
  };
  const { documentCount } = readPostings(readerOf(loaded.terms));
  const { starts } = readTokens(readerOf(loaded.tokens));
  if (
    starts.length !== documentCount + 1 ||
    readColumns(readerOf(loaded.columns)).documentCount !== documentCount
  ) {
    throw new IndexError('snapshot-damaged', `the index files in ${folder} do not belong together`, {
      hint: 'run "antler rebuild" to build a new snapshot from the catalog',
    });
  }
  return loaded;
}

/** The index over loaded files, with a working space of its own: one for each thread. */
export function attachIndex(loaded: LoadedIndex, analysis: Analysis): PackedIndex {
  const terms = readerOf(loaded.terms);
  const tokens = readTokens(readerOf(loaded.tokens));
  const columns = readColumns(readerOf(loaded.columns));
  const postings = readPostings(terms);
  const dictionary = readDictionary(terms);
  return {
    analysis,
    dictionary,
    postings,
    tokens,
    columns,
    similarForms: createSimilarForms(dictionary, postings),
    peopleNames: createPeopleNames(columns),
    threadNames: createThreadNames(columns),
    tagNames: createTagNames(columns),
    linkHosts: createLinkHosts(columns),
    accumulator: new Accumulator(postings.documentCount),
  };
}
