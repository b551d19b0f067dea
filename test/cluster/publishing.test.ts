// Snapshots whose index lies in a cluster: published by alias, gone back to, pruned, verified; nothing is left behind.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { IndexError } from '../../index/errors.ts';
import { defaultRequest, search } from '../../index/search.ts';
import { loadEngineKit } from '../../index/snapshot/engine-kit.ts';
import { openCurrentSnapshot } from '../../index/snapshot/open.ts';
import { listSnapshots, publishSnapshot } from '../../index/snapshot/publish.ts';
import { verifySnapshot } from '../../index/snapshot/verify.ts';
import { givenCluster } from '../support/cluster/given-cluster.ts';
import { accessTo } from '../support/cluster-engine.ts';
import { buildSample, sampleThread } from '../support/snapshots.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('snapshots in a cluster');
const LONG = { timeoutMs: 180_000 };
const given = givenCluster();
const cluster = accessTo(given.addresses, { prefix: 'antlertest-publishing' });
const dataFolder = makeTempFolder('publishing');

function build(options: Parameters<typeof buildSample>[2] = {}, count = 1) {
  const threads = Array.from({ length: count }, (_, at) => sampleThread(`tea-and-rain-0000000${at}`));
  return loadEngineKit('opensearch', cluster).then((engine) =>
    buildSample(dataFolder, threads, { engine, cluster, ...options }),
  );
}

async function indices(): Promise<readonly string[]> {
  const { body } = await given.ask('/antlertest-publishing-*/_settings');
  return Object.keys(body as object).sort();
}

async function aliased(): Promise<readonly string[]> {
  const { status, body } = await given.ask('/antlertest-publishing-*/_alias/antlertest-publishing');
  if (status === 404) return [];
  const found = Object.entries(body as Record<string, { readonly aliases?: object }>);
  return found.flatMap(([name, { aliases }]) => (Object.keys(aliases ?? {}).length > 0 ? [name] : []));
}

async function indexOf(id: string): Promise<string> {
  const file = join(dataFolder, 'snapshots', id, 'engine', 'cluster.json');
  return String(JSON.parse(await readFile(file, 'utf8')).index);
}

test.before(async () => {
  for (const name of await indices()) await given.ask(`/${name}`, { method: 'DELETE' });
});
test.after(async () => {
  for (const name of await indices()) await given.ask(`/${name}`, { method: 'DELETE' });
});

test(
  'the alias leads to the published index, and back to the former one; old ones go with their snapshots',
  async () => {
    const ids: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      ids.push((await build()).id);
      assert.equal(await aliased(), [await indexOf(ids.at(-1) ?? '')]);
    }
    const kept = await listSnapshots(dataFolder);
    assert.equal(kept, ids.slice(1).reverse());
    const wanted = await Promise.all(kept.map(indexOf));
    assert.equal(await indices(), wanted.flatMap((name) => [name, `${name}-words`]).sort());
    const former = kept[1] ?? '';
    await verifySnapshot(dataFolder, former, { cluster });
    await publishSnapshot(dataFolder, former, cluster);
    assert.equal(await aliased(), [await indexOf(former)]);
    const snapshot = await openCurrentSnapshot(dataFolder, { cluster });
    const found = await search(snapshot, defaultRequest('rained'), { repairText: (text) => text });
    assert.is(found.hits[0]?.snippet.html, 'It <mark>rained</mark>.');
    await snapshot.close();
  },
  LONG,
);

test(
  'a build that is refused leaves nothing in the cluster, and the alias where it was',
  async () => {
    const [before, alias] = [await indices(), await aliased()];
    try {
      await build({ guard: { judge: async () => ['It is not good enough.'] } });
      assert.unreachable();
    } catch (error) {
      assert.is(error instanceof IndexError && error.code, 'snapshot-refused');
    }
    assert.equal([await indices(), await aliased()], [before, alias]);
  },
  LONG,
);

test(
  'an index that is gone is told when it is verified or opened, with what to do',
  async () => {
    const { id } = await build();
    await given.ask(`/${await indexOf(id)}`, { method: 'DELETE' });
    for (const work of [
      () => verifySnapshot(dataFolder, id, { cluster }),
      () => openCurrentSnapshot(dataFolder, { cluster }),
    ]) {
      const error = await work().then(
        () => null,
        (reason: unknown) => reason,
      );
      assert.instance(error, IndexError);
      if (error instanceof IndexError) assert.match(error.hint, 'antler rebuild --engine opensearch');
    }
  },
  LONG,
);

test.run();
