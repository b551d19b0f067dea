// The MiniSearch engine against a brute-force oracle and a MiniSearch of its own, on random archives and plans.

import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { ThreadDocuments } from '../../index/documents.ts';
import type { Engine, PlanNode } from '../../index/engine.ts';
import { editDistance } from '../../index/engines/edit-distance.ts';
import { anyArchive, anyPlan } from '../support/engine-arbitraries.ts';
import { createOracle } from '../support/engine-oracle.ts';
import { idsFound, makeRequest, openSampleEngine } from '../support/engine-samples.ts';
import { suite } from '../support/suite.ts';

const test = suite('engine against a brute-force oracle');
const TIMEOUT_MS = 60_000;

const anySegment = fc.constantFrom(1, 50, 150, 1_000_000);

const documentsOf = (threads: readonly ThreadDocuments[]) =>
  threads.flatMap(({ entries }) => entries.filter(({ kind }) => kind === 'post' || kind === 'comment'));

test(
  'finds the same documents with the scores of one fresh MiniSearch, however the build was cut into segments',
  async () => {
    const plans = fc.array(anyPlan, { minLength: 8, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(anyArchive, plans, anySegment, async (threads, drawn, segmentBytes) => {
        const engine = await openSampleEngine(threads, { segmentBytes });
        const oracle = createOracle(documentsOf(threads));
        for (const plan of drawn) await compare(engine, plan, oracle.evaluate(plan));
      }),
      { numRuns: 100 },
    );
  },
  { timeoutMs: TIMEOUT_MS },
);

async function compare(engine: Engine, plan: PlanNode, expected: ReadonlyMap<string, number>): Promise<void> {
  const answer = await engine.search(makeRequest(plan));
  assert.is(answer.totalHits, expected.size);
  for (const { hits } of answer.groups) {
    for (const { id, score } of hits) {
      const wanted = expected.get(id);
      assert.ok(wanted !== undefined, `${id} is not expected`);
      assert.ok(
        Math.abs(score - wanted) <= 1e-9 * Math.max(1, wanted),
        `${id}: ${score}, expected ${wanted}`,
      );
    }
  }
}

test(
  'finds no document twice and none that is not asked for, however it is paged',
  async () => {
    await fc.assert(
      fc.asyncProperty(anyArchive, anyPlan, fc.integer({ min: 1, max: 5 }), async (threads, plan, limit) => {
        const engine = await openSampleEngine(threads);
        const whole = await idsFound(engine, plan);
        const paged: string[] = [];
        for (let offset = 0; offset < whole.length; offset += limit) {
          paged.push(...(await idsFound(engine, plan, { limit, offset })));
        }
        assert.equal(paged, whole);
      }),
      { numRuns: 60 },
    );
  },
  { timeoutMs: TIMEOUT_MS },
);

test('finds similar forms exactly as a walk over all forms does', async () => {
  const letters = fc.string({
    unit: fc.constantFrom('a', 'b', 'e', 'n', 'r', 's', 't'),
    minLength: 1,
    maxLength: 10,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(letters, { minLength: 1, maxLength: 30 }),
      letters,
      async (forms, wanted) => {
        const engine = await openSampleEngine(threadOf(forms.join(' ')));
        const edits = 1 + (forms.length % 2);
        const expected = forms.filter((form) => form !== wanted && plainDistance(form, wanted) <= edits);
        const found = await engine.similarForms(wanted, 100, edits);
        assert.equal(found.map(({ form }) => form).sort(), expected.sort());
        for (const { form, distance } of found) assert.is(distance, plainDistance(form, wanted));
      },
    ),
    { numRuns: 80 },
  );
});

function threadOf(text: string): readonly ThreadDocuments[] {
  const [threads] = fc.sample(anyArchive, { numRuns: 1, seed: 1 });
  const [first] = threads ?? [];
  const entry = first?.entries[0];
  if (first === undefined || entry === undefined) throw new Error('the archive drawn is empty');
  return [{ ...first, entries: [{ ...entry, kind: 'post', text, title: '', tags: [], quotes: [] }] }];
}

test('measures edits as the whole matrix does, up to its limit', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });
  fc.assert(
    fc.property(letters, letters, fc.integer({ min: 0, max: 3 }), (a, b, limit) => {
      assert.is(editDistance(a, b, limit), Math.min(plainDistance(a, b), limit + 1));
      assert.is(editDistance(a, b, limit), editDistance(b, a, limit));
    }),
    { numRuns: 500 },
  );
});

/** Optimal string alignment distance, by its definition. */
function plainDistance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => i + j),
  );
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(i - 1, j - 1) + Number(a[i - 1] !== b[j - 1]);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY;
      const row = rows[i];
      if (row !== undefined) row[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, replaced, swapped);
    }
  }
  return at(a.length, b.length);
}

test.run();
