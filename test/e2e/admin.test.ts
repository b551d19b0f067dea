// The keeper's routes with the real program: absent without a token, one task after the other, serving goes on meanwhile.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { acquireWriterLock } from '../../index/catalog/writer-lock.ts';
import { runProgram, type ServedProgram, waitUntil, withServer } from '../support/program.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('admin routes');
const check = (name: string, body: () => Promise<void>) => test(name, body, { timeoutMs: 120_000 });

const TOKEN = 'the-token-of-the-keeper';
const ADMIN = '/api/v1/admin';

let data = '';
let source = '';
test.before(async () => {
  const folder = makeTempFolder('admin');
  [data, source] = [join(folder, 'data'), join(folder, 'notes.jsonl')];
  writeDocuments(2);
  const built = await runProgram(['build', source, '--data', data]);
  if (built.code !== 0) throw new Error(built.stderr);
});

function writeDocuments(count: number): void {
  const lines = Array.from(
    { length: count },
    (_, at) => `${JSON.stringify({ id: `n${at}`, text: `tide ${at}` })}\n`,
  );
  writeFileSync(source, lines.join(''));
}

interface Task {
  readonly id: string;
  readonly state: string;
  readonly error: string | null;
  readonly result: unknown;
}

const bearer = (token = TOKEN) => ({ Authorization: `Bearer ${token}` });
const post = (url: string, path: string, init: RequestInit = {}) =>
  fetch(`${url}${ADMIN}/${path}`, { method: 'POST', headers: bearer(), ...init });

/** Asks for a task and waits until it is over. */
async function perform({ url }: ServedProgram, kind: string): Promise<Task> {
  const response = await post(url, kind);
  assert.is(response.status, 202);
  const location = response.headers.get('location') ?? '';
  const asked = (await response.json()) as Task;
  assert.is(location, `${ADMIN}/tasks/${asked.id}`);
  let task = asked;
  await waitUntil(`the end of ${kind}`, async () => {
    task = (await (await fetch(url + location, { headers: bearer() })).json()) as Task;
    return task.state === 'succeeded' || task.state === 'failed';
  });
  return task;
}

async function totalAt(url: string): Promise<string> {
  return /"totalHits":\d+/.exec(await (await fetch(`${url}/api/v1/search?q=tide&limit=0`)).text())?.[0] ?? '';
}

check('are not there without a token, and closed without the right one', async () => {
  await withServer(['serve', '--data', data], async ({ url }) => {
    for (const path of ['ingest', 'rebuild', 'rollback']) assert.is((await post(url, path)).status, 404);
    assert.is((await fetch(`${url}${ADMIN}/tasks/1`, { headers: bearer() })).status, 404);
    assert.not.match(await (await fetch(`${url}/openapi.json`)).text(), 'admin');
  });
  await withServer(
    ['serve', '--data', data],
    async ({ url, stderr }) => {
      for (const headers of [{}, bearer('another-token-of-a-keeper'), bearer(TOKEN.slice(1))]) {
        const refused = await post(url, 'rebuild', { headers });
        assert.is(refused.status, 401);
        assert.match(refused.headers.get('www-authenticate') ?? '', /^Bearer /);
        assert.match(refused.headers.get('content-type') ?? '', 'application/problem+json');
        assert.is(refused.headers.get('access-control-allow-origin'), null);
      }
      assert.is((await fetch(`${url}${ADMIN}/rebuild`, { headers: bearer() })).status, 405);
      assert.is((await fetch(`${url}${ADMIN}/tasks/1`, { headers: bearer() })).status, 404);
      assert.is((await post(url, 'ingest')).status, 409, 'no sources are configured');
      const body = JSON.stringify({ sources: ['/etc'] });
      assert.is((await post(url, 'rebuild', { body })).status, 400);
      assert.is((await post(url, 'rebuild', { body: 'x'.repeat(100_000) })).status, 413);
      assert.not.match(stderr(), TOKEN);
    },
    { env: { ANTLER_ADMIN_TOKEN: TOKEN } },
  );
});

check('read, build and roll back while searches are answered, and all is written down', async () => {
  writeDocuments(5);
  const words = ['serve', '--data', data, '--sources', source];
  await withServer(
    words,
    async (server) => {
      const { url } = server;
      const ingested = await perform(server, 'ingest');
      assert.is(ingested.state, 'succeeded', ingested.error ?? '');
      assert.match(JSON.stringify(ingested.result), '"report"');
      assert.is(await totalAt(url), '"totalHits":2', 'the catalog alone has changed');
      const [first, second] = await Promise.all([perform(server, 'rebuild'), perform(server, 'rebuild')]);
      assert.equal([first?.state, second?.state], ['succeeded', 'succeeded']);
      await waitUntil('the new snapshot', async () => (await totalAt(url)) === '"totalHits":5');
      assert.is((await perform(server, 'rollback')).state, 'succeeded');
      assert.is((await perform(server, 'rollback')).state, 'succeeded');
      await waitUntil('the old snapshot', async () => (await totalAt(url)) === '"totalHits":2');
      const failed = await perform(server, 'rollback');
      assert.is(failed.state, 'failed');
      assert.match(failed.error ?? '', 'There is no snapshot before');
      const metrics = await (await fetch(`${url}/metrics`)).text();
      assert.match(metrics, 'antler_tasks_total{kind="rollback",state="failed"} 1');
      assert.match(metrics, 'antler_tasks_total{kind="rebuild",state="succeeded"} 2');
    },
    { env: { ANTLER_ADMIN_TOKEN: TOKEN } },
  );
  const lines = readFileSync(join(data, 'audit.jsonl'), 'utf8').trim().split('\n');
  assert.is(lines.length, 12);
  assert.equal(lines.filter((line) => line.includes('"event":"asked"')).length, 6);
  assert.ok(lines.every((line) => !line.includes(TOKEN) && !line.includes('127.0.0.1')));
});

check('fail with a sentence when somebody else writes', async () => {
  const lock = acquireWriterLock(data, 'a test');
  try {
    await withServer(
      ['serve', '--data', data],
      async (server) => {
        const task = await perform(server, 'rebuild');
        assert.is(task.state, 'failed');
        assert.match(task.error ?? '', /Another writer \(a test\)/);
      },
      { env: { ANTLER_ADMIN_TOKEN: TOKEN } },
    );
  } finally {
    lock.release();
  }
});

test.run();
