// Building, opening and publishing snapshots: whole or not at all.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { DocumentId, ThreadId } from '../../index/model.ts';
import { openCurrentSnapshot, openSnapshot } from '../../index/snapshot/open.ts';
import { listSnapshots, publishSnapshot, readCurrent } from '../../index/snapshot/publish.ts';
import { verifySnapshot } from '../../index/snapshot/verify.ts';
import { createFakeEngineKit } from '../support/fake-engine-kit.ts';
import { rejectedIndexError } from '../support/index-error.ts';
import { buildSample, fakeEngine, sampleThread } from '../support/snapshots.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { makeComment, makePost, makeThread } from '../support/threads.ts';

const test = suite('snapshot');
const ENGINE = { engine: fakeEngine };

function names(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

test('gives back every entry, thread by thread', async () => {
  const folder = makeTempFolder('snapshot');
  await buildSample(folder, [sampleThread('one-00000001'), sampleThread('two-00000002')]);
  const snapshot = await openCurrentSnapshot(folder, ENGINE);
  const entries = await snapshot.store.threadEntries('two-00000002' as ThreadId);
  assert.equal(
    entries.map((entry) => [entry.id, entry.position, entry.depth, entry.author?.slug]),
    [
      ['two-00000002.post', 0, 0, 'ada'],
      ['two-00000002.11', 1, 0, 'bo'],
      ['two-00000002.12', 2, 1, 'ada'],
      ['two-00000002.13', null, 0, 'elsewhere'],
    ],
  );
  for (const entry of entries) assert.equal(await snapshot.store.entry(entry.id), entry);
  const info = await snapshot.store.thread('one-00000001' as ThreadId);
  assert.is(info?.title, 'Tea and rain');
  assert.is(info?.commentCount, 2);
  await snapshot.close();
});

test('gives entries in the order asked for and leaves unknown ids out', async () => {
  const folder = makeTempFolder('snapshot');
  await buildSample(folder, [sampleThread('one-00000001')]);
  const { store, close } = await openCurrentSnapshot(folder, ENGINE);
  const ids = ['one-00000001.12', 'nobody', 'one-00000001.post', ''] as DocumentId[];
  const found = await store.entries(ids);
  assert.equal(
    found.map((entry) => entry.id),
    ['one-00000001.12', 'one-00000001.post'],
  );
  assert.is(await store.entry('nobody' as DocumentId), null);
  assert.is(await store.thread('nobody' as ThreadId), null);
  assert.equal(await store.threadEntries('nobody' as ThreadId), []);
  await close();
});

test('writes a manifest that counts what is there', async () => {
  const folder = makeTempFolder('snapshot');
  const manifest = await buildSample(folder, [sampleThread('one-00000001'), sampleThread('two-00000002')]);
  assert.equal(manifest.counts, { documents: 6, posts: 2, comments: 4, pings: 2, threads: 2, people: 2 });
  assert.is(manifest.firstAt, '2009-06-18');
  assert.is(manifest.lastAt, '2009-06-19T10:00+00:00');
  assert.is(manifest.language, 'english');
  assert.equal(Object.keys(manifest.files).sort(), [
    'directory.bin',
    'engine/count.json',
    'entries.data',
    'entries.table',
    'threads.data',
    'threads.table',
  ]);
  assert.is(readFileSync(join(folder, 'CURRENT'), 'utf8'), `${manifest.id}\n`);
  assert.equal(names(join(folder, 'building')), []);
  assert.equal(await verifySnapshot(folder, manifest.id, ENGINE), manifest);
});

test('loses no entry when ids repeat between threads, and gives each its own', async () => {
  const folder = makeTempFolder('snapshot');
  const thread = makeThread({
    id: 't',
    ownIds: true,
    post: makePost({ id: 'x' }),
    comments: [makeComment({ id: 'y' }), makeComment({ id: 'z', parentId: 'y' })],
  });
  const manifest = await buildSample(folder, [thread, thread, thread]);
  assert.is(manifest.counts.documents, 9);
  const { store, close } = await openCurrentSnapshot(folder, ENGINE);
  const entries = await store.threadEntries('t~3' as ThreadId);
  assert.equal(
    entries.map((entry) => [entry.id, entry.parentId]),
    [
      ['x~3', null],
      ['y~3', null],
      ['z~3', 'y~3'],
    ],
  );
  await close();
  await verifySnapshot(folder, manifest.id, ENGINE);
});

test('refuses to build from nothing and keeps the current snapshot', async () => {
  const folder = makeTempFolder('snapshot');
  const { id } = await buildSample(folder);
  const empty = makeThread({ post: null });
  const pingOnly = makeThread({ post: null, comments: [makeComment({ kind: 'pingback' })] });
  for (const threads of [[], [empty], [pingOnly]]) {
    const error = await rejectedIndexError(buildSample(folder, threads));
    assert.is(error.code, 'nothing-to-index');
    assert.match(error.hint, 'antler build');
  }
  assert.is(await readCurrent(folder), id);
});

test('leaves out threads without any entry', async () => {
  const folder = makeTempFolder('snapshot');
  const { counts } = await buildSample(folder, [makeThread({ post: null }), sampleThread()]);
  assert.is(counts.threads, 1);
});

test('leaves nothing behind and the old snapshot current when writing fails', async () => {
  const folder = makeTempFolder('snapshot');
  const { id } = await buildSample(folder);
  const diskFull = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  const engine = createFakeEngineKit({ failAt: { thread: 1, error: diskFull } });
  const threads = [sampleThread('one-00000001'), sampleThread('two-00000002')];
  const error = await rejectedIndexError(buildSample(folder, threads, { engine }));
  assert.is(error.code, 'write-failed');
  assert.match(error.message, 'the disk is full');
  assert.is(await readCurrent(folder), id);
  assert.equal(names(join(folder, 'building')), []);
  assert.equal(await listSnapshots(folder), [id]);
});

test('does not publish an index that lost documents', async () => {
  const folder = makeTempFolder('snapshot');
  const { id } = await buildSample(folder);
  const engine = createFakeEngineKit({ lost: 1 });
  const error = await rejectedIndexError(buildSample(folder, [sampleThread()], { engine }));
  assert.is(error.code, 'snapshot-damaged');
  assert.match(error.message, '2 documents in the index');
  assert.is(await readCurrent(folder), id);
  assert.equal(names(join(folder, 'building')), []);
});

test('stops when asked to, with the reason given, and leaves nothing behind', async () => {
  const folder = makeTempFolder('snapshot');
  const stop = new AbortController();
  const build = buildSample(folder, [sampleThread(), sampleThread('two-00000002')], {
    signal: stop.signal,
    onProgress: ({ stage }) => stage === 'documents' && stop.abort(new Error('stopped by the keeper')),
  });
  await build.then(
    () => assert.unreachable(),
    (error: Error) => assert.is(error.message, 'stopped by the keeper'),
  );
  assert.equal(names(join(folder, 'building')), []);
  assert.is(await readCurrent(folder), null);
});

test('closes the index writer when all went well, and when it did not', async () => {
  let closed = 0;
  const onWriterClose = (): void => {
    closed += 1;
  };
  await buildSample(makeTempFolder('snapshot'), [sampleThread()], {
    engine: createFakeEngineKit({ onWriterClose }),
  });
  assert.is(closed, 1);
  const failAt = { thread: 0, error: new Error('broken') };
  const engine = createFakeEngineKit({ onWriterClose, failAt });
  await buildSample(makeTempFolder('snapshot'), [sampleThread()], { engine }).catch(() => {});
  assert.is(closed, 2);
});

test('clears what a killed build left behind', async () => {
  const folder = makeTempFolder('snapshot');
  mkdirSync(join(folder, 'building', '20200101T000000Z-000000'), { recursive: true });
  writeFileSync(join(folder, 'building', '20200101T000000Z-000000', 'entries.data'), '["half');
  writeFileSync(join(folder, 'CURRENT.new'), '2020');
  await buildSample(folder);
  assert.equal(names(join(folder, 'building')), []);
  assert.not(existsSync(join(folder, 'CURRENT.new')));
});

test('keeps the current snapshot and the two before it', async () => {
  const folder = makeTempFolder('snapshot');
  const ids: string[] = [];
  for (let day = 1; day <= 5; day += 1) {
    const now = (): Date => new Date(Date.UTC(2026, 10, day));
    ids.push((await buildSample(folder, [sampleThread()], { now })).id);
  }
  assert.equal(await listSnapshots(folder), ids.slice(2).reverse());
  assert.is(await readCurrent(folder), ids[4]);
});

test('reads a snapshot to the end although it was pruned meanwhile', async () => {
  const folder = makeTempFolder('snapshot');
  const { id } = await buildSample(folder, [sampleThread('one-00000001')], { now: () => new Date(0) });
  const snapshot = await openSnapshot(folder, id, ENGINE);
  for (let round = 0; round < 3; round += 1) await buildSample(folder);
  assert.not((await listSnapshots(folder)).includes(id));
  assert.is((await snapshot.store.threadEntries('one-00000001' as ThreadId)).length, 4);
  await snapshot.close();
});

test('publishes an older snapshot again, and no other thing', async () => {
  const folder = makeTempFolder('snapshot');
  const first = await buildSample(folder);
  const second = await buildSample(folder);
  await publishSnapshot(folder, first.id);
  assert.is(await readCurrent(folder), first.id);
  for (const id of ['20200101T000000Z-000000', '../../etc', '']) {
    assert.is((await rejectedIndexError(publishSnapshot(folder, id))).code, 'snapshot-damaged');
  }
  assert.is(await readCurrent(folder), first.id);
  await publishSnapshot(folder, second.id);
});

test('tells progress in stages, up to the number of threads and of documents', async () => {
  const seen: string[] = [];
  await buildSample(makeTempFolder('snapshot'), [sampleThread(), sampleThread('two-00000002')], {
    onProgress: ({ stage, done, total }) => seen.push(`${stage} ${done}/${total}`),
  });
  assert.equal(seen.slice(0, 4), ['people 1/null', 'people 2/null', 'documents 3/6', 'documents 6/6']);
  assert.equal(new Set(seen.map((line) => line.split(' ')[0])).size, 5);
});

test('says what to run when there is no snapshot', async () => {
  const folder = makeTempFolder('snapshot');
  for (const path of [folder, join(folder, 'missing')]) {
    const error = await rejectedIndexError(openCurrentSnapshot(path, ENGINE));
    assert.is(error.code, 'no-snapshot');
    assert.match(error.hint, 'antler build');
  }
});

test('refuses a CURRENT that holds something else', async () => {
  const folder = makeTempFolder('snapshot');
  for (const content of ['', '../../etc', '\0', 'x'.repeat(100_000)]) {
    writeFileSync(join(folder, 'CURRENT'), content);
    const error = await rejectedIndexError(openCurrentSnapshot(folder, ENGINE));
    assert.is(error.code, 'snapshot-damaged');
    assert.match(error.hint, 'antler rebuild');
  }
});

test('refuses a snapshot of another analysis, engine or format, and says what differs', async () => {
  const folder = makeTempFolder('snapshot');
  const { id } = await buildSample(folder);
  const otherAnalysis = createFakeEngineKit({ fingerprint: 'analysis2' });
  const byAnalysis = await rejectedIndexError(openSnapshot(folder, id, { engine: otherAnalysis }));
  assert.is(byAnalysis.code, 'snapshot-mismatch');
  assert.match(byAnalysis.message, /"fake-english".*"analysis2"/);
  assert.match(byAnalysis.hint, 'antler rebuild');

  const otherEngine = { ...fakeEngine, name: 'opensearch' } as const;
  const byEngine = await rejectedIndexError(openSnapshot(folder, id, { engine: otherEngine }));
  assert.is(byEngine.code, 'snapshot-mismatch');
  assert.match(byEngine.message, /minisearch.*opensearch/);

  const path = join(folder, 'snapshots', id, 'manifest.json');
  writeFileSync(
    path,
    JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), format: 99, counts: 'other' }),
  );
  const byFormat = await rejectedIndexError(openSnapshot(folder, id, ENGINE));
  assert.is(byFormat.code, 'snapshot-mismatch');
  assert.match(byFormat.message, 'format 99');
});

test('says so when the data folder is a file', async () => {
  const folder = makeTempFolder('snapshot');
  writeFileSync(join(folder, 'data'), '');
  const error = await rejectedIndexError(buildSample(join(folder, 'data')));
  assert.is(error.code, 'data-folder-unusable');
});

test('says so when something in the data folder is in the way, and keeps the current snapshot', async () => {
  const folder = makeTempFolder('snapshot');
  writeFileSync(join(folder, 'building'), '');
  const error = await rejectedIndexError(buildSample(folder));
  assert.is(error.code, 'write-failed');
  assert.match(error.message, join(folder, 'building'));

  const other = makeTempFolder('snapshot');
  const { id } = await buildSample(other);
  mkdirSync(join(other, 'CURRENT.new', 'x'), { recursive: true });
  assert.is((await rejectedIndexError(buildSample(other))).code, 'write-failed');
  assert.is(await readCurrent(other), id);
  assert.equal(await listSnapshots(other), [id]);
});

test.run();
