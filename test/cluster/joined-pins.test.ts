// What a joined index keeps, and what goes with it: its parts stay as long as it is there, and are whole when it is gone.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { type ClusterFile, readClusterFile } from '../../index/engines/opensearch/cluster-file.ts';
import { joinIndices, orderParts } from '../../index/engines/opensearch/join.ts';
import { loadCluster } from '../../index/engines/opensearch/open.ts';
import { discardIndex, publishIndex } from '../../index/engines/opensearch/publish.ts';
import { IndexError } from '../../index/errors.ts';
import { givenCluster } from '../support/cluster/given-cluster.ts';
import { accessTo, writeParts } from '../support/cluster-engine.ts';
import { makeTalk } from '../support/made-talk.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('parts of a joined index');
const LONG = { timeoutMs: 120_000 };
const given = givenCluster();
const access = accessTo(given.addresses, { prefix: 'antlertest-pins' });
const other = accessTo(given.addresses, { prefix: 'antlertest-whole' });

async function joined(folders: readonly string[]): Promise<string> {
  const whole = makeTempFolder('joined');
  await joinIndices(
    whole,
    folders.map((folder) => ({ folder, personOf: () => null })),
    other,
  );
  return whole;
}

async function exists({ index, words }: ClusterFile): Promise<readonly boolean[]> {
  const statuses = await Promise.all(
    [index, words].map(async (name) => (await given.ask(`/${name}/_count`)).status),
  );
  return statuses.map((status) => status === 200);
}

async function aliased(alias: string): Promise<readonly string[]> {
  const { status, body } = await given.ask(`/_alias/${alias}`);
  return status === 404 ? [] : Object.keys(body as object).sort();
}

async function errorOf(work: Promise<unknown>): Promise<IndexError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof IndexError) return error;
  throw new Error(`no IndexError but ${String(error)}`);
}

test(
  'stay while it is there; it goes without them',
  async () => {
    const folders = await writeParts(makeTalk(6), access, 2);
    const [first = ''] = folders;
    const files = await Promise.all(folders.map(readClusterFile));
    const [whole, again] = [await joined(folders), await joined(folders)];
    const { code, message } = await errorOf(discardIndex(first, access));
    assert.is(code, 'engine-refused');
    assert.match(message, 'antlertest-whole-joined-');
    await discardIndex(whole, other);
    await errorOf(discardIndex(first, access));
    await loadCluster(again, other);
    await discardIndex(again, other);
    for (const file of files) assert.equal(await exists(file), [true, true], 'it took nothing along');
    await discardIndex(again, other);
    for (const folder of folders) await discardIndex(folder, access);
    for (const file of files) assert.equal(await exists(file), [false, false]);
    await discardIndex(again, other);
    await discardIndex(first, access);
  },
  LONG,
);

test(
  'are all named by the alias of the published one, and by no former one',
  async () => {
    const folders = await writeParts(makeTalk(6), access, 3);
    const names = (await Promise.all(folders.map(readClusterFile))).map(({ index }) => index);
    await publishIndex(folders[0] ?? '', access);
    assert.equal(await aliased('antlertest-pins'), names.slice(0, 1));
    const [all, two] = [await joined(folders), await joined(folders.slice(1))];
    await publishIndex(all, other);
    assert.equal(await aliased('antlertest-whole'), [...names].sort());
    await publishIndex(two, other);
    assert.equal(await aliased('antlertest-whole'), names.slice(1).sort());
    assert.equal(await aliased('antlertest-pins'), names.slice(0, 1), 'that of the part is where it was');
    for (const folder of [all, two]) await discardIndex(folder, other);
    for (const folder of folders) await discardIndex(folder, access);
  },
  LONG,
);

test(
  'are missed when one is gone, and its counts are compared',
  async () => {
    const folders = await writeParts(makeTalk(6), access, 2);
    const whole = await joined(folders);
    const path = join(whole, 'cluster.json');
    const text = await readFile(path, 'utf8');
    const file = JSON.parse(text) as ClusterFile;
    await writeFile(path, JSON.stringify({ ...file, documents: file.documents + 1 }));
    assert.match((await errorOf(loadCluster(whole, other))).hint, 'antler join');
    await writeFile(path, text);
    await given.ask(`/${file.parts?.[1]?.index}`, { method: 'DELETE' });
    assert.is((await errorOf(loadCluster(whole, other))).code, 'engine-refused');
    assert.is((await errorOf(joined(folders))).code, 'engine-refused', 'what is gone is not joined');
    await discardIndex(whole, other);
    for (const folder of folders) await discardIndex(folder, access);
  },
  LONG,
);

test(
  'are refused when they are joined themselves, of a former version, or have the same numbers',
  async () => {
    const folders = await writeParts(makeTalk(6), access, 2);
    const [first = '', second = ''] = folders;
    const whole = await joined(folders);
    const refusal = async (...parts: readonly string[]) => {
      const { code, message } = await errorOf(orderParts(parts));
      assert.is(code, 'bad-setting');
      return message;
    };
    assert.match(await refusal(first, whole), 'joined index itself');
    assert.match(await refusal(first, first), 'same numbers');
    assert.match(await refusal(), '0 indices');
    assert.equal(await orderParts([second, first]), [1, 0]);
    assert.is(
      (await errorOf(joined([second, first]))).code,
      'bad-setting',
      'their order is that of their numbers',
    );
    const { base: _, ...old } = JSON.parse(await readFile(join(second, 'cluster.json'), 'utf8'));
    const former = makeTempFolder('engine');
    await writeFile(join(former, 'cluster.json'), JSON.stringify(old));
    assert.match(await refusal(first, former), 'former version');
    await discardIndex(whole, other);
    for (const folder of folders) await discardIndex(folder, access);
  },
  LONG,
);

test.run();
