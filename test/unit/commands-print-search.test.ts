// How a search answer is printed: what people see of totals, hits, highlights, and of what an archive may try.
import * as assert from 'uvu/assert';
import type { DocumentId, Hit, SearchAnswer, ThreadId } from '../../index/model.ts';
import { printAnswer } from '../../src/commands/print-search.ts';
import { suite } from '../support/suite.ts';

const test = suite('printed search');

const HIT: Hit = {
  id: 'storm-1.7' as DocumentId,
  type: 'comment',
  score: 3.5,
  url: '/threads/storm-1#c-7',
  originalUrl: 'http://harbour.example/storm/#comment-7',
  title: 'Storm diary',
  author: { name: 'Bram', slug: 'bram' },
  publishedAt: '2009-01-12T07:30:00+00:00',
  datePrecision: 'minute',
  thread: {
    id: 'storm-1' as ThreadId,
    title: 'Storm diary',
    url: '/threads/storm-1',
    commentCount: 12,
    hitCount: 3,
    position: 7,
  },
  inReplyTo: { id: 'storm-1.6' as DocumentId, author: null },
  snippet: { html: '', text: 'the lantern held', ranges: [[4, 11]] },
  more: [],
};

const ANSWER: SearchAnswer = {
  query: 'lantern',
  interpreted: 'lantern',
  totalHits: 3,
  totalThreads: 1,
  limit: 20,
  offset: 40,
  processingTimeMs: 2,
  hits: [HIT],
  facets: {},
  facetsCut: [],
  histogram: null,
  relaxed: null,
  warnings: [],
  snapshot: { id: 'x', builtAt: '2024-01-01T00:00:00Z' },
};

function print(answer: Partial<SearchAnswer>): string {
  return printAnswer({ ...ANSWER, ...answer }, (text) => `<${text}>`).join('\n');
}

test('prints rank, title, place, people, date, snippet and id of a hit', () => {
  assert.equal(print({}).split('\n'), [
    '3 hits in 1 thread (2 ms)',
    '',
    '41. <Storm diary>',
    '    comment 7 of 12 by Bram to an unknown author, 2009-01-12 07:30',
    '    the <lantern> held',
    '    storm-1.7  http://harbour.example/storm/#comment-7',
    '    and 2 more in this thread',
  ]);
});

test('prints dates as exactly as they are known, and hits that know little', () => {
  const bare = { ...HIT, title: null, author: null, inReplyTo: null, originalUrl: null };
  assert.match(print({ hits: [{ ...bare, publishedAt: '2009-01' }] }), /by an unknown author, 2009-01\n/);
  assert.match(print({ hits: [{ ...bare, publishedAt: null }] }), /by an unknown author\n/);
  assert.match(print({ hits: [bare] }), /\(without title\)/);
});

test('prints further hits of a thread below the first', () => {
  const { more: _more, ...inner } = { ...HIT, id: 'storm-1.9' as DocumentId };
  const text = print({ hits: [{ ...HIT, more: [inner] }] });
  assert.match(text, /\n {4}- comment 7 of 12 by Bram/);
  assert.match(text, /storm-1\.9/);
  assert.match(text, /and 1 more in this thread/);
});

test('says what was loosened and what was odd', () => {
  const text = print({
    relaxed: { fuzzy: { lantrn: 'lantern' }, dropped: ['zeppelin'] },
    warnings: ['Too long.'],
  });
  assert.match(text, /Nothing has lantrn; searched for lantern\./);
  assert.match(text, /left out: zeppelin/);
  assert.match(text, /Note: Too long\./);
});

test('prints counts as lists and bars', () => {
  const text = print({
    facets: { author: { Bram: 2, tilde: 1 }, year: {} },
    facetsCut: ['author'],
    histogram: {
      interval: 'year',
      buckets: [
        { key: '2008', count: 1 },
        { key: '2009', count: 2 },
      ],
      undated: 1,
    },
  });
  assert.match(text, /By author: Bram 2, tilde 1, …/);
  assert.match(text, /By year: nothing/);
  assert.match(text, /2008 +1 +#{20}\n2009 +2 +#{40}\nundated +1/);
});

test('shows what an archive holds without letting it speak to the terminal', () => {
  const evil = '\u001b]0;owned\u0007\u009b31m\u202egnp';
  const hit = {
    ...HIT,
    title: evil,
    author: { name: evil, slug: 'x' },
    originalUrl: `http://a/${evil}`,
    snippet: { html: '', text: `${evil} lantern`, ranges: [[0, 4]] as const },
  };
  assert.not.match(print({ hits: [hit], interpreted: evil, warnings: [evil] }), /\p{Cc}(?<!\n)|\u202e/u);
  assert.not.match(print({ totalHits: 0, hits: [], interpreted: evil }), /\p{Cc}(?<!\n)/u);
});

test.run();
