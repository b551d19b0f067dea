// The built program with real search threads: the same answers as without, through a change of snapshots and a stop.
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { runProgram, waitUntil, withServer } from '../support/program.ts';
import { extraPage, SMALL_ARCHIVE } from '../support/small-archive.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder, makeTempFolderWith } from '../support/temp-folder.ts';

const test = suite('serving');
const check = (name: string, body: () => Promise<void>) => test(name, body, { timeoutMs: 90_000 });

const PATHS = [
  '/api/v1/search?q=ferry',
  '/api/v1/search?q=lantrn&facets=type,author,year&histogram=month',
  '/api/v1/search?q=%22only+timetable+I+trust%22&group=none',
  '/api/v1/search?q=zeppelin',
  '/search?q=ferry',
  '/search.atom?q=ferry',
  '/',
  '/help',
  '/opensearch.xml',
];

let data = '';
test.before(async () => {
  const archive = await makeTempFolderWith(SMALL_ARCHIVE, 'archive');
  data = join(makeTempFolder('data'), 'data');
  const result = await runProgram(['build', archive, '--data', data]);
  if (result.code !== 0) throw new Error(`the small archive does not build: ${result.stderr}`);
});

/** Every answer without what tells of time and place. */
function answersOf(...words: string[]): Promise<readonly string[]> {
  return withServer(['serve', '--data', data, ...words], async ({ url }) => {
    const paths = [...PATHS, ...(await threadPaths(url))];
    return Promise.all(
      paths.map(async (path) => {
        const response = await fetch(url + path);
        const text = await response.text();
        return `${response.status} ${text.replaceAll(url, '').replace(/"processingTimeMs":\d+|\(\d+ ms\)/, '')}`;
      }),
    );
  });
}

async function threadPaths(url: string): Promise<readonly string[]> {
  const answer: unknown = await (await fetch(`${url}/api/v1/search?q=ferry&limit=1`)).json();
  const id = /"thread":\{"id":"([^"]+)"/.exec(JSON.stringify(answer))?.[1] ?? '';
  assert.ok(id !== '');
  return [
    `/threads/${id}?hl=ferry`,
    `/api/v1/threads/${id}?q=ferry`,
    '/api/v1/threads/nope',
    '/threads/nope',
  ];
}

check('answers the same with search threads and without, with a cache and without', async () => {
  const inThreads = await answersOf('--search-threads', '2');
  for (const words of [
    ['--search-threads', '0'],
    ['--search-threads', '1', '--cache-bytes', '0'],
  ]) {
    for (const [at, answer] of (await answersOf(...words)).entries()) assert.is(answer, inThreads[at]);
  }
  assert.ok(inThreads.every((answer) => /^(200|404) /.test(answer)));
});

check('goes on answering while a new snapshot takes the place of the old', async () => {
  const grown = join(makeTempFolder('data'), 'data');
  await cp(data, grown, { recursive: true });
  const more = await makeTempFolderWith(SMALL_ARCHIVE, 'archive');
  await writeFile(join(more, 'extra.html'), extraPage('Barnacle', 'One barnacle on the keel.'));
  await withServer(['serve', '--data', grown, '--cache-bytes', '0'], async ({ url }) => {
    const seen = new Set<string>();
    const statuses = new Set<number>();
    let isDone = false;
    const readers = Array.from({ length: 4 }, async () => {
      for (let at = 0; !isDone; at += 1) {
        const response = await fetch(url + (PATHS[at % 4] ?? ''));
        statuses.add(response.status);
        const id = /"snapshot":\{"id":"([^"]+)"/.exec(await response.text())?.[1];
        if (id !== undefined) seen.add(id);
      }
    });
    assert.is((await runProgram(['build', more, '--data', grown])).code, 0);
    await waitUntil('the new snapshot', () => seen.size > 1);
    isDone = true;
    await Promise.all(readers);
    assert.equal([...statuses], [200]);
    assert.is(seen.size, 2);
  });
});

check('answers what is under way when it is told to stop', async () => {
  await withServer(['serve', '--data', data, '--cache-bytes', '0'], async (server) => {
    const answers = Array.from({ length: 30 }, (_, number) =>
      fetch(`${server.url}/search?q=ferry&limit=${number + 1}`).then(async (response) => {
        await response.text();
        return response.status;
      }),
    );
    await answers[0];
    const stopped = server.stop();
    const ended = await Promise.allSettled(answers);
    const { code, stderr } = await stopped;
    assert.is(code, 0, stderr);
    assert.not.match(stderr, /"level":"error"/);
    // Connections that were not accepted yet are refused, all others are answered.
    for (const answer of ended) if (answer.status === 'fulfilled') assert.is(answer.value, 200);
  });
});

test.run();
