// The two engines give the same answers: what is found, how much, in which order where the order is by dates, and nearly
// the same scores.

import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { Engine, EngineRequest, PlanNode } from '../../index/engine.ts';
import { HiddenDocuments } from '../../index/hidden-documents.ts';
import { accessTo, openClusterEngine } from '../support/cluster-engine.ts';
import { anyArchive, anyPlan } from '../support/engine-arbitraries.ts';
import { makeRequest, openSampleEngine } from '../support/engine-samples.ts';
import { suite } from '../support/suite.ts';

const test = suite('both engines');
const addresses = process.env.OPENSEARCH_URL;
const NAMES = ['author', 'type', 'year', 'tag'] as const;
const SORTS = ['relevance', 'newest', 'oldest'] as const;

if (addresses === undefined) test.skip('give the same answers', 'OPENSEARCH_URL names no cluster');
else {
  test(
    'give the same answers',
    async () => {
      const access = accessTo(addresses.split(','), { shards: 2 });
      await fc.assert(
        fc.asyncProperty(
          anyArchive,
          fc.array(anyPlan, { minLength: 12, maxLength: 12 }),
          async (threads, plans) => {
            const own = await openSampleEngine(threads);
            const other = await openClusterEngine(threads, access);
            try {
              for (const plan of plans) await compare(own, other, plan);
              const count = (await own.search(makeRequest({ kind: 'everything' }, { limit: 0 }))).totalHits;
              const hidden = new HiddenDocuments([0, 2, 3], count);
              for (const plan of plans.slice(0, 4))
                await compare(own.hiding(hidden), other.hiding(hidden), plan);
            } finally {
              await other.close();
            }
          },
        ),
        { numRuns: 6 },
      );
    },
    { timeoutMs: 240_000 },
  );
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

test.run();
