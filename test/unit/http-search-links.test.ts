// The links that lead on from a search answer, and their cursors.
import * as assert from 'uvu/assert';
import type { SearchRequest } from '../../index/model.ts';
import { defaultRequest } from '../../index/search.ts';
import { readCursor, writeCursor } from '../../src/answers/search-cursor.ts';
import { searchResponse } from '../../src/answers/search-response.ts';
import { sampleAnswer, sampleHit } from '../support/page-samples.ts';
import { suite } from '../support/suite.ts';

const test = suite('links of a search answer');

const request = (change: Partial<SearchRequest> = {}) => ({ ...defaultRequest('tea'), ...change });
const linksOf = (asked: SearchRequest, totals: { totalHits: number; totalThreads: number }) =>
  searchResponse(sampleAnswer([sampleHit()], totals), { request: asked, cursor: null }).links;

test('leads to itself, the page and the feed with the same parameters', () => {
  const links = linksOf(request({ type: 'post' }), { totalHits: 1, totalThreads: 1 });
  assert.equal(links, {
    self: '/api/v1/search?q=tea&type=post',
    next: null,
    html: '/search?q=tea&type=post',
    atom: '/search.atom?q=tea&type=post',
  });
});

test('counts threads with group=thread and documents with group=none', () => {
  const totals = { totalHits: 50, totalThreads: 20 };
  assert.is(linksOf(request(), totals).next, null);
  assert.is(linksOf(request({ group: 'none' }), totals).next, '/api/v1/search?q=tea&group=none&offset=20');
  assert.is(linksOf(request({ group: 'none', offset: 40 }), totals).next, null);
});

test('has no next page when only counts were asked for', () => {
  assert.is(linksOf(request({ limit: 0 }), { totalHits: 50, totalThreads: 20 }).next, null);
});

test('goes on past the highest offset with a cursor', () => {
  const totals = { totalHits: 30_000, totalThreads: 30_000 };
  assert.match(linksOf(request({ limit: 100, offset: 9_900 }), totals).next ?? '', /offset=10000$/);
  const beyond = linksOf(request({ limit: 100, offset: 10_000 }), totals).next ?? '';
  const cursor = new URL(beyond, 'http://x').searchParams.get('cursor') ?? '';
  assert.not.match(beyond, /offset=/);
  const served = { id: 'snapshot-1', documents: 30_000 };
  assert.equal(readCursor(cursor, request({ limit: 100 }), served), { kind: 'found', offset: 10_100 });
});

test('takes a cursor only for its own search and snapshot', () => {
  const cursor = writeCursor(request(), 'snapshot-1', 10_100);
  const served = { id: 'snapshot-1', documents: 30_000 };
  assert.is(readCursor(cursor, request({ q: 'rain' }), served).kind, 'bad');
  assert.is(readCursor(cursor, request({ sort: 'newest' }), served).kind, 'bad');
  assert.is(readCursor(cursor, request(), { id: 'snapshot-2', documents: 30_000 }).kind, 'gone');
});

test('refuses cursors that nobody gave out', () => {
  const served = { id: 'snapshot-1', documents: 30_000 };
  const forged = [
    '',
    'x',
    '%%%',
    'e30',
    'bnVsbA',
    'W10',
    'a'.repeat(5_000),
    writeCursor(request(), 'snapshot-1', 1e15),
    writeCursor(request(), 'snapshot-1', -1),
    writeCursor(request(), 'snapshot-1', 1.5),
  ];
  for (const cursor of forged)
    assert.is(readCursor(cursor, request(), served).kind, 'bad', cursor.slice(0, 40));
});

test.run();
