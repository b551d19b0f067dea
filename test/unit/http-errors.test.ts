// What the web server answers when there is nothing to answer with: wrong paths, methods and parameters, no snapshot, bugs.
import * as assert from 'uvu/assert';
import { createApp } from '../../src/http/app.ts';
import { type LiveState, NotReady } from '../../src/live-snapshot.ts';
import type { LogFields } from '../../src/log.ts';
import { madeApp } from '../support/made-snapshot.ts';
import { suite } from '../support/suite.ts';

const test = suite('errors of the web server');

const STATE: LiveState = {
  ready: false,
  snapshotId: null,
  builtAt: null,
  lastError: 'There is no snapshot.',
};

/** An app whose snapshot cannot be borrowed. */
function brokenApp(error: Error) {
  const logged: { message: string; fields: LogFields | undefined }[] = [];
  const app = createApp({
    live: { borrow: () => Promise.reject(error), state: () => STATE },
    searchLoad: () => ({ threads: 0, running: 0, waiting: 0 }),
    version: '0.0.0',
    log: { error: (message, fields) => void logged.push({ message, fields }) },
  });
  return { app, logged };
}

const notReady = () => brokenApp(new NotReady('No snapshot is served.')).app;

async function problemOf(response: Response) {
  assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
  const problem: unknown = await response.json();
  assert.ok(typeof problem === 'object' && problem !== null);
  assert.is(Reflect.get(problem, 'status'), response.status);
  assert.type(Reflect.get(problem, 'title'), 'string');
  return problem;
}

test('answers unknown API paths with a problem', async () => {
  for (const path of [
    '/api',
    '/api/',
    '/api/nope',
    '/api/v1',
    '/api/v1/nope',
    '/api/v1/search/nope',
    '/api/v2/search',
    '/api/v1/threads/',
  ]) {
    const response = await notReady().request(path);
    assert.is(response.status, 404, path);
    await problemOf(response);
  }
});

test('answers unknown paths of readers with a page', async () => {
  for (const path of ['/nope', '/threads', '/threads/', '/a/b/c', '/apiary']) {
    const { app } = madeApp(async () => ({ answer: null, queueMs: 0 }));
    const response = await app.request(path);
    assert.is(response.status, 404, path);
    assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
    assert.match(await response.text(), /<h1>Nothing here<\/h1>.*<form/s);
    const unknown = await notReady().request(path);
    assert.is(unknown.status, 503, `${path}, which an archive may know`);
    assert.ok(unknown.headers.has('retry-after'));
  }
});

test('answers wrong methods with 405 and Allow, as a problem or a page', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
    for (const path of [
      '/api/v1/search?q=x',
      '/api/v1/threads/x',
      '/search',
      '/',
      '/healthz',
      '/openapi.json',
    ]) {
      const response = await notReady().request(path, {
        method,
        ...(method === 'POST' ? { body: '{}' } : {}),
      });
      assert.is(response.status, 405, `${method} ${path}`);
      assert.match(response.headers.get('allow') ?? '', /GET/);
      if (path.startsWith('/api')) await problemOf(response);
    }
  assert.is((await notReady().request('/api/v1/nope', { method: 'POST' })).status, 404);
});

test('answers OPTIONS with what is allowed, and lets other sites ask the API', async () => {
  for (const path of ['/', '/search', '/healthz', '/api/v1/search', '/search.atom', '/openapi.json']) {
    const response = await notReady().request(path, { method: 'OPTIONS' });
    assert.is(response.status, 204);
    assert.match(response.headers.get('allow') ?? '', /GET, HEAD, OPTIONS/, path);
    assert.is(response.headers.get('content-type'), null, path);
  }
  assert.is((await notReady().request('/api/v1/nope', { method: 'OPTIONS' })).status, 404);
  const preflight = await notReady().request('/api/v1/search', {
    method: 'OPTIONS',
    headers: {
      Origin: 'http://a.example',
      'Access-Control-Request-Method': 'GET',
      'Access-Control-Request-Headers': 'if-none-match',
    },
  });
  assert.is(preflight.status, 204);
  assert.is(preflight.headers.get('access-control-allow-origin'), '*');
  assert.match(preflight.headers.get('access-control-allow-methods') ?? '', /GET/);
  assert.is(preflight.headers.get('access-control-allow-headers'), 'if-none-match');
});

test('refuses broken percent-encoding in the API with a problem', async () => {
  for (const path of [
    '/api/v1/search?q=%',
    '/api/v1/search?q=%ff',
    '/api/v1/search?q=%ED%A0%80',
    '/api/v1/documents/%ff',
    '/api/v1/threads/%zz',
    '/search.atom?q=%c3%28',
  ]) {
    const response = await notReady().request(path);
    assert.is(response.status, 400, path);
    await problemOf(response);
  }
});

test('refuses addresses that are too long', async () => {
  const response = await notReady().request(`/api/v1/search?q=${'x'.repeat(40_000)}`);
  assert.is(response.status, 414);
  await problemOf(response);
  assert.is((await notReady().request(`/search?q=${'x'.repeat(40_000)}`)).status, 414);
});

test('names every bad parameter before anything is searched', async () => {
  const response = await notReady().request('/api/v1/search?limit=101&colour=red');
  assert.is(response.status, 400);
  const problem = await problemOf(response);
  assert.equal(
    Reflect.get(problem, 'errors').map(({ parameter, value }: Record<string, string>) => [parameter, value]),
    [
      ['limit', '101'],
      ['colour', 'red'],
    ],
  );
});

test('says 503 while nothing is served, and is alive', async () => {
  const app = notReady();
  assert.is((await app.request('/healthz')).status, 200);
  const ready = await app.request('/readyz');
  assert.is(ready.status, 503);
  assert.match(await ready.text(), /There is no snapshot/);
  const search = await app.request('/api/v1/search?q=x');
  assert.is(search.status, 503);
  assert.ok(search.headers.get('retry-after'));
  await problemOf(search);
  const page = await app.request('/search?q=x');
  assert.is(page.status, 503);
  assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
});

test('logs what failed inside and shows nothing of it', async () => {
  const { app, logged } = brokenApp(new Error('secret /home/keeper/data.db is broken'));
  for (const path of [
    '/api/v1/search?q=private+words',
    '/search?q=private+words',
    '/threads/x',
    '/search.atom',
    '/',
  ]) {
    const response = await app.request(path);
    assert.is(response.status, 500, path);
    assert.not.match(await response.text(), /secret|keeper|at .*\.ts/);
  }
  assert.is(logged.length, 5);
  assert.match(String(logged[0]?.fields?.error), /secret/);
  assert.not.match(JSON.stringify(logged), /private/);
});

test('sends the security headers with everything', async () => {
  for (const path of [
    '/',
    '/nope',
    '/api/v1/nope',
    '/healthz',
    '/antler.css',
    '/openapi.json',
    '/api/v1/search?limit=x',
  ]) {
    const { headers } = await notReady().request(path);
    assert.is(headers.get('x-content-type-options'), 'nosniff', path);
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/, path);
    assert.not.match(headers.get('content-security-policy') ?? '', /unsafe/, path);
    assert.is(headers.get('referrer-policy'), 'no-referrer', path);
    assert.is(headers.get('cross-origin-resource-policy'), null, path);
  }
});

test('serves the stylesheet for ever under its own address, and asks again elsewhere', async () => {
  const app = notReady();
  const page = await (await app.request('/nope')).text();
  const path = /href="(\/antler\.css\?v=[0-9a-f]+)"/.exec(page)?.[1] ?? '';
  const named = await app.request(path);
  assert.match(named.headers.get('cache-control') ?? '', /immutable/);
  assert.match(named.headers.get('content-type') ?? '', /^text\/css/);
  const plain = await app.request('/antler.css');
  const tag = plain.headers.get('etag') ?? '';
  assert.is((await app.request('/antler.css', { headers: { 'If-None-Match': tag } })).status, 304);
});

test('describes the API as OpenAPI 3.1 without a snapshot', async () => {
  // biome-ignore lint/suspicious/noExplicitAny: the shape of this JSON is what the test is about
  const description: any = await (await notReady().request('/openapi.json')).json();
  assert.is(description.openapi, '3.1.0');
  assert.equal(Object.keys(description.paths), [
    '/api/v1/search',
    '/api/v1/suggest',
    '/api/v1/documents/{id}',
    '/api/v1/threads/{id}',
    '/api/v1/people',
    '/api/v1/people/{slug}',
    '/api/v1/resolve',
    '/api/v1/stats',
    '/healthz',
    '/readyz',
    '/metrics',
    '/search.atom',
    '/on-this-day.atom',
  ]);
  const parameters = description.paths['/api/v1/search'].get.parameters;
  const byName = Object.fromEntries(
    parameters.map((parameter: { name: string }) => [parameter.name, parameter]),
  );
  assert.equal(byName.limit.schema, {
    type: 'integer',
    minimum: 0,
    maximum: 100,
    default: 20,
    description: byName.limit.schema.description,
  });
  assert.equal(byName.sort.schema.enum, ['relevance', 'newest', 'oldest', 'discussed']);
  assert.is(byName.author.schema.type, 'array');
  assert.is(byName.facets.explode, false);
  for (const parameter of parameters) assert.is(parameter.required ?? false, false, parameter.name);
});

test.run();
