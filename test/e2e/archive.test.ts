// The main job through the real program: build, search, serve, follow a new snapshot, explain, extract, demo.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import { Agent, createServer, get } from 'node:http';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { COMMANDS } from '../../src/commands/table.ts';
import { makePackedWarc } from '../support/make-warc.ts';
import {
  programPath,
  runProgram,
  servedAddress,
  startProgram,
  statusOf,
  waitUntil,
  withServer,
} from '../support/program.ts';
import { extraPage, SMALL_ARCHIVE } from '../support/small-archive.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder, makeTempFolderWith } from '../support/temp-folder.ts';

const test = suite('archive');
/** Processes take their time on a busy machine. */
const check = (name: string, body: () => void | Promise<void>) => test(name, body, { timeoutMs: 60_000 });

interface Answer {
  totalHits: number;
  totalThreads: number;
  hits: {
    id: string;
    type: string;
    title: string;
    author: { name: string } | null;
    snippet: { html: string };
  }[];
  links: { self: string };
  snapshot: { id: string };
}

let archive = '';
let data = '';
test.before(async () => {
  archive = await makeTempFolderWith(SMALL_ARCHIVE, 'archive');
  data = join(makeTempFolder('data'), 'data');
  const result = await runProgram(['build', archive, '--data', data], { hasWorkers: true });
  if (result.code !== 0) throw new Error(`the small archive does not build: ${result.stderr}`);
});

async function searchJson(...words: string[]): Promise<Answer> {
  const result = await runProgram(['search', '--json', '--data', data, ...words]);
  assert.match(result.stdout, /^\{/, result.stderr);
  return JSON.parse(result.stdout);
}

async function fetchJson<T>(url: string): Promise<T> {
  const response = await fetch(url);
  assert.is(response.status, 200, url);
  // The test's own server; what it holds is asserted on.
  return (await response.json()) as T;
}

check('build reports what was read and published, for people and as JSON', async () => {
  const folder = join(makeTempFolder('data'), 'data');
  const people = await runProgram(['build', archive, '--data', folder]);
  assert.is(people.code, 0, people.stderr);
  assert.match(people.stdout, /3 threads/);
  assert.match(people.stdout, /3 comments/);
  assert.match(people.stdout, /Published/);
  const report = join(makeTempFolder('report'), 'report.json');
  const again = await runProgram(['build', archive, '--data', folder, '--json', '--report', report]);
  assert.is(again.code, 0, again.stderr);
  const printed = JSON.parse(again.stdout);
  assert.is(printed.snapshot.counts.posts, 3);
  assert.is(printed.snapshot.counts.comments, 3);
  assert.equal(JSON.parse(readFileSync(report, 'utf8')), printed.report);
});

check('finds words, phrases and people, with the hits in bold only on a terminal', async () => {
  const result = await runProgram(['search', 'ferry timetable', '--data', data]);
  assert.is(result.code, 0, result.stderr);
  assert.match(result.stdout, /in \d+ threads?/);
  assert.match(result.stdout, /The ferry timetable/);
  assert.match(result.stdout, /by Bram/);
  assert.not.match(result.stdout, /\p{Cc}(?<!\n)/u);
  assert.is((await searchJson('"only timetable I trust"')).totalHits, 1);
  assert.is((await searchJson('author:bram')).totalHits, 2);
  assert.is((await searchJson('cafe')).totalHits, 1);
});

check('search takes the parameters of the API as flags', async () => {
  const found = await searchJson(
    'ferry',
    '--type',
    'comment',
    '--sort',
    'oldest',
    '--group',
    'none',
    '--limit',
    '1',
  );
  assert.is(found.hits.length, 1);
  assert.is(found.hits[0]?.author?.name, 'Bram');
  assert.is((await searchJson('--author', 'Bram', '--author', 'tilde')).totalHits, 3);
  assert.is((await searchJson('--until', '2008')).totalHits, 5);
});

check('search ends with 1 when nothing is found', async () => {
  const result = await runProgram(['search', 'zeppelin', '--match', 'all', '--typo', 'off', '--data', data]);
  assert.is(result.code, 1);
  assert.match(result.stdout, /Nothing found/);
});

check('search --json prints what the API answers', async () => {
  const printed = await searchJson('lantern', '--facets', 'type,author', '--histogram', 'year');
  await withServer(['serve', '--data', data], async ({ url }) => {
    const answered = await fetchJson<Answer>(
      `${url}/api/v1/search?q=lantern&facets=type,author&histogram=year`,
    );
    assert.equal({ ...printed, processingTimeMs: 0 }, { ...answered, processingTimeMs: 0 });
  });
});

check('serve answers pages and API, and logs JSON without queries or addresses', async () => {
  const result = await withServer(['serve', '--data', data], async (server) => {
    for (const path of [
      '/',
      '/search?q=secretword',
      '/healthz',
      '/readyz',
      '/api/v1/search?q=secretword',
      '/openapi.json',
    ]) {
      assert.is(await statusOf(server.url + path), 200, path);
    }
    assert.is(await statusOf(`${server.url}/api/v1/nothing`), 404);
    return server.stop();
  });
  assert.is(result.code, 0, result.stderr);
  assert.match(result.stdout, /^Antler serves http:\/\/127\.0\.0\.1:\d+\n$/);
  for (const line of result.stderr.trim().split('\n')) {
    const entry = JSON.parse(line);
    assert.ok(entry.level && entry.time && entry.msg, line);
  }
  assert.not.match(result.stderr, /secretword/);
});

check('serve follows a new snapshot without a restart', async () => {
  const [folder, pages] = [join(makeTempFolder('data'), 'data'), makeTempFolder('archive')];
  await cp(data, folder, { recursive: true });
  await cp(archive, pages, { recursive: true });
  await withServer(['serve', '--data', folder], async (server) => {
    const find = () => fetchJson<Answer>(`${server.url}/api/v1/search?q=barnacle&typo=off`);
    const before = await find();
    assert.is(before.totalHits, 0);
    await writeFile(join(pages, 'extra.html'), extraPage('Barnacle', 'One barnacle on the keel.'));
    assert.is((await runProgram(['build', pages, '--data', folder])).code, 0);
    await waitUntil('the new snapshot', async () => (await find()).totalHits === 1);
    assert.is.not((await find()).snapshot.id, before.snapshot.id);
    assert.is(server.child.exitCode, null);
  });
});

check('serve waits for the first snapshot of a data folder that is still empty', async () => {
  const folder = makeTempFolder('data');
  await withServer(
    ['serve', '--data', folder],
    async ({ url }) => {
      assert.is(await statusOf(`${url}/healthz`), 200);
      assert.is(await statusOf(`${url}/readyz`), 503);
      assert.is((await runProgram(['build', archive, '--data', folder])).code, 0);
      await waitUntil('readiness', async () => (await statusOf(`${url}/readyz`)) === 200);
    },
    { waitForReady: false },
  );
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  check(`serve ends by ${signal} at once, with idle connections open`, async () => {
    const agent = new Agent({ keepAlive: true });
    try {
      const { took, result } = await withServer(['serve', '--data', data], async (server) => {
        await new Promise<void>((resolve, reject) => {
          get(`${server.url}/healthz`, { agent }, (response) => response.resume().on('end', resolve)).on(
            'error',
            reject,
          );
        });
        const from = performance.now();
        const stopped = await server.stop(signal);
        return { took: performance.now() - from, result: stopped };
      });
      assert.is(result.code, 0, result.stderr);
      assert.ok(took < 3000, `${took} ms`);
    } finally {
      agent.destroy();
    }
  });
}

check('status tells the counts, the sources and the current snapshot', async () => {
  const text = await runProgram(['status', '--data', data]);
  assert.is(text.code, 0, text.stderr);
  assert.match(text.stdout, /3 threads: 3 posts, 3 comments/);
  assert.match(text.stdout, /\(current\)/);
  assert.ok(text.stdout.includes(archive));
  const json = JSON.parse((await runProgram(['status', '--json', '--data', data])).stdout);
  assert.is(json.catalog.counts.comments, 3);
  assert.is(json.snapshots.filter((one: { isCurrent: boolean }) => one.isCurrent).length, 1);
});

check('explain tells how a page is read and how a score came about', async () => {
  const page = await runProgram(['explain', 'page', join(archive, '2008/03/the-ferry-timetable/index.html')]);
  assert.is(page.code, 0, page.stderr);
  assert.match(page.stdout, /wordpress/);
  const html = readFileSync(join(archive, '2008/03/the-ferry-timetable/index.html'));
  const url = 'http://quay.example/2008/03/the-ferry-timetable/';
  const folder = await makeTempFolderWith({ 'crawl.warc.gz': makePackedWarc([{ url, body: html }]) });
  const packed = join(folder, 'crawl.warc.gz');
  for (const words of [[packed, url], [`${packed}/${url}`]]) {
    const inside = await runProgram(['explain', 'page', ...words]);
    assert.is(inside.code, 0, inside.stderr);
    assert.match(inside.stdout, /wordpress/);
  }
  assert.is((await runProgram(['explain', 'page', packed, 'http://quay.example/'])).code, 2);
  const found = await searchJson('ferry');
  const id = found.hits[0]?.id ?? '';
  const hit = await runProgram(['explain', 'hit', 'ferry', id, '--data', data]);
  assert.is(hit.code, 0, hit.stderr);
  assert.match(hit.stdout, /ferry/);
  assert.ok(JSON.parse((await runProgram(['explain', 'hit', 'ferry', id, '--json', '--data', data])).stdout));
  const unknown = await runProgram(['explain', 'hit', 'ferry', 'no-such-id', '--data', data]);
  assert.is(unknown.code, 1, unknown.stderr);
});

check('extract prints threads as JSON Lines and touches no data folder', async () => {
  const folder = join(makeTempFolder('cwd'), 'data');
  const pages = await makeTempFolderWith({ ...SMALL_ARCHIVE, 'empty.html': '' });
  const result = await runProgram(['extract', '--skips', pages, '--data', folder]);
  assert.is(result.code, 0, result.stderr);
  const lines = result.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const threads = lines.filter((line) => line.skip === undefined);
  const first = threads.find((thread) => thread.post.title === 'The ferry timetable');
  assert.is(threads.length, 3);
  assert.equal(first.pages, ['2008/03/the-ferry-timetable/index.html']);
  assert.is(first.dialect, 'wordpress');
  assert.equal(
    first.comments.map((comment: { id: string }) => comment.id),
    ['101', '102'],
  );
  assert.is(
    first.comments[1].text,
    'My café opens when the ferry arrives. That is the only timetable I trust.',
  );
  assert.equal(
    lines.filter((line) => line.skip !== undefined).map((line) => line.skip.reason),
    ['empty'],
  );
  assert.not.ok(existsSync(folder));
});

check('extract ends with 1 when it found no thread, and says why with --skips', async () => {
  const pages = await makeTempFolderWith({ 'empty.html': '', 'binary.html': new Uint8Array(3000).fill(1) });
  const result = await runProgram(['extract', '--skips', pages]);
  assert.is(result.code, 1, result.stderr);
  const reasons = result.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).skip.reason);
  assert.equal(reasons.sort(), ['empty', 'not-html']);
});

check('a reader that goes away ends the program quietly', async () => {
  const words = [programPath, 'extract', archive, archive];
  const child = spawn('sh', ['-c', '"$@" | head -c 1; true', 'sh', process.execPath, ...words]);
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors += chunk;
  });
  child.stdout.resume();
  await new Promise((resolve) => child.once('close', resolve));
  assert.not.match(errors, /EPIPE|bug|Error/);
});

check('demo builds and serves, moves to a free port when the usual one is busy, and cleans up', async () => {
  const folder = makeTempFolder('tmp');
  // Somebody else may have the port already: then it is busy as well.
  const neighbour = createServer(() => {}).on('error', () => {});
  await new Promise((resolve) => {
    neighbour.once('error', resolve).once('listening', resolve).listen(8080, '127.0.0.1');
  });
  const program = startProgram(['demo'], { env: { TMPDIR: folder } });
  try {
    const url = await servedAddress(program);
    assert.match(program.stderr(), /Port 8080 is in use/);
    assert.is.not(new URL(url).port, '8080');
    assert.match(program.stdout().trimEnd().split('\n').at(-1) ?? '', /^Antler serves http/);
    const found = await fetchJson<Answer>(`${url}/api/v1/search?limit=0`);
    assert.ok(found.totalHits >= 330, `${found.totalHits} documents`);
  } finally {
    neighbour.close();
    await program.stop();
  }
  assert.is((await program.ended).code, 0, program.stderr());
  assert.match(program.stderr(), /Open this address in a browser\. Ctrl-C stops the server\.\n$/);
  assert.equal(readdirSync(folder), []);
});

check('demo with a source builds it into the data folder and serves it', async () => {
  const folder = join(makeTempFolder('data'), 'data');
  const program = startProgram(['demo', archive, '--data', folder, '--port', '0']);
  try {
    const url = await servedAddress(program);
    assert.is((await fetchJson<Answer>(`${url}/api/v1/search?q=ferry`)).totalThreads, 2);
  } finally {
    await program.stop();
  }
  assert.ok(existsSync(join(folder, 'CURRENT')));
});

check('every command helps', async () => {
  const helps = await Promise.all(COMMANDS.map(({ name }) => runProgram([...name.split(' '), '--help'])));
  for (const [at, help] of helps.entries()) {
    assert.is(help.code, 0, help.stderr);
    assert.match(help.stdout, `Usage: antler ${COMMANDS[at]?.name}`);
    assert.is(help.stderr, '');
  }
});

test.run();
