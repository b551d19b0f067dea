// The people of several archives as those of one: the same name, case and accents aside, is the same person.
import { readDate } from '../packing/packed-dates.ts';
import { packStrings, readStrings } from '../packing/string-table.ts';
import { foldName, slugsOf } from '../people.ts';
import type { Section, SectionReader } from '../snapshot/section-file.ts';
import { packCounts, readCounts } from './exchanges.ts';
import type { PersonSummary } from './model.ts';
import { readPeople } from './people-reader.ts';
import {
  type CountedPerson,
  comparePeople,
  type Dated,
  MOST_EXCHANGES,
  peopleSections,
} from './people-sections.ts';

/** Somebody of the whole, while parts are added. */
interface JoinedPerson {
  readonly folded: string;
  readonly appeared: number;
  posts: number;
  comments: number;
  first: Dated | null;
  last: Dated | null;
  /** How much was written under each spelling. */
  readonly spellings: Map<string, number>;
}

/** The people of one part: `wholes` are their numbers in the whole, by number in the part. */
interface PartPeople {
  readonly sections: SectionReader;
  readonly wholes: Uint32Array;
}

/**
 * The tables of people of all parts together, and who is called differently in which part. Whom somebody answered most is
 * put together of what the parts list. Memory: the people.
 */
export function joinedPeopleSections(
  parts: readonly SectionReader[],
  wordsOf: (name: string) => readonly string[],
): Record<string, Section> {
  const joined: JoinedPerson[] = [];
  const numbers = new Map<string, number>();
  const own = parts.map((sections) => ({ sections, wholes: addPart(sections, joined, numbers) }));
  const slugs = slugsOf(joined.map(({ folded }) => folded));
  const counted = joined.map((person): CountedPerson => {
    const { posts, comments, first, last, appeared } = person;
    const named = { name: mostWritten(person.spellings), slug: slugs.get(person.folded) ?? '' };
    return { person: named, posts, comments, first, last, appeared };
  });
  const ranked = [...counted].sort(comparePeople);
  const ranks = new Uint32Array(ranked.length);
  for (const [rank, { appeared }] of ranked.entries()) ranks[appeared] = rank;
  const ranksOf = own.map(({ sections, wholes }) => ({
    sections,
    wholes: wholes.map((number) => ranks[number] ?? 0),
  }));
  return {
    ...peopleSections(ranked, wordsOf),
    ...joinedCounts('people.years', ranksOf, { people: ranked.length, isOfPeople: false }),
    ...joinedCounts('people.repliedTo', ranksOf, { people: ranked.length, isOfPeople: true }),
    ...joinedCounts('people.repliedBy', ranksOf, { people: ranked.length, isOfPeople: true }),
    ...renamedSections(ranksOf, ranked),
  };
}

/** Adds the people of a part in the order in which it names them. Gives their numbers in the whole. */
function addPart(sections: SectionReader, joined: JoinedPerson[], numbers: Map<string, number>): Uint32Array {
  const people = readPeople(sections);
  const appeared = sections.u32('people.appeared');
  const wholes = new Uint32Array(people.count);
  const inOrder = Uint32Array.from(wholes.keys()).sort((a, b) => (appeared[a] ?? 0) - (appeared[b] ?? 0));
  for (const number of inOrder) {
    const summary = people.summary(number);
    const folded = foldName(summary.name);
    const whole = numbers.get(folded) ?? joined.length;
    wholes[number] = whole;
    numbers.set(folded, whole);
    joined[whole] ??= {
      ...{ folded, appeared: whole, posts: 0, comments: 0, first: null, last: null },
      spellings: new Map(),
    };
    addSummary(joined[whole], summary);
  }
  return wholes;
}

function addSummary(person: JoinedPerson, { name, posts, comments, firstAt, lastAt }: PersonSummary): void {
  person.posts += posts;
  person.comments += comments;
  person.spellings.set(name, (person.spellings.get(name) ?? 0) + posts + comments);
  const [first, last] = [datedOf(firstAt), datedOf(lastAt)];
  if (first !== null && (person.first === null || first.instant < person.first.instant)) person.first = first;
  if (last !== null && (person.last === null || last.instant > person.last.instant)) person.last = last;
}

function datedOf(text: string | null): Dated | null {
  const date = text === null ? null : readDate(text);
  return text === null || date === null ? null : { text, instant: date.instant };
}

/** The first in code unit order among equals, as one archive would have it. */
function mostWritten(spellings: ReadonlyMap<string, number>): string {
  const [[name] = ['']] = [...spellings].sort(
    ([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1),
  );
  return name;
}

interface JoinedCounting {
  /** In the whole. */
  readonly people: number;
  /** Whether people are counted, whose numbers differ from part to part, and of whom the most frequent are kept. */
  readonly isOfPeople: boolean;
}

function joinedCounts(
  name: string,
  parts: readonly PartPeople[],
  { people, isOfPeople }: JoinedCounting,
): Record<string, Section> {
  const groups = Array.from({ length: people }, () => new Map<number, number>());
  for (const { sections, wholes } of parts) {
    const countsOf = readCounts(sections, name);
    for (const [number, whole] of wholes.entries()) {
      const group = groups[whole];
      for (const [value, count] of countsOf(number)) {
        const joined = isOfPeople ? (wholes[value] ?? 0) : value;
        group?.set(joined, (group.get(joined) ?? 0) + count);
      }
    }
  }
  return packCounts(name, groups, isOfPeople ? MOST_EXCHANGES : undefined);
}

/** By part: slugs of those who have another name or slug in the whole, in the order of their bytes, and who they are there. */
function renamedSections(
  parts: readonly PartPeople[],
  ranked: readonly CountedPerson[],
): Record<string, Section> {
  const slugs: string[] = [];
  const people: number[] = [];
  const starts = [0];
  for (const { sections, wholes } of parts) {
    const [names, ownSlugs] = [readStrings(sections, 'people.names'), readStrings(sections, 'people.slugs')];
    // Sorted by slug already.
    for (const number of sections.u32('people.bySlug')) {
      const rank = wholes[number] ?? 0;
      const whole = ranked[rank]?.person;
      const slug = ownSlugs.at(number);
      if (whole === undefined || (whole.slug === slug && whole.name === names.at(number))) continue;
      slugs.push(slug);
      people.push(rank);
    }
    starts.push(slugs.length);
  }
  return {
    ...packStrings('renamed.slugs', slugs),
    'renamed.people': Uint32Array.from(people),
    'renamed.starts': Uint32Array.from(starts),
  };
}
