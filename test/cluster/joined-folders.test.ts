// Several machines, one search: three processes build three parts at the same time into one cluster, and what is joined of them answers
// as one archive of all sources does, while parts are built anew, gone back to and pruned.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { givenCluster } from '../support/cluster/given-cluster.ts';
import { readTotals, searchSteadily } from '../support/cluster/steady-searches.ts';
import { type ProgramResult, runProgram, startProgram, waitUntil, withServer } from '../support/program.ts';
import { compareAnswers } from '../support/same-site.ts';
import { checkoutPath } from '../support/shared.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('joined data folders in a cluster');
const check = (name: string, body: () => Promise<void>) => test(name, body, { timeoutMs: 300_000 });

const given = givenCluster();
const PREFIX = 'antlertest-joined';
const home = makeTempFolder('joined');
const [whole, one] = [join(home, 'whole'), join(home, 'one')];
/** Sources by part: the months that its machine has. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  first: ['01', '02', '03', '04', '05'].map((month) => join(home, 'pages/2009', month)),
  second: ['06', '07', '08', '09', '10', '11', '12'].map((month) => join(home, 'pages/2009', month)),
  third: [join(home, 'pages/2010')],
};
const NAMES = Object.keys(SOURCES);
const folderOf = (name: string) => join(home, name);

function envOf(name: string): Readonly<Record<string, string>> {
  return { ANTLER_OPENSEARCH_URL: given.url, ANTLER_OPENSEARCH_PREFIX: `${PREFIX}-${name}` };
}

async function run(words: readonly string[], name: string): Promise<ProgramResult> {
  const result = await runProgram(words, { env: envOf(name), timeoutMs: 120_000 });
  assert.is(result.code, 0, `${words.join(' ')}: ${result.stderr}`);
  return result;
}

function buildWords(name: string): readonly string[] {
  return ['build', ...(SOURCES[name] ?? []), '--data', folderOf(name), '--engine', 'opensearch'];
}

const joinAgain = () => run(['join', '--data', whole], 'whole');
const current = (folder: string) => readFileSync(join(folder, 'CURRENT'), 'utf8').trim();
const snapshotsOf = (folder: string) => readdirSync(join(folder, 'snapshots')).sort();

async function indices(): Promise<readonly string[]> {
  const { body } = await given.ask(`/${PREFIX}-*/_settings`);
  return Object.keys(body as object).sort();
}

async function removeIndices(): Promise<void> {
  for (const name of await indices()) await given.ask(`/${name}`, { method: 'DELETE' });
}

function indexOf(name: string, id: string): string {
  const file = join(folderOf(name), 'snapshots', id, 'engine/cluster.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly index: string }).index;
}

test.before(async () => {
  await removeIndices();
  cpSync(join(checkoutPath, 'src/sample-archive/lamplighter.example'), join(home, 'pages'), {
    recursive: true,
  });
});
test.after(removeIndices);

check(
  'three processes build at the same time, one is killed and run again, and their parts are joined',
  async () => {
    const running = NAMES.map((name) => startProgram(buildWords(name), { env: envOf(name) }));
    const [, killed] = running;
    await waitUntil('the second at work', () => existsSync(join(folderOf('second'), 'building')));
    await killed?.stop('SIGKILL');
    for (const [at, { ended }] of running.entries()) {
      const { code, stderr } = await ended;
      if (at !== 1) assert.is(code, 0, stderr);
    }
    assert.not(existsSync(join(folderOf('second'), 'CURRENT')));
    await run(buildWords('second'), 'second');
    const { stdout } = await run(['join', ...NAMES.map(folderOf), '--data', whole], 'whole');
    assert.match(stdout, /^Published \S+: 3\d posts and \d+ comments in 3\d threads/);
    await run(['verify', '--data', whole], 'whole');
  },
);

/** Parts stand in the order that the engine gave them; so do the sources of the archive beside. */
function namesInOrder(): readonly string[] {
  const manifest = join(whole, 'snapshots', current(whole), 'manifest.json');
  const { parts } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    readonly parts: readonly { readonly folder: string }[];
  };
  return parts.map(({ folder }) => folder.split('/').at(-1) ?? '');
}

/** Where several are equal, the order of the parts decides, which is no order of time: nothing of that kind is compared. */
const PATHS = [
  '/api/v1/search?q=ferry&limit=50&facets=author,type,year&histogram=month&sort=newest',
  '/api/v1/search?q=the+tuba&group=none&limit=10&sort=oldest',
  '/api/v1/search?q=footb*&limit=10&sort=newest',
  '/api/v1/search?q=author:nell-trevanion&sort=newest&group=none&limit=100',
  '/api/v1/search?q=to:old-pike&sort=oldest&limit=50&facets=author',
  '/api/v1/search?q=is:op+harbour&limit=10&sort=oldest',
  '/api/v1/search?q=&sort=oldest&limit=10&offset=20',
  '/api/v1/search?q=tag:gerald&sort=oldest&limit=50',
  '/api/v1/search?q=%22fish+pie%22+OR+gerald*&match=any&sort=newest&limit=50',
  '/api/v1/search?q=fery&sort=newest',
  '/api/v1/people?sort=name&limit=100',
  '/api/v1/suggest?q=the+tub',
  '/api/v1/suggest?q=nell',
  '/api/v1/resolve?url=http://lamplighter.example/2010/02/the-teapot-affair/',
  '/resolve?url=http://www.lamplighter.example/2009/12/morning-tide-fog/index.html',
  '/search?q=regatta&sort=newest',
  '/search.atom?q=regatta&sort=newest',
  '/on-this-day?date=06-18',
  '/people?sort=name',
];

/**
 * The best ten of these are compared as a set: which stems tell most of a document is counted by its own part, and a part of a dozen
 * threads counts otherwise than the whole.
 */
const RANKED = ['ferry', 'the tuba', 'footbridge', 'fish pie peas', 'gerald the gull', '"morning tide"'];

interface Ranked {
  readonly totalHits: number;
  readonly totalThreads: number;
  readonly hits: readonly { readonly id: string; readonly thread: { readonly id: string } }[];
}

async function compareRanked(url: string, wantedUrl: string): Promise<void> {
  let alike = 0;
  let all = 0;
  for (const q of RANKED) {
    const path = `/api/v1/search?limit=10&group=none&q=${encodeURIComponent(q)}`;
    const [found, wanted] = await Promise.all([askRanked(url + path), askRanked(wantedUrl + path)]);
    assert.equal([found.totalHits, found.totalThreads], [wanted.totalHits, wanted.totalThreads], q);
    assert.is(found.hits[0]?.id, wanted.hits[0]?.id, q);
    const ids = new Set(found.hits.map(({ id }) => id));
    alike += wanted.hits.filter(({ id }) => ids.has(id)).length;
    all += wanted.hits.length;
  }
  assert.ok(all > 30 && alike >= 0.85 * all, `${alike} of ${all} are alike`);
}

async function askRanked(url: string): Promise<Ranked> {
  return (await (await fetch(url)).json()) as Ranked;
}

const serve = (data: string) => ['serve', '--search-threads', '2', '--data', data];

check('the whole answers as one archive of all sources, and exports every document once', async () => {
  const sources = namesInOrder().flatMap((name) => SOURCES[name] ?? []);
  await run(['build', ...sources, '--data', one, '--engine', 'opensearch'], 'one');
  await withServer(
    serve(one),
    (wanted) =>
      withServer(
        serve(whole),
        async ({ url }) => {
          const all = await askRanked(`${wanted.url}/api/v1/search?limit=50`);
          const own = all.hits.flatMap(({ id, thread }) => [
            `/api/v1/documents/${id}?include=ancestors,replies`,
            `/api/v1/threads/${thread.id}?q=ferry`,
          ]);
          assert.ok(own.length > 60);
          await compareAnswers({ url, wantedUrl: wanted.url }, [...PATHS, ...own]);
          await compareRanked(url, wanted.url);
        },
        { env: envOf('whole') },
      ),
    { env: envOf('one') },
  );
  const exported = ['export', '--as', 'documents', '--data'];
  const linesOf = async (data: string, name: string) =>
    (await run([...exported, data], name)).stdout.split('\n').sort();
  assert.equal(await linesOf(whole, 'whole'), await linesOf(one, 'one'));
});

check(
  'a part is built anew and joined again while readers search; going back gives the former whole',
  async () => {
    await withServer(
      serve(whole),
      async ({ url }) => {
        const total = async (q: string) =>
          (await readTotals(url, [`/api/v1/search?limit=0&q=${q}`])).values();
        const totalOf = async (q: string) => [...(await total(q))][0];
        const steady = searchSteadily(
          url,
          await readTotals(url, [
            '/api/v1/search?q=tuba+year:2009',
            '/api/v1/search?q=gerald+before:2010-12',
          ]),
        );
        assert.is(await totalOf('zeppelin'), 0);
        addPage();
        await run(buildWords('third'), 'third');
        assert.is(await totalOf('zeppelin'), 0, 'until it is joined');
        const before = current(whole);
        await joinAgain();
        await waitUntil('the new page', async () => (await totalOf('zeppelin')) === 1);
        await run(['rollback', '--data', whole], 'whole');
        assert.is(current(whole), before);
        await waitUntil('the former whole', async () => (await totalOf('zeppelin')) === 0);
        const { answered, failures } = await steady.stop();
        assert.equal(failures, []);
        assert.ok(answered > 20);
      },
      { env: envOf('whole') },
    );
  },
);

/** A post of its own in the folder of the third. */
function addPage(): void {
  const folder = join(home, 'pages/2010/12/a-zeppelin');
  const model = join(home, 'pages/2010/12/the-lamp-goes-out-for-now/index.html');
  const page = readFileSync(model, 'utf8')
    .replaceAll('the-lamp-goes-out-for-now', 'a-zeppelin')
    .replaceAll('The lamp goes out (for now)', 'A zeppelin');
  mkdirSync(folder);
  writeFileSync(join(folder, 'index.html'), page);
}

check(
  'a snapshot of a part stays as long as it is joined, and goes with the last whole that joins it',
  async () => {
    const [joined = ''] = snapshotsOf(folderOf('third'));
    const index = indexOf('third', joined);
    for (let times = 0; times < 3; times += 1) await run(['rebuild', '--data', folderOf('third')], 'third');
    assert.ok(snapshotsOf(folderOf('third')).includes(joined), 'the whole reads its texts');
    assert.ok((await indices()).includes(index));
    await run(['verify', '--data', whole], 'whole');
    for (let times = 0; times < 3; times += 1) await joinAgain();
    await run(['rebuild', '--data', folderOf('third')], 'third');
    assert.not(snapshotsOf(folderOf('third')).includes(joined));
    assert.not((await indices()).includes(index));
    await run(['verify', '--data', whole], 'whole');
  },
);

check('removed and renamed in the whole alone; an index that is gone is named', async () => {
  const total = async (data: string, name: string, q: string) => {
    const words = ['search', q, '--json', '--limit', '0', '--data', data];
    const { stdout } = await runProgram(words, { env: envOf(name) });
    return (JSON.parse(stdout) as { readonly totalHits: number }).totalHits;
  };
  const before = await total(whole, 'whole', 'author:old-pike');
  writeFileSync(join(whole, 'people.jsonl'), '{"merge": ["Nell Trevanion", "Old Pike"]}\n');
  assert.ok((await total(whole, 'whole', 'author:old-pike')) > before);
  writeFileSync(join(whole, 'suppressed.jsonl'), '{"author": "old-pike"}\n');
  assert.is(await total(whole, 'whole', 'author:old-pike'), 0);
  assert.ok((await total(folderOf('third'), 'third', 'author:nell-trevanion')) > 0);
  await given.ask(`/${indexOf('second', current(folderOf('second')))}`, { method: 'DELETE' });
  const { code, stdout } = await runProgram(['verify', '--data', whole], { env: envOf('whole') });
  assert.is(code, 1);
  assert.match(stdout, indexOf('second', current(folderOf('second'))));
});

test.run();
