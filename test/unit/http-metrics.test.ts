// What the server counts, as Prometheus reads it.
import * as assert from 'uvu/assert';
import { Histogram, LabelledCounter, writeExposition } from '../../src/http/metrics/exposition.ts';
import { madeApp } from '../support/made-snapshot.ts';
import { type ServedArchive, serveThreads } from '../support/served-archive.ts';
import { suite } from '../support/suite.ts';
import { makePost, makeThread } from '../support/threads.ts';

const test = suite('GET /metrics');

let served: ServedArchive;
test.before(async () => {
  served = await serveThreads([
    makeThread({ post: makePost({ title: 'Rain', author: 'Ada', text: 'Rain on the secretive roof.' }) }),
  ]);
});
test.after(() => served.close());

/** Value of a sample by its whole name; undefined when it is not there. */
async function values(): Promise<ReadonlyMap<string, number>> {
  const response = await served.app.request('/metrics');
  assert.is(response.status, 200);
  assert.match(response.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

test('requests are counted by route and status, searches by how they ended', async () => {
  const before = await values();
  for (const path of [
    '/api/v1/search?q=rain',
    '/api/v1/search?q=rian',
    '/search?q=secretive+nothing*+x',
    '/api/v1/search?limit=x',
    '/api/v1/threads/nope',
    '/no/such/page',
  ])
    await served.app.request(path);
  const after = await values();
  const grown = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
  assert.is(grown('antler_http_requests_total{route="/api/v1/search",status="200"}'), 2);
  assert.is(grown('antler_http_requests_total{route="/api/v1/search",status="400"}'), 1);
  assert.is(grown('antler_http_requests_total{route="/api/v1/threads/:id",status="404"}'), 1);
  assert.is(grown('antler_http_requests_total{route="none",status="404"}'), 1);
  assert.is(grown('antler_searches_total{outcome="found"}'), 1);
  assert.is(grown('antler_searches_total{outcome="relaxed"}'), 1);
  assert.is(grown('antler_searches_total{outcome="nothing"}'), 1);
  assert.is(grown('antler_search_seconds_count'), 3);
  assert.is(grown('antler_search_seconds_bucket{le="+Inf"}'), 3);
  assert.is(after.get('antler_snapshot_holds{of="documents"}'), 1);
  assert.ok((after.get('antler_snapshot_bytes') ?? 0) > 1_000);
  assert.ok((after.get('process_resident_memory_bytes') ?? 0) > 1_000_000);
  assert.is(after.get('antler_questions_waiting'), 0);
});

test('nothing of what readers asked for is told', async () => {
  await served.app.request('/api/v1/search?q=secretive');
  assert.not.match(await (await served.app.request('/metrics')).text(), /secretive|rain|nope/);
});

test('a server without a snapshot says so, and kept answers are counted as kept', async () => {
  const body = new TextEncoder().encode('{}');
  const times = { outcome: 'found', searchMs: 1, snippetsMs: 1 } as const;
  const answer = { body, encoding: null, contentType: 'application/json', times };
  const { app } = madeApp(async () => ({ answer, queueMs: 0 }), 1_000_000);
  for (let time = 0; time < 3; time++) await app.request('/api/v1/search?q=x');
  const text = await (await app.request('/metrics')).text();
  assert.match(text, 'antler_answers_total{source="made"} 1\n');
  assert.match(text, 'antler_answers_total{source="cache"} 2\n');
  assert.match(text, 'antler_searches_total{outcome="found"} 3\n');
  await served.close();
  assert.is((await values()).get('antler_ready'), 0);
});

test('labels are escaped, buckets add up, and what has no samples is left out', () => {
  const histogram = new Histogram([1, 5]);
  for (const value of [0.5, 1, 3, 9]) histogram.observe(value);
  const counter = new LabelledCounter();
  counter.add({ a: 'x"y\\z\n' });
  const text = writeExposition([
    { name: 'h', help: 'Some.', type: 'histogram', samples: histogram.samples() },
    { name: 'c', help: 'Some.', type: 'counter', samples: counter.samples() },
    { name: 'none', help: 'None.', type: 'gauge', samples: [] },
    {
      name: 'g',
      help: 'Odd.',
      type: 'gauge',
      samples: [{ value: Number.POSITIVE_INFINITY }, { value: Number.NaN }],
    },
  ]);
  assert.equal(text.split('\n').slice(2), [
    'h_bucket{le="1"} 2',
    'h_bucket{le="5"} 3',
    'h_bucket{le="+Inf"} 4',
    'h_sum 13.5',
    'h_count 4',
    '# HELP c Some.',
    '# TYPE c counter',
    'c{a="x\\"y\\\\z\\n"} 1',
    '# HELP g Odd.',
    '# TYPE g gauge',
    'g +Inf',
    'g NaN',
    '',
  ]);
});

test.run();
