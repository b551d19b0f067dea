// How a cluster is asked: tries again, time limits, the breaker, who we are; and how documents are sent to it.

import * as assert from 'uvu/assert';
import { Breaker } from '../../index/engines/opensearch/breaker.ts';
import { BulkSender } from '../../index/engines/opensearch/bulk.ts';
import { Cluster } from '../../index/engines/opensearch/cluster.ts';
import { ClusterError } from '../../index/engines/opensearch/cluster-error.ts';
import { accessTo } from '../support/cluster-engine.ts';
import { type FakeAnswer, type FakeCluster, startFakeCluster } from '../support/fake-cluster.ts';
import { suite } from '../support/suite.ts';

const test = suite('asking a cluster');
const QUESTION = { what: 'a search', method: 'POST', path: '/some/_search', body: { size: 1 } } as const;
const FINE: FakeAnswer = { status: 200, body: { fine: true } };
const BUSY: FakeAnswer = { status: 429, body: { error: { reason: 'too many at once' } } };
const DOWN: FakeAnswer = { status: 503, body: {} };
const atOnce = async (): Promise<void> => undefined;

async function withNode(
  answers: Parameters<typeof startFakeCluster>[0],
  use: (node: FakeCluster) => Promise<void>,
) {
  const node = await startFakeCluster(answers);
  try {
    await use(node);
  } finally {
    await node.close();
  }
}

async function failureOf(work: Promise<unknown>): Promise<ClusterError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ClusterError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

test('tries again what failed for now, after growing pauses', async () => {
  await withNode([BUSY, DOWN, FINE], async ({ address, requests }) => {
    const pauses: number[] = [];
    const sleep = async (ms: number) => void pauses.push(ms);
    const cluster = new Cluster(accessTo([address]), { sleep, random: () => 1 });
    assert.equal(await cluster.ask(QUESTION), { fine: true });
    assert.is(requests.length, 3);
    assert.equal(pauses, [200, 400]);
    await cluster.close();
  });
});

test('does not ask again what was refused for good, and says why', async () => {
  const body = { error: { root_cause: [{ type: 'parsing', reason: 'no such field' }], type: 'x' } };
  await withNode([{ status: 400, body }], async ({ address, requests }) => {
    const cluster = new Cluster(accessTo([address]), { sleep: atOnce });
    const { code, status, message } = await failureOf(cluster.ask(QUESTION));
    assert.equal([code, status, requests.length], ['engine-refused', 400, 1]);
    assert.match(message, 'no such field');
    await cluster.close();
  });
});

test('asks another node when one hangs, within the time that is allowed', async () => {
  await withNode(['hang'], async (hanging) => {
    await withNode([FINE], async (well) => {
      const access = accessTo([hanging.address, well.address], { timeoutMs: 2_000 });
      const cluster = new Cluster(access, { sleep: atOnce });
      const begunAt = performance.now();
      for (let times = 0; times < 3; times += 1) assert.equal(await cluster.ask(QUESTION), { fine: true });
      assert.ok(performance.now() - begunAt < 2_000 * 3);
      assert.ok(hanging.requests.length > 0 && well.requests.length === 3);
      await cluster.close();
    });
  });
});

test('gives up when the time is over, though nobody answers', async () => {
  await withNode(['hang'], async ({ address }) => {
    const cluster = new Cluster(accessTo([address], { timeoutMs: 300 }));
    const begunAt = performance.now();
    assert.is((await failureOf(cluster.ask(QUESTION))).code, 'engine-unavailable');
    assert.ok(performance.now() - begunAt < 5_000);
    await cluster.close();
  });
});

test('leaves a cluster alone that fails again and again, then looks with one question', async () => {
  let isWell = false;
  await withNode(
    () => (isWell ? FINE : 'drop'),
    async ({ address, requests }) => {
      let now = 0;
      const cluster = new Cluster(accessTo([address]), { sleep: atOnce, breaker: new Breaker(() => now) });
      for (let times = 0; times < 3; times += 1) await failureOf(cluster.ask(QUESTION));
      assert.is(requests.length, 5, 'five failures open it');
      assert.match((await failureOf(cluster.ask(QUESTION))).message, 'left alone');
      assert.is(requests.length, 5, 'nothing is asked meanwhile');
      now += 1_100;
      await failureOf(cluster.ask(QUESTION));
      assert.is(requests.length, 6, 'one look');
      isWell = true;
      now += 1_100;
      await failureOf(cluster.ask(QUESTION));
      assert.is(requests.length, 6, 'the second pause is longer');
      now += 1_100;
      assert.equal(await cluster.ask(QUESTION), { fine: true });
      assert.equal(await cluster.ask(QUESTION), { fine: true });
      await cluster.close();
    },
  );
});

test('says who it is by name and password or by key, and tells of neither', async () => {
  await withNode([{ status: 401, body: { error: 'who are you?' } }], async ({ address, requests }) => {
    const byName = new Cluster(accessTo([address], { user: { name: 'antler', password: 'hush:hush' } }));
    const { message, hint, stack = '' } = await failureOf(byName.ask(QUESTION));
    const byKey = new Cluster(accessTo([address], { apiKey: 'c2VjcmV0' }));
    await failureOf(byKey.ask(QUESTION));
    const sent = requests.map(({ authorization }) => authorization);
    assert.equal(sent, [`Basic ${Buffer.from('antler:hush:hush').toString('base64')}`, 'ApiKey c2VjcmV0']);
    assert.match(hint, 'password');
    assert.not.match(message + stack, /hush|c2VjcmV0/);
    await byName.close();
    await byKey.close();
  });
});

/** The answer to a batch: the status of each item by its id. */
function bulkAnswer(body: string, statusOf: (id: string) => number): FakeAnswer {
  const ids = idsIn(body);
  const items = ids.map((id) => {
    const status = statusOf(id);
    const error = status < 300 ? {} : { error: { type: 'trouble', reason: `with ${id}` } };
    return { index: { _id: id, status, ...error } };
  });
  return { status: 200, body: { errors: true, items } };
}

function idsIn(body: string): readonly string[] {
  const lines = body.trim().split('\n');
  return lines.flatMap((line, at) => (at % 2 === 0 ? [String(JSON.parse(line).index._id)] : []));
}

test('sends again alone what a batch refused for now, and remembers one by one what it refused for good', async () => {
  const seen = new Map<string, number>();
  const statusOf = (id: string): number => {
    const times = (seen.get(id) ?? 0) + 1;
    seen.set(id, times);
    if (id === 'busy') return times < 3 ? 429 : 201;
    return id === 'wrong' ? 400 : 201;
  };
  await withNode(
    ({ body }) => bulkAnswer(body, statusOf),
    async ({ address, requests }) => {
      const cluster = new Cluster(accessTo([address]));
      const sender = new BulkSender(cluster, 'some', { sleep: atOnce });
      for (const id of ['a', 'busy', 'wrong', 'b']) await sender.add({ id, body: { id } });
      await sender.finish();
      assert.equal(
        requests.map(({ body }) => idsIn(body)),
        [['a', 'busy', 'wrong', 'b'], ['busy'], ['busy']],
      );
      assert.equal(sender.failures, [{ id: 'wrong', status: 400, reason: 'trouble: with wrong' }]);
      assert.is(sender.failureCount, 1);
      await cluster.close();
    },
  );
});

test('has no more than some batches under way, of no more than some bytes', async () => {
  let underWay = 0;
  let most = 0;
  const answer = async ({ body }: { readonly body: string }): Promise<FakeAnswer> => {
    most = Math.max(most, ++underWay);
    await new Promise((resolve) => setTimeout(resolve, 20));
    underWay -= 1;
    return bulkAnswer(body, () => 201);
  };
  await withNode(answer, async ({ address, requests }) => {
    const cluster = new Cluster(accessTo([address]));
    const sender = new BulkSender(cluster, 'some', { maxBytes: 2_000, atOnce: 2 });
    for (let id = 0; id < 60; id += 1) await sender.add({ id: String(id), body: { text: 'x'.repeat(400) } });
    await sender.finish();
    assert.is(most, 2);
    assert.equal(
      requests.flatMap(({ body }) => idsIn(body)).sort(),
      Array.from({ length: 60 }, (_, id) => String(id)).sort(),
    );
    for (const { body } of requests) assert.ok(body.length <= 2_000);
    await cluster.close();
  });
});

test('a batch that never arrives fails the whole', async () => {
  await withNode([{ status: 403, body: { error: { reason: 'not allowed' } } }], async ({ address }) => {
    const cluster = new Cluster(accessTo([address]));
    const sender = new BulkSender(cluster, 'some');
    await sender.add({ id: 'a', body: {} });
    assert.match((await failureOf(sender.finish())).message, 'not allowed');
    await cluster.close();
  });
});

test.run();
