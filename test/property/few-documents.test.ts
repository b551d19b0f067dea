// An index put together of documents that another engine found gives the scores and places of the whole index.
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { PlanNode } from '../../index/engine.ts';
import { openFewDocuments } from '../../index/engines/minisearch/few/open.ts';
import { anyArchive, anyPlan } from '../support/engine-arbitraries.ts';
import { makeRequest, makeSampleThread, openSampleEngine, word } from '../support/engine-samples.ts';
import { readFewQuestion } from '../support/few-documents.ts';
import { suite } from '../support/suite.ts';

const test = suite('property: an index of few documents');

test(
  'scores what was found as the whole index does',
  async () => {
    await fc.assert(
      fc.asyncProperty(anyArchive, anyPlan, fc.boolean(), async (threads, plan, isTitle) => {
        fc.pre(isOfWords(plan));
        const engine = await openSampleEngine(threads);
        const request = makeRequest(plan, { isRefined: true, exactTitle: isTitle ? ['ferry'] : null });
        const { groups } = await engine.search(request);
        const found = new Map(
          groups.flatMap(({ hits }) => hits.map(({ ordinal, score }) => [ordinal, score])),
        );
        const all = readFewQuestion(threads);
        const documents = all.documents.filter(({ ordinal }) => found.has(ordinal));
        const scores = openFewDocuments({ ...all, documents }).rank(request);
        for (const [at, { ordinal }] of documents.entries()) {
          const [own, whole] = [scores[at] ?? Number.NaN, found.get(ordinal) ?? Number.NaN];
          assert.ok(Math.abs(own - whole) <= 1e-6 * Math.max(1, whole), `${own} instead of ${whole}`);
        }
      }),
      { numRuns: 150 },
    );
  },
  { timeoutMs: 60_000 },
);

test('scores the other words of what a filter beside a word let in', async () => {
  const threads = [
    makeSampleThread('thread-0', [
      { id: '0.1', text: 'ferries', author: 'Ana' },
      { id: '0.2', text: 'ferries and harbours', author: 'Ana' },
      { id: '0.3', text: 'nothing of it', author: 'Ana' },
    ]),
  ];
  const isComment: PlanNode = { kind: 'filter', filter: { field: 'type', type: 'comment' } };
  const plan: PlanNode = {
    kind: 'and',
    nodes: [word('ferries'), { kind: 'or', nodes: [word('harbours'), isComment] }],
  };
  const { groups } = await (await openSampleEngine(threads)).search(makeRequest(plan));
  const found = groups.flatMap(({ hits }) => hits).sort((a, b) => (a.ordinal ?? 0) - (b.ordinal ?? 0));
  const all = readFewQuestion(threads);
  const documents = all.documents.filter(({ ordinal }) => found.some((hit) => hit.ordinal === ordinal));
  const scores = openFewDocuments({ ...all, documents }).rank(makeRequest(plan));
  assert.is(found.length, 2);
  for (const [at, { score }] of found.entries()) assert.ok(Math.abs((scores[at] ?? 0) - score) <= 1e-9);
});

test(
  'finds the same places in the texts',
  async () => {
    await fc.assert(
      fc.asyncProperty(anyArchive, anyPlan, async (threads, plan) => {
        const engine = await openSampleEngine(threads);
        const all = readFewQuestion(threads);
        const hits = all.documents.map(({ ordinal }) => ({
          id: all.ids[ordinal] ?? all.ids[0] ?? ('' as (typeof all.ids)[number]),
          ordinal,
          score: 0,
        }));
        const few = openFewDocuments(all);
        assert.equal(few.locate(plan, hits), await engine.locate?.(plan, hits));
      }),
      { numRuns: 100 },
    );
  },
  { timeoutMs: 60_000 },
);

/** Plans whose filters and negations decide no score: those were asked where the documents were found. */
function isOfWords(plan: PlanNode): boolean {
  if (plan.kind === 'and' || plan.kind === 'or') return plan.nodes.every(isOfWords);
  return 'scope' in plan && plan.kind !== 'prefix';
}

test.run();
