// The people of a snapshot without those removed, and with the counts of what is left of the others.
import type { PeopleDirectory, PersonDetails, PersonSummary } from '../directory/model.ts';
import type { EntryHead } from '../snapshot/model.ts';
import type { Suppressed } from './find-suppressed.ts';

/** First and last `publishedAt` of what is left of a person, for those of whom something was removed. */
export type LeftDates = ReadonlyMap<string, Pick<PersonSummary, 'firstAt' | 'lastAt'>>;

interface Loss {
  posts: number;
  comments: number;
  readonly years: Map<number | null, number>;
}

/** People keep their order: by what is left, most first. Cost: a look at every person, once. */
export function shownPeople(
  people: PeopleDirectory,
  suppressed: Suppressed,
  dates: LeftDates,
): PeopleDirectory {
  const losses = countLosses(suppressed.heads);
  const left = (number: number): PersonSummary => {
    const whole = people.summary(number);
    const loss = losses.get(whole.slug);
    if (loss === undefined) return whole;
    const { posts, comments } = whole;
    return {
      ...whole,
      ...(dates.get(whole.slug) ?? {}),
      posts: posts - loss.posts,
      comments: comments - loss.comments,
    };
  };
  const written = ({ posts, comments }: PersonSummary) => posts + comments;
  const isShown = (person: PersonSummary) => !suppressed.isRemovedPerson(person) && written(person) > 0;
  const all = Array.from({ length: people.count }, (_, number) => ({ number, person: left(number) }));
  const shown = all.filter(({ person }) => isShown(person));
  if (losses.size > 0) shown.sort((a, b) => written(b.person) - written(a.person) || a.number - b.number);
  const numbers = Uint32Array.from(shown, ({ number }) => number);
  const ranks = new Map([...numbers].map((number, rank) => [number, rank]));
  const ranked = (found: readonly number[]) => found.flatMap((number) => ranks.get(number) ?? []);
  const byName = ranked(people.byName(0, people.count));
  const numberAt = (rank: number): number => {
    const number = numbers[rank];
    if (number === undefined) throw new RangeError(`there is no person ${rank}`);
    return number;
  };
  const isShownSlug = (slug: string): boolean => ranks.has(people.withSlug(slug) ?? -1);
  return {
    count: numbers.length,
    find: (words, limit) =>
      ranked(people.find(words, limit + people.count - numbers.length))
        .sort((a, b) => a - b)
        .slice(0, limit),
    byName: (start, end) => byName.slice(start, end),
    withSlug: (slug) => ranks.get(people.withSlug(slug) ?? -1) ?? null,
    summary: (rank) => left(numberAt(rank)),
    details: (rank) => {
      const number = numberAt(rank);
      const { years, undated, repliedTo, repliedBy } = people.details(number);
      const person = left(number);
      const lost = losses.get(person.slug)?.years;
      const details: PersonDetails = {
        ...person,
        years: years
          .map(({ year, count }) => ({ year, count: count - (lost?.get(year) ?? 0) }))
          .filter(({ count }) => count > 0),
        undated: undated - (lost?.get(null) ?? 0),
        repliedTo: repliedTo.filter(({ person: other }) => isShownSlug(other.slug)),
        repliedBy: repliedBy.filter(({ person: other }) => isShownSlug(other.slug)),
      };
      return details;
    },
  };
}

/** By slug. */
function countLosses(heads: readonly EntryHead[]): ReadonlyMap<string, Loss> {
  const losses = new Map<string, Loss>();
  for (const { author, kind, publishedAt } of heads) {
    if (author === null) continue;
    const loss = losses.get(author.slug) ?? { posts: 0, comments: 0, years: new Map() };
    losses.set(author.slug, loss);
    loss[kind === 'post' ? 'posts' : 'comments'] += 1;
    const year = publishedAt === null ? null : Number(publishedAt.slice(0, 4));
    loss.years.set(year, (loss.years.get(year) ?? 0) + 1);
  }
  return losses;
}
