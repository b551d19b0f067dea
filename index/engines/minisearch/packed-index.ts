// An opened index: dictionary, postings, tokens and columns together, with the working space of its searches.
import { join } from 'node:path';
import type { Analysis } from '../../analysis/analysis.ts';
import { IndexError } from '../../errors.ts';
import { Accumulator } from './accumulator.ts';
import { type Columns, readColumns } from './columns.ts';
import { type Dictionary, readDictionary } from './dictionary.ts';
import { FILES } from './layout.ts';
import { createLinkHosts, type LinkHosts } from './link-hosts.ts';
import { createPeopleNames, type PeopleNames } from './people-names.ts';
import { type Postings, readPostings } from './postings.ts';
import { readSections } from './section-file.ts';
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

/** @throws IndexError `snapshot-damaged` when a file is missing, cut short, or of another index. */
export async function readPackedIndex(folder: string, analysis: Analysis): Promise<PackedIndex> {
  const terms = await readSections(join(folder, FILES.terms));
  const tokens = readTokens(await readSections(join(folder, FILES.tokens)));
  const columns = readColumns(await readSections(join(folder, FILES.columns)));
  const postings = readPostings(terms);
  const { documentCount } = postings;
  if (tokens.starts.length !== documentCount + 1 || columns.documentCount !== documentCount) {
    throw new IndexError('snapshot-damaged', `the index files in ${folder} do not belong together`, {
      hint: 'run "antler rebuild" to build a new snapshot from the catalog',
    });
  }
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
    accumulator: new Accumulator(documentCount),
  };
}
