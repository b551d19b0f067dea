// Laws of the numbers in an answer: facets, groups, pages and sorts agree, on random archives and queries.

import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { SearchRequest } from '../../index/model.ts';
import { FACETS, SORTS } from '../../index/model.ts';
import type { Snapshot } from '../../index/snapshot/model.ts';
import type { Thread } from '../../scraper/model.ts';
import { hitIds, openSampleSnapshot, searchFor } from '../support/search-samples.ts';
import { suite } from '../support/suite.ts';
import { makeComment, makePost, makeThread } from '../support/threads.ts';

const test = suite('totals of a search');

const WORDS = ['ferry', 'ferries', 'the', 'soup', 'winter', 'café', 'harbour', 'a', 'tea'];
const NAMES = ['Ana', 'Bo', null];
const DATES = [
  { publishedAt: null, datePrecision: null },
  { publishedAt: '2008', datePrecision: 'year' },
  { publishedAt: '2008-11', datePrecision: 'month' },
  { publishedAt: '2009-01-02', datePrecision: 'day' },
  { publishedAt: '2009-01-02T23:30:00-05:00', datePrecision: 'second' },
] as const;

const anyWriting = fc
  .record({
    words: fc.array(fc.constantFrom(...WORDS), { maxLength: 8 }),
    author: fc.constantFrom(...NAMES),
    date: fc.constantFrom(...DATES),
  })
  .map(({ words, author, date }) => ({ text: words.join(' '), author, ...date }));

const anyThread = fc
  .record({
    post: fc.option(anyWriting),
    title: fc.array(fc.constantFrom(...WORDS), { maxLength: 3 }),
    comments: fc.array(anyWriting, { minLength: 1, maxLength: 7 }),
  })
  .map(({ post, title, comments }) => ({
    post: post && makePost({ ...post, title: title.join(' '), tags: title }),
    comments: comments.map((comment, at) => makeComment({ ...comment, id: String(at) })),
  }));

const anyThreads: fc.Arbitrary<readonly Thread[]> = fc
  .array(anyThread, { minLength: 1, maxLength: 6 })
  .map((threads) => threads.map((thread, at) => makeThread({ ...thread, id: `thread-${at}-0000000${at}` })));

const anyQuery = fc.oneof(
  fc.array(fc.constantFrom(...WORDS), { maxLength: 6 }).map((words) => words.join(' ')),
  fc.constantFrom(
    'ferry OR soup',
    '-ferry',
    '"the ferry"',
    'author:ana',
    'author:bo ferry',
    'har*',
    'ferrry',
    'winter xyzzy soup',
    'title:soup',
    'before:2009',
    'sort:oldest tea',
    'tag:soup',
    '!!!',
  ),
);

const anyMatch = fc.constantFrom('auto' as const, 'all' as const, 'any' as const);

async function withSnapshot(
  threads: readonly Thread[],
  check: (snapshot: Snapshot) => Promise<void>,
): Promise<void> {
  const snapshot = await openSampleSnapshot(threads);
  try {
    await check(snapshot);
  } finally {
    await snapshot.close();
  }
}

/** Runs the check on some archives, with some queries each. */
function law(
  check: (snapshot: Snapshot, q: string, fields: Partial<SearchRequest>) => Promise<void>,
): () => Promise<void> {
  const queries = fc.array(fc.tuple(anyQuery, anyMatch), { minLength: 10, maxLength: 10 });
  return () =>
    fc.assert(
      fc.asyncProperty(anyThreads, queries, (threads, drawn) =>
        withSnapshot(threads, async (snapshot) => {
          for (const [q, match] of drawn) await check(snapshot, q, { match });
        }),
      ),
      { numRuns: 12 },
    );
}

const sum = (counts: Readonly<Record<string, number>> | undefined): number =>
  Object.values(counts ?? {}).reduce((total, count) => total + count, 0);

const TIMEOUT = { timeoutMs: 60_000 };

test(
  'facets and histogram add up to the total, whatever is listed',
  law(async (snapshot, q, fields) => {
    for (const limit of [0, 1, 100]) {
      const answer = await searchFor(snapshot, q, { ...fields, limit, facets: FACETS, histogram: 'year' });
      assert.is(sum(answer.facets.type), answer.totalHits);
      const buckets = answer.histogram?.buckets ?? [];
      const dated = buckets.reduce((total, { count }) => total + count, 0);
      assert.is(dated + (answer.histogram?.undated ?? 0), answer.totalHits);
      assert.is(sum(answer.facets.year), dated);
      assert.ok(sum(answer.facets.author) <= answer.totalHits);
    }
  }),
  TIMEOUT,
);

test(
  'grouping changes neither totals nor documents, and hit counts add up',
  law(async (snapshot, q, fields) => {
    const single = await searchFor(snapshot, q, { ...fields, group: 'none', limit: 100 });
    const grouped = await searchFor(snapshot, q, { ...fields, group: 'thread', limit: 100 });
    assert.is(grouped.totalHits, single.totalHits);
    assert.is(grouped.totalThreads, single.totalThreads);
    assert.is(single.hits.length, single.totalHits);
    assert.is(grouped.hits.length, grouped.totalThreads);
    const counts = grouped.hits.map((hit) => hit.thread.hitCount);
    assert.is(
      counts.reduce((total, count) => total + count, 0),
      grouped.totalHits,
    );
    const all = new Set(hitIds(single));
    for (const hit of grouped.hits) {
      assert.is(1 + (hit.more?.length ?? 0), Math.min(4, hit.thread.hitCount));
    }
    assert.ok(hitIds(grouped).every((id) => all.has(id)));
    assert.is(new Set(hitIds(grouped)).size, hitIds(grouped).length);
  }),
  TIMEOUT,
);

test(
  'a list of threads is the list of documents, put together: same order, same first hits',
  law(async (snapshot, q, fields) => {
    for (const sort of [null, ...SORTS]) {
      const single = await searchFor(snapshot, q, { ...fields, sort, group: 'none', limit: 100 });
      const grouped = await searchFor(snapshot, q, { ...fields, sort, group: 'thread', limit: 100 });
      const threads = new Map<string, string[]>();
      for (const { id, thread } of single.hits) {
        threads.set(thread.id, [...(threads.get(thread.id) ?? []), id]);
      }
      const shown = grouped.hits.map((hit) => [hit.id, ...(hit.more ?? []).map(({ id }) => id)]);
      const expected = [...threads.values()].map((ids) => ids.slice(0, 4));
      assert.equal(shown, expected, `${q} ${sort}`);
    }
  }),
  TIMEOUT,
);

test(
  'pages follow each other without gaps or repeats',
  law(async (snapshot, q, fields) => {
    for (const group of ['thread', 'none'] as const) {
      const whole = await searchFor(snapshot, q, { ...fields, group, limit: 100 });
      const paged: string[] = [];
      for (let offset = 0; offset < whole.hits.length; offset += 3) {
        paged.push(...hitIds(await searchFor(snapshot, q, { ...fields, group, limit: 3, offset })));
      }
      assert.equal(paged, [...hitIds(whole)]);
    }
  }),
  TIMEOUT,
);

test(
  'a sort orders the same hits; scores fall with relevance',
  law(async (snapshot, q, fields) => {
    const found = new Set<string>();
    for (const sort of SORTS) {
      const answer = await searchFor(snapshot, q, { ...fields, sort, group: 'none', limit: 100 });
      found.add([...hitIds(answer)].sort().join(' '));
      const scores = answer.hits.map(({ score }) => score);
      if (sort === 'relevance')
        assert.equal(
          scores,
          [...scores].sort((a, b) => b - a),
        );
    }
    assert.is(found.size, 1);
  }),
  TIMEOUT,
);

test.run();
