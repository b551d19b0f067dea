// A snapshot as if what the keeper removed were not in it: every surface asks this one, and so none can forget.
import type { Engine, EngineAnswer, EngineRequest, PlanNode } from '../engine.ts';
import type { Sort } from '../model.ts';
import type { Manifest, Snapshot } from '../snapshot/model.ts';
import { findSuppressed, type Suppressed } from './find-suppressed.ts';
import type { SuppressionRule } from './rules.ts';
import { type LeftDates, shownPeople } from './shown-people.ts';
import { shownStore } from './shown-store.ts';

/** A snapshot with what was removed, and rules that mean nothing in it. */
export interface ShownSnapshot {
  readonly snapshot: Snapshot;
  readonly idle: readonly SuppressionRule[];
}

/** Read for the first and last of a person: somebody else's name may be this one's slug. */
const READ_FOR_DATES = 20;

/** The very same snapshot when there are no rules. Closing the one closes the other. Cost: that of `findSuppressed`. */
export async function withoutSuppressed(
  snapshot: Snapshot,
  rules: readonly SuppressionRule[],
): Promise<ShownSnapshot> {
  if (rules.length === 0) return { snapshot, idle: [] };
  const suppressed = await findSuppressed(snapshot, rules);
  const engine = snapshot.engine.hiding(suppressed.documents);
  const store = shownStore(snapshot.store, suppressed);
  const half: Snapshot = { ...snapshot, engine, store };
  const people = shownPeople(snapshot.directory.people, suppressed, await datesLeft(half, suppressed));
  const directory = { ...snapshot.directory, people };
  const manifest = await shownManifest(snapshot, engine, people.count);
  return { snapshot: { ...half, manifest, directory, hasRemoved: true }, idle: suppressed.idle };
}

/** For each person that lost a document without being removed. */
async function datesLeft(shown: Snapshot, { heads }: Suppressed): Promise<LeftDates> {
  const slugs = new Set(heads.flatMap(({ author }) => author?.slug ?? []));
  const dates = new Map<string, { readonly firstAt: string | null; readonly lastAt: string | null }>();
  for (const slug of slugs) {
    const plan: PlanNode = { kind: 'filter', filter: { field: 'author', names: [slug] } };
    const end = async (sort: Sort): Promise<string | null> => {
      const { groups } = await shown.engine.search({ ...listing(plan, sort), limit: READ_FOR_DATES });
      const entries = await shown.store.entries(groups.flatMap(({ hits }) => hits.map(({ id }) => id)));
      return entries.find(({ author }) => author?.slug === slug)?.publishedAt ?? null;
    };
    dates.set(slug, { firstAt: await end('oldest'), lastAt: await end('newest') });
  }
  return dates;
}

/** With the counts of what is left. */
async function shownManifest(
  { manifest, engine, store }: Snapshot,
  shown: Engine,
  people: number,
): Promise<Manifest> {
  const everything = { ...listing({ kind: 'everything' }, 'newest'), facets: ['type'] as const };
  const [before, after] = [await engine.search(everything), await shown.search(everything)];
  const end = async (sort: Sort): Promise<string | null> => {
    const { groups } = await shown.search({ ...listing({ kind: 'everything' }, sort), limit: 1 });
    const [entry] = await store.entries(groups.flatMap(({ hits }) => hits.map(({ id }) => id)));
    return entry?.publishedAt ?? null;
  };
  const { counts } = manifest;
  return {
    ...manifest,
    counts: {
      ...counts,
      documents: after.totalHits,
      posts: typeCount(after, 'post'),
      comments: typeCount(after, 'comment'),
      threads: counts.threads - (before.totalThreads - after.totalThreads),
      people,
    },
    firstAt: await end('oldest'),
    lastAt: await end('newest'),
  };
}

function typeCount({ facets }: EngineAnswer, type: 'post' | 'comment'): number {
  return facets.type?.[type] ?? 0;
}

function listing(plan: PlanNode, sort: Sort): EngineRequest {
  return {
    ...{ plan, exactTitle: null, sort, group: 'none', limit: 0, offset: 0 },
    facets: [],
    histogram: null,
  };
}
