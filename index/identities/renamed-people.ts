// The people of a snapshot as the keeper says who is who: those merged as one, those split by themselves, counted anew.
import type { Exchange, PeopleDirectory, PersonDetails, PersonSummary } from '../directory/model.ts';
import type { Person } from '../model.ts';
import { foldName } from '../people.ts';
import type { ChangedPerson, Identities, MovedEntry } from './find-identities.ts';

/** First and last `publishedAt` of people, by slug. */
export type ChangedDates = ReadonlyMap<string, Pick<PersonSummary, 'firstAt' | 'lastAt'>>;

/** What is needed beside the directory as it was built. */
export interface RenamingNeeds {
  readonly identities: Identities;
  readonly dates: ChangedDates;
  /** Words of a name, by the analysis of the snapshot. */
  readonly wordsOf: (name: string) => readonly string[];
}

interface Row {
  readonly summary: PersonSummary;
  /** Null: as it was built. */
  readonly changed: PersonDetails | null;
  /** Number as it was built; null for changed people. */
  readonly number: number | null;
}

const MOST_EXCHANGES = 10;

/** People keep their order: by what they wrote, most first. Cost: a look at every person, once. */
export function renamedPeople(people: PeopleDirectory, needs: RenamingNeeds): PeopleDirectory {
  const { identities, wordsOf } = needs;
  const details = identities.changed
    .map((changed) => countAnew(people, changed, needs))
    .filter(({ posts, comments }) => posts + comments > 0);
  const gone = new Set(identities.changed.flatMap(({ parts }) => parts));
  const rows = rankRows(people, gone, details);
  const ranks = new Map(rows.flatMap(({ number }, rank) => (number === null ? [] : [[number, rank]])));
  const slugs = new Map(
    rows.flatMap(({ summary, changed }, rank) => (changed ? [[summary.slug, rank]] : [])),
  );
  const nameWords = new Map(
    identities.changed.map(({ person, parts }) => {
      const names = [person.name, ...parts.map((number) => people.summary(number).name)];
      return [person.slug, names.map(wordsOf)];
    }),
  );
  const words = rows.flatMap(({ summary, changed }, rank) =>
    changed === null ? [] : [{ rank, names: nameWords.get(summary.slug) ?? [] }],
  );
  const ranked = (numbers: readonly number[]) => numbers.flatMap((number) => ranks.get(number) ?? []);
  const byName = orderByName(rows, ranked(people.byName(0, people.count)));
  const rowAt = (rank: number): Row => {
    const row = rows[rank];
    if (row === undefined) throw new RangeError(`there is no person ${rank}`);
    return row;
  };
  return {
    count: rows.length,
    find: (wanted, limit) =>
      [
        ...ranked(people.find(wanted, limit + gone.size)),
        ...words.filter(({ names }) => names.some((own) => hasWords(own, wanted))).map(({ rank }) => rank),
      ]
        .sort((a, b) => a - b)
        .slice(0, limit),
    byName: (start, end) => byName.slice(start, end),
    withSlug: (slug) => {
      const number = people.withSlug(slug);
      const person = number === null ? null : identities.personOf(people.summary(number));
      return slugs.get(person?.slug ?? slug) ?? (number === null ? null : (ranks.get(number) ?? null));
    },
    summary: (rank) => rowAt(rank).summary,
    details: (rank) => {
      const { changed, number } = rowAt(rank);
      if (changed !== null) return changed;
      const own = people.details(number ?? 0);
      return { ...own, ...exchangesOf([own], own.slug, identities) };
    },
  };
}

/** Of the equally busy the first as built, changed people behind them. */
function rankRows(
  people: PeopleDirectory,
  gone: ReadonlySet<number>,
  details: readonly PersonDetails[],
): readonly Row[] {
  const rows: Row[] = details.map((changed) => ({ summary: summaryOf(changed), changed, number: null }));
  for (let number = 0; number < people.count; number += 1)
    if (!gone.has(number)) rows.push({ summary: people.summary(number), changed: null, number });
  const written = ({ summary }: Row) => summary.posts + summary.comments;
  const place = ({ number }: Row) => number ?? Number.POSITIVE_INFINITY;
  return rows.sort((a, b) => written(b) - written(a) || (place(a) < place(b) ? -1 : 1));
}

function summaryOf({ name, slug, posts, comments, firstAt, lastAt }: PersonDetails): PersonSummary {
  return { name, slug, posts, comments, firstAt, lastAt };
}

/** The ranks of unchanged people in their order, with changed ones put in between. */
function orderByName(rows: readonly Row[], unchanged: readonly number[]): readonly number[] {
  const key = (rank: number) => Buffer.from(foldName(rows[rank]?.summary.name ?? ''));
  const order = [...unchanged];
  for (const [rank, { changed }] of rows.entries()) {
    if (changed === null) continue;
    const own = key(rank);
    let [low, high] = [0, order.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (Buffer.compare(key(order[middle] ?? 0), own) < 0) low = middle + 1;
      else high = middle;
    }
    order.splice(low, 0, rank);
  }
  return order;
}

/** As names are found everywhere: all words, the last as the beginning of one. */
function hasWords(words: readonly string[], wanted: readonly string[]): boolean {
  const prefix = wanted.at(-1);
  if (prefix === undefined) return false;
  return (
    wanted.slice(0, -1).every((word) => words.includes(word)) && words.some((word) => word.startsWith(prefix))
  );
}

/** Sums of the parts, with what moved to them and away from them. */
function countAnew(
  people: PeopleDirectory,
  { person, parts }: ChangedPerson,
  { identities, dates }: RenamingNeeds,
): PersonDetails {
  const own = parts.map((number) => people.details(number));
  const isOwn = (other: Person) => identities.personOf(other).slug === person.slug;
  const documents = identities.moved.filter(({ head }) => head.position !== null);
  const gained = documents.filter(({ from, to }) => isOwn(to) && !isOwn(from));
  const lost = documents.filter(({ from, to }) => isOwn(from) && !isOwn(to));
  const sum = (of: (details: PersonDetails) => number, is: (moved: MovedEntry) => boolean) =>
    own.reduce((total, details) => total + of(details), 0) +
    gained.filter(is).length -
    lost.filter(is).length;
  const years = new Set([
    ...own.flatMap((one) => one.years.map(({ year }) => year)),
    ...gained.flatMap(yearOf),
  ]);
  const inYear = (year: number) =>
    sum(
      (one) => one.years.find((other) => other.year === year)?.count ?? 0,
      (moved) => yearOf(moved)[0] === year,
    );
  return {
    ...person,
    posts: sum(
      ({ posts }) => posts,
      ({ head }) => head.kind === 'post',
    ),
    comments: sum(
      ({ comments }) => comments,
      ({ head }) => head.kind === 'comment',
    ),
    ...(dates.get(person.slug) ?? { firstAt: null, lastAt: null }),
    years: [...years]
      .sort((a, b) => a - b)
      .map((year) => ({ year, count: inYear(year) }))
      .filter(({ count }) => count > 0),
    undated: sum(
      ({ undated }) => undated,
      (moved) => yearOf(moved).length === 0,
    ),
    ...exchangesOf(own, person.slug, identities),
  };
}

/** The year as written; empty without a date. */
function yearOf({ head }: MovedEntry): readonly number[] {
  return head.publishedAt === null ? [] : [Number(head.publishedAt.slice(0, 4))];
}

/** Of each part at most ten are known; of what changed hands, all. */
function exchangesOf(
  parts: readonly PersonDetails[],
  own: string,
  { exchanges, personOf }: Identities,
): Pick<PersonDetails, 'repliedTo' | 'repliedBy'> {
  const asNow = (list: readonly Exchange[]) => list.map((one) => ({ ...one, person: personOf(one.person) }));
  const to = exchanges.flatMap(({ from, to: person, change }) =>
    from.slug === own ? [{ person, count: change }] : [],
  );
  const by = exchanges.flatMap(({ from: person, to: answered, change }) =>
    answered.slug === own ? [{ person, count: change }] : [],
  );
  return {
    repliedTo: addUp([...parts.flatMap(({ repliedTo }) => asNow(repliedTo)), ...to], own),
    repliedBy: addUp([...parts.flatMap(({ repliedBy }) => asNow(repliedBy)), ...by], own),
  };
}

/** Who is one person counts as one, and nobody talks with themselves. */
function addUp(exchanges: readonly Exchange[], own: string): readonly Exchange[] {
  const counts = new Map<string, { readonly person: Person; count: number }>();
  for (const { person, count } of exchanges) {
    const known = counts.get(person.slug) ?? { person, count: 0 };
    known.count += count;
    counts.set(person.slug, known);
  }
  return [...counts.values()]
    .filter(({ person, count }) => person.slug !== own && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_EXCHANGES);
}
