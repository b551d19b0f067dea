// An index joined of three parts answers as one index over the same documents: the contract, and made archives whose
// people, tags and words occur in several parts.

import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { Engine, EngineRequest, PlanNode } from '../../index/engine.ts';
import type { Person } from '../../index/model.ts';
import { engineContract } from '../contract/engine-contract.ts';
import { givenCluster } from '../support/cluster/given-cluster.ts';
import { accessTo, openClusterEngine, openJoinedEngine } from '../support/cluster-engine.ts';
import { compareEngines, compareWords } from '../support/compare-engines.ts';
import { anyArchive, anyPlan } from '../support/engine-arbitraries.ts';
import {
  and,
  filter,
  makeRequest,
  makeSampleThread,
  openSampleEngine,
  or,
  phrase,
  prefix,
  word,
} from '../support/engine-samples.ts';
import { makeCooks, makeTalk, TALK_WORDS } from '../support/made-talk.ts';
import { suite } from '../support/suite.ts';

const access = accessTo(givenCluster().addresses, { prefix: 'antlertest-joined' });
const PARTS = { parts: 3 };

engineContract({
  name: 'opensearch, joined of three',
  open: (threads) => openJoinedEngine(threads, access, PARTS),
});

const test = suite('a joined index');

test(
  'gives the same answers as one index, also where documents are hidden or by others than was written',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        anyArchive,
        fc.array(anyPlan, { minLength: 10, maxLength: 10 }),
        async (threads, plans) => {
          const own = await openSampleEngine(threads);
          const other = await openJoinedEngine(threads, access, PARTS);
          try {
            await compareEngines(own, other, plans);
          } finally {
            await other.close();
          }
        },
      ),
      { numRuns: 3 },
    );
  },
  { timeoutMs: 280_000 },
);

/** Questions about what `makeTalk` made. */
function questions(): readonly PlanNode[] {
  const [first = '', second = '', third = ''] = TALK_WORDS;
  const words = TALK_WORDS.filter((_, at) => at % 9 === 0).map((text) => word(text));
  return [
    ...words,
    and(word(first), word(second)),
    or(word(first), word(third), word(second)),
    phrase(`${first} ${second}`),
    prefix(first.slice(0, 2)),
    prefix(second.slice(0, 3)),
    and(word(first), filter({ field: 'author', names: ['Writer 3', 'writer-5'] })),
    and(word(second), filter({ field: 'tag', tag: 'tag 2' })),
    filter({ field: 'to', name: 'Writer 1' }),
    { kind: 'everything' },
  ];
}

test(
  'gives the same hits with the same scores in the same order as one index in the cluster',
  async () => {
    const threads = makeTalk(90);
    const one = await openClusterEngine(threads, access);
    const joined = await openJoinedEngine(threads, access, PARTS);
    try {
      let [asked, shared] = [0, 0];
      for (const plan of questions()) {
        for (const group of ['none', 'thread'] as const) {
          const fields = { group, limit: 100, facets: ['author', 'tag', 'year', 'type'] as const };
          const base = makeRequest(plan, { ...fields, isRefined: false });
          const [wanted, found] = [await one.search(base), await joined.search(base)];
          assert.equal(rounded(found), rounded(wanted), JSON.stringify(plan));
          const refined = makeRequest(plan, { ...fields, isRefined: true });
          const [ten, others] = [await bestTen(one, refined), await bestTen(joined, refined)];
          assert.is(others[0], ten[0], JSON.stringify(plan));
          asked += ten.length;
          shared += ten.filter((id) => others.includes(id)).length;
        }
      }
      // Which stems tell most of a document each part of thirty threads chose by itself.
      assert.ok(shared >= 0.9 * asked, `${shared} of ${asked} of the ten best are the same`);
    } finally {
      await one.close();
      await joined.close();
    }
  },
  { timeoutMs: 280_000 },
);

type Answer = Awaited<ReturnType<Engine['search']>>;

function rounded({ groups, ...counts }: Answer): unknown {
  return {
    ...counts,
    groups: groups.map(({ threadId, hitCount, hits }) => ({
      threadId,
      hitCount,
      hits: hits.map(({ id, ordinal, score }) => [id, ordinal, score.toPrecision(5)]),
    })),
  };
}

async function bestTen(engine: Engine, request: EngineRequest): Promise<readonly unknown[]> {
  return (await engine.search(request)).groups.slice(0, 10).map(({ hits }) => hits[0]?.id);
}

test(
  'knows beginnings and near spellings by what all parts have, however little is asked at once',
  async () => {
    const threads = makeTalk(60);
    const own = await openSampleEngine(threads);
    const joined = await openJoinedEngine(threads, access, PARTS);
    try {
      for (const text of TALK_WORDS.filter((_, at) => at % 5 === 0)) {
        await compareWords(own, joined, text);
        await compareWords(own, joined, `${text.slice(0, -1)}q`);
      }
    } finally {
      await joined.close();
    }
  },
  { timeoutMs: 120_000 },
);

test(
  'counts who wrote most exactly, or says that it may not, though each part tells of a few only',
  async () => {
    // Everybody writes in all parts; about as much by each of the seven.
    const cooks = makeCooks(90);
    const own = await openSampleEngine(cooks);
    const request = makeRequest(word('soup'), { limit: 0, facets: ['author'] });
    const all = await own.search(request);
    for (const values of [4, 1_000]) {
      const joined = await openJoinedEngine(cooks, access, { ...PARTS, bounds: { values } });
      const told = await joined.search(request);
      await joined.close();
      const names = Object.keys(told.facets.author ?? {});
      for (const name of names) assert.is(told.facets.author?.[name], all.facets.author?.[name], name);
      assert.equal(told.estimated, names.length === 7 ? undefined : ['facets']);
      assert.ok(names.length === 7 || values === 4);
    }
  },
  { timeoutMs: 120_000 },
);

test(
  'counts threads in stretches that reach over its parts, and walks through long results in order',
  async () => {
    const threads = makeTalk(40);
    const own = await openSampleEngine(threads);
    const joined = await openJoinedEngine(threads, access, {
      ...PARTS,
      bounds: { threads: 7, threadQuestions: 9, window: 10, step: 7 },
    });
    try {
      for (const plan of questions()) {
        for (const group of ['none', 'thread'] as const) {
          const request = makeRequest(plan, { group, sort: 'oldest', limit: 9, offset: 17 });
          const [a, b] = [await own.search(request), await joined.search(request)];
          assert.equal([b.totalThreads, b.estimated], [a.totalThreads, undefined]);
          assert.equal(firsts(b), firsts(a), JSON.stringify(plan));
        }
      }
    } finally {
      await joined.close();
    }
  },
  { timeoutMs: 120_000 },
);

function firsts({ groups }: Answer): readonly unknown[] {
  return groups.map(({ threadId, hits }) => [threadId, hits[0]?.id]);
}

test(
  'takes people for who they are in the whole, whatever the parts call them',
  async () => {
    const said = (id: string, author: Person, parentId: string | null = null) => ({
      id,
      text: 'soup',
      author,
      parentId,
    });
    const [ana, anaB, bo] = [
      { name: 'Ana', slug: 'ana' },
      { name: 'ANA', slug: 'ana-0badca' },
      { name: 'Bo', slug: 'bo' },
    ];
    const threads = [
      makeSampleThread('a', [said('a.1', ana), said('a.2', bo, 'a.1')]),
      makeSampleThread('b', [said('b.1', anaB), said('b.2', anaB)]),
      makeSampleThread('c', [said('c.1', bo), said('c.2', bo, 'c.1')]),
    ];
    const joined = await openJoinedEngine(threads, access, {
      ...PARTS,
      personOf: (slug) => (slug === anaB.slug ? ana : null),
    });
    try {
      const by = async (engine: Engine, name: string) => {
        const found = await engine.search(makeRequest(filter({ field: 'author', names: [name] })));
        return found.groups.flatMap(({ hits }) => hits.map(({ id }) => String(id)));
      };
      assert.equal(await by(joined, 'ana'), ['a.1', 'b.1', 'b.2']);
      assert.equal(await by(joined, 'ana-0badca'), [], 'what the part called her is gone');
      const { facets } = await joined.search(
        makeRequest({ kind: 'everything' }, { limit: 0, facets: ['author'] }),
      );
      assert.equal(facets.author, { Ana: 3, Bo: 3 });
      const renamed = joined.renaming({
        merged: [{ slug: 'ana', person: { name: 'Anna', slug: 'anna' } }],
        authors: [{ ordinal: 5, person: { name: 'Anna', slug: 'anna' } }],
        answered: [],
      });
      assert.equal(await by(renamed, 'anna'), ['a.1', 'b.1', 'b.2', 'c.2']);
      assert.equal(await by(renamed, 'bo'), ['a.2', 'c.1']);
    } finally {
      await joined.close();
    }
  },
  { timeoutMs: 120_000 },
);

test.run();
