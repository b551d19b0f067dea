// The people of a snapshot as they were counted when it was built.

import type { Person } from '../model.ts';
import { compare, partition } from '../packing/sorted-strings.ts';
import { readStrings } from '../packing/string-table.ts';
import type { SectionReader } from '../snapshot/section-file.ts';
import { type CountedValue, readCounts } from './exchanges.ts';
import type { PeopleDirectory, PersonSummary } from './model.ts';
import { UNDATED_YEAR } from './people-sections.ts';
import { readRankedNames } from './ranked-names.ts';

/** The people written by `PeopleWriter`. */
export function readPeople(sections: SectionReader): PeopleDirectory {
  const names = readStrings(sections, 'people.names');
  const slugs = readStrings(sections, 'people.slugs');
  const firstAt = readStrings(sections, 'people.firstAt');
  const lastAt = readStrings(sections, 'people.lastAt');
  const posts = sections.u32('people.posts');
  const comments = sections.u32('people.comments');
  const bySlug = sections.u32('people.bySlug');
  const inOrderOfNames = sections.u32('people.inOrderOfNames');
  const years = readCounts(sections, 'people.years');
  const repliedTo = readCounts(sections, 'people.repliedTo');
  const repliedBy = readCounts(sections, 'people.repliedBy');
  const person = (number: number): Person => ({ name: names.at(number), slug: slugs.at(number) });
  const exchanges = (counts: readonly CountedValue[]) =>
    counts.map(([other, count]) => ({ person: person(other), count }));
  const summary = (number: number): PersonSummary => {
    if (!(number >= 0 && number < names.length)) throw new RangeError(`there is no person ${number}`);
    return {
      ...person(number),
      posts: posts[number] ?? 0,
      comments: comments[number] ?? 0,
      firstAt: firstAt.at(number) || null,
      lastAt: lastAt.at(number) || null,
    };
  };
  return {
    ...readRankedNames(sections, 'people'),
    count: names.length,
    byName: (start, end) => [...inOrderOfNames.subarray(start, end)],
    withSlug: (slug) => {
      const bytes = Buffer.from(slug);
      const at = partition(bySlug.length, (place) => compare(slugs, bySlug[place] ?? 0, bytes) < 0);
      const number = bySlug[at];
      return number !== undefined && compare(slugs, number, bytes) === 0 ? number : null;
    },
    summary,
    details: (number) => {
      const counted = years(number).filter(([year]) => year !== UNDATED_YEAR);
      const dated = counted.reduce((sum, [, count]) => sum + count, 0);
      const whole = summary(number);
      return {
        ...whole,
        years: counted.map(([year, count]) => ({ year, count })),
        undated: whole.posts + whole.comments - dated,
        repliedTo: exchanges(repliedTo(number)),
        repliedBy: exchanges(repliedBy(number)),
      };
    },
  };
}
