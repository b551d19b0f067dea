// Which code an engine brings along: who searches with MiniSearch never loads the client of a cluster.

import { createRequire } from 'node:module';
import * as assert from 'uvu/assert';
import { defaultRequest, search } from '../../index/search.ts';
import { loadEngineKit } from '../../index/snapshot/engine-kit.ts';
import { openCurrentSnapshot } from '../../index/snapshot/open.ts';
import { buildSample } from '../support/snapshots.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('engines are loaded when chosen');
const { cache } = createRequire(import.meta.url);

function hasClient(): boolean {
  return Object.keys(cache).some((path) => path.includes('@opensearch-project'));
}

test('building, publishing and searching with MiniSearch loads nothing of the other engine', async () => {
  const folder = makeTempFolder('loading');
  const engine = await loadEngineKit('minisearch');
  // Twice, so that former snapshots are looked at; then once more, so that one is pruned.
  for (let build = 0; build < 4; build += 1) await buildSample(folder, undefined, { engine });
  const snapshot = await openCurrentSnapshot(folder);
  const found = await search(snapshot, defaultRequest('rained'), { repairText: (text) => text });
  await snapshot.close();
  assert.is(found.totalHits, 1);
  assert.not.ok(hasClient());
});

test('choosing the other engine loads its client', async () => {
  await loadEngineKit('opensearch');
  assert.ok(hasClient());
});

test('an index in a cluster is refused with a sentence where no cluster is named', async () => {
  const kit = await loadEngineKit('opensearch');
  try {
    await kit.load(makeTempFolder('loading'));
    assert.unreachable();
  } catch (error) {
    assert.match(String(error), /OpenSearch cluster, and nothing says where/);
  }
});

test.run();
