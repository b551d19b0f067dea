// Facet values and histogram buckets in their order.

import * as assert from 'uvu/assert';
import { facetValues, histogramOf } from '../../index/facets.ts';
import { suite } from '../support/suite.ts';

const test = suite('facets');

test('lists the most frequent values first, equal ones by name', () => {
  const { values, isCut } = facetValues('author', [
    ['Bo', 2],
    ['Ana', 2],
    ['Cy', 5],
  ]);
  assert.equal(Object.entries(values), [
    ['Cy', 5],
    ['Ana', 2],
    ['Bo', 2],
  ]);
  assert.not(isCut);
});

test('lists years ascending', () => {
  const { values } = facetValues('year', [
    ['2010', 9],
    ['2008', 1],
    ['0999', 3],
  ]);
  assert.equal(Object.keys(values).sort(), ['0999', '2008', '2010']);
  assert.is(Object.keys(values)[0], '2008');
});

test('adds up equal values and leaves out those without documents', () => {
  const { values } = facetValues('author', [
    ['Ana', 1],
    ['Ana', 2],
    ['Bo', 0],
  ]);
  assert.equal(values, { Ana: 3 });
});

test('keeps the hundred most frequent values and says that it cut', () => {
  const counts = Array.from({ length: 101 }, (_, at) => [`name ${at}`, at + 1] as const);
  const { values, isCut } = facetValues('tag', counts);
  assert.is(Object.keys(values).length, 100);
  assert.not('name 0' in values);
  assert.ok(isCut);
  assert.not(facetValues('tag', counts.slice(1)).isCut);
});

test('keeps names that objects give a meaning to', () => {
  const { values } = facetValues('author', [['__proto__', 3]]);
  assert.equal(Object.entries(values), [['__proto__', 3]]);
});

test('lists buckets of a histogram ascending', () => {
  const counts = new Map([
    ['2009-01', 2],
    ['2008-12', 1],
  ]);
  assert.equal(histogramOf('month', counts, 4), {
    interval: 'month',
    buckets: [
      { key: '2008-12', count: 1 },
      { key: '2009-01', count: 2 },
    ],
    undated: 4,
  });
});

test.run();
