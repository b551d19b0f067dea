// The cluster that other tests stand on: it keeps what it acknowledged when a node is killed, and heals.
import * as assert from 'uvu/assert';
import { breakingTest, givenCluster } from '../support/cluster/given-cluster.ts';
import { suite } from '../support/suite.ts';

const test = suite('cluster nodes');
const cluster = givenCluster();
const INDEX = '/antler-test-nodes';
const BATCH = 50;

test.before(async () => {
  await cluster.ask(INDEX, { method: 'DELETE' });
  const settings = { number_of_shards: 2, number_of_replicas: 1 };
  const { status, body } = await cluster.ask(INDEX, { method: 'PUT', body: { settings } });
  assert.is(status, 200, JSON.stringify(body));
  await cluster.waitForHealth({ status: 'green' });
});

test.after(async () => {
  await cluster.ask(INDEX, { method: 'DELETE' });
});

/** Writes documents of these numbers; gives the numbers that were acknowledged. */
async function write(first: number): Promise<readonly string[]> {
  const numbers = Array.from({ length: BATCH }, (_, at) => String(first + at));
  const lines = numbers.map((id) => `{"index":{"_id":"${id}"}}\n{"text":"tide ${id}"}\n`).join('');
  const { status, body } = await cluster.ask(`${INDEX}/_bulk`, { method: 'POST', body: lines });
  if (status !== 200) return [];
  const { items } = body as { items: readonly { index: { _id: string; status: number } }[] };
  return items.filter(({ index }) => index.status < 300).map(({ index }) => index._id);
}

async function readIds(): Promise<readonly string[]> {
  const query = { query: { match_all: {} }, size: 10_000, _source: false };
  await cluster.ask(`${INDEX}/_refresh`, { method: 'POST' });
  const { status, body } = await cluster.ask(`${INDEX}/_search`, { method: 'POST', body: query });
  assert.is(status, 200, JSON.stringify(body));
  return (body as { hits: { hits: { _id: string }[] } }).hits.hits.map(({ _id }) => _id);
}

test('documents are written and found', async () => {
  const acknowledged = await write(0);
  assert.is(acknowledged.length, BATCH);
  assert.equal([...(await readIds())].sort(), [...acknowledged].sort());
});

breakingTest(
  test,
  'a killed node takes nothing with it that was acknowledged, and comes back',
  async (control) => {
    const acknowledged = new Set(await readIds());
    for (let batch = 1; batch <= 12; batch += 1) {
      if (batch === 4) await control.kill(1);
      for (const id of await write(batch * BATCH)) acknowledged.add(id);
    }
    await cluster.waitForHealth({ status: 'yellow', nodes: 2 });
    const found = new Set(await readIds());
    assert.equal(
      [...acknowledged].filter((id) => !found.has(id)),
      [],
    );
    assert.ok(acknowledged.size > 4 * BATCH, `writing went on: ${acknowledged.size}`);
    await control.restart(1);
    await cluster.waitForHealth({ status: 'green', nodes: 3 });
    assert.equal(new Set(await readIds()), found);
  },
);

test.run();
