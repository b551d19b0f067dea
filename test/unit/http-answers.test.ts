// What the server does around answers: keeps them, encodes them, times them, and says when they cannot be had.
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import * as assert from 'uvu/assert';
import { AnswerCache } from '../../src/answer-cache.ts';
import { encodeBody } from '../../src/answers/encode-body.ts';
import type { Answer } from '../../src/answers/model.ts';
import { chooseEncoding } from '../../src/http/accept-encoding.ts';
import { startServer } from '../../src/http/serve.ts';
import {
  type Ask,
  AskerGone,
  Busy,
  EngineDown,
  type Searcher,
  TooSlow,
} from '../../src/search-threads/model.ts';
import { madeApp } from '../support/made-snapshot.ts';
import { suite } from '../support/suite.ts';

const test = suite('answers of the web server');

const TEXT = 'lantern '.repeat(1_000);

/** Answers everything with `TEXT`, and keeps what it was asked. */
function searcherOf(): { readonly ask: Searcher['ask']; readonly asked: Ask[] } {
  const asked: Ask[] = [];
  const ask: Searcher['ask'] = async (question) => {
    asked.push(question);
    const times = { outcome: 'found' as const, searchMs: 1.234, snippetsMs: 0.5 };
    return {
      answer: { ...encodeBody(TEXT, question.encoding), contentType: 'text/plain', times },
      queueMs: 0.125,
    };
  };
  return { ask, asked };
}

test('encodes as UTF-8 whatever the text, short and long', () => {
  for (const text of ['', 'lantern', 'é', '\u2019 漢 🜂', 'a\ud800b', `${'\uffff'.repeat(100_000)}.`]) {
    assert.equal(encodeBody(text, null).body, new TextEncoder().encode(text));
  }
  const kept = encodeBody('first', null).body;
  encodeBody('other', null);
  assert.equal(kept, new TextEncoder().encode('first'), 'what comes later must not write into it');
});

test('says 503 and when to come again while too many wait, or when it took too long, and logs neither', async () => {
  for (const error of [new Busy('full'), new TooSlow('slow'), new EngineDown('gone')]) {
    const { app, logged } = madeApp(() => Promise.reject(error));
    const problem = await app.request('/api/v1/search?q=x');
    assert.is(problem.status, 503);
    assert.match(problem.headers.get('retry-after') ?? '', /^\d+$/);
    assert.match(problem.headers.get('content-type') ?? '', /^application\/problem\+json/);
    assert.is(problem.headers.get('cache-control'), 'no-store');
    const fields = Object.keys(JSON.parse(await problem.text())).sort();
    assert.equal(fields, ['detail', 'status', 'title', 'type']);
    for (const path of ['/search?q=x', '/', '/threads/x']) {
      const page = await app.request(path);
      assert.is(page.status, 503, path);
      assert.match(page.headers.get('retry-after') ?? '', /^\d+$/);
      assert.match(await page.text(), /<h1>(Too busy|Given up|The index does not answer)<\/h1>/);
      assert.is(page.headers.get('connection'), error instanceof Busy ? 'close' : null, path);
    }
    assert.is(logged.length, 0);
  }
});

test('logs an answer that failed, and not one whose asker left', async () => {
  const broken = madeApp(() => Promise.reject(new Error('inside')));
  assert.is((await broken.app.request('/api/v1/search?q=x')).status, 500);
  assert.is(broken.logged.length, 1);
  const left = madeApp(() => Promise.reject(new AskerGone('left')));
  await left.app.request('/api/v1/search?q=x');
  assert.is(left.logged.length, 0);
});

test('tells those who search whether the client is still there', async () => {
  const { ask, asked } = searcherOf();
  const client = new AbortController();
  await madeApp(ask).app.request('/api/v1/search?q=x', { signal: client.signal });
  assert.is(asked[0]?.isGone?.(), false);
  client.abort();
  assert.is(asked[0]?.isGone?.(), true);
});

test('times an answer', async () => {
  const response = await madeApp(searcherOf().ask).app.request('/api/v1/search?q=x');
  assert.match(
    response.headers.get('server-timing') ?? '',
    /^queue;dur=0\.13, search;dur=1\.23, snippets;dur=0\.5, total;dur=[\d.]+$/,
  );
});

test('keeps answers by what they depend on, when it may', async () => {
  const { ask, asked } = searcherOf();
  const { app } = madeApp(ask, 1_000_000);
  const first = await app.request('/api/v1/search?q=lantern&limit=20');
  const second = await app.request('/api/v1/search?limit=20&q=lantern&type=');
  assert.is(asked.length, 1);
  assert.is(second.headers.get('server-timing'), 'cache');
  assert.is(second.headers.get('etag'), first.headers.get('etag'));
  assert.is(await second.text(), await first.text());
  await app.request('/api/v1/search?q=lantern&limit=19');
  await app.request('/api/v1/search?q=lantern', { headers: { 'Accept-Encoding': 'gzip' } });
  await app.request('/search?q=lantern');
  assert.is(asked.length, 4);
  const off = searcherOf();
  const { app: forgetful } = madeApp(off.ask, 0);
  for (let time = 0; time < 3; time += 1) await forgetful.request('/api/v1/search?q=lantern');
  assert.is(off.asked.length, 3);
});

test('asks nobody for what the client has', async () => {
  const { ask, asked } = searcherOf();
  const { app } = madeApp(ask, 0);
  const tag = (await app.request('/search?q=lantern')).headers.get('etag') ?? '';
  const again = await app.request('/search?q=lantern', { headers: { 'If-None-Match': tag } });
  assert.is(again.status, 304);
  assert.is(asked.length, 1);
});

test('knows over a real connection whether whoever asked is still there', async () => {
  const asks: Ask[] = [];
  const { app } = madeApp((ask) => {
    asks.push(ask);
    return new Promise(() => undefined);
  });
  const server = await startServer(app, { port: 0, host: '127.0.0.1' });
  const leaving = connect(server.port, '127.0.0.1');
  leaving.write('GET /api/v1/search?q=x HTTP/1.1\r\nHost: x\r\n\r\n');
  await until(() => asks.length === 1);
  assert.is(asks[0]?.isGone?.(), false);
  leaving.destroy();
  await until(() => asks[0]?.isGone?.() === true);
  await server.close(0);
});

async function until(holds: () => boolean): Promise<void> {
  for (let time = 0; time < 500 && !holds(); time += 1) await setTimeout(10);
  assert.ok(holds());
}

test('encodes as the client wants', async () => {
  const { app } = madeApp(searcherOf().ask);
  const decode = { br: brotliDecompressSync, gzip: gunzipSync };
  for (const encoding of ['br', 'gzip'] as const) {
    const response = await app.request('/search?q=x', { headers: { 'Accept-Encoding': encoding } });
    assert.is(response.headers.get('content-encoding'), encoding);
    assert.is(response.headers.get('vary'), 'Accept-Encoding');
    assert.is(decode[encoding](await response.arrayBuffer()).toString(), TEXT);
  }
  const style = await app.request('/antler.css', { headers: { 'Accept-Encoding': 'br' } });
  assert.is(style.headers.get('content-encoding'), 'br');
  assert.match(brotliDecompressSync(await style.arrayBuffer()).toString(), /\{/);
});

test('chooses an encoding by the weights of the header', () => {
  const chosen: readonly (readonly [string | undefined, string | null])[] = [
    [undefined, null],
    ['', null],
    ['gzip, deflate, br', 'br'],
    ['gzip, deflate', 'gzip'],
    ['GZIP;q=1.0, br;q=0.5', 'gzip'],
    ['br;q=0, gzip;q=0', null],
    ['br;q=0, *', 'gzip'],
    ['*', 'br'],
    ['identity', null],
    ['gzip;q=nonsense', 'gzip'],
  ];
  for (const [header, encoding] of chosen) assert.is(chooseEncoding(header), encoding, header);
});

test('the cache keeps what was asked for last, within its bytes', () => {
  const answer = (bytes: number): Answer => ({
    body: new Uint8Array(bytes),
    encoding: null,
    contentType: 'text/plain',
    times: null,
  });
  const cache = new AnswerCache(10_000);
  for (let name = 0; name < 9; name += 1) cache.put(String(name), answer(500));
  assert.ok(cache.get('0'));
  for (const name of ['a', 'b']) cache.put(name, answer(500));
  assert.ok(cache.get('0'));
  assert.is(cache.get('1'), null);
  assert.ok(cache.get('b'));
  cache.put('large', answer(5_000));
  assert.is(cache.get('large'), null);
});

test.run();
