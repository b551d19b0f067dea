// Bad input and bad surroundings, through the real program: one clear sentence, the right exit code, nothing touched.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { openSqlite } from '../../index/catalog/sqlite.ts';
import { acquireWriterLock } from '../../index/catalog/writer-lock.ts';
import { type ProgramResult, programPath, runProgram, startProgram } from '../support/program.ts';
import { checkoutPath } from '../support/shared.ts';
import { extraPage, SMALL_ARCHIVE } from '../support/small-archive.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder, makeTempFolderWith } from '../support/temp-folder.ts';

const test = suite('bad input');
/** Processes take their time on a busy machine. */
const check = (name: string, body: () => void | Promise<void>) => test(name, body, { timeoutMs: 60_000 });

let built = '';
test.before(async () => {
  const archive = await makeTempFolderWith(SMALL_ARCHIVE, 'archive');
  built = join(makeTempFolder('data'), 'data');
  const result = await runProgram(['build', archive, '--data', built]);
  if (result.code !== 0) throw new Error(`the small archive does not build: ${result.stderr}`);
});

/** A path in a new folder where nothing stands yet. */
function freshData(): string {
  return join(makeTempFolder('data'), 'data');
}

async function copyOfBuilt(): Promise<string> {
  const folder = freshData();
  await cp(built, folder, { recursive: true });
  return folder;
}

/** Digest of every file below a folder, to see that nothing was touched. */
function contentOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const read = files.filter((file) => statSync(join(folder, file)).isFile());
  return Object.fromEntries(read.map((file) => [file, digestOf(join(folder, file))]));
}

function digestOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** Exit code 2, a sentence of ours on stderr that fits, no stack and nothing on stdout. */
function assertRefused(result: ProgramResult, sentence: RegExp): void {
  assert.is(result.code, 2, result.stderr);
  assert.match(result.stderr, /^antler: \S.*[.:?]\n/m);
  assert.match(result.stderr, sentence);
  assert.not.match(result.stderr, /\n\s+at |bug in antler/);
  assert.is(result.stdout, '');
}

check('refuses a path that is not there, whatever was to be done with it', async () => {
  const data = freshData();
  const commands = ['build', 'ingest', 'demo', 'extract', 'explain page'];
  const missing = '/nowhere/at/all';
  const results = await Promise.all(
    commands.map((command) => runProgram([...command.split(' '), missing, '--data', data])),
  );
  for (const result of results) assertRefused(result, /\/nowhere\/at\/all/);
  assert.not.ok(existsSync(data));
});

check('build refuses an empty folder and does not make a data folder for it', async () => {
  const [archive, data] = [makeTempFolder('empty'), freshData()];
  assertRefused(await runProgram(['build', archive, '--data', data]), /empty|holds no|nothing|no /i);
  assert.not.ok(existsSync(data));
});

check('build refuses a folder without HTML', async () => {
  const files = {
    'notes.txt': 'only a note',
    'picture.png': new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0]),
  };
  const [archive, data] = [await makeTempFolderWith(files), freshData()];
  assertRefused(await runProgram(['build', archive, '--data', data]), /./);
  assert.not.ok(existsSync(data));
});

check('build refuses a folder in which only binary files are named .html', async () => {
  const bytes = new Uint8Array(5000).map((_, at) => (at * 37) % 256);
  const [archive, data] = [await makeTempFolderWith({ 'a.html': bytes, 'b/c.html': bytes }), freshData()];
  assertRefused(await runProgram(['build', archive, '--data', data]), /not-html/);
  assert.not.ok(existsSync(data));
});

check('one missing source among good ones stops the build before anything is written', async () => {
  const [archive, data] = [await makeTempFolderWith(SMALL_ARCHIVE), freshData()];
  const result = await runProgram(['build', archive, '/nowhere/a', '/nowhere/b', '--data', data]);
  assertRefused(result, /\/nowhere\/a/);
  assert.match(result.stderr, /\/nowhere\/b/);
  assert.not.ok(existsSync(data));
});

check('a source with nothing in it leaves the data that is there alone', async () => {
  const data = await copyOfBuilt();
  const before = contentOf(data);
  assertRefused(await runProgram(['build', makeTempFolder('empty'), '--data', data]), /./);
  assert.equal(contentOf(data), before);
});

check('builds around files that cannot be read, and says which', async () => {
  const archive = await makeTempFolderWith({ ...SMALL_ARCHIVE, 'empty.html': '' });
  symlinkSync('/nowhere/page.html', join(archive, 'dangling.html'));
  await mkdir(join(archive, 'folder.html'));
  await writeFile(
    join(archive, 'binary.html'),
    new Uint8Array(5000).map((_, at) => (at * 37) % 256),
  );
  const result = await runProgram(['build', archive, '--data', freshData()]);
  assert.is(result.code, 1, result.stderr);
  for (const said of ['dangling.html', 'binary.html', 'unreadable', 'not-html'])
    assert.match(result.stdout, said);
});

check('skips a page of 50 MB with its reason and builds the others', async () => {
  const archive = await makeTempFolderWith({
    ...SMALL_ARCHIVE,
    'huge.html': '<p>huge</p>\n'.repeat(4_200_000),
  });
  const result = await runProgram(['build', archive, '--data', freshData()]);
  assert.is(result.code, 1, result.stderr);
  assert.match(result.stdout, /huge\.html/);
  assert.match(result.stdout, /too-large/);
});

check('reads a truncated page as far as it goes', async () => {
  const page = extraPage('The half page', 'Everything above the tear is still legible.');
  const cut = page.slice(0, page.indexOf('legible') + 7);
  const [archive, data] = [await makeTempFolderWith({ ...SMALL_ARCHIVE, 'cut.html': cut }), freshData()];
  assert.is((await runProgram(['build', archive, '--data', data])).code, 0);
  assert.is((await runProgram(['search', 'legible', '--data', data])).code, 0);
});

check('refuses to read a data folder that is not there, and does not make it', async () => {
  const data = freshData();
  const lines = [
    ['serve', '--port', '0'],
    ['search', 'x'],
    ['rebuild'],
    ['status'],
    ['explain', 'hit', 'x', 'y'],
  ];
  const results = await Promise.all(lines.map((words) => runProgram([...words, '--data', data])));
  for (const result of results) assertRefused(result, /data/);
  assert.not.ok(existsSync(data));
});

check('refuses a data folder that is a file', async () => {
  const archive = await makeTempFolderWith(SMALL_ARCHIVE);
  const data = join(await makeTempFolderWith({ file: 'precious' }), 'file');
  assertRefused(await runProgram(['build', archive, '--data', data]), /data folder/);
  assert.is(readFileSync(data, 'utf8'), 'precious');
});

check('refuses a data folder that cannot be made', async () => {
  const archive = await makeTempFolderWith(SMALL_ARCHIVE);
  assertRefused(await runProgram(['build', archive, '--data', '/proc/antler-data']), /\/proc\/antler-data/);
});

check('refuses a snapshot of another format and says what to run', async () => {
  const data = await copyOfBuilt();
  const manifest = join(
    data,
    'snapshots',
    readFileSync(join(data, 'CURRENT'), 'utf8').trim(),
    'manifest.json',
  );
  const read: { format: number } = JSON.parse(await readFile(manifest, 'utf8'));
  await writeFile(manifest, JSON.stringify({ ...read, format: 9999 }));
  const before = contentOf(data);
  for (const words of [
    ['search', 'ferry'],
    ['serve', '--port', '0'],
  ]) {
    const result = await runProgram([...words, '--data', data]);
    assertRefused(result, /9999/);
    assert.match(result.stderr, /antler (re)?build/);
  }
  assert.equal(contentOf(data), before);
});

check('refuses a catalog of another version, and leaves it as it is', async () => {
  const [data, archive] = [await copyOfBuilt(), await makeTempFolderWith(SMALL_ARCHIVE)];
  const database = openSqlite(join(data, 'catalog.db'), { busyTimeoutMs: 0 });
  database.exec('PRAGMA user_version = 9999');
  database.close();
  const before = digestOf(join(data, 'catalog.db'));
  for (const words of [['build', archive], ['rebuild'], ['status']]) {
    assertRefused(await runProgram([...words, '--data', data]), /version/);
  }
  assert.is(digestOf(join(data, 'catalog.db')), before);
});

check('refuses a catalog that is none and leaves it as it is', async () => {
  const data = await copyOfBuilt();
  await writeFile(join(data, 'catalog.db'), 'these are my tax papers, not a database'.repeat(200));
  const before = contentOf(data);
  const archive = await makeTempFolderWith(SMALL_ARCHIVE);
  assertRefused(await runProgram(['build', archive, '--data', data]), /catalog/);
  assertRefused(await runProgram(['rebuild', '--data', data]), /catalog/);
  const { 'writer.lock': _lock, ...after } = contentOf(data);
  const { 'writer.lock': _before, ...wanted } = before;
  assert.equal(after, wanted);
});

check('lets one writer at a time into a data folder', async () => {
  const [data, archive] = [await copyOfBuilt(), await makeTempFolderWith(SMALL_ARCHIVE)];
  const lock = acquireWriterLock(data, 'the test');
  try {
    for (const words of [['build', archive], ['ingest', archive], ['rebuild']]) {
      assertRefused(await runProgram([...words, '--data', data]), /the test.*writing/);
    }
    assert.is((await runProgram(['search', 'ferry', '--data', data])).code, 0);
  } finally {
    lock.release();
  }
  assert.is((await runProgram(['rebuild', '--data', data])).code, 0);
});

check('refuses a port that is in use and an address that is not ours', async () => {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const serve = ['serve', '--data', built];
    assertRefused(await runProgram([...serve, '--port', String(port)]), new RegExp(`${port}.*in use`));
    assertRefused(await runProgram([...serve, '--port', '0', '--host', '192.0.2.1']), /192\.0\.2\.1/);
  } finally {
    server.close();
  }
});

check('tells every mistake of a command line at once', async () => {
  const result = await runProgram(['serve', '--port', 'x', '--hots', 'y'], {
    env: { ANTLER_LOG_LEVEL: 'loud' },
  });
  assertRefused(result, /--port is "x"/);
  assert.match(result.stderr, /--hots; did you mean --host/);
  assert.match(result.stderr, /ANTLER_LOG_LEVEL is "loud"/);
});

check('a report that cannot be written is told before anything is read', async () => {
  const [archive, data] = [await makeTempFolderWith(SMALL_ARCHIVE), freshData()];
  const result = await runProgram(['ingest', archive, '--data', data, '--report', '/nowhere/report.json']);
  assertRefused(result, /\/nowhere\/report\.json/);
  assert.not.ok(existsSync(data));
});

for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
  check(`a build that is ended by ${signal} publishes nothing half done and can be run again`, async () => {
    const pages = Array.from({ length: 150 }, (_, at) => [
      `page-${at}.html`,
      extraPage(`Page ${at}`, `Text ${at}`),
    ]);
    const [archive, data] = [await makeTempFolderWith(Object.fromEntries(pages)), await copyOfBuilt()];
    const current = readFileSync(join(data, 'CURRENT'), 'utf8');
    const program = startProgram(['build', archive, '--data', data]);
    await new Promise((resolve) => setTimeout(resolve, 700));
    const result = await program.stop(signal);
    if (result.code !== 0) assert.is(readFileSync(join(data, 'CURRENT'), 'utf8'), current);
    assert.is((await runProgram(['search', 'ferry', '--data', data])).code, 0);
    const again = await runProgram(['build', archive, '--data', data]);
    assert.is(again.code, 0, again.stderr);
  });
}

/** Runs a shell script with a mount namespace of its own; null where the system does not allow that. */
function runInOwnMounts(script: string): { code: number | null; text: string } | null {
  const environment = { ...process.env, ANTLER: `${process.execPath} ${programPath}` };
  const allowed = spawnSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs -o size=64k none /mnt']);
  if (allowed.status !== 0) return null;
  const run = spawnSync('unshare', ['-rm', 'sh', '-c', script], {
    env: environment,
    encoding: 'utf8',
    cwd: checkoutPath,
  });
  return { code: run.status, text: `${run.stdout}${run.stderr}` };
}

const canMount = runInOwnMounts('true') !== null;
function mountCheck(name: string, body: () => void | Promise<void>): void {
  if (canMount) check(name, body);
  else test.skip(name, 'this system does not let us mount');
}

mountCheck('a full disk ends a build with one sentence and leaves the old snapshot in service', async () => {
  const pages = Array.from({ length: 200 }, (_, at) => [
    `page-${at}.html`,
    extraPage(`Page ${at}`, `${at} `.repeat(4000)),
  ]);
  const archive = await makeTempFolderWith(Object.fromEntries(pages));
  const run = runInOwnMounts(`
    mount -t tmpfs -o size=1m none /mnt && cp -r ${built} /mnt/data || exit 99
    $ANTLER build ${archive} --data /mnt/data >/mnt/out 2>&1; echo "code $?"
    $ANTLER search ferry --data /mnt/data >/dev/null && echo "still searched"
    grep -h . /mnt/out || df /mnt`);
  assert.match(run?.text ?? '', /code 2/);
  assert.match(run?.text ?? '', /disk is full/);
  assert.match(run?.text ?? '', /still searched/);
});

mountCheck('a read-only data folder is searched and served, and refused for writing', async () => {
  const archive = await makeTempFolderWith(SMALL_ARCHIVE);
  const run = runInOwnMounts(`
    mount -t tmpfs -o size=20m none /mnt && cp -r ${built} /mnt/data && mount -o remount,ro /mnt || exit 99
    $ANTLER search ferry --data /mnt/data >/dev/null && echo "searched"
    $ANTLER status --data /mnt/data >/dev/null && echo "status told"
    for command in "build ${archive}" rebuild; do $ANTLER $command --data /mnt/data; echo "code $?"; done`);
  assert.match(run?.text ?? '', /searched/);
  assert.match(run?.text ?? '', /status told/);
  assert.is((run?.text ?? '').match(/code 2/g)?.length, 2, run?.text);
  assert.match(run?.text ?? '', /read-only/);
});

test.run();
