// Nodes are killed, restarted and held still while Antler serves from them: searches go on, and what it says of itself is true.
import * as assert from 'uvu/assert';
import { pause } from '../support/cluster/asking.ts';
import {
  type ClusteredArchive,
  makeClusteredArchive,
  runWell,
} from '../support/cluster/clustered-archive.ts';
import type { NodeControl } from '../support/cluster/control.ts';
import { breakingTest, givenCluster, isLongRun } from '../support/cluster/given-cluster.ts';
import { readTotals, type SteadyResult, searchSteadily } from '../support/cluster/steady-searches.ts';
import { type ServedProgram, statusOf, waitUntil, withServer } from '../support/program.ts';
import { suite } from '../support/suite.ts';

const test = suite('serving from a cluster');
const cluster = givenCluster();
const DOCUMENTS = isLongRun ? 10_000 : 1_500;
/** Each in turn, in the long form. */
const NODES = isLongRun ? [0, 1, 2] : [1];
const options = { timeoutMs: 280_000 };
/** How long a node is held still. */
const FROZEN_MS = isLongRun ? 30_000 : 10_000;
/** What a search may take at most: its own patience, and a little for a busy machine. */
const PATIENCE_MS = 20_000;
let archive: ClusteredArchive;

test.before(async () => {
  archive = await makeClusteredArchive(cluster, 'serving', DOCUMENTS);
  await runWell(['rebuild', '--engine', 'opensearch', '--data', archive.data], archive.env);
});

test.before.each(() => cluster.waitForHealth({ status: 'green', nodes: 1 }));

function serve(use: (server: ServedProgram) => Promise<void>): Promise<void> {
  return withServer(['serve', '--data', archive.data, '--cache-bytes', '0'], use, { env: archive.env });
}

async function readiness({
  url,
}: ServedProgram): Promise<{ readonly status: number; readonly text: string }> {
  const response = await fetch(`${url}/readyz`);
  return { status: response.status, text: await response.text() };
}

breakingTest(
  test,
  'searches are answered, and answered rightly, while a node is killed and comes back',
  (control) =>
    serve(async (server) => {
      const totals = await readTotals(server.url, archive.searches);
      const searches = searchSteadily(server.url, totals);
      for (const node of NODES) await killAndRestart(control, node, server);
      const { answered, failures, longestMs } = await searches.stop();
      assert.equal(failures, []);
      assert.ok(answered > 100, `${answered} searches, the longest took ${longestMs} ms`);
    }),
  options,
);

async function killAndRestart(control: NodeControl, node: number, server: ServedProgram): Promise<void> {
  await control.kill(node);
  await pause(3_000);
  assert.is((await readiness(server)).status, 200, 'one node of three is not needed');
  await control.restart(node);
  await cluster.waitForHealth({ status: 'green', nodes: 3 });
}

breakingTest(
  test,
  'without any node it says so, shows what needs no search, and goes on when they are back',
  (control) =>
    serve(async (server) => {
      const [path = ''] = archive.searches;
      const thread = await findThread(server.url + path);
      const nodes = [0, 1, 2];
      await Promise.all(nodes.map((number) => control.kill(number)));
      try {
        await checkWithoutNodes(server, { path, thread });
      } finally {
        await Promise.all(nodes.map((number) => control.restart(number)));
      }
      await cluster.waitForHealth({ status: 'green', nodes: 3 });
      // First, so that nobody's question is what makes it well again.
      await waitUntil('readyz to be well', async () => (await readiness(server)).status === 200);
      await waitUntil('a search', async () => (await statusOf(server.url + path)) === 200);
      assert.is((await readiness(server)).text.includes('"lastError":null'), true);
    }),
  options,
);

/** The path of a thread that a search finds, without the search. */
async function findThread(address: string): Promise<string> {
  const answer = (await (await fetch(address)).json()) as { hits: { thread: { id: string } }[] };
  const [hit] = answer.hits;
  if (hit === undefined) throw new Error(`${address} finds nothing`);
  return `/threads/${hit.thread.id}`;
}

interface Asked {
  readonly path: string;
  readonly thread: string;
}

async function checkWithoutNodes(server: ServedProgram, { path, thread }: Asked): Promise<void> {
  const response = await fetch(server.url + path);
  assert.is(response.status, 503);
  assert.match(response.headers.get('content-type') ?? '', 'application/problem+json');
  assert.ok(Number(response.headers.get('retry-after')) > 0);
  assert.match(await response.text(), /index does not answer/);
  assert.is(await statusOf(`${server.url}/healthz`), 200, 'alive');
  for (const own of [thread, '/people', '/about'])
    assert.is(await statusOf(server.url + own), 200, `${own} needs no search`);
  const { status, text } = await readiness(server);
  assert.is(status, 503, text);
  assert.match(text, /cluster/);
}

breakingTest(
  test,
  'a node held still makes nobody wait for long, and once the others do without it nothing fails',
  (control) =>
    serve(async (server) => {
      const totals = await readTotals(server.url, archive.searches);
      const searches = searchSteadily(server.url, totals);
      await control.freeze(2);
      try {
        await pause(FROZEN_MS);
        checkInTime(await searches.stop());
        if (isLongRun) await checkDoneWithout(server, totals);
      } finally {
        await control.thaw(2);
      }
      await waitUntil('searches to go on', async () => {
        const statuses = await Promise.all(archive.searches.map((path) => statusOf(server.url + path)));
        return statuses.every((status) => status === 200);
      });
      assert.is((await readiness(server)).status, 200);
      await cluster.waitForHealth({ status: 'green', nodes: 3 });
    }),
  options,
);

/** Answered rightly or with 503, each within the patience of a search. */
function checkInTime({ answered, failures, longestMs }: SteadyResult): void {
  const wrong = failures.filter((line) => !/ but 503 /.test(line));
  assert.equal(wrong, []);
  assert.ok(longestMs < PATIENCE_MS, `the longest took ${longestMs} ms`);
  assert.ok(answered + failures.length > 0);
}

/** The other two notice after some half a minute. */
async function checkDoneWithout(server: ServedProgram, totals: ReadonlyMap<string, number>): Promise<void> {
  await cluster.waitForHealth({ status: 'yellow', nodes: 2 });
  await waitUntil('readyz to be well', async () => (await readiness(server)).status === 200);
  const searches = searchSteadily(server.url, totals);
  await pause(10_000);
  const { failures, answered } = await searches.stop();
  assert.equal(failures, []);
  assert.ok(answered > 20, `${answered} searches`);
}

test(
  'a move there and back goes on under searches, none of which fails',
  async () => {
    await runWell(['rebuild', '--engine', 'minisearch', '--data', archive.data], archive.env);
    await serve(async (server) => {
      const totals = await readTotals(server.url, archive.searches);
      const searches = searchSteadily(server.url, totals);
      await runWell(['rebuild', '--engine', 'opensearch', '--data', archive.data], archive.env);
      await waitForSearches(searches.answered);
      await runWell(['rollback', '--data', archive.data], archive.env);
      await waitForSearches(searches.answered);
      assert.equal((await searches.stop()).failures, []);
    });
  },
  options,
);

async function waitForSearches(answered: () => number): Promise<void> {
  const wanted = answered() + 60;
  await waitUntil('sixty more searches', () => answered() >= wanted);
}

test.run();
