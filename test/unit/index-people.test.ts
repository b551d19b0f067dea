// Spellings of one name are one person, with one slug that does not move.

import * as assert from 'uvu/assert';
import { createPeopleCollector, foldName, type PeopleRegister } from '../../index/people.ts';
import { suite } from '../support/suite.ts';
import { makeComment, makeThread } from '../support/threads.ts';

const test = suite('people');

function register(names: readonly string[]): PeopleRegister {
  const collector = createPeopleCollector();
  const comments = names.map((author, number) => makeComment({ id: `${number}`, author }));
  collector.add(makeThread({ post: null, comments }));
  return collector.finish();
}

test('takes names as one person whatever their case, accents, white space and invisible characters', () => {
  const people = register(['José  García', 'jose garcia', ' JOSÉ\u00a0GARCÍA ', 'Jos\u200bé García']);
  assert.is(people.size, 1);
  assert.is(people.person('jose GARCIA')?.slug, 'jose-garcia');
});

test('shows the most frequent spelling', () => {
  const people = register(['spiffy', 'Spiffy', 'SPIFFY', 'Spiffy']);
  assert.equal(people.person('spiffy'), { name: 'Spiffy', slug: 'spiffy' });
});

test('knows nobody without a name', () => {
  const people = register([' ', '\u200b', '\0']);
  assert.is(people.size, 0);
  for (const name of [null, '', ' ', '\u200b', 'stranger']) assert.is(people.person(name), null);
});

test('makes readable slugs, and hashed ones where letters would be lost', () => {
  const people = register([
    'Chris O’Brien',
    'Łukasz Æ',
    'Иван',
    '***',
    'Иван Smith',
    'j.d.',
    'x'.repeat(500),
  ]);
  const slug = (name: string): string => people.person(name)?.slug ?? '';
  assert.is(slug("chris o'brien"), 'chris-obrien');
  assert.is(slug('Łukasz Æ'), 'lukasz-ae');
  assert.is(slug('j.d.'), 'j-d');
  assert.match(slug('Иван'), /^person-[0-9a-f]{6}$/);
  assert.match(slug('***'), /^person-[0-9a-f]{6}$/);
  assert.match(slug('Иван Smith'), /^smith-[0-9a-f]{6}$/);
  assert.match(slug('x'.repeat(500)), /^x{60}-[0-9a-f]{6}$/);
});

test('gives two persons two slugs, the plain name the plain one, in whatever order they come', () => {
  const names = ['J. Doe', 'J-Doe', 'J Doe', 'j_doe'];
  const first = register(names);
  const second = register([...names].reverse());
  const slugs = names.map((name) => first.person(name)?.slug);
  assert.equal(
    names.map((name) => second.person(name)?.slug),
    slugs,
  );
  assert.is(new Set(slugs).size, names.length);
  assert.is(first.person('J Doe')?.slug, 'j-doe');
});

test('tells names apart that differ in letters of other scripts', () => {
  assert.is.not(foldName('さくら'), foldName('ざくら'));
  assert.is(register(['Иван', 'Ivan', '山田', '山口']).size, 4);
});

test('folds a name only once', () => {
  for (const name of ['ﬁne', 'İstanbul', '´x', 'ＡＢＣ', 'ẞ', '\ud800x', 'ΣΊΣΥΦΟΣ']) {
    assert.is(foldName(foldName(name)), foldName(name), name);
  }
});

test.run();
