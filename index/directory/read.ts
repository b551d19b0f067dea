// The directory of a loaded snapshot.
import { type LoadedSections, readerOf } from '../snapshot/section-file.ts';
import { readAddresses } from './addresses.ts';
import { readArchiveFacts } from './archive-facts.ts';
import type { Directory } from './model.ts';
import { readPeople } from './people-reader.ts';
import { readTitles } from './titles.ts';

/** Over what `loadSections` gave, in any thread. @throws IndexError `snapshot-damaged` when a table is missing */
export function attachDirectory(loaded: LoadedSections): Directory {
  const sections = readerOf(loaded);
  return {
    titles: readTitles(sections),
    people: readPeople(sections),
    addresses: readAddresses([{ sections, firstEntry: 0 }]),
    facts: readArchiveFacts(sections),
  };
}
