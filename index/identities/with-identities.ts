// A snapshot in which people are who the keeper says they are: engine, texts and directory alike, so that all surfaces agree.
import type { PlanNode } from '../engine.ts';
import type { Person, Sort } from '../model.ts';
import { analysisOf } from '../prepare-search.ts';
import type { Snapshot } from '../snapshot/model.ts';
import { findIdentities, type Identities } from './find-identities.ts';
import { type ChangedDates, renamedPeople } from './renamed-people.ts';
import { renamedStore } from './renamed-store.ts';
import type { IdentityRule } from './rules.ts';

/** A snapshot with who is who in it. */
export interface IdentifiedSnapshot {
  readonly snapshot: Snapshot;
  /** Null without rules. */
  readonly identities: Identities | null;
}

/** The very same snapshot when there are no rules. Closing the one closes the other. Cost: a look at every person and author. */
export async function withIdentities(
  snapshot: Snapshot,
  rules: readonly IdentityRule[],
): Promise<IdentifiedSnapshot> {
  if (rules.length === 0) return { snapshot, identities: null };
  const identities = await findIdentities(snapshot, rules);
  const engine = snapshot.engine.renaming(identities.changes);
  const half: Snapshot = { ...snapshot, engine, store: renamedStore(snapshot.store, identities) };
  const { forms } = analysisOf(snapshot.manifest.language);
  const people = renamedPeople(snapshot.directory.people, {
    identities,
    dates: await datesOf(half, identities),
    wordsOf: forms,
  });
  const counts = { ...snapshot.manifest.counts, people: people.count };
  const manifest = { ...snapshot.manifest, counts };
  return { snapshot: { ...half, manifest, directory: { ...snapshot.directory, people } }, identities };
}

async function datesOf(snapshot: Snapshot, { changed }: Identities): Promise<ChangedDates> {
  const dates = new Map<string, { readonly firstAt: string | null; readonly lastAt: string | null }>();
  for (const { person } of changed) {
    const [firstAt, lastAt] = [
      await endOf(snapshot, person, 'oldest'),
      await endOf(snapshot, person, 'newest'),
    ];
    dates.set(person.slug, { firstAt, lastAt });
  }
  return dates;
}

/** Read for the first and last of a person: somebody else's name may be this one's slug. */
const READ_FOR_DATES = 20;

async function endOf({ engine, store }: Snapshot, { slug }: Person, sort: Sort): Promise<string | null> {
  const plan: PlanNode = { kind: 'filter', filter: { field: 'author', names: [slug] } };
  const { groups } = await engine.search({
    ...{ plan, exactTitle: null, sort, group: 'none', limit: READ_FOR_DATES, offset: 0 },
    facets: [],
    histogram: null,
  });
  const entries = await store.entries(groups.flatMap(({ hits }) => hits.map(({ id }) => id)));
  return entries.find(({ author }) => author?.slug === slug)?.publishedAt ?? null;
}
