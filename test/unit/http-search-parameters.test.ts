// Reading and writing the parameters of a search.
import * as assert from 'uvu/assert';
import { defaultRequest } from '../../index/search.ts';
import { searchQueryString } from '../../src/answers/search-address.ts';
import { readSearch } from '../../src/http/search-parameters.ts';
import { suite } from '../support/suite.ts';

const test = suite('search parameters');

const read = (query: string) => readSearch(new URLSearchParams(query));
const mistakesOf = (query: string) =>
  read(query).mistakes.map(({ parameter, value, kind }) => `${kind} ${parameter}=${value}`);

test('reads every parameter of the contract', () => {
  const { asked, mistakes } = read(
    'q=tea&type=post&author=Ada&author=bo&from=2008&until=2008-11-04&thread=t&tag=x&sort=newest&group=none' +
      '&limit=5&offset=10&facets=author,year&histogram=month&typo=off&match=any',
  );
  assert.equal(mistakes, []);
  assert.equal(asked, {
    request: {
      q: 'tea',
      type: 'post',
      authors: ['Ada', 'bo'],
      from: '2008',
      until: '2008-11-04',
      thread: 't',
      tag: 'x',
      sort: 'newest',
      group: 'none',
      limit: 5,
      offset: 10,
      facets: ['author', 'year'],
      histogram: 'month',
      typo: 'off',
      match: 'any',
    },
    cursor: null,
  });
});

test('counts an empty parameter as absent, also one that does not exist', () => {
  const { asked, mistakes } = read(
    'q=&type=&author=&from=&limit=&offset=&facets=&sort=&colour=&type=&cursor=',
  );
  assert.equal(mistakes, []);
  assert.equal(asked.request, defaultRequest(''));
});

test('reports all mistakes at once', () => {
  assert.equal(mistakesOf('limit=101&colour=red&type=page&sort=best'), [
    'bad limit=101',
    'unknown colour=red',
    'bad type=page',
    'bad sort=best',
  ]);
});

test('refuses a single-valued parameter that is given twice, and takes several authors', () => {
  assert.equal(mistakesOf('q=a&q=b'), ['repeated q=a, b']);
  assert.equal(mistakesOf('type=post&type='), []);
  assert.equal(mistakesOf('author=a&author=b'), []);
});

test('takes whole numbers within their bounds only', () => {
  for (const limit of ['0', '1', '100', '020']) assert.equal(mistakesOf(`limit=${limit}`), [], limit);
  for (const limit of ['101', '-1', '1.5', '1e1', '0x10', ' 5', 'abc', '٣', '9'.repeat(400)])
    assert.is(mistakesOf(`limit=${encodeURIComponent(limit)}`).length, 1, limit);
  assert.equal(mistakesOf('offset=10000'), []);
  assert.equal(mistakesOf('offset=10001'), ['bad offset=10001']);
});

test('takes years, months and days that are in the calendar', () => {
  for (const date of ['2008', '2008-11', '2008-02-29', '0099-01-01'])
    assert.equal(mistakesOf(`from=${date}`), [], date);
  for (const date of ['08', '2008-13', '2009-02-29', '2008-00', '2008-11-4', '2008-11-04T10:00', 'now'])
    assert.equal(mistakesOf(`until=${date}`), [`bad until=${date}`], date);
});

test('says what is allowed', () => {
  const allowed = (query: string) => read(query).mistakes[0]?.allowed.join(' ') ?? '';
  assert.match(allowed('limit=x'), /0 to 100/);
  assert.is(allowed('sort=best'), 'relevance newest oldest discussed');
  assert.is(allowed('facets=author,colour'), 'author type year tag');
  assert.match(allowed('colour=red'), /\bq\b.*\blimit\b.*\bmatch\b/);
});

test('treats names of object properties as unknown parameters', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty'])
    assert.equal(mistakesOf(`${name}=x`), [`unknown ${name}=x`]);
});

test('refuses an offset beside a cursor', () => {
  assert.equal(mistakesOf('cursor=abc&offset=3'), ['bad offset=3']);
});

test('cuts long values in its messages', () => {
  const [mistake] = read(`type=${'x'.repeat(5000)}`).mistakes;
  assert.ok(mistake !== undefined && mistake.value.length < 300);
});

test('writes a request in one order, without what is empty or default', () => {
  const query = 'match=any&limit=20&offset=0&q=tea+%26+rain&group=thread&author=b&author=a&sort=&facets=year';
  assert.is(searchQueryString(read(query).asked), '?q=tea+%26+rain&author=b&author=a&facets=year&match=any');
  assert.is(searchQueryString(read('').asked), '');
});

test.run();
