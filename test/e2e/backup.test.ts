// Backups with the real program: whole whatever happens meanwhile, and never restored when they are not.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { create } from 'tar';
import * as assert from 'uvu/assert';
import { checkBackup } from '../../index/backup/read.ts';
import { IndexError } from '../../index/errors.ts';
import { createRandom } from '../bench/random.ts';
import { KILL_PRELOAD } from '../support/kill-runs.ts';
import { runProgram, startProgram, waitUntil, withServer } from '../support/program.ts';
import { extraPage, SMALL_ARCHIVE } from '../support/small-archive.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder, makeTempFolderWith } from '../support/temp-folder.ts';

const SLOW = { timeoutMs: 120_000 };
const SEED = Date.now() % 1_000_000;
console.log(`seed ${SEED}`);

const test = suite('backup and restore');
let folder = '';
let built = '';
let backup = '';

test.before(async () => {
  folder = makeTempFolder('backup');
  built = join(folder, 'built');
  backup = join(folder, 'built.tar');
  const archive = await makeTempFolderWith(SMALL_ARCHIVE);
  await succeed('build', archive, '--data', built);
  writeFileSync(join(built, 'my own notes.jsonl'), '{"hidden": "harbour"}\n');
  await succeed('backup', backup, '--data', built);
});

async function succeed(...words: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runProgram(words);
  assert.is(code, 0, `${words.join(' ')}: ${stderr}`);
  return stdout;
}

async function refuse(pattern: RegExp, ...words: readonly string[]): Promise<void> {
  const { code, stderr } = await runProgram(words);
  assert.is(code, 2, `${words.join(' ')}: ${stderr}`);
  assert.match(stderr, pattern);
}

const currentOf = (data: string) => readFileSync(join(data, 'CURRENT'), 'utf8');

test(
  'a restored folder holds what was backed up, is whole, and goes on as the old one',
  async () => {
    const data = join(folder, 'moved', 'data');
    await succeed('restore', backup, '--data', data);
    assert.match(await succeed('verify', '--data', data), 'Catalog: whole');
    for (const kind of ['threads', 'documents']) {
      const [one, other] = [built, data].map((of) => succeed('export', '--as', kind, '--data', of));
      assert.is(await other, await one);
    }
    assert.is(readFileSync(join(data, 'my own notes.jsonl'), 'utf8'), '{"hidden": "harbour"}\n');
    await succeed('rebuild', '--data', data);
  },
  SLOW,
);

test(
  'names no folder of the machine; restored beside its sources elsewhere, it knows them',
  async () => {
    const [here, there] = [join(folder, 'first-home'), join(folder, 'second-home')];
    for (const [path, page] of Object.entries(SMALL_ARCHIVE)) {
      for (const home of [here, there]) {
        mkdirSync(join(home, 'mirror', dirname(path)), { recursive: true });
        writeFileSync(join(home, 'mirror', path), page);
      }
    }
    await succeed('build', join(here, 'mirror'), '--data', join(here, 'data'));
    const file = join(folder, 'homes.tar');
    await succeed('backup', file, '--data', join(here, 'data'));
    const bytes = readFileSync(file);
    for (const text of [folder, 'first-home', tmpdir()]) assert.is(bytes.indexOf(text), -1, text);
    await succeed('restore', file, '--data', join(there, 'data'));
    const again = await succeed('build', join(there, 'mirror'), '--data', join(there, 'data'), '--json');
    const { report } = JSON.parse(again) as { report: { pages: { read: number; unchanged: number } } };
    assert.equal(report.pages, { read: 0, unchanged: Object.keys(SMALL_ARCHIVE).length, skipped: 0 });
    assert.is(
      await succeed('export', '--data', join(there, 'data')),
      await succeed('export', '--data', built),
    );
  },
  SLOW,
);

test(
  'is taken while a server serves, and others read and build',
  async () => {
    const data = join(folder, 'busy');
    const lines = Array.from({ length: 3_000 }, (_, at) => `{"id": "d${at}", "text": "tide ${at}"}`);
    const documents = await makeTempFolderWith({ 'notes.jsonl': `${lines.join('\n')}\n` });
    await succeed('build', documents, '--data', data);
    await withServer(['serve', '--data', data], async ({ url }) => {
      const builder = startProgram(['watch', documents, '--data', data, '--quiet-ms', '10']);
      try {
        for (let round = 0; round < 4; round += 1) {
          lines.push(`{"id": "r${round}", "text": "round"}`);
          writeFileSync(join(documents, 'notes.jsonl'), `${lines.join('\n')}\n`);
          await new Promise((resolve) => setTimeout(resolve, 150 * round));
          const file = join(folder, `busy-${round}.tar`);
          await succeed('backup', file, '--data', data);
          assert.is((await fetch(`${url}/api/v1/search?q=tide`)).status, 200);
          await succeed('restore', file, '--data', join(folder, `busy-${round}`));
          assert.match(
            await succeed('verify', '--data', join(folder, `busy-${round}`)),
            /^Catalog: whole\n(Snapshot \S+: whole\n)+Current snapshot: whole\n$/,
          );
        }
        await waitUntil('the last round', async () => {
          const { stdout } = await runProgram(['search', 'round', '--json', '--data', data]);
          return (JSON.parse(stdout) as { totalHits: number }).totalHits === 4;
        });
        assert.is(builder.stderr().match(/antler: /g), null, builder.stderr());
        await succeed('verify', '--data', data);
        assert.is((await succeed('export', '--data', data)).trim().split('\n').length, 3_004);
      } finally {
        await builder.stop();
      }
    });
  },
  SLOW,
);

test(
  'replaces neither a data folder nor a file unless told to; a running server follows',
  async () => {
    const data = join(folder, 'taken');
    const archive = await makeTempFolderWith({ 'page.html': extraPage('Other', 'A walrus.') });
    await succeed('build', archive, '--data', data);
    const before = currentOf(data);
    await refuse(/not empty.*\n.*--force/, 'restore', backup, '--data', data);
    assert.is(currentOf(data), before);
    await refuse(/there already/, 'backup', backup, '--data', data);
    await refuse(/lies in the data folder/, 'backup', join(data, 'backup.tar'), '--data', data);
    await withServer(['serve', '--data', data], async ({ url }) => {
      await succeed('restore', backup, '--data', data, '--force');
      await waitUntil('the restored index', async () => {
        const answer = await fetch(`${url}/api/v1/search?q=ferry&limit=0`);
        return ((await answer.json()) as { totalHits: number }).totalHits > 0;
      });
      // Once more, over what is served.
      await succeed('restore', backup, '--data', data, '--force');
    });
    await succeed('verify', '--data', data);
    await succeed('backup', backup, '--data', built, '--force');
  },
  SLOW,
);

test(
  'a backup of a folder that lost or changed something is refused, and leaves no file',
  async () => {
    const data = join(folder, 'damaged');
    await succeed('restore', backup, '--data', data);
    const id = currentOf(data).trim();
    const store = join(data, 'snapshots', id, 'entries.data');
    const bytes = readFileSync(store);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(store, bytes);
    await refuse(/entries\.data/, 'backup', join(folder, 'no.tar'), '--data', data);
    await refuse(/There is no/, 'backup', join(folder, 'no.tar'), '--data', join(folder, 'nothing'));
    assert.equal(
      readdirSync(folder).filter((name) => name.startsWith('no.')),
      [],
    );
  },
  SLOW,
);

async function reasonOf(path: string): Promise<string | null> {
  try {
    await checkBackup(path);
    return null;
  } catch (error) {
    assert.instance(error, IndexError);
    if (!(error instanceof IndexError) || error.code !== 'backup-unusable') throw error;
    return error.message;
  }
}

test(
  'a backup that was cut anywhere, or in which a bit has changed, is refused with the reason',
  async () => {
    const whole = readFileSync(backup);
    assert.is(await reasonOf(backup), null);
    const random = createRandom(SEED);
    const damaged = join(folder, 'damaged.tar');
    const cuts = [0, 1, 511, 512, whole.length - 1, whole.length - 512, whole.length - 1024];
    for (let at = 0; at < 40; at += 1) cuts.push(random.below(whole.length));
    for (const cut of cuts) {
      writeFileSync(damaged, whole.subarray(0, cut));
      assert.ok((await reasonOf(damaged)) !== null, `cut at ${cut}`);
    }
    // What fills a block up behind the end of a file holds nothing: changes there do no harm.
    for (let at = 0; at < 80; at += 1) {
      const place = random.below(whole.length);
      const bytes = Buffer.from(whole);
      bytes[place] = (bytes[place] ?? 0) ^ (1 << random.below(8));
      writeFileSync(damaged, bytes);
      assert.ok((await reasonOf(damaged)) !== null || whole[place] === 0, `changed at ${place}`);
    }
  },
  SLOW,
);

test(
  'refuses files of others, and archives that pretend',
  async () => {
    const stage = join(folder, 'stage');
    mkdirSync(stage);
    copyFileSync(backup, join(stage, 'page.html'));
    const foreign = join(folder, 'foreign.tar');
    await create({ cwd: stage, file: foreign }, ['page.html']);
    const evil = join(folder, 'evil.tar');
    const file = { bytes: 0, sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' };
    const contents = { format: 1, program: 'x', createdAt: 'x', snapshot: null, files: { '../evil': file } };
    writeFileSync(join(stage, 'antler-backup.json'), JSON.stringify(contents));
    await create({ cwd: stage, file: evil }, ['antler-backup.json']);
    const data = join(folder, 'never');
    for (const [path, reason] of [
      [foreign, /no backup of Antler/],
      [evil, /it names ".{2}\/evil"/],
      ['package.json', /no backup of Antler/],
      [join(folder, 'none.tar'), /no such file/],
      [folder, /cannot be read|no backup/],
    ] as const) {
      await refuse(reason, 'restore', path, '--data', data);
    }
    assert.not.ok(existsSync(data), 'no data folder is made');
  },
  SLOW,
);

test(
  'a backup that is killed leaves nothing that stands in the way of the next',
  async () => {
    const file = join(folder, 'killed.tar');
    for (const afterMs of [250, 400, 600]) {
      const program = startProgram(['backup', file, '--data', built]);
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      await program.stop('SIGKILL');
      if (existsSync(file)) assert.is(await reasonOf(file), null);
    }
    await succeed('backup', file, '--data', built, '--force');
    assert.equal(
      readdirSync(folder).filter((name) => name.startsWith('killed')),
      ['killed.tar'],
    );
  },
  SLOW,
);

test(
  'a restore that is killed serves nothing half, and can be done again',
  async () => {
    const random = createRandom(SEED);
    for (let at = 0; at < 4; at += 1) {
      const data = join(folder, `half-${at}`);
      const killAt = 1 + random.below(120);
      const env = { NODE_OPTIONS: `--import=${KILL_PRELOAD}`, KILL_AT_OPERATION: String(killAt) };
      await runProgram(['restore', backup, '--data', data], { env });
      const status = await runProgram(['verify', '--data', data]);
      assert.not.match(status.stdout, 'damaged', `killed at operation ${killAt}`);
      await succeed('restore', backup, '--data', data, '--force');
      assert.match(await succeed('verify', '--data', data), 'Current snapshot: whole');
      assert.equal(readdirSync(join(data, 'building')), []);
    }
  },
  SLOW,
);

test.run();
