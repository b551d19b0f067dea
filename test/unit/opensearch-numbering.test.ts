// Numbers of several builds as one row of numbers, and names that are looked up by hashes.

import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { ClusterFile } from '../../index/engines/opensearch/cluster-file.ts';
import { loadNames, NameNumbers, readNames } from '../../index/engines/opensearch/names-file.ts';
import { isBase, Numbering, randomBase } from '../../index/engines/opensearch/numbering.ts';
import { People } from '../../index/engines/opensearch/people.ts';
import { JoinedNumbers, packWrittenNames } from '../../index/engines/opensearch/written-names.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('numbers of several builds');

const anyParts = fc
  .uniqueArray(fc.integer({ min: 0, max: 2 ** 21 - 1 }), { minLength: 1, maxLength: 8 })
  .chain((bases) =>
    fc
      .array(fc.integer({ min: 0, max: 12 }), { minLength: bases.length, maxLength: bases.length })
      .map((sizes) =>
        [...bases].sort((a, b) => a - b).map((base, at) => ({ base: base * 2 ** 32, size: sizes[at] ?? 0 })),
      ),
  );

test('dense numbers and those of the cluster are the same things in the same order', () => {
  fc.assert(
    fc.property(anyParts, (parts) => {
      const numbering = new Numbering(parts);
      const written = parts.flatMap(({ base, size }) => Array.from({ length: size }, (_, at) => base + at));
      assert.is(numbering.length, written.length);
      for (const [dense, number] of written.entries()) {
        assert.is(numbering.written(dense), number);
        assert.is(numbering.dense(number), dense);
      }
    }),
  );
});

test('a stretch of numbers is one range for each part that it touches', () => {
  fc.assert(
    fc.property(anyParts, fc.nat(40), fc.nat(40), (parts, from, length) => {
      const numbering = new Numbering(parts);
      const ranges = numbering.ranges(from, from + length);
      const found = ranges.flatMap(({ gte, lt }) => Array.from({ length: lt - gte }, (_, at) => gte + at));
      const wanted = Array.from({ length }, (_, at) => from + at).filter((at) => at < numbering.length);
      assert.equal(
        found,
        wanted.map((at) => numbering.written(at)),
      );
      assert.ok(ranges.length <= parts.length && ranges.every(({ gte, lt }) => lt > gte));
    }),
  );
});

test('a base leaves room for a build, is never that of old ones, and stays exact', () => {
  for (let times = 0; times < 200; times += 1) {
    const base = randomBase();
    assert.ok(isBase(base) && base > 0);
    assert.ok(Number.isSafeInteger(base + 2 ** 32 - 1));
  }
  for (const wrong of [-(2 ** 32), 1, 2 ** 53, Number.NaN, 0.5]) assert.not.ok(isBase(wrong), String(wrong));
});

const FILE: ClusterFile = {
  index: 'one',
  words: 'one-words',
  alias: 'one',
  base: 5 * 2 ** 32,
  documents: 9,
  threads: 3,
  forms: 20,
  averageBody: 1,
  averageTitle: 1,
};

test('people are found by name and by slug, case and accents aside, and asked for by the numbers of the cluster', async () => {
  const folder = makeTempFolder('names');
  const numbers = new NameNumbers();
  const people = Array.from({ length: 300 }, (_, at) => ({ name: `Dée ${at}`, slug: `dee-${at}-x` }));
  for (const person of people) numbers.person(person);
  numbers.person({ name: 'dee-7-x', slug: 'other' });
  numbers.tag('Été');
  await numbers.write(folder);
  const tables = readNames(await loadNames(folder), FILE);
  const written = People.written(tables, new Numbering([{ base: FILE.base, size: FILE.documents }]));
  assert.equal([...written.find(['DEE 12', 'dee-13-x', 'nobody', ''])], [12, 13]);
  assert.equal(
    [...written.find(['dee-7-x'])].sort((a, b) => a - b),
    [7, 300],
    'a name may be the slug of another',
  );
  assert.equal(written.query('author', new Set([12])), {
    bool: {
      should: [{ bool: { filter: [{ terms: { author: [FILE.base + 12] } }], must_not: [] } }],
      minimum_should_match: 1,
    },
  });
  const renamed = written.renamed({
    merged: [{ slug: 'dee-1-x', person: { name: 'Nova', slug: 'nova' } }],
    authors: [{ ordinal: 4, person: { name: 'Nova', slug: 'nova' } }],
    answered: [],
  });
  const [nova = -1] = renamed.find(['NOVA']);
  assert.is(renamed.names.at(nova), 'Nova');
  assert.is(renamed.now(1), nova);
  const text = JSON.stringify(renamed.query('author', new Set([nova])));
  assert.match(text, `{"terms":{"author":[${FILE.base + 1}]}}`);
  assert.match(text, `{"terms":{"ordinal":[${FILE.base + 4}]}}`);
});

test('a joined name has the numbers of all parts, each of which leads back to it', async () => {
  const folder = makeTempFolder('names');
  const parts = [3, 8].map((base) => ({ ...FILE, base: base * 2 ** 32 }));
  const numbers = new NameNumbers();
  const joined = new JoinedNumbers();
  const [ana, bo, col] = ['Ana', 'Bo', 'Col'].map((name) => ({ name, slug: name.toLowerCase() }));
  for (const names of [
    [ana, bo],
    [col, ana],
  ])
    joined.add(names.length, (at) => numbers.person(names[at] ?? { name: '', slug: '' }));
  const none = new JoinedNumbers();
  for (const _ of parts) none.add(0, () => 0);
  await numbers.write(folder, {
    ...packWrittenNames('people', joined, numbers.peopleCount),
    ...packWrittenNames('tags', none, numbers.tagCount),
  });
  const { people, names } = readNames(await loadNames(folder), { ...FILE, base: 0, parts });
  const byName = new Map(Array.from({ length: 3 }, (_, at) => [names.at(at), people.written(at)]));
  assert.equal(byName.get('Ana'), [3 * 2 ** 32, 8 * 2 ** 32 + 1]);
  assert.equal(byName.get('Bo'), [3 * 2 ** 32 + 1]);
  assert.equal(byName.get('Col'), [8 * 2 ** 32]);
  for (const [name, written] of byName)
    for (const number of written) assert.is(names.at(people.numberOf(number)), name);
  assert.is(people.writtenCount, 4);
  assert.equal(people.written(3), [], 'who came later is in no part');
});

test.run();
