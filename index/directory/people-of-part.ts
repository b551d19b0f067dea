// Who the people of one part of a joined archive are in the whole.
import type { Person } from '../model.ts';
import { compare, partition } from '../packing/sorted-strings.ts';
import { readStrings } from '../packing/string-table.ts';
import { foldName, slugOfName } from '../people.ts';
import type { SectionReader } from '../snapshot/section-file.ts';
import { readPeople } from './people-reader.ts';

/** Names people of the part as the whole does. */
export interface PeopleOfPart {
  /** Null for who is called the same in both, and for whoever wrote nothing in the part. */
  renamed(slug: string): Person | null;
  /** Of an author of the part. */
  personOf(person: Person): Person;
  /** Of whoever is named there: the author of a ping may have written nothing, in the part or anywhere. */
  anyoneOf(person: Person): Person;
}

/** `part`: its number. Reads what `joinedPeopleSections` wrote; nothing is copied. */
export function readPeopleOfPart(sections: SectionReader, part: number): PeopleOfPart {
  const slugs = readStrings(sections, 'renamed.slugs');
  const people = sections.u32('renamed.people');
  const starts = sections.u32('renamed.starts');
  const whole = readPeople(sections);
  const [start, end] = [starts[part] ?? 0, starts[part + 1] ?? 0];
  const personAt = (number: number): Person => {
    const { name, slug } = whole.summary(number);
    return { name, slug };
  };
  const renamed = (slug: string): Person | null => {
    if (start === end) return null;
    const bytes = Buffer.from(slug);
    const at = start + partition(end - start, (index) => compare(slugs, start + index, bytes) < 0);
    return at < end && compare(slugs, at, bytes) === 0 ? personAt(people[at] ?? 0) : null;
  };
  return {
    renamed,
    personOf: (person) => renamed(person.slug) ?? person,
    anyoneOf: (person) => {
      const author = renamed(person.slug);
      if (author !== null) return author;
      const number = whole.withSlug(person.slug);
      if (number === null) return person;
      const namesake = personAt(number);
      if (foldName(namesake.name) === foldName(person.name)) return namesake;
      return { name: person.name, slug: slugOfName(person.name, new Set([person.slug])) };
    },
  };
}
