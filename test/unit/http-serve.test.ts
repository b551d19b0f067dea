// Listening, limits and stopping of the real server.
import { request, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { Hono } from 'hono';
import * as assert from 'uvu/assert';
import { CommandError } from '../../src/errors.ts';
import { startServer } from '../../src/http/serve.ts';
import { suite } from '../support/suite.ts';

const test = suite('the server');

const app = new Hono();
app.get('/', (c) => c.text('hello'));
app.get('/slow', async (c) => {
  await setTimeout(300);
  return c.text('done');
});

app.get('/endless', () => new Promise<Response>(() => undefined));

const ANY_PORT = { port: 0, host: '127.0.0.1' };

test('listens on a free port and says where', async () => {
  const server = await startServer(app, ANY_PORT);
  assert.match(server.url, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.is(await (await fetch(server.url)).text(), 'hello');
  await server.close();
});

test('refuses a port in use and an address that is not here, each with a clear error', async () => {
  const server = await startServer(app, ANY_PORT);
  const taken = await rejection(startServer(app, { port: server.port, host: '127.0.0.1' }));
  assert.is(taken.code, 'port-in-use');
  assert.match(taken.message, new RegExp(`Port ${server.port} on 127.0.0.1 is in use`));
  await server.close();
  const elsewhere = await rejection(startServer(app, { port: 0, host: '192.0.2.1' }));
  assert.equal(
    [elsewhere.code, elsewhere.message],
    ['address-unusable', '192.0.2.1 is no address of this machine.'],
  );
});

test('stops at once beside idle connections that are kept alive', async () => {
  const server = await startServer(app, ANY_PORT);
  const idle = connect(server.port, '127.0.0.1');
  idle.on('error', () => undefined);
  await new Promise((resolve) => idle.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n', resolve));
  await new Promise((resolve) => idle.once('data', resolve));
  const begin = performance.now();
  await server.close();
  assert.ok(performance.now() - begin < 1_000);
});

test('stops at once beside connections opened ahead of any request, and one that stopped amid its headers', async () => {
  const server = await startServer(app, ANY_PORT);
  for (const words of ['', 'GET / HT']) {
    const unused = connect(server.port, '127.0.0.1');
    unused.on('error', () => undefined);
    await new Promise((resolve) => unused.once('connect', resolve));
    if (words !== '') await new Promise((resolve) => unused.write(words, resolve));
  }
  assert.is(await (await fetch(server.url)).text(), 'hello');
  const begin = performance.now();
  await server.close();
  assert.ok(performance.now() - begin < 1_000);
});

test('cuts a connection on which nothing moves', async () => {
  const server = await startServer(app, { ...ANY_PORT, stillMs: 100 });
  const begin = performance.now();
  await talk(server.port, 'GET /endless HTTP/1.1\r\nHost: x\r\n\r\n');
  assert.ok(performance.now() - begin < 2_000);
  await server.close();
});

test('tells every request of a connection that is gone, those too that wait behind another', async () => {
  const responses: ServerResponse[] = [];
  let asked: () => void = () => undefined;
  const allAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  let given = 0;
  let stopped = 0;
  const endless = new Hono<{ Bindings: { outgoing: ServerResponse } }>();
  endless.get('/', (c) => {
    responses.push(c.env.outgoing);
    if (responses.length === 5) asked();
    const body = new ReadableStream({
      pull: (controller) => {
        given += 1;
        controller.enqueue(new Uint8Array(65_536));
      },
      cancel: () => {
        stopped += 1;
      },
    });
    return new Response(body);
  });
  const server = await startServer(endless as unknown as Hono, ANY_PORT);
  const client = connect(server.port, '127.0.0.1');
  client.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(5));
  await allAsked;
  await setTimeout(50);
  client.destroy();
  for (let waited = 0; waited < 100 && stopped < 5; waited += 1) await setTimeout(20);
  assert.is(stopped, 5);
  assert.ok(responses.every(({ destroyed }) => destroyed));
  assert.ok(given > 0);
  await server.close();
});

test('lets a request finish when it stops', async () => {
  const server = await startServer(app, ANY_PORT);
  const answer = fetch(`${server.url}/slow`).then((response) => response.text());
  await setTimeout(100);
  await server.close();
  assert.is(await answer, 'done');
});

test('cuts connections that are still open at the deadline', async () => {
  const server = await startServer(app, ANY_PORT);
  const answer = fetch(`${server.url}/slow`).then(
    () => 'answered',
    () => 'cut',
  );
  await setTimeout(50);
  await server.close(20);
  assert.is(await answer, 'cut');
});

test('answers what is not HTTP, and headers without end, with a problem', async () => {
  const server = await startServer(app, ANY_PORT);
  const unread = await talk(server.port, 'nonsense\r\n\r\n');
  assert.match(unread, /^HTTP\/1\.1 400 .*application\/problem\+json/s);
  assert.match(unread, /^x-content-type-options: nosniff\r$/im);
  const hostless = 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n';
  assert.match(
    await talk(server.port, hostless),
    /^HTTP\/1\.1 400 .*x-content-type-options: nosniff.*"status":400/is,
  );
  const endless = `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`;
  assert.match(await talk(server.port, endless), /^HTTP\/1\.1 431 .*"status":431/s);
  assert.match(
    await talk(server.port, 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n'),
    /^HTTP\/1\.1 400 /,
  );
  await server.close();
});

test('reads addresses of two thousand letters of any script', async () => {
  const server = await startServer(app, ANY_PORT);
  const path = `/?q=${encodeURIComponent('灯'.repeat(2_000))}`;
  const status = await new Promise((resolve, reject) => {
    request({ port: server.port, host: '127.0.0.1', path }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });
  assert.is(status, 200);
  await server.close();
});

async function rejection(promise: Promise<unknown>): Promise<CommandError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof CommandError) return error;
    throw error;
  }
  throw new Error('it did not reject');
}

function talk(port: number, words: string): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(words));
    socket.setEncoding('utf8').on('data', (text: string) => {
      heard += text;
    });
    socket.on('error', () => resolve(heard)).on('close', () => resolve(heard));
  });
}

test.run();
