// A node is killed while Antler writes an index: whatever was acknowledged is there in the end, nothing twice, and what
// is served meanwhile stays.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { pause } from '../support/cluster/asking.ts';
import {
  type ClusteredArchive,
  makeClusteredArchive,
  readIdsInCluster,
  runWell,
} from '../support/cluster/clustered-archive.ts';
import type { NodeControl } from '../support/cluster/control.ts';
import { breakingTest, givenCluster, isLongRun } from '../support/cluster/given-cluster.ts';
import { startProgram, waitUntil } from '../support/program.ts';
import { suite } from '../support/suite.ts';

const test = suite('building in a cluster');
const cluster = givenCluster();
const DOCUMENTS = isLongRun ? 12_000 : 3_000;
const ATTEMPTS = 4;
const REBUILD = ['rebuild', '--engine', 'opensearch'];
const options = { timeoutMs: 280_000 };
let archive: ClusteredArchive;

test.before(async () => {
  archive = await makeClusteredArchive(cluster, 'building', DOCUMENTS);
});

const currentOf = ({ data }: ClusteredArchive) => readFileSync(join(data, 'CURRENT'), 'utf8').trim();
const rebuildWords = () => [...REBUILD, '--data', archive.data];

/** How many documents were taken so far, by index of this archive. */
async function readTaken(): Promise<Readonly<Record<string, number>>> {
  const { status, body } = await cluster.ask(`/${archive.alias}-*/_stats/indexing`);
  assert.is(status, 200, JSON.stringify(body));
  // Checked boundary: the answer of a request that succeeded.
  const { indices } = body as {
    indices: Record<string, { primaries: { indexing?: { index_total: number } } }>;
  };
  return Object.fromEntries(
    Object.entries(indices).map(([name, { primaries }]) => [name, primaries.indexing?.index_total ?? 0]),
  );
}

/** The number of the node with the first part of an index. */
async function nodeThatHolds(index: string): Promise<number> {
  const { body } = await cluster.ask(`/_cat/shards/${index}?format=json&h=prirep,node`);
  const shards = body as readonly { readonly prirep: string; readonly node: string }[];
  return Number(/\d+$/.exec(shards.find(({ prirep }) => prirep === 'p')?.node ?? '')?.[0]);
}

test(
  'an index in the cluster holds every document of the catalog once',
  async () => {
    await runWell(rebuildWords(), archive.env);
    assert.equal(await readIdsInCluster(cluster, archive.alias), archive.ids);
    await runWell(['verify', '--data', archive.data], archive.env);
  },
  options,
);

breakingTest(
  test,
  'a node that is killed while it takes documents, and comes back, costs none of them',
  async (control) => {
    for (let attempt = 1; !(await killWhileBuilding(control)); attempt += 1)
      assert.ok(attempt < ATTEMPTS, `a kill came too late ${attempt} times`);
    await cluster.waitForHealth({ status: 'green', nodes: 3 });
    assert.equal(await readIdsInCluster(cluster, archive.alias), archive.ids);
    await runWell(['verify', '--data', archive.data], archive.env);
  },
  options,
);

/** False when all documents were taken before the kill. */
async function killWhileBuilding(control: NodeControl): Promise<boolean> {
  const before = currentOf(archive);
  const known = new Set(Object.keys(await readTaken()));
  const program = startProgram(rebuildWords(), { env: archive.env });
  const isOver = () => program.child.exitCode !== null;
  let [index, taken] = ['', 0];
  await waitUntil('documents to be taken', async () => {
    for (const [name, count] of Object.entries(await readTaken()))
      if (!known.has(name) && !name.endsWith('-words')) [index, taken] = [name, count];
    return taken > 0 || isOver();
  });
  const isInTime = !isOver() && taken < DOCUMENTS;
  if (isInTime) {
    const node = await nodeThatHolds(index);
    await control.kill(node);
    await pause(1_000);
    assert.is(currentOf(archive), before, 'nothing is published meanwhile');
    await control.restart(node);
  }
  const { code, stderr } = await program.ended;
  assert.is(code, 0, stderr);
  assert.is.not(currentOf(archive), before);
  return isInTime;
}

test.run();
