// The real program over a data folder that joins others: it serves, searches, exports and tells as over one archive, and what needs
// a catalog is sent to the parts. The joined index is one of the embedded engine here; the cluster's is tested with a cluster.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { joinFolders } from '../support/joining-kit.ts';
import { type ProgramResult, runProgram, withServer } from '../support/program.ts';
import { compareAnswers } from '../support/same-site.ts';
import { checkoutPath } from '../support/shared.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('joined data folders');
const check = (name: string, body: () => Promise<void>) => test(name, body, { timeoutMs: 120_000 });

const SAMPLE = join(checkoutPath, 'src/sample-archive/lamplighter.example');
const home = makeTempFolder('joined');
const [whole, one] = [join(home, 'whole'), join(home, 'one')];
const parts = ['2009', '2010'].map((year) => join(home, year));

async function runWell(...words: string[]): Promise<ProgramResult> {
  const result = await runProgram(words);
  assert.is(result.code, 0, `${words.join(' ')}: ${result.stderr}`);
  return result;
}

test.before(async () => {
  const sources = ['2009', '2010'].map((year) => join(SAMPLE, year));
  await runWell('build', ...sources, '--data', one);
  for (const [at, source] of sources.entries()) await runWell('build', source, '--data', parts[at] ?? '');
  await joinFolders(whole, parts);
});

const PATHS = [
  '/api/v1/search?q=ferry&limit=50&facets=author,type,year,tag&histogram=month',
  '/api/v1/search?q=the+tuba&group=none&limit=50',
  '/api/v1/search?q=author:nell-trevanion&sort=newest&group=none&limit=100',
  '/api/v1/search?q=&sort=oldest&limit=10&offset=20',
  '/api/v1/search?q=%22fish+pie%22+OR+gerald*&match=any',
  '/api/v1/search?q=fery',
  '/api/v1/people?limit=100',
  '/api/v1/people/nell-trevanion',
  '/api/v1/suggest?q=the+f&limit=20',
  '/api/v1/suggest?q=mor',
  '/api/v1/stats',
  '/api/v1/resolve?url=http://lamplighter.example/2010/02/the-teapot-affair/',
  '/api/v1/resolve?url=http://lamplighter.example/2009/09/saffron-buns/',
  '/api/v1/resolve?url=/nowhere/',
  '/resolve?url=http://www.lamplighter.example/2009/12/morning-tide-fog/index.html',
  '/search?q=regatta',
  '/search.atom?q=regatta',
  '/on-this-day?date=06-18',
  '/people',
  '/people/nell-trevanion',
  '/about',
];

check('answers over HTTP what one archive of all sources answers', async () => {
  const serve = ['serve', '--search-threads', '1', '--data'];
  await withServer([...serve, one], (wanted) =>
    withServer([...serve, whole], async ({ url }) => {
      const all = (await (await fetch(`${wanted.url}/api/v1/search?limit=100`)).json()) as {
        readonly hits: readonly { readonly id: string; readonly thread: { readonly id: string } }[];
      };
      assert.ok(all.hits.length > 20);
      const own = all.hits.flatMap(({ id, thread }) => [
        `/api/v1/documents/${id}?include=ancestors,replies`,
        `/api/v1/threads/${thread.id}`,
        `/threads/${thread.id}`,
      ]);
      await compareAnswers({ url, wantedUrl: wanted.url }, [...PATHS, ...own]);
    }),
  );
});

check('search, status, verify and the export of documents work on it', async () => {
  // The first line tells how long it took.
  const hitsOf = async (data: string) =>
    (await runWell('search', 'ferry', '--data', data)).stdout.split('\n').slice(1);
  assert.equal(await hitsOf(whole), await hitsOf(one));
  const exported = await runWell('export', '--as', 'documents', '--data', whole);
  assert.is(exported.stdout, (await runWell('export', '--as', 'documents', '--data', one)).stdout);
  const { stdout } = await runWell('status', '--data', whole);
  assert.match(stdout, 'No catalog: it joins other data folders.');
  for (const part of parts)
    assert.match(stdout, `    ${part}: ${readFileSync(join(part, 'CURRENT'), 'utf8').trim()}\n`);
  await runWell('verify', '--data', whole);
  await runWell('rebuild', '--data', parts[1] ?? '');
  const newer = readFileSync(join(parts[1] ?? '', 'CURRENT'), 'utf8').trim();
  assert.match((await runWell('status', '--data', whole)).stdout, `antler join takes ${newer}`);
});

check(
  'what the keeper of the whole removes and says of people holds, and the parts stay as they are',
  async () => {
    const total = async (data: string, q: string) => {
      const { stdout } = await runProgram(['search', q, '--json', '--limit', '0', '--data', data]);
      return (JSON.parse(stdout) as { readonly totalHits: number }).totalHits;
    };
    const [before, inPart] = [
      await total(whole, 'author:nell-trevanion'),
      await total(parts[0] ?? '', 'author:nell-trevanion'),
    ];
    assert.ok(inPart > 0 && before > inPart);
    writeFileSync(join(whole, 'people.jsonl'), '{"merge": ["Nell Trevanion", "Old Pike"]}\n');
    assert.ok((await total(whole, 'author:old-pike')) > before);
    appendFileSync(join(whole, 'suppressed.jsonl'), '{"author": "old-pike"}\n');
    assert.is(await total(whole, 'author:old-pike'), 0);
    assert.is(await total(parts[0] ?? '', 'author:nell-trevanion'), inPart);
  },
);

check('what needs a catalog is refused with the parts to do it on, and nothing is changed', async () => {
  const current = readFileSync(join(whole, 'CURRENT'), 'utf8');
  const refused = [['build', SAMPLE], ['ingest', SAMPLE], ['watch', SAMPLE], ['rebuild'], ['export']];
  for (const words of [...refused, ['backup', join(home, 'backup.tar')]]) {
    const { code, stderr } = await runProgram([...words, '--data', whole]);
    assert.is(code, 2, words.join(' '));
    assert.match(stderr, `The data folder ${whole} joins others (${parts.join(', ')})`);
    assert.match(stderr, `--data ${parts[0]}; after a build, antler join --data ${whole}`);
  }
  assert.is(readFileSync(join(whole, 'CURRENT'), 'utf8'), current);
  assert.not(existsSync(join(whole, 'catalog.db')));
});

check('joining says what it lacks: parts, another engine, a folder of its own', async () => {
  const nowhere = join(home, 'nowhere');
  const bare = await runProgram(['join', '--data', nowhere]);
  assert.is(bare.code, 2);
  assert.match(bare.stderr, 'no PART is named');
  assert.match(bare.stderr, 'antler join --data WHOLE PART PART');
  const embedded = await runProgram(['join', ...parts, '--data', nowhere]);
  assert.is(embedded.code, 2);
  assert.match(
    embedded.stderr,
    `The part ${parts[0]} cannot be joined: it was built for the engine minisearch`,
  );
  assert.match(embedded.stderr, `antler rebuild --engine opensearch --data ${parts[0]}`);
  const taken = await runProgram(['join', parts[1] ?? '', '--data', parts[0] ?? '']);
  assert.is(taken.code, 2);
  assert.match(taken.stderr, `The data folder ${parts[0]} has an archive of its own`);
  assert.not(existsSync(nowhere));
});

test.run();
