// Bounds of the MiniSearch engine, and small parts of it.

import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { PlanNode } from '../../index/engine.ts';
import { bareLinks, isLinkTo, linkKey } from '../../index/engines/link-address.ts';
import { topOf } from '../../index/engines/minisearch/top.ts';
import { MAX_PREFIX_FORMS } from '../../index/engines/ranking-settings.ts';
import { cpuNow } from '../support/cpu-time.ts';
import {
  and,
  filter,
  idsFound,
  makeRequest,
  makeSampleThread,
  not,
  openSampleEngine,
  or,
  phrase,
  prefix,
  word,
} from '../support/engine-samples.ts';
import { suite } from '../support/suite.ts';

const test = suite('limits and parts of the engine');

test('lets a prefix stand for its most frequent forms when there are too many', async () => {
  const rare = Array.from({ length: MAX_PREFIX_FORMS + 5 }, (_, at) => `pre${at}x`);
  const threads = [
    makeSampleThread('many', [{ id: 'many', text: rare.join(' ') }]),
    makeSampleThread('twice', [{ id: 'twice', text: 'prezz' }]),
    makeSampleThread('again', [{ id: 'again', text: 'prezz' }]),
  ];
  const engine = await openSampleEngine(threads);
  assert.equal([...(await idsFound(engine, prefix('pre')))].sort(), ['again', 'many', 'twice']);
});

test('counts a repeated word as often as it is written', async () => {
  const engine = await openSampleEngine([
    makeSampleThread('a', [{ id: 'a', text: 'ferry and soup' }]),
    makeSampleThread('b', [{ id: 'b', text: 'soup and tea' }]),
  ]);
  const scoreOf = async (plan: PlanNode): Promise<number> =>
    (await engine.search(makeRequest(plan))).groups[0]?.hits[0]?.score ?? 0;
  const [once, tea] = [await scoreOf(word('ferry')), await scoreOf(word('tea'))];
  assert.is(await scoreOf(or(word('ferry'), word('ferry'), word('tea'))), Math.max(2 * once, tea));
  assert.is(await scoreOf(and(word('ferry'), word('ferry'))), 2 * once);
});

test('a phrase that repeats a word takes time of the length of a document', async () => {
  const text = 'had x '.repeat(150_000);
  const engine = await openSampleEngine([
    makeSampleThread('long', [{ id: 'long', text }]),
    makeSampleThread('short', [{ id: 'short', text: 'They had had x x.' }]),
    makeSampleThread('end', [{ id: 'end', text: `${'had x '.repeat(30)}x had had` }]),
  ]);
  const startedAt = cpuNow();
  assert.equal([...(await idsFound(engine, phrase('had had')))].sort(), ['end', 'short']);
  assert.equal(await idsFound(engine, phrase('had had x x')), ['short']);
  assert.equal(await idsFound(engine, phrase('had x x had')), ['end']);
  assert.ok(cpuNow() - startedAt < 2_000);
});

test('counts every document of a prefix with thousands of forms', async () => {
  const engine = await openSampleEngine(
    Array.from({ length: 1500 }, (_, at) =>
      makeSampleThread(`t${at}`, [{ id: `d${at}`, text: `pre${at}x` }]),
    ),
  );
  assert.is((await engine.search(makeRequest(prefix('pre')))).totalHits, 1500);
});

test('takes a word for misspelt when only a slip of it shares its stem', async () => {
  const engine = await openSampleEngine([
    makeSampleThread('a', [{ id: 'a', text: 'A cormorant and some walking.' }]),
  ]);
  assert.not(await engine.knows('cormorent', 'cormor'));
  assert.equal(await idsFound(engine, { kind: 'stem', form: 'cormorent', stem: 'cormor', scope: 'any' }), []);
  assert.equal(await idsFound(engine, word('cormorants')), ['a']);
  assert.equal(await idsFound(engine, word('walked')), ['a']);
});

test('takes another spelling of a word for no slip', async () => {
  const engine = await openSampleEngine([
    makeSampleThread('a', [{ id: 'a', text: 'They organize a licence.' }]),
  ]);
  assert.ok(await engine.knows('organise', 'organ'));
  assert.equal(await idsFound(engine, word('organise')), ['a']);
  assert.equal(await idsFound(engine, word('license')), ['a']);
  assert.equal(await idsFound(engine, phrase('license')), []);
});

test('answers hundreds of names and negations in one query without going through all threads for each', async () => {
  const threads = Array.from({ length: 6000 }, (_, at) =>
    makeSampleThread(`thread-${at}`, [{ id: `d${at}`, text: `ferry http://host${at}.example/x` }], {
      originalUrl: `http://blog.example/2009/entry-${at}/`,
    }),
  );
  const engine = await openSampleEngine(threads);
  const numbers = Array.from({ length: 250 }, (_, at) => at);
  const plan = or(
    ...numbers.map((at) => filter({ field: 'thread', thread: `nothing-${at}` })),
    ...numbers.map((at) => filter({ field: 'links', host: `host${at}.example`, path: '/x' })),
    filter({ field: 'thread', thread: 'entry-5999' }),
  );
  const started = cpuNow();
  assert.is((await engine.search(makeRequest(plan))).totalHits, 251);
  assert.is(
    (await engine.search(makeRequest(or(...numbers.map((at) => not(word(`x${at}`))))))).totalHits,
    6000,
  );
  assert.ok(cpuNow() - started < 1_500, `${cpuNow() - started} ms`);
});

test('answers a plan as deep as brackets may go, and a long one', async () => {
  const engine = await openSampleEngine([makeSampleThread('a', [{ id: 'a', text: 'ferry' }])]);
  let deep: PlanNode = word('ferry');
  for (let depth = 0; depth < 100; depth++)
    deep = depth % 2 === 0 ? and(deep, word('ferry')) : or(deep, word('soup'));
  assert.equal(await idsFound(engine, deep), ['a']);
  const long = or(...Array.from({ length: 2000 }, (_, at) => word(`ferry${at % 500}`)), word('ferry'));
  assert.equal(await idsFound(engine, long), ['a']);
  assert.equal(await idsFound(engine, { kind: 'not', node: { kind: 'not', node: word('ferry') } }), ['a']);
});

test('chooses the first few as a whole sort would', () => {
  const key = fc.constantFrom(0, 1, 2, 3, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(key, key)),
      fc.nat(30),
      fc.nat(5),
      fc.boolean(),
      (values, wanted, from, isPaired) => {
        const first = Float64Array.from(values, ([value]) => value);
        const second = isPaired ? Float64Array.from(values, ([, value]) => value) : null;
        const higher = (a: number, b: number): number => (a === b ? 0 : a > b ? -1 : 1);
        const all = values.map((_, index) => index).slice(from);
        all.sort((a, b) => {
          const [[firstA = 0, secondA = 0] = [], [firstB = 0, secondB = 0] = []] = [values[a], values[b]];
          return higher(firstA, firstB) || (isPaired ? higher(secondA, secondB) : 0) || a - b;
        });
        const span = { from: Math.min(from, values.length), to: values.length };
        assert.equal(topOf({ first, second }, span, wanted), all.slice(0, wanted));
      },
    ),
    { numRuns: 500 },
  );
});

test('brings addresses to one form, and knows what lies below one', () => {
  assert.is(linkKey('HTTP://WWW.Example.org:8080/A/b/?q=1#x'), 'example.org/A/b/?q=1');
  assert.is(linkKey('https://example.org/'), 'example.org');
  for (const other of ['mailto:a@b.example', 'javascript:alert(1)', 'http://', 'http://[', ''])
    assert.is(linkKey(other), null, other);
  assert.ok(isLinkTo('news.example.org/a/b', 'example.org', '/a'));
  assert.ok(isLinkTo('example.org/watch?v=1', 'example.org', '/watch'));
  assert.not(isLinkTo('anexample.org/a', 'example.org', ''));
  assert.not(isLinkTo('example.org/about', 'example.org', '/a'));
});

test('finds addresses in a text without the signs behind them', () => {
  const text = 'See http://a.example/x, (https://b.example/y) and <http://c.example/z>.';
  assert.equal(bareLinks(text), ['http://a.example/x', 'https://b.example/y', 'http://c.example/z']);
  assert.is(bareLinks('http://a.example/ '.repeat(5000)).length, 1000);
});

test.run();
