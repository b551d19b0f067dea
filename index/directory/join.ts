// The directory of several archives joined: people and facts are written anew; titles and addresses are asked of the parts.
import type { Analysis } from '../analysis/model.ts';
import { joinNumbers } from '../packing/joined-numbers.ts';
import { type LoadedSections, readerOf, writeSections } from '../snapshot/section-file.ts';
import { readAddresses } from './addresses.ts';
import { joinedFactsSections, readArchiveFacts } from './archive-facts.ts';
import { joinedPeopleSections } from './join-people.ts';
import type { Directory } from './model.ts';
import { readPeople } from './people-reader.ts';
import { joinTitles, readTitles } from './titles.ts';

/** The directory of a part, with the rows that its store has. */
export interface PartDirectory {
  readonly directory: LoadedSections;
  readonly entries: number;
  readonly threads: number;
}

/** Writes what is not asked of the parts. Memory: the people of all. */
export async function writeJoinedDirectory(
  path: string,
  parts: readonly LoadedSections[],
  analysis: Analysis,
): Promise<void> {
  const readers = parts.map(readerOf);
  await writeSections(path, {
    ...joinedFactsSections(readers.map(readArchiveFacts)),
    ...joinedPeopleSections(readers, (name) => analysis.forms(name)),
  });
}

/** `own`: what `writeJoinedDirectory` wrote. @throws IndexError `snapshot-damaged` when a table is missing */
export function attachJoinedDirectory(own: LoadedSections, parts: readonly PartDirectory[]): Directory {
  const sections = readerOf(own);
  const readers = parts.map(({ directory }) => readerOf(directory));
  const entries = joinNumbers(parts.map((part) => part.entries));
  const threads = joinNumbers(parts.map((part) => part.threads));
  return {
    titles: joinTitles(
      readers.map((reader, part) => ({ titles: readTitles(reader), firstThread: threads.firstOf(part) })),
    ),
    people: readPeople(sections),
    addresses: readAddresses(
      readers.map((reader, part) => ({ sections: reader, firstEntry: entries.firstOf(part) })),
    ),
    facts: readArchiveFacts(sections),
  };
}
