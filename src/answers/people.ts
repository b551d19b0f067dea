// The people of an archive and one of them, as the API gives them and as pages show them.
import type { PeopleDirectory, PersonDetails, PersonSummary } from '../../index/directory/model.ts';
import type { Hit } from '../../index/model.ts';
import { analysisOf } from '../../index/prepare-search.ts';
import { defaultRequest, search } from '../../index/search.ts';
import type { Snapshot } from '../../index/snapshot/model.ts';
import type { AnswerTools, WrittenAnswer } from './answer.ts';
import type { PeopleAsked, Question } from './model.ts';

/** A page of the list. */
export interface PeopleAnswer {
  readonly people: readonly PersonSummary[];
  /** All that match. */
  readonly total: number;
  readonly limit: number;
  readonly offset: number;
}

/** A person with the newest of what they wrote. */
export interface PersonAnswer extends PersonDetails {
  /** Newest first, at most ten. */
  readonly recent: readonly Hit[];
}

const RECENT = 10;
/** Read for so many recent ones: somebody else's name may be this one's slug. */
const READ_FOR_RECENT = 20;
const JSON_TYPE = 'application/json; charset=utf-8';

/** The list as JSON. */
export async function answerPeople(
  snapshot: Snapshot,
  { asked }: Extract<Question, { readonly kind: 'people' }>,
): Promise<WrittenAnswer> {
  return { text: JSON.stringify(listPeople(snapshot, asked)), contentType: JSON_TYPE };
}

/** One person as JSON; null when nobody has this slug. */
export async function answerPerson(
  snapshot: Snapshot,
  { slug }: Extract<Question, { readonly kind: 'person' }>,
  tools: AnswerTools,
): Promise<WrittenAnswer | null> {
  const person = await findPerson(snapshot, slug, tools);
  return person === null ? null : { text: JSON.stringify(person), contentType: JSON_TYPE };
}

/** People by how much they wrote, or by name; with `q` those with a name that begins so. */
export function listPeople({ directory, manifest }: Snapshot, asked: PeopleAsked): PeopleAnswer {
  const { people } = directory;
  const { q, sort, limit, offset } = asked;
  const found = q === null ? null : people.find(analysisOf(manifest.language).forms(q), people.count);
  const total = found?.length ?? people.count;
  const end = Math.min(offset + limit, total);
  const numbers = numbersOf(people, found, sort).slice(Math.min(offset, end), end);
  return { people: numbers.map((number) => people.summary(number)), total, limit, offset };
}

/** All of them, or those found, in the order asked for. Cost: the number of people. */
function numbersOf(
  people: PeopleDirectory,
  found: readonly number[] | null,
  sort: PeopleAsked['sort'],
): readonly number[] {
  if (sort === 'written') return found ?? Array.from({ length: people.count }, (_, number) => number);
  const byName = people.byName(0, people.count);
  if (found === null) return byName;
  const isFound = new Set(found);
  return byName.filter((number) => isFound.has(number));
}

/** Null when nobody has this slug. */
export async function findPerson(
  snapshot: Snapshot,
  slug: string,
  { repairText }: Pick<AnswerTools, 'repairText'>,
): Promise<PersonAnswer | null> {
  const { people } = snapshot.directory;
  const number = people.withSlug(slug);
  if (number === null) return null;
  const theirs = { ...defaultRequest(''), authors: [slug], group: 'none', limit: READ_FOR_RECENT } as const;
  const { hits } = await search(snapshot, { ...theirs, sort: 'newest' }, { repairText });
  const recent = hits.filter(({ author }) => author?.slug === slug).slice(0, RECENT);
  return { ...people.details(number), recent };
}
