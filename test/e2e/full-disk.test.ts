// A disk that fills up, or turns read-only, under the real program: needs a small volume, which only root may mount.
import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { runProgram, withServer } from '../support/program.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('full and read-only disks');
const NAME =
  'builds fail with the reason, the old index stays in service, and builds go on once there is room';

const volume = makeTempFolder('volume');
const refusal = mountVolume();

function mountVolume(): string | null {
  if (process.platform !== 'linux') return 'a small volume is mounted on Linux only';
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=200m', 'tmpfs', volume], { stdio: 'pipe' });
    return null;
  } catch {
    return 'a small volume may not be mounted here';
  }
}

function remount(options: string): void {
  execFileSync('mount', ['-o', `remount,${options}`, volume], { stdio: 'pipe' });
}

function writeDocuments(path: string, count: number): void {
  const words = 'tide harbour lantern ferry wall pier storm winter '.repeat(20);
  const line = (id: number) =>
    JSON.stringify({ id: `d${id}`, text: `${words} number${id}`, title: `N ${id}` });
  writeFileSync(path, Array.from({ length: count }, (_, id) => `${line(id)}\n`).join(''));
}

async function fillUp(): Promise<void> {
  const [data, documents] = [join(volume, 'data'), join(makeTempFolder('documents'), 'notes.jsonl')];
  writeDocuments(documents, 100);
  const build = () => runProgram(['build', documents, '--data', data]);
  const first = await build();
  assert.is(first.code, 0, first.stderr);
  await withServer(['serve', '--data', data], async ({ url }) => {
    const served = async () => {
      const answer = await fetch(`${url}/api/v1/search?q=tide&limit=1`);
      assert.is(answer.status, 200);
      return ((await answer.json()) as { totalHits: number }).totalHits;
    };
    assert.is(await served(), 100);
    writeDocuments(documents, 700);
    // Room for a part of the catalog, for all of it, for a part of the index.
    let failures = 0;
    const { bsize, blocks, bfree } = statfsSync(volume);
    for (let share = 1; share <= 12; share += 1) {
      remount(`size=${(blocks - bfree) * bsize + share * 300_000}`);
      const { code, stderr, stdout } = await build();
      if (code === 0) break;
      failures += 1;
      assert.is(code, 2, stdout);
      assert.match(stderr, 'the disk is full');
      assert.not.match(stderr, 'bug');
      assert.is(await served(), 100);
      assert.equal(readdirSync(join(data, 'building')), []);
    }
    assert.ok(failures > 2, `${failures} failures`);
    remount('ro');
    const refused = await build();
    assert.is(refused.code, 2);
    assert.match(refused.stderr, 'read-only');
    assert.is((await runProgram(['search', 'tide', '--data', data])).code, 0);
    remount('rw,size=200m');
    const again = await build();
    assert.is(again.code, 0, again.stderr);
    assert.is((await runProgram(['verify', '--data', data])).code, 0);
  });
}

if (refusal === null) {
  test.after(() => {
    execFileSync('umount', ['-l', volume]);
    rmSync(volume, { recursive: true, force: true });
  });
  test(NAME, fillUp, { timeoutMs: 200_000 });
} else test.skip(NAME, refusal);

test.run();
