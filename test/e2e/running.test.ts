// A server in daily use, over real sockets: who asks too often waits, SIGHUP reads files again, the log keeps quiet.
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { runProgram, type ServedProgram, waitUntil, withServer } from '../support/program.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('running a server');
const check = (name: string, body: () => Promise<void>) => test(name, body, { timeoutMs: 90_000 });

let folder = '';
let data = '';
test.before(async () => {
  folder = makeTempFolder('running');
  data = join(folder, 'data');
  const source = join(folder, 'notes.jsonl');
  writeFileSync(source, '{"id": "n1", "text": "tide"}\n');
  const built = await runProgram(['build', source, '--data', data]);
  if (built.code !== 0) throw new Error(built.stderr);
});

async function statuses(url: string, count: number, headers: Record<string, string> = {}): Promise<number[]> {
  const found: number[] = [];
  for (let asked = 0; asked < count; asked += 1) {
    const response = await fetch(`${url}/api/v1/stats`, { headers });
    await response.arrayBuffer();
    found.push(response.status);
  }
  return found;
}

check(
  'who asks too often is told to wait; others, and those who look after the server, are not',
  async () => {
    const words = ['serve', '--data', data, '--rate-limit', '3', '--trusted-proxies', '127.0.0.0/8'];
    await withServer(words, async ({ url }) => {
      const from = (address: string) => ({ 'X-Forwarded-For': address });
      assert.equal(await statuses(url, 4, from('198.51.100.1')), [200, 200, 200, 429]);
      assert.equal(await statuses(url, 1, from('198.51.100.2')), [200]);
      assert.equal(
        await statuses(url, 1, from('198.51.100.2, 198.51.100.1')),
        [429],
        'its own word counts nothing',
      );
      const problem = await fetch(`${url}/api/v1/search?q=tide`, { headers: from('198.51.100.1') });
      assert.is(problem.status, 429);
      assert.match(problem.headers.get('content-type') ?? '', 'application/problem+json');
      assert.ok(Number(problem.headers.get('retry-after')) > 0);
      const page = await fetch(`${url}/search?q=tide`, { headers: from('198.51.100.1') });
      assert.match(page.headers.get('content-type') ?? '', 'text/html');
      for (const path of ['/healthz', '/readyz'])
        assert.is((await fetch(url + path, { headers: from('198.51.100.1') })).status, 200);
      const feed = await fetch(`${url}/search.atom?q=tide`, {
        headers: { ...from('198.51.100.9'), 'X-Forwarded-Proto': 'https' },
      });
      assert.match(await feed.text(), 'https://127.0.0.1');
    });
  },
);

check('without trusted proxies nobody can pass for another', async () => {
  await withServer(['serve', '--data', data, '--rate-limit', '2'], async ({ url }) => {
    const all = [
      ...(await statuses(url, 1, { 'X-Forwarded-For': '198.51.100.1' })),
      ...(await statuses(url, 1, { 'X-Forwarded-For': '198.51.100.2' })),
      ...(await statuses(url, 1, { 'X-Forwarded-For': '198.51.100.3' })),
    ];
    assert.equal(all, [200, 200, 429]);
  });
});

check(
  'SIGHUP takes settings and lists over, says what wants a new start, and survives a broken file',
  async () => {
    const config = join(folder, 'antler.json');
    const list = join(data, 'suppressed.jsonl');
    writeFileSync(config, '{"rate-limit": 1000}');
    await withServer(['serve', '--data', data, '--config', config], async (server) => {
      const { url, child, stderr } = server;
      const reload = async (times: number) => {
        child.kill('SIGHUP');
        const count = () => stderr().split('files were read again').length - 1;
        await waitUntil(`reload ${times}`, () => count() === times);
      };
      writeFileSync(list, '{"id": "n1"}\n');
      writeFileSync(config, '{"rate-limit": 2, "cache-bytes": 1000, "log-level": "debug"}');
      await reload(1);
      assert.match(stderr(), '"settings":"cache-bytes"');
      assert.match(await (await fetch(`${url}/api/v1/stats`)).text(), '"documents":0');
      assert.equal(await statuses(url, 2), [200, 429]);
      writeFileSync(config, '{"rate-limit": "many"');
      await reload(2);
      assert.match(stderr(), 'the settings are refused');
      assert.equal(await statuses(url, 1), [429], 'what was said before stays');
      writeFileSync(list, '');
      await reload(3);
      assert.is(child.exitCode, null);
    });
  },
);

/** What one connection gets for these bytes until it is closed. */
function talk({ url }: ServedProgram, bytes: string, waitMs: number): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    const end = () => resolve(heard);
    socket.setEncoding('utf8').on('data', (text) => {
      heard += text;
    });
    socket.on('close', end).on('error', end);
    setTimeout(() => socket.destroy(), waitMs);
  });
}

check('bounds what a request may be, in its address, its headers and its body', async () => {
  await withServer(['serve', '--data', data], async (server) => {
    const head = 'Host: localhost\r\nConnection: close\r\n';
    const long = 'x'.repeat(40_000);
    assert.match(
      await talk(server, `GET /search?q=${long} HTTP/1.1\r\n${head}\r\n`, 5_000),
      /^HTTP\/1.1 414 /,
    );
    const wide = `X-Wide: ${'y'.repeat(80_000)}\r\n`;
    assert.match(await talk(server, `GET / HTTP/1.1\r\n${head}${wide}\r\n`, 5_000), /^HTTP\/1.1 431 /);
    const body = `POST /search HTTP/1.1\r\n${head}Content-Length: 1000000000\r\n\r\n${long}`;
    assert.match(await talk(server, body, 5_000), /^HTTP\/1.1 405 /);
    assert.match(await talk(server, 'nonsense\r\n\r\n', 5_000), /^HTTP\/1.1 400 /);
    assert.is((await fetch(`${server.url}/api/v1/stats`)).status, 200);
  });
});

check('the log tells of requests only what it is told to', async () => {
  const ask = async (words: readonly string[]) =>
    withServer(['serve', '--data', data, ...words], async ({ url, stderr }) => {
      await fetch(`${url}/api/v1/search?q=secretword`);
      await fetch(`${url}/threads/secretthread`);
      return stderr();
    });
  const quiet = await ask([]);
  assert.not.match(quiet, /secret|"request"/);
  const routes = await ask(['--request-log', 'routes']);
  assert.match(routes, '"route":"/threads/:id"');
  assert.not.match(routes, /secret|127\.0\.0\.1/);
  const full = await ask(['--request-log', 'full']);
  assert.match(full, '"path":"/api/v1/search?q=secretword"');
  assert.match(full, '"client":"127.0.0.1"');
});

check('tells all mistakes of settings at once, and serves nothing', async () => {
  const words = [
    '--port',
    'x',
    '--rate-limit',
    '-1',
    '--trusted-proxies',
    'proxy.example',
    '--request-log',
    'all',
  ];
  const { code, stderr } = await runProgram(['serve', '--data', data, ...words]);
  assert.is(code, 2);
  for (const flag of ['--port', '--rate-limit', '--trusted-proxies', '--request-log'])
    assert.match(stderr, `${flag} `);
});

test.run();
