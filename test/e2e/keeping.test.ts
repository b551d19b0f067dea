// What keepers do with a data folder, with the real program: verify, refuse what shrank, roll back.
import { cpSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { runProgram } from '../support/program.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

/** Programs are started, several one after the other. */
const SLOW = { timeoutMs: 60_000 };

const test = suite('keeping a data folder');

function writeDocuments(path: string, count: number): void {
  const lines = Array.from({ length: count }, (_, at) =>
    JSON.stringify({ id: `d${at}`, title: `Note ${at}`, text: `tide ${at}`, author: 'Ada' }),
  );
  writeFileSync(path, `${lines.join('\n')}\n`);
}

const currentOf = (data: string) => readFileSync(join(data, 'CURRENT'), 'utf8').trim();

async function build(data: string, documents: string, ...more: readonly string[]) {
  return runProgram(['build', documents, '--data', data, ...more]);
}

test(
  'verify finds a whole folder whole, and names what is damaged',
  async () => {
    const folder = makeTempFolder('keeping');
    const [data, documents] = [join(folder, 'data'), join(folder, 'notes.jsonl')];
    writeDocuments(documents, 20);
    await build(data, documents);
    const whole = await runProgram(['verify', '--data', data]);
    assert.is(whole.code, 0, whole.stderr);
    assert.is(whole.stdout.trim().split('\n').length, 3);
    const id = currentOf(data);
    const store = join(data, 'snapshots', id, 'entries.data');
    truncateSync(store, 100);
    const damaged = await runProgram(['verify', '--data', data, '--json']);
    assert.is(damaged.code, 1);
    const { checked } = JSON.parse(damaged.stdout) as { checked: { what: string; problem: string | null }[] };
    const problems = checked.filter(({ problem }) => problem !== null);
    assert.equal(
      problems.map(({ what }) => what),
      [`Snapshot ${id}`],
    );
    assert.match(problems[0]?.problem ?? '', 'entries.data');
    const catalog = join(data, 'catalog.db');
    const bytes = readFileSync(catalog);
    bytes.fill(0x5a, 40_000, 60_000);
    writeFileSync(catalog, bytes);
    assert.match(
      (await runProgram(['verify', '--data', data])).stdout,
      /Catalog: .*damaged|Catalog: .*database/,
    );
  },
  SLOW,
);

test('verify says when there is nothing to verify', async () => {
  const missing = await runProgram(['verify', '--data', join(makeTempFolder('keeping'), 'none')]);
  assert.is(missing.code, 1);
  assert.match(missing.stdout, 'There is no catalog');
});

test(
  'an index that lost documents is refused, published when forced, and taken back',
  async () => {
    const folder = makeTempFolder('keeping');
    const [data, documents] = [join(folder, 'data'), join(folder, 'notes.jsonl')];
    writeDocuments(documents, 20);
    await build(data, documents);
    const first = currentOf(data);
    writeDocuments(documents, 10);
    const refused = await build(data, documents);
    assert.is(refused.code, 2);
    assert.match(refused.stderr, `10 posts and comments, 50 % of the 20 in ${first}`);
    assert.is(currentOf(data), first);
    assert.equal(readdirSync(join(data, 'building')), [], 'nothing half is left');
    const forced = await runProgram(['rebuild', '--data', data, '--force']);
    assert.is(forced.code, 0, forced.stderr);
    assert.match(forced.stderr, '50 %');
    assert.is.not(currentOf(data), first);
    const back = await runProgram(['rollback', '--data', data]);
    assert.is(back.code, 0, back.stderr);
    assert.is(currentOf(data), first);
    const further = await runProgram(['rollback', '--data', data]);
    assert.is(further.code, 2);
    assert.match(further.stderr, 'There is no snapshot before');
  },
  SLOW,
);

test(
  'does not roll back to an index that is damaged',
  async () => {
    const folder = makeTempFolder('keeping');
    const [data, documents] = [join(folder, 'data'), join(folder, 'notes.jsonl')];
    writeDocuments(documents, 5);
    await build(data, documents);
    const first = currentOf(data);
    cpSync(documents, `${documents}.copy`);
    await runProgram(['rebuild', '--data', data]);
    const second = currentOf(data);
    truncateSync(join(data, 'snapshots', first, 'threads.data'), 10);
    assert.is((await runProgram(['rollback', '--data', data])).code, 2);
    assert.is(currentOf(data), second);
  },
  SLOW,
);

test(
  'golden queries keep an index that forgot something from readers',
  async () => {
    const folder = makeTempFolder('keeping');
    const [data, documents] = [join(folder, 'data'), join(folder, 'notes.jsonl')];
    const golden = join(folder, 'golden.jsonl');
    writeDocuments(documents, 20);
    writeFileSync(golden, '{"query": "tide 7", "document": "d7", "within": 1}\n');
    assert.is((await build(data, documents, '--golden', golden)).code, 0);
    const first = currentOf(data);
    writeFileSync(golden, '{"query": "whale", "document": "d7"}\n');
    const refused = await runProgram(['rebuild', '--data', data, '--golden', golden]);
    assert.is(refused.code, 2);
    assert.match(refused.stderr, 'The query "whale" does not find d7 within the first 10.');
    assert.is(currentOf(data), first);
  },
  SLOW,
);

test(
  'documents that are exported make the same archive again',
  async () => {
    const folder = makeTempFolder('keeping');
    const [data, again] = [join(folder, 'data'), join(folder, 'again')];
    await runProgram(['build', 'src/sample-archive', '--data', data]);
    const documents = await runProgram(['export', '--as', 'documents', '--data', data]);
    assert.is(documents.code, 0, documents.stderr);
    const file = join(folder, 'documents.jsonl');
    writeFileSync(file, documents.stdout);
    assert.is((await runProgram(['build', file, '--data', again])).code, 0);
    const once = documents.stdout.trim().split('\n').sort();
    const twice = (await runProgram(['export', '--as', 'documents', '--data', again])).stdout
      .trim()
      .split('\n')
      .sort();
    assert.ok(once.length > 100);
    assert.equal(twice, once);
  },
  SLOW,
);

test(
  'threads are exported as they are extracted',
  async () => {
    const folder = makeTempFolder('keeping');
    const data = join(folder, 'data');
    await runProgram(['build', 'src/sample-archive', '--data', data]);
    const exported = await runProgram(['export', '--data', data]);
    const extracted = await runProgram(['extract', 'src/sample-archive']);
    assert.is(exported.code, 0);
    assert.equal(exported.stdout.split('\n').sort(), extracted.stdout.split('\n').sort());
  },
  SLOW,
);

test('says when there is nothing to export', async () => {
  const missing = join(makeTempFolder('keeping'), 'none');
  for (const kind of ['threads', 'documents'])
    assert.is((await runProgram(['export', '--as', kind, '--data', missing])).code, 2, kind);
});

test(
  'what was said of the archive once holds for later builds, until it is said otherwise',
  async () => {
    const folder = makeTempFolder('keeping');
    const [data, documents] = [join(folder, 'data'), join(folder, 'notes.jsonl')];
    writeDocuments(documents, 5);
    const manifestOf = async (...words: readonly string[]) => {
      const { code, stdout, stderr } = await runProgram([...words, '--data', data, '--json']);
      assert.is(code, 0, stderr);
      const { snapshot } = JSON.parse(stdout) as { snapshot: { language: string; timeZone: string } };
      return [snapshot.language, snapshot.timeZone];
    };
    const zone = 'Europe/Berlin';
    assert.equal(await manifestOf('build', documents, '--language', 'german', '--time-zone', zone), [
      'german',
      zone,
    ]);
    assert.equal(await manifestOf('rebuild'), ['german', zone]);
    assert.equal(await manifestOf('build', documents), ['german', zone]);
    assert.equal(await manifestOf('rebuild', '--language', 'english'), ['english', zone]);
  },
  SLOW,
);

test.run();
