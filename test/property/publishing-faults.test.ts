// Whatever the disk refuses while a snapshot is built and published: the old one stays whole, the reason is told, and
// the next build finds nothing in its way.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { acquireWriterLock } from '../../index/catalog/writer-lock.ts';
import { IndexError } from '../../index/errors.ts';
import { listSnapshots, readCurrent } from '../../index/snapshot/publish.ts';
import { verifySnapshot } from '../../index/snapshot/verify.ts';
import { createRandom } from '../bench/random.ts';
import {
  CHANGING,
  type Fault,
  type FileOperation,
  type Judge,
  withFileFaults,
} from '../support/file-faults.ts';
import { publishThreads } from '../support/served-archive.ts';
import { sampleThread } from '../support/snapshots.ts';
import { suite } from '../support/suite.ts';
import { makeMemoryFolder } from '../support/temp-folder.ts';

const test = suite('faults while publishing');
const SEED = Date.now() % 1_000_000;
console.log(`seed ${SEED}`);
const SLOW = { timeoutMs: 240_000 };
/** What a keeper is told instead of codes. */
const REASONS = /disk is full|read-only|permission was denied|disk reported an error|too many files|quota/;
const THREADS = [sampleThread('one-00000001'), sampleThread('two-00000002')];

/** As `antler rebuild` does it. */
async function publish(dataFolder: string): Promise<void> {
  const lock = acquireWriterLock(dataFolder, 'a test');
  try {
    await publishThreads(dataFolder, THREADS);
  } finally {
    lock.release();
  }
}

async function countOperations(dataFolder: string): Promise<readonly string[]> {
  const names: string[] = [];
  const judge = ({ name }: FileOperation) => {
    names.push(name);
    return null;
  };
  await withFileFaults(judge, () => publish(dataFolder));
  return names;
}

/** Publishes under faults; what is served before or after must be whole, and the next build must go through. */
async function publishUnderFaults(
  dataFolder: string,
  judge: Judge,
  describe: () => string,
): Promise<'published' | 'refused'> {
  const [before, present] = [await readCurrent(dataFolder), await listSnapshots(dataFolder)];
  const error = await withFileFaults(judge, () => publish(dataFolder)).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  const what = describe();
  const after = await readCurrent(dataFolder);
  assert.ok(after !== null, `${what}: something is current`);
  await verifySnapshot(dataFolder, after);
  if (error === null) assert.is.not(after, before, `${what}: published`);
  else {
    assert.ok(error instanceof IndexError, `${what}: ${String(error)}`);
    assert.match(error.message, REASONS, `${what}: ${error.message}`);
    assert.ok(error.hint.length > 0);
    const strangers = (await listSnapshots(dataFolder)).filter((id) => id !== after && !present.includes(id));
    // Where nothing can be removed, a whole snapshot may stay that nobody published.
    if (!/(EROFS|EACCES|EIO) from/.test(what)) assert.equal(strangers, [], `${what}: it is removed`);
  }
  await publish(dataFolder);
  const current = await readCurrent(dataFolder);
  assert.is.not(current, after, `${what}: the next build publishes`);
  assert.equal(readdirSync(join(dataFolder, 'building')), [], `${what}: nothing half is left`);
  assert.equal(
    readdirSync(dataFolder).sort(),
    ['CURRENT', 'building', 'snapshots', 'writer.lock'],
    `${what}: no other file is left`,
  );
  return error === null ? 'published' : 'refused';
}

function codesFor(name: string): readonly string[] {
  if (name === 'file.sync') return ['EIO', 'ENOSPC'];
  if (name === 'rename') return ['EACCES', 'EROFS', 'ENOSPC', 'EPERM'];
  if (CHANGING.has(name)) return ['ENOSPC', 'EIO', 'EROFS', 'EACCES', 'EDQUOT'];
  return ['EIO', 'EACCES', 'EMFILE'];
}

test(
  'one operation that fails, whichever it is',
  async () => {
    const dataFolder = makeMemoryFolder('faults');
    await publish(dataFolder);
    const operations = await countOperations(dataFolder);
    assert.ok(operations.length > 60, `${operations.length} operations`);
    for (const name of ['mkdirSync', 'file.sync', 'rename', 'file.write', 'file.writeFile', 'rm'])
      assert.ok(operations.includes(name), name);
    const random = createRandom(SEED);
    const outcomes = { published: 0, refused: 0 };
    // All of them with `npm run test:faults`.
    const isThorough = process.env.ANTLER_TEST_FAULTS === 'all';
    for (let at = 0; at < operations.length; at += isThorough ? 1 : 1 + random.below(5)) {
      let what = '';
      const judge = ({ name, index }: FileOperation): Fault => {
        if (index !== at) return null;
        const code = random.pick(codesFor(name));
        what = `${name} (${at}) fails with ${code}`;
        return { code };
      };
      outcomes[await publishUnderFaults(dataFolder, judge, () => what)] += 1;
    }
    assert.ok(outcomes.refused > outcomes.published, JSON.stringify(outcomes));
  },
  SLOW,
);

test(
  'a disk that is full, read-only, without permission or broken from some moment on',
  async () => {
    const dataFolder = makeMemoryFolder('faults');
    await publish(dataFolder);
    const { length } = await countOperations(dataFolder);
    const random = createRandom(SEED + 1);
    const needsRoom = new Set([...CHANGING].filter((name) => !name.startsWith('rm')));
    for (let round = 0; round < 24; round += 1) {
      const from = random.below(length);
      const code = ['ENOSPC', 'EROFS', 'EACCES', 'EIO'][round % 4] ?? 'EIO';
      // A full disk still lets files be removed; a read-only one does not.
      const hit = code === 'ENOSPC' ? needsRoom : CHANGING;
      const judge = ({ name, index }: FileOperation) => (index >= from && hit.has(name) ? { code } : null);
      await publishUnderFaults(dataFolder, judge, () => `${code} from operation ${from} on`);
    }
  },
  SLOW,
);

test(
  'a system that writes less than asked at every write',
  async () => {
    const dataFolder = makeMemoryFolder('faults');
    await publish(dataFolder);
    const judge = ({ name }: FileOperation): Fault => (name === 'file.write' ? 'short' : null);
    assert.is(await publishUnderFaults(dataFolder, judge, () => 'short writes'), 'published');
  },
  SLOW,
);

test.run();
