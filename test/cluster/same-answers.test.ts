// The two engines give the same answers: what is found, how much, in which order where the order is by dates, and nearly
// the same scores.

import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { Engine, EngineGroup, EngineRequest } from '../../index/engine.ts';
import { givenCluster } from '../support/cluster/given-cluster.ts';
import { accessTo, openClusterEngine } from '../support/cluster-engine.ts';
import { compareEngines } from '../support/compare-engines.ts';
import { anyArchive, anyPlan } from '../support/engine-arbitraries.ts';
import { makeRequest, makeSampleThread, openSampleEngine, word } from '../support/engine-samples.ts';
import { makeCooks } from '../support/made-talk.ts';
import { suite } from '../support/suite.ts';

const test = suite('both engines');
const access = accessTo(givenCluster().addresses, { shards: 2 });

test(
  'give the same answers, also where documents are hidden or by others than was written',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        anyArchive,
        fc.array(anyPlan, { minLength: 10, maxLength: 10 }),
        async (threads, plans) => {
          const own = await openSampleEngine(threads);
          const other = await openClusterEngine(threads, access);
          try {
            await compareEngines(own, other, plans);
          } finally {
            await other.close();
          }
        },
      ),
      { numRuns: 5 },
    );
  },
  { timeoutMs: 280_000 },
);

test(
  'count exactly who wrote most, though each part of the index tells of a few only',
  async () => {
    // About as much by each of seven: which four of them a part tells of is chance.
    const threads = makeCooks(70);
    const own = await openSampleEngine(threads);
    const other = await openClusterEngine(threads, { ...access, shards: 3 }, { values: 4 });
    const request = makeRequest(word('soup'), { limit: 0, facets: ['author'] });
    const [all, told] = [await own.search(request), await other.search(request)];
    await other.close();
    const names = Object.keys(told.facets.author ?? {});
    assert.is(names.length, 4);
    for (const name of names) assert.is(told.facets.author?.[name], all.facets.author?.[name], name);
  },
  { timeoutMs: 120_000 },
);

test(
  'count the threads of a result that has many of them',
  async () => {
    const threads = Array.from({ length: 30 }, (_, at) =>
      makeSampleThread(`thread-${at}`, [
        { id: `${at}.1`, text: at % 3 === 0 ? 'soup' : 'bread' },
        { id: `${at}.2`, text: 'soup and bread' },
      ]),
    );
    const own = await openSampleEngine(threads);
    const plans = [word('soup'), word('bread'), word('and'), { kind: 'nothing' as const }];
    for (const bounds of [
      { threads: 7, threadQuestions: 5 },
      { threads: 35, threadQuestions: 1 },
    ]) {
      const other = await openClusterEngine(threads, access, bounds);
      for (const plan of plans) {
        const [one, two] = [await own.search(makeRequest(plan)), await other.search(makeRequest(plan))];
        assert.equal([two.totalThreads, two.estimated], [one.totalThreads, undefined]);
      }
      await other.close();
    }
    const rough = await openClusterEngine(threads, access, { threads: 7, threadQuestions: 2 });
    const { totalThreads, estimated } = await rough.search(makeRequest(word('bread')));
    await rough.close();
    assert.equal(estimated, ['totalThreads'], 'what is estimated is said to be');
    assert.ok(Math.abs(totalThreads - 30) <= 1);
  },
  { timeoutMs: 120_000 },
);

test(
  'go through a long result in the same order, however far',
  async () => {
    const threads = Array.from({ length: 40 }, (_, at) =>
      makeSampleThread(
        `thread-${at}`,
        Array.from({ length: 1 + (at % 5) }, (_, comment) => ({
          id: `${at}.${comment}`,
          text: `soup ${'and more '.repeat((7 * at + comment) % 11)}`,
          publishedAt: `20${10 + (at % 9)}-01-0${1 + comment}`,
        })),
      ),
    );
    const own = await openSampleEngine(threads);
    const other = await openClusterEngine(threads, access, { window: 10, step: 7 });
    try {
      for (const group of ['none', 'thread'] as const) {
        for (const sort of ['newest', 'oldest', 'relevance'] as const) {
          const whole = await own.search(makeRequest(word('soup'), { group, sort }));
          const expected = whole.groups.map(nameOf(group));
          const paged = await pageThrough(other, { group, sort }, 6);
          // Behind the best hundred the order is the cluster's own.
          const same = sort === 'relevance' ? [...paged].sort() : paged;
          assert.equal(same, sort === 'relevance' ? [...expected].sort() : expected, `${group}, ${sort}`);
          for (const offset of [23, 17, 0]) {
            const page = await pageFrom(other, { group, sort, offset, limit: 9 });
            assert.equal(page, paged.slice(offset, offset + 9), `${group}, ${sort}, from ${offset} on`);
          }
        }
      }
    } finally {
      await other.close();
    }
  },
  { timeoutMs: 120_000 },
);

async function pageThrough(
  engine: Engine,
  fields: Partial<EngineRequest>,
  limit: number,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (;;) {
    const page = await pageFrom(engine, { ...fields, offset: ids.length, limit });
    ids.push(...page);
    if (page.length < limit) return ids;
  }
}

async function pageFrom(engine: Engine, fields: Partial<EngineRequest>): Promise<readonly string[]> {
  const { groups } = await engine.search(makeRequest(word('soup'), fields));
  return groups.map(nameOf(fields.group));
}

/** A thread may show another of its hits first, where the order is the cluster's own. */
function nameOf(group: EngineRequest['group'] | undefined): (found: EngineGroup) => string {
  return ({ threadId, hits }) => String(group === 'thread' ? threadId : hits[0]?.id);
}

test.run();
