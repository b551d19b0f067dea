// Laws of refining on random archives and plans: it finds nothing else, pages agree, and explanations add up.
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { EngineRequest } from '../../index/engine.ts';
import { anyArchive, anyPlan } from '../support/engine-arbitraries.ts';
import { idsFound, makeRequest, openSampleEngine } from '../support/engine-samples.ts';
import { suite } from '../support/suite.ts';

const test = suite('property: refining the best hits');
const MINUTE = { timeoutMs: 60_000 };
const REFINED: Partial<EngineRequest> = { isRefined: true };

test(
  'finds the same documents, page by page too, in an order of falling scores',
  async () => {
    await fc.assert(
      fc.asyncProperty(anyArchive, anyPlan, fc.integer({ min: 1, max: 5 }), async (threads, plan, limit) => {
        const engine = await openSampleEngine(threads);
        const answer = await engine.search(makeRequest(plan, REFINED));
        const hits = answer.groups.flatMap((group) => group.hits);
        const ids = hits.map(({ id }) => String(id));
        assert.equal([...ids].sort(), [...(await idsFound(engine, plan))].sort());
        assert.is(answer.totalHits, ids.length);
        for (const [at, { score }] of hits.entries()) assert.ok(score <= (hits[at - 1]?.score ?? score));
        const paged: string[] = [];
        for (let offset = 0; offset < ids.length; offset += limit) {
          paged.push(...(await idsFound(engine, plan, { ...REFINED, limit, offset })));
        }
        assert.equal(paged, ids);
      }),
      { numRuns: 100 },
    );
  },
  MINUTE,
);

test(
  'is explained by parts that add up to the score',
  async () => {
    await fc.assert(
      fc.asyncProperty(anyArchive, anyPlan, fc.boolean(), async (threads, plan, isTitle) => {
        const engine = await openSampleEngine(threads);
        const request = makeRequest(plan, { ...REFINED, exactTitle: isTitle ? ['ferry'] : null });
        const { groups } = await engine.search(request);
        const hits = groups.flatMap((group) => group.hits).slice(0, 4);
        for (const [at, { id, score }] of hits.entries()) {
          const hit = await engine.explain?.(request, id);
          if (hit === null || hit === undefined) throw new Error(`${id} is not explained`);
          const parts =
            hit.leaves.reduce((sum, leaf) => sum + leaf.score, 0) +
            hit.moreWordsBonus +
            hit.exactTitleBonus +
            hit.nearnessBonus +
            hit.likenessBonus -
            hit.quotedLoss;
          assert.equal([hit.score, hit.rank], [score, at + 1]);
          assert.ok(Math.abs(parts - score) <= 1e-9 * Math.max(1, score), `${parts} instead of ${score}`);
        }
      }),
      { numRuns: 100 },
    );
  },
  MINUTE,
);

test.run();
