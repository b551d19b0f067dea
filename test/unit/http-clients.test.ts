// Who asks, as far as proxies are believed, and how often they may.
import { Hono } from 'hono';
import * as assert from 'uvu/assert';
import { clientAddress, clientKey, forwardedScheme } from '../../src/http/clients/client-address.ts';
import { RateLimiter } from '../../src/http/clients/rate-limiter.ts';
import { isNetwork, readNetworks } from '../../src/networks.ts';
import { suite } from '../support/suite.ts';

const test = suite('clients');

const TRUSTED = readNetworks(['10.0.0.0/8', 'fd00::/8', '127.0.0.1']);

/** What is found out of a connection and the headers on it. */
async function seen(remoteAddress: string, headers: Record<string, string>): Promise<readonly unknown[]> {
  const app = new Hono();
  app.get('/', (c) => c.json([clientAddress(c, TRUSTED), forwardedScheme(c, TRUSTED)]));
  const response = await app.request('/', { headers }, { incoming: { socket: { remoteAddress } } });
  return (await response.json()) as readonly unknown[];
}

const forwarded = (list: string) => ({ 'X-Forwarded-For': list, 'X-Forwarded-Proto': 'https' });

test('believes what a trusted proxy says, and nobody else', async () => {
  assert.equal(await seen('203.0.113.5', forwarded('198.51.100.1')), ['203.0.113.5', null]);
  assert.equal(await seen('10.1.2.3', forwarded('198.51.100.1')), ['198.51.100.1', 'https']);
  assert.equal(await seen('::ffff:10.1.2.3', forwarded('198.51.100.1')), ['198.51.100.1', 'https']);
  assert.equal(await seen('10.1.2.3', {}), ['10.1.2.3', null]);
});

test('takes the last address that no trusted proxy has: what stands before it anybody can write', async () => {
  assert.equal((await seen('10.1.2.3', forwarded('192.0.2.9, 198.51.100.1, 10.9.9.9')))[0], '198.51.100.1');
  assert.equal((await seen('10.1.2.3', forwarded('10.7.7.7, 10.9.9.9')))[0], '10.7.7.7');
  assert.equal((await seen('10.1.2.3', forwarded('nonsense, 10.9.9.9')))[0], '10.9.9.9');
  assert.equal((await seen('fd00::1', forwarded('[2001:db8::7]:443')))[0], '2001:db8::7');
  assert.equal(
    (await seen('10.1.2.3', forwarded(`${'9.9.9.9,'.repeat(9_000)}198.51.100.1`)))[0],
    '198.51.100.1',
  );
});

test('counts a network of IPv6 as one client', () => {
  assert.is(clientKey('198.51.100.1'), '198.51.100.1');
  const keys = ['2001:db8:0:7::1', '2001:db8:0:7:8:9:a:b', '2001:0db8:0000:0007::ffff'].map(clientKey);
  assert.is(new Set(keys).size, 1);
  assert.is.not(clientKey('2001:db8:0:8::1'), keys[0]);
  assert.is.not(clientKey('::1'), clientKey('::2:0:0:0:1'));
});

test('knows addresses and networks from other words', () => {
  for (const text of ['10.0.0.7', '10.0.0.0/8', '0.0.0.0/0', 'fd00::/8', '::1'])
    assert.ok(isNetwork(text), text);
  for (const text of ['', 'proxy', '10.0.0.0/33', '10.0.0/8', 'fd00::/129', '10.0.0.0/8/8', '10.0.0.0/'])
    assert.not.ok(isNetwork(text), text);
});

test('lets a client ask as much as is allowed, evenly or at once, and says when to come again', () => {
  let now = 0;
  const limiter = new RateLimiter(60, () => now);
  for (let asked = 0; asked < 60; asked += 1) assert.is(limiter.take('a'), 0);
  assert.is(limiter.take('a'), 1);
  assert.is(limiter.take('b'), 0, 'others are not held up');
  now += 1_000;
  assert.is(limiter.take('a'), 0);
  assert.is(limiter.take('a'), 1);
  now += 3_600_000;
  for (let asked = 0; asked < 60; asked += 1) assert.is(limiter.take('a'), 0);
  assert.is(limiter.take('a'), 1, 'a long silence saves up no more than that');
  limiter.perMinute = 0;
  assert.is(limiter.take('a'), 0);
});

test('remembers a bounded number of clients', () => {
  const limiter = new RateLimiter(1, () => 0);
  for (let client = 0; client < 50_000; client += 1) limiter.take(String(client));
  assert.is(limiter.clients, 20_000);
  assert.is(limiter.take('49999'), 60);
});

test.run();
