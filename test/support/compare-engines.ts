// Compares what two engines answer for the same documents: what is found, how much, in which order where the order is
// told, and which words there are.

import * as assert from 'uvu/assert';
import type { Engine, EngineRequest, PeopleChanges, PlanNode } from '../../index/engine.ts';
import { HiddenDocuments } from '../../index/hidden-documents.ts';
import { english, filter, makeRequest } from './engine-samples.ts';

const NAMES = ['author', 'type', 'year', 'tag'] as const;
const SORTS = ['relevance', 'newest', 'oldest'] as const;

/** One name is another's, one document is by somebody new, another by somebody who was there. */
const CHANGES: PeopleChanges = {
  merged: [{ slug: 'bo', person: { name: 'Ana Ferrer', slug: 'ana-ferrer' } }],
  authors: [
    { ordinal: 0, person: { name: 'Nova', slug: 'nova' } },
    { ordinal: 2, person: { name: 'Ana Ferrer', slug: 'ana-ferrer' } },
  ],
  answered: [{ ordinal: 1, person: { name: 'Nova', slug: 'nova' } }],
};
const ABOUT_PEOPLE: readonly PlanNode[] = [
  ...['bo', 'Bo', 'ANA FERRER', 'nova', 'Dée', 'ana'].map((name) =>
    filter({ field: 'author', names: [name] }),
  ),
  filter({ field: 'to', name: 'Nova' }),
  { kind: 'everything' },
];

/** All views of both: as they are, with hidden documents, renamed, and both. */
export async function compareEngines(own: Engine, other: Engine, plans: readonly PlanNode[]): Promise<void> {
  for (const plan of plans) await compare(own, other, plan);
  for (const form of SPELLINGS) await compareWords(own, other, form);
  const { totalHits } = await own.search(makeRequest({ kind: 'everything' }, { limit: 0 }));
  const hidden = new HiddenDocuments([0, 2, 3], totalHits);
  for (const plan of [...plans.slice(0, 4), ...ABOUT_PEOPLE])
    await compare(own.hiding(hidden), other.hiding(hidden), plan);
  for (const form of SPELLINGS) await compareWords(own.hiding(hidden), other.hiding(hidden), form);
  if (totalHits < 3) return;
  const [renamed, alike] = [own.renaming(CHANGES), other.renaming(CHANGES)];
  for (const plan of ABOUT_PEOPLE) await compare(renamed, alike, plan);
  for (const plan of ABOUT_PEOPLE) await compare(renamed.hiding(hidden), alike.hiding(hidden), plan);
}

/** Words of the archives and slips of them. */
const SPELLINGS = [
  'ferry',
  'fery',
  'harbour',
  'harbuor',
  'hrabuors',
  'running',
  'runing',
  'runs',
  'the',
  'teh',
  'tea',
  'té',
  'x',
];

/** What there is near a form, and whether it is there. */
export async function compareWords(own: Engine, other: Engine, form: string): Promise<void> {
  const of = async (engine: Engine) => [
    await engine.knows(form, english.stem(form)),
    await engine.begins(form.slice(0, 3)),
    await engine.similarForms(form, 6, 1),
    await engine.similarForms(form, 6, 2),
  ];
  assert.equal(await of(other), await of(own), form);
}

async function compare(own: Engine, other: Engine, plan: PlanNode): Promise<void> {
  for (const sort of SORTS) {
    for (const group of ['none', 'thread'] as const) {
      const request = makeRequest(plan, { sort, group, facets: NAMES, histogram: 'month', isRefined: true });
      await compareAnswers(own, other, request);
    }
  }
}

async function compareAnswers(own: Engine, other: Engine, request: EngineRequest): Promise<void> {
  const [one, two] = [await own.search(request), await other.search(request)];
  const { groups: ownGroups, ...ownCounts } = one;
  const { groups: otherGroups, ...otherCounts } = two;
  const about = JSON.stringify(request);
  assert.equal(otherCounts, ownCounts, about);
  const counted = (groups: typeof ownGroups) =>
    groups.map(({ threadId, hitCount, hits }) => [threadId, hitCount, hits.length]);
  const inOrder =
    request.sort === 'relevance' ? (list: unknown[]) => [...list].sort() : (list: unknown[]) => list;
  assert.equal(inOrder(counted(otherGroups)), inOrder(counted(ownGroups)), about);
  const ids = (groups: typeof ownGroups) => groups.flatMap(({ hits }) => hits.map(({ id }) => String(id)));
  if (request.sort !== 'relevance' || request.group === 'none')
    assert.equal(inOrder(ids(otherGroups)), inOrder(ids(ownGroups)), about);
}
