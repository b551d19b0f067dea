// Plans as queries of a cluster, without one: which fields, which scopes, which bounds.

import * as assert from 'uvu/assert';
import type { PlanNode } from '../../index/engine.ts';
import { filterQuery } from '../../index/engines/opensearch/filter-queries.ts';
import { linkLookups, lookupOf } from '../../index/engines/opensearch/link-keys.ts';
import { shardsFor } from '../../index/engines/opensearch/mapping.ts';
import { Numbering } from '../../index/engines/opensearch/numbering.ts';
import { ordinalQueries, termsQuery } from '../../index/engines/opensearch/people.ts';
import { highestScore, type LeafQueries, planQuery } from '../../index/engines/opensearch/plan-query.ts';
import { WordQueries } from '../../index/engines/opensearch/word-queries.ts';
import type { Filter } from '../../index/query/model.ts';
import { and, english, filter, not, or, phrase, prefix, word } from '../support/engine-samples.ts';
import { suite } from '../support/suite.ts';

const DOCUMENTS = new Numbering([{ base: 0, size: 1_000_000 }]);
const test = suite('plans as queries of a cluster');

const counted = (form: string, stem: string, documents: number, titles = 0) => ({
  form,
  stem,
  documents,
  titles,
});
const FERRY = {
  stem: 'ferri',
  documents: 9,
  titles: 2,
  forms: [counted('ferry', 'ferri', 5, 2), counted('ferries', 'ferri', 6)],
};
const SOUP = { stem: 'soup', documents: 3, titles: 0, forms: [counted('soup', 'soup', 3)] };
const lexicon = {
  documentCount: 100,
  stems: new Map([
    ['ferri', FERRY],
    ['soup', SOUP],
  ]),
  beginnings: new Map([['fer', { forms: FERRY.forms, areAll: true }]]),
};
const leaves: LeafQueries = {
  words: new WordQueries(lexicon, english),
  filter: (wanted: Filter) => ({ filter: wanted.field }),
};
const find = (plan: PlanNode) => planQuery(plan, leaves, false);
const rank = (plan: PlanNode) => JSON.stringify(planQuery(plan, leaves, true));

test('what is only found has no scores', () => {
  assert.equal(find(word('ferries')), { term: { stems: { value: 'ferri' } } });
  assert.equal(find(word('ferries', 'title')), { term: { titleStems: { value: 'ferri' } } });
  assert.equal(find(phrase('soup')), { term: { body: { value: 'soup' } } });
  assert.equal(find(phrase('ferry soup')), {
    match_phrase: { body: { query: 'ferry soup', analyzer: 'whitespace' } },
  });
  assert.equal(find(prefix('fer')), { prefix: { body: { value: 'fer' } } });
});

test('a word that the index does not have finds nothing', () => {
  for (const plan of [word('kraken'), phrase('kraken'), phrase('ferry kraken'), prefix('kra')])
    assert.equal(find(plan), { match_none: {} });
});

test('looks for quoted words where quotations are, for own words everywhere else', () => {
  const quoted = JSON.stringify(find(word('ferry', 'quote')));
  assert.match(quoted, '{"terms":{"quoted":["ferry","ferries"]}}');
  const own = JSON.stringify(find(phrase('ferry soup', 'own')));
  assert.match(own, '"must_not":[{"term":{"marks":"quote"}}]');
  assert.match(own, '{"match_phrase":{"own":');
});

test('ranks by stem, title and exact form', () => {
  const ranked = rank(word('ferries'));
  assert.match(ranked, '{"term":{"stems":{"value":"ferri"}}}');
  assert.match(ranked, '{"term":{"titleStems":{"value":"ferri","boost":0.3}}}');
  assert.match(ranked, '{"term":{"stems":{"value":"ferri","boost":0.03}}}');
  assert.match(ranked, '"filter":[{"term":{"body":"ferries"}}]');
  assert.not.match(rank(word('soup')), 'titleStems', 'it is in no title');
});

test('joins with and, or and not; what is written twice is asked once and counts twice', () => {
  assert.equal(find(and(word('soup'), not(word('ferry')), filter({ field: 'is-op' }))), {
    bool: {
      filter: [{ filter: 'is-op' }, { term: { stems: { value: 'soup' } } }],
      must_not: [{ term: { stems: { value: 'ferri' } } }],
    },
  });
  const twice = rank(or(word('soup'), word('soup'), word('ferry')));
  assert.match(twice, '"boost":2');
  assert.is(twice.split('"stems":{"value":"soup"}').length, 2);
  assert.equal(find(or()), { match_none: {} });
  assert.equal(find(and()), { bool: { filter: [{ match_all: {} }] } });
});

test('one word more counts more than all scores together', () => {
  const words = or(word('soup'), word('ferry'));
  const plan: PlanNode = { ...words, moreFirst: true } as PlanNode;
  const boosts = [
    ...rank(plan).matchAll(
      /"constant_score":\{"filter":\{"term":\{"stems":\{"value":"\w+"\}\}\},"boost":([\d.]+)/g,
    ),
  ];
  assert.is(boosts.length, 2);
  for (const [, boost] of boosts) assert.ok(Number(boost) > highestScore(words, leaves));
});

test('a query of very many words keeps within the clauses that a cluster takes', () => {
  const many = or(
    ...Array.from({ length: 900 }, (_, at) => phrase(at % 2 === 0 ? 'soup' : `ferry ${'soup '.repeat(at)}`)),
  );
  const clauses = rank(many).match(/"(term|match_phrase|constant_score)"/g) ?? [];
  assert.ok(clauses.length <= 1_400, String(clauses.length));
});

test('filters have their fields and bounds', () => {
  const names = { people: () => ({ people: 1 }), threads: () => [7], tag: () => ({ tag: 1 }) };
  const query = (wanted: Filter) => filterQuery(wanted, names);
  assert.equal(query({ field: 'comments', min: 3, max: null }), { range: { comments: { gte: 3 } } });
  assert.equal(query({ field: 'thread', thread: 'x' }), { terms: { thread: [7] } });
  assert.equal(query({ field: 'has', what: 'image' }), { term: { marks: 'image' } });
  assert.equal(query({ field: 'date', span: { from: '2008', until: null } }), {
    bool: { filter: [{ exists: { field: 'firstDay' } }, { range: { firstDay: { gte: 13_879 } } }] },
  });
  assert.equal(query({ field: 'links', host: '\ud800', path: '' }), { match_none: {} });
});

test('links are found by host, by what lies above it, and by beginnings of their paths', () => {
  const lookups = linkLookups(['boats.harbour.example/tables/winter?x=1']);
  for (const found of [
    'boats.harbour.example',
    'harbour.example',
    'harbour.example/tables',
    'harbour.example/tables/winter',
    'example/tables/winter?x=1',
  ])
    assert.ok(lookups.includes(found), found);
  for (const other of ['arbour.example', 'harbour.example/tab'])
    assert.not.ok(lookups.includes(other), other);
  assert.is(lookupOf('harbour.example', '/tables/'), 'harbour.example/tables');
  const deep = linkLookups([`a.b.c.d.e.f.g.h.i.example/${'x/'.repeat(900)}`]);
  assert.ok(deep.length < 300, 'an endless path gives a bounded number of keys');
});

test('documents by number are asked for in few clauses, whatever their number', () => {
  assert.equal(ordinalQueries([], DOCUMENTS), []);
  assert.equal(ordinalQueries([5, 3], DOCUMENTS), [{ terms: { ordinal: [3, 5] } }]);
  const run = Array.from({ length: 40 }, (_, at) => 100 + at);
  assert.equal(ordinalQueries([...run, 7], DOCUMENTS), [
    { range: { ordinal: { gte: 100, lte: 139 } } },
    { terms: { ordinal: [7] } },
  ]);
  const scattered = Array.from({ length: 200_000 }, (_, at) => 2 * at);
  assert.is(ordinalQueries(scattered, DOCUMENTS).length, 1);
  const { bool } = termsQuery('ordinal', scattered) as {
    readonly bool: { readonly should: readonly unknown[] };
  };
  assert.is(bool.should.length, 4);
});

test('an index has as many parts as its size asks for', () => {
  assert.is(shardsFor(0, 0), 1);
  assert.is(shardsFor(4_000_001, 0), 2);
  assert.is(shardsFor(10, 50_000_000_000), 3);
  assert.is(shardsFor(10 ** 12, 10 ** 15), 64);
});

test.run();
