// What is counted over the parts of a joined index, though each part tells of its most frequent ones only: the same as
// counting all, or said to be an estimate.

import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { Cluster } from '../../index/engines/opensearch/cluster.ts';
import { withExactValues } from '../../index/engines/opensearch/exact-values.ts';
import type { IndexState } from '../../index/engines/opensearch/index-state.ts';
import { Numbering } from '../../index/engines/opensearch/numbering.ts';
import { Words } from '../../index/engines/opensearch/words.ts';
import { MAX_FACET_VALUES } from '../../index/facets.ts';
import { accessTo } from '../support/cluster-engine.ts';
import { type FakeRequest, startFakeCluster } from '../support/fake-cluster.ts';
import { suite } from '../support/suite.ts';

const test = suite('counts over parts');
const PARTS = 3;

/** Documents of each form by part; 0: the part does not have it. */
type Vocabulary = readonly { readonly form: string; readonly documents: readonly number[] }[];

/** Often in one part, or middling in all of them, which together is more; or anyhow. */
const anyCounts: fc.Arbitrary<readonly number[]> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.integer({ min: 100, max: 140 }), fc.nat(PARTS - 1)).map(onlyIn) },
  { weight: 1, arbitrary: fc.integer({ min: 30, max: 99 }).map((count) => Array(PARTS).fill(count)) },
  { weight: 1, arbitrary: fc.array(fc.nat(140), { minLength: PARTS, maxLength: PARTS }) },
);

function onlyIn([count, part]: readonly [number, number]): readonly number[] {
  return Array.from({ length: PARTS }, (_, at) => (at === part ? count : 0));
}

const anyVocabulary: fc.Arbitrary<Vocabulary> = fc
  .array(anyCounts, { minLength: 1, maxLength: 70, size: 'max' })
  .map((counts) => counts.map((documents, at) => ({ form: `te${at}`, documents })));

/** An index of words, as far as it is asked. */
function wordsAnswer(vocabulary: Vocabulary, { body }: FakeRequest): unknown {
  const { query, size, sort } = JSON.parse(body) as {
    readonly query: { readonly constant_score: { readonly filter: Record<string, Record<string, unknown>> } };
    readonly size: number;
    readonly sort: readonly unknown[];
  };
  const { prefix, terms } = query.constant_score.filter;
  const asked = (terms?.form ?? terms?.stem) as readonly string[] | undefined;
  const beginning = prefix === undefined ? null : (prefix.form as { readonly value: string }).value;
  const entries = vocabulary
    .filter(({ form }) => (beginning === null ? asked?.includes(form) === true : form.startsWith(beginning)))
    .flatMap(({ form, documents }) =>
      documents.flatMap((count, part) => (count === 0 ? [] : [{ form, part, count }])),
    );
  if (sort[0] !== '_doc')
    entries.sort((a, b) => b.count - a.count || (a.form < b.form ? -1 : 1) || a.part - b.part);
  const hits = entries.slice(0, size).map(({ form, part, count }) => ({
    _id: form,
    _index: `part-${part}`,
    fields: {
      form: [form],
      stem: [form],
      documents: [count],
      titles: [part],
      stemDocuments: [count],
      stemTitles: [part],
    },
  }));
  return { timed_out: false, _shards: { failed: 0 }, hits: { hits } };
}

test(
  'the most frequent forms of a beginning are those of all parts together',
  async () => {
    let vocabulary: Vocabulary = [];
    const node = await startFakeCluster((request) => ({
      status: 200,
      body: wordsAnswer(vocabulary, request),
    }));
    const cluster = new Cluster(accessTo([node.address]));
    try {
      await fc.assert(
        fc.asyncProperty(anyVocabulary, fc.integer({ min: 1, max: 6 }), async (drawn, limit) => {
          vocabulary = drawn;
          const words = new Words({ cluster, index: 'some', parts: PARTS });
          const totals = drawn
            .map(({ form, documents }) => ({
              form,
              documents: documents.reduce((sum, count) => sum + count),
            }))
            .filter(({ documents }) => documents > 0);
          const { forms, areAll } = await words.beginning('te', limit);
          const counts = totals.map(({ documents }) => documents).sort((a, b) => b - a);
          assert.equal(
            forms.map(({ documents }) => documents),
            counts.slice(0, limit),
          );
          for (const { form, documents } of forms)
            assert.is(totals.find((other) => other.form === form)?.documents, documents, form);
          if (areAll) assert.is(forms.length, totals.length);
          const [some] = drawn;
          const stems = await words.stems([some?.form ?? '']);
          const counted = stems.get(some?.form ?? '');
          const holding = some?.documents.flatMap((count, part) => (count === 0 ? [] : [part])) ?? [];
          assert.is(counted?.documents ?? 0, totals.find(({ form }) => form === some?.form)?.documents ?? 0);
          assert.is(
            counted?.titles ?? 0,
            holding.reduce((sum, part) => sum + part, 0),
          );
        }),
        { numRuns: 150 },
      );
    } finally {
      await cluster.close();
      await node.close();
    }
  },
  { timeoutMs: 60_000 },
);

/** Hits of each author by part, for more authors than a facet lists. */
const anyHits = fc
  .tuple(fc.integer({ min: 2, max: 60 }), fc.array(fc.nat(30), { minLength: 390, maxLength: 390 }))
  .map(([steepness, noise]) =>
    Array.from({ length: 130 }, (_, author) =>
      Array.from({ length: PARTS }, (_, part) => {
        const share = (1_000 * steepness) / (1 + author * steepness);
        return Math.floor(share) + (noise[3 * author + part] ?? 0);
      }),
    ),
  );

test('a facet lists the most frequent values with exact counts, or says that it may not', async () => {
  const bases = Array.from({ length: PARTS }, (_, part) => ({ base: (part + 1) * 2 ** 32, size: 130 }));
  const numbering = new Numbering(bases);
  const numbersOf = (author: number) => bases.map(({ base }) => base + author);
  const names = { numberOf: (written: number) => numbering.dense(written) % 130, written: numbersOf };
  let [sure, unsure] = [0, 0];
  await fc.assert(
    fc.asyncProperty(anyHits, fc.integer({ min: 60, max: 400 }), async (hits, values) => {
      const all = hits.flatMap((counts, author) =>
        counts.map((doc_count, part) => ({ key: numbersOf(author)[part] ?? 0, doc_count })),
      );
      const told = topOf(all, values);
      const state = {
        parts: { file: { parts: bases }, names: { people: names } },
        search: async ({ aggs }: { readonly aggs: Asked }) => {
          const include = new Set(aggs.author.aggs.values.terms.include);
          const buckets = all.filter(({ key, doc_count }) => include.has(key) && doc_count > 0);
          return { aggregations: { author: { values: { buckets } } } };
        },
      } as unknown as IndexState;
      const answer = {
        timed_out: false,
        _shards: { failed: 0 },
        hits: { hits: [] },
        aggregations: { author: { values: told } },
      };
      const counted = { query: { match_all: {} }, aggs: { author: { filter: { match_all: {} } } } };
      const checked = await withExactValues(state, counted, answer);
      if (checked.isEstimated) {
        unsure += 1;
        return;
      }
      sure += 1;
      const { author } = checked.answer.aggregations as { readonly author: { readonly values: Told } };
      assert.equal(listed(author.values.buckets, names.numberOf), listed(all, names.numberOf));
    }),
    { numRuns: 200 },
  );
  assert.ok(sure > 10 && unsure > 10, `${sure} sure, ${unsure} not`);
});

interface Asked {
  readonly author: {
    readonly aggs: { readonly values: { readonly terms: { readonly include: readonly number[] } } };
  };
}

interface Told {
  readonly buckets: readonly { readonly key: number; readonly doc_count: number }[];
}

/** As a cluster answers whose parts have one shard each: every part tells of so many, and so many are kept. */
function topOf(all: Told['buckets'], values: number): unknown {
  const most = (buckets: Told['buckets']) =>
    [...buckets].sort((a, b) => b.doc_count - a.doc_count || a.key - b.key).slice(0, values);
  const shards = Array.from({ length: PARTS }, (_, part) =>
    most(all.filter(({ key, doc_count }) => Math.floor(key / 2 ** 32) === part + 1 && doc_count > 0)),
  );
  const buckets = most(shards.flat());
  const sum = (list: Told['buckets']) => list.reduce((total, { doc_count }) => total + doc_count, 0);
  const error = shards.reduce(
    (total, shard) => total + (shard.length < values ? 0 : (shard.at(-1)?.doc_count ?? 0)),
    0,
  );
  return { buckets, sum_other_doc_count: sum(all) - sum(buckets), doc_count_error_upper_bound: error };
}

/** The counts that are listed, and of whom: of equal ones at the end any. */
function listed(buckets: Told['buckets'], numberOf: (written: number) => number): unknown {
  const sums = new Map<number, number>();
  for (const { key, doc_count } of buckets)
    sums.set(numberOf(key), (sums.get(numberOf(key)) ?? 0) + doc_count);
  const sorted = [...sums.values()].sort((a, b) => b - a).slice(0, MAX_FACET_VALUES);
  const least = sorted.at(-1) ?? 0;
  return { sorted, above: [...sums].filter(([, count]) => count > least).sort(([a], [b]) => a - b) };
}

test.run();
