// `antler watch` as a process: what it notices, what it waits for, how it goes on after a failure, how it ends.
import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as assert from 'uvu/assert';
import { acquireWriterLock } from '../../index/catalog/writer-lock.ts';
import { type RunningProgram, runProgram, startProgram, waitUntil, withServer } from '../support/program.ts';
import { extraPage, SMALL_ARCHIVE } from '../support/small-archive.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder, makeTempFolderWith } from '../support/temp-folder.ts';

/** Programs are started and waited for. */
const SLOW = { timeoutMs: 90_000 };
const QUIET = ['--quiet-ms', '200'];

const test = suite('watching');

/** Watches until `use` is done; then SIGTERM must end it with 0. */
async function withWatch(
  words: readonly string[],
  use: (program: RunningProgram) => Promise<void>,
): Promise<void> {
  const program = startProgram(['watch', ...words, ...QUIET]);
  try {
    await use(program);
    const { code, stderr } = await program.stop();
    assert.is(code, 0, stderr);
  } finally {
    await program.stop('SIGKILL');
  }
}

/** How often something was published so far. */
function publishedBy(program: RunningProgram): number {
  return program.stdout().split('\nPublished ').length - 1;
}

function untilPublished(program: RunningProgram, times: number): Promise<void> {
  return waitUntil(`${times} publications`, () => publishedBy(program) >= times);
}

function put(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

async function totalOf(data: string, query: string): Promise<number> {
  const { stdout } = await runProgram(['search', query, '--json', '--data', data]);
  return (JSON.parse(stdout) as { totalHits: number }).totalHits;
}

test(
  'builds at the start and whenever a file changes, also in new folders; a running server follows',
  async () => {
    const archive = await makeTempFolderWith(SMALL_ARCHIVE, 'watched');
    const data = makeTempFolder('data');
    await withWatch([archive, '--data', data, '--prune', '--force'], async (program) => {
      await untilPublished(program, 1);
      await withServer(['serve', '--data', data], async ({ url }) => {
        const served = async (query: string) => {
          const response = await fetch(`${url}/api/v1/search?q=${query}`);
          return ((await response.json()) as { totalHits: number }).totalHits;
        };
        assert.is(await served('walrus'), 0);
        put(join(archive, '2010/new/folder/index.html'), extraPage('Visitor', 'A walrus sat on the pier.'));
        await waitUntil('the page in a new folder', async () => (await served('walrus')) === 1);
        put(join(archive, '2010/new/folder/index.html'), extraPage('Visitor', 'A narwhal sat on the pier.'));
        await waitUntil('the changed page', async () => (await served('narwhal')) === 1);
        rmSync(join(archive, '2010'), { recursive: true });
        await waitUntil('the page to go', async () => (await served('narwhal')) === 0);
      });
    });
  },
  SLOW,
);

test(
  'waits for a file that is being written, and does nothing when nothing has changed',
  async () => {
    const archive = await makeTempFolderWith({ 'notes.jsonl': '{"id": "a", "text": "tide"}\n' }, 'watched');
    const data = makeTempFolder('data');
    const file = join(archive, 'notes.jsonl');
    await withWatch([file, '--data', data], async (program) => {
      await untilPublished(program, 1);
      for (let at = 0; at < 15; at += 1) {
        appendFileSync(file, `{"id": "n${at}", `);
        await new Promise((resolve) => setTimeout(resolve, 60));
        appendFileSync(file, `"text": "tide ${at}"}\n`);
      }
      await untilPublished(program, 2);
      assert.is(await totalOf(data, 'tide'), 16);
      assert.not.match(program.stdout(), 'bad-record');
      assert.is(publishedBy(program), 2, program.stdout());
      // The same bytes again: read, and nothing is built.
      const again = `${file}.again`;
      writeFileSync(again, readFileSync(file));
      renameSync(again, file);
      await waitUntil('a round without news', () => program.stdout().includes('1 unchanged'));
      assert.is(publishedBy(program), 2);
    });
  },
  SLOW,
);

test(
  'looks by itself where it is told to, and leaves alone what it writes itself',
  async () => {
    const archive = await makeTempFolderWith(SMALL_ARCHIVE, 'watched');
    const data = join(archive, 'data');
    const report = join(archive, 'report.json');
    const words = [archive, '--data', data, '--report', report, '--poll-ms', '100'];
    await withWatch(words, async (program) => {
      await untilPublished(program, 1);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      const before = program.stdout();
      put(join(archive, 'more/index.html'), extraPage('Visitor', 'A walrus sat on the pier.'));
      await untilPublished(program, 2);
      assert.is(await totalOf(data, 'walrus'), 1);
      assert.is(before.split('\nPublished ').length, 2, before);
      assert.not.match(before, /^Read .* unchanged$/m);
    });
  },
  SLOW,
);

test(
  'tells of a round that fails, and tries again at the next change',
  async () => {
    const line = (id: number) => `{"id": "d${id}", "text": "tide ${id}"}\n`;
    const all = Array.from({ length: 20 }, (_, id) => line(id)).join('');
    const archive = await makeTempFolderWith({ 'notes.jsonl': all }, 'watched');
    const data = makeTempFolder('data');
    const file = join(archive, 'notes.jsonl');
    await withWatch([file, '--data', data], async (program) => {
      await untilPublished(program, 1);
      writeFileSync(file, line(1));
      await waitUntil('a refusal', () => program.stderr().includes('The new index is not published'));
      rmSync(file);
      await waitUntil('a missing source', () => program.stderr().includes('does not exist'));
      assert.is(await totalOf(data, 'tide'), 20, 'the old index stays');
      writeFileSync(file, all + line(20));
      await untilPublished(program, 2);
      assert.is(await totalOf(data, 'tide'), 21);
    });
  },
  SLOW,
);

test(
  'waits for another writer, and says so once',
  async () => {
    const archive = await makeTempFolderWith(SMALL_ARCHIVE, 'watched');
    const data = makeTempFolder('data');
    const lock = acquireWriterLock(data, 'a test');
    await withWatch([archive, '--data', data], async (program) => {
      await waitUntil('a word', () => program.stderr().includes('Another writer (a test)'));
      await new Promise((resolve) => setTimeout(resolve, 6_000));
      lock.release();
      await untilPublished(program, 1);
      assert.is(program.stderr().split('Another writer').length, 2, program.stderr());
    });
  },
  SLOW,
);

test('refuses a source that is missing at the start', async () => {
  const { code, stderr } = await runProgram(['watch', '/nowhere/at/all', '--data', makeTempFolder('data')]);
  assert.is(code, 2);
  assert.match(stderr, 'does not exist');
});

test.run();
