// A snapshot that was cut, emptied, changed or lost a file is refused or reported, never answered from.

import { cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { IndexError } from '../../index/errors.ts';
import type { DocumentId, Entry } from '../../index/model.ts';
import { defaultRequest, search } from '../../index/search.ts';
import { loadEngineKit } from '../../index/snapshot/engine-kit.ts';
import { writeManifest } from '../../index/snapshot/manifest.ts';
import type { Manifest } from '../../index/snapshot/model.ts';
import { openSnapshot } from '../../index/snapshot/open.ts';
import { attachStore, closeStore, loadStore } from '../../index/snapshot/store.ts';
import { verifySnapshot } from '../../index/snapshot/verify.ts';
import { suggest } from '../../index/suggest.ts';
import { rejectedIndexError } from '../support/index-error.ts';
import { buildSample, fakeEngine, sampleThread } from '../support/snapshots.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('damaged snapshot');
const ENGINE = { engine: fakeEngine };
const THREADS = Array.from({ length: 5 }, (_, number) => sampleThread(`thread-${number}`));

interface Sample {
  readonly dataFolder: string;
  readonly folder: string;
  readonly manifest: Manifest;
}

async function makeSample(): Promise<Sample> {
  const dataFolder = makeTempFolder('damage');
  const manifest = await buildSample(dataFolder, THREADS);
  return { dataFolder, folder: join(dataFolder, 'snapshots', manifest.id), manifest };
}

test('refuses a snapshot when any of its files is cut, emptied or missing', async () => {
  const { dataFolder, folder, manifest } = await makeSample();
  for (const name of ['manifest.json', ...Object.keys(manifest.files)]) {
    const path = join(folder, name);
    const whole = readFileSync(path);
    const damages = [
      () => truncateSync(path, whole.length - 2),
      () => truncateSync(path, 0),
      () => rmSync(path),
    ];
    for (const damage of damages) {
      damage();
      const error = await rejectedIndexError(openSnapshot(dataFolder, manifest.id, ENGINE));
      assert.is(error.code, 'snapshot-damaged', name);
      assert.match(error.message, manifest.id);
      writeFileSync(path, whole);
    }
  }
  await (await openSnapshot(dataFolder, manifest.id, ENGINE)).close();
});

test('finds a changed byte in any file when verifying', async () => {
  const { dataFolder, folder, manifest } = await makeSample();
  for (const name of Object.keys(manifest.files)) {
    const path = join(folder, name);
    const whole = readFileSync(path);
    const changed = Buffer.from(whole);
    changed[whole.length >> 1] = (changed[whole.length >> 1] ?? 0) ^ 1;
    writeFileSync(path, changed);
    const error = await rejectedIndexError(verifySnapshot(dataFolder, manifest.id, ENGINE));
    assert.is(error.code, 'snapshot-damaged');
    assert.match(error.message, name);
    writeFileSync(path, whole);
  }
});

const STORE_FILES = ['entries.data', 'entries.table', 'threads.data', 'threads.table'];

test('answers from a store with changed bits with the truth or not at all', async () => {
  const { folder, manifest } = await makeSample();
  const truth = await readAll(folder, manifest.id);
  assert.is(truth.size, 20);
  for (const name of STORE_FILES) {
    const path = join(folder, name);
    const whole = readFileSync(path);
    let refusals = 0;
    for (let round = 0; round < 60; round += 1) {
      const changed = Buffer.from(whole);
      const at = Math.floor((round / 60) * whole.length);
      changed[at] = (changed[at] ?? 0) ^ (1 << (round % 8));
      writeFileSync(path, changed);
      refusals += await countRefusals(folder, manifest.id, truth);
    }
    writeFileSync(path, whole);
    assert.ok(refusals > 0, name);
  }
  assert.is(await countRefusals(folder, manifest.id, truth), 0);
});

test('answers from a store that was cut with the truth or not at all', async () => {
  const { folder, manifest } = await makeSample();
  const truth = await readAll(folder, manifest.id);
  for (const name of STORE_FILES) {
    const path = join(folder, name);
    const whole = readFileSync(path);
    for (let round = 0; round < 20; round += 1) {
      truncateSync(path, Math.floor((round / 20) * whole.length));
      assert.ok((await countRefusals(folder, manifest.id, truth)) > 0, name);
      writeFileSync(path, whole);
    }
    const loaded = name.startsWith('entries') ? await loadStore(folder, manifest.id) : null;
    if (loaded !== null) {
      truncateSync(path, 100);
      const store = attachStore(loaded, 'sync');
      const isTable = name.endsWith('.table');
      for (const id of truth.keys()) {
        const found = await store.entry(id as DocumentId).catch(asRefusal);
        if (isTable || found !== null) assert.equal(found, truth.get(id));
      }
      closeStore(loaded);
      writeFileSync(path, whole);
    }
  }
});

test('refuses a store whose files are those of two snapshots', async () => {
  const { folder, manifest } = await makeSample();
  const otherFolder = makeTempFolder('damage');
  const { id } = await buildSample(otherFolder, [...THREADS].reverse());
  const truth = await readAll(folder, manifest.id);
  for (const name of STORE_FILES) {
    const whole = readFileSync(join(folder, name));
    cpSync(join(otherFolder, 'snapshots', id, name), join(folder, name));
    assert.ok((await countRefusals(folder, manifest.id, truth)) > 0, name);
    writeFileSync(join(folder, name), whole);
  }
});

async function readAll(folder: string, snapshotId: string): Promise<ReadonlyMap<string, Entry>> {
  const loaded = await loadStore(folder, snapshotId);
  const store = attachStore(loaded, 'async');
  const entries = new Map<string, Entry>();
  for (let row = 0; row < store.threadCount; row += 1) {
    const { info } = await store.threadAt(row);
    for (const entry of await store.threadEntries(info.id)) entries.set(entry.id, entry);
  }
  closeStore(loaded);
  return entries;
}

/** Asks for everything in every way; each answer is the truth or an error of its own. */
async function countRefusals(
  folder: string,
  snapshotId: string,
  truth: ReadonlyMap<string, Entry>,
): Promise<number> {
  const loaded = await loadStore(folder, snapshotId).catch(asRefusal);
  if (loaded === null) return 1;
  const stores = [attachStore(loaded, 'sync'), attachStore(loaded, 'async')];
  let refusals = 0;
  for (const [index, [id, entry]] of [...truth].entries()) {
    const store = stores[index % 2];
    const found = await store?.entry(entry.id).catch(asRefusal);
    if (found === null) refusals += 1;
    else assert.equal(found, truth.get(id));
    const entries = await store?.threadEntries(entry.threadId).catch(asRefusal);
    if (entries === null) refusals += 1;
    else
      assert.equal(
        entries,
        [...truth.values()].filter(({ threadId }) => threadId === entry.threadId),
      );
  }
  closeStore(loaded);
  return refusals;
}

function asRefusal(error: unknown): null {
  if (error instanceof IndexError && error.code === 'snapshot-damaged') return null;
  throw error;
}

test('refuses any file of another snapshot, even one of the same size', async () => {
  const { dataFolder, folder, manifest } = await makeSample();
  for (const name of Object.keys(manifest.files)) {
    const path = join(folder, name);
    const whole = readFileSync(path);
    const foreign = Buffer.from(whole);
    foreign.reverse();
    if (foreign.equals(whole)) continue;
    writeFileSync(path, foreign);
    const error = await rejectedIndexError(openSnapshot(dataFolder, manifest.id, ENGINE));
    assert.is(error.code, 'snapshot-damaged', name);
    writeFileSync(path, whole);
  }
});

test('never answers from a snapshot in which a bit has changed, wherever it is', async () => {
  const dataFolder = makeTempFolder('bit');
  const manifest = await buildSample(dataFolder, THREADS, { engine: await loadEngineKit('minisearch') });
  const folder = join(dataFolder, 'snapshots', manifest.id);
  const repairText = (text: string): string => text;
  const ask = async (): Promise<unknown> => {
    const snapshot = await openSnapshot(dataFolder, manifest.id);
    try {
      const { hits, totalHits } = await search(snapshot, defaultRequest(''), { repairText });
      const suggestions = await suggest(snapshot, 'a', { repairText, limit: 8 });
      return JSON.parse(JSON.stringify({ hits, totalHits, suggestions }));
    } finally {
      await snapshot.close();
    }
  };
  const truth = await ask();
  for (const name of Object.keys(manifest.files)) {
    const path = join(folder, name);
    const whole = readFileSync(path);
    for (let round = 0; round < 12; round += 1) {
      const changed = Buffer.from(whole);
      const at = Math.floor((round / 12) * whole.length);
      changed[at] = (changed[at] ?? 0) ^ (1 << (round % 8));
      writeFileSync(path, changed);
      const answer = await ask().catch((error: unknown) => error);
      // A bit between two sections, or of a record that was not asked for, changes nothing.
      if (answer instanceof IndexError) assert.is(answer.code, 'snapshot-damaged');
      else assert.equal(answer, truth, `${name} at ${at}`);
    }
    writeFileSync(path, whole);
  }
});

test('refuses the manifest of another snapshot', async () => {
  const { dataFolder, folder, manifest } = await makeSample();
  const other = await buildSample(dataFolder, THREADS);
  cpSync(join(dataFolder, 'snapshots', other.id, 'manifest.json'), join(folder, 'manifest.json'));
  const error = await rejectedIndexError(openSnapshot(dataFolder, manifest.id, ENGINE));
  assert.is(error.code, 'snapshot-damaged');
  assert.match(error.message, other.id);
});

test('finds a manifest that counts other people, threads or documents than there are', async () => {
  const { dataFolder, folder, manifest } = await makeSample();
  for (const name of ['people', 'threads', 'documents', 'pings'] as const) {
    const counts = { ...manifest.counts, [name]: manifest.counts[name] + 1 };
    rmSync(join(folder, 'manifest.json'));
    await writeManifest(folder, { ...manifest, counts });
    const error = await rejectedIndexError(verifySnapshot(dataFolder, manifest.id, ENGINE));
    assert.is(error.code, 'snapshot-damaged', name);
  }
});

test('refuses a manifest of which anything was changed', async () => {
  const { dataFolder, folder, manifest } = await makeSample();
  const path = join(folder, 'manifest.json');
  const whole = readFileSync(path);
  await (await openSnapshot(dataFolder, manifest.id, ENGINE)).close();
  const said = JSON.stringify(JSON.parse(whole.toString()));
  for (let at = 0; at < whole.length; at += 1) {
    const changed = Buffer.from(whole);
    changed[at] = (whole[at] ?? 0) ^ (1 << (at % 7));
    if (isJsonOf(changed.toString(), said)) continue;
    writeFileSync(path, changed);
    const error = await rejectedIndexError(openSnapshot(dataFolder, manifest.id, ENGINE));
    assert.match(error.code, /^snapshot-(?:damaged|mismatch)$/, `byte ${at}`);
  }
  writeFileSync(path, JSON.stringify({ ...JSON.parse(said), counts: { ...manifest.counts, documents: 2 } }));
  const error = await rejectedIndexError(openSnapshot(dataFolder, manifest.id, ENGINE));
  assert.match(error.message, 'manifest.json is not what was written');
});

test('refuses a manifest that names files outside of the snapshot', async () => {
  const { dataFolder, folder, manifest } = await makeSample();
  const files = { '../../CURRENT': { bytes: 1, sha256: '0'.repeat(64), head: '0'.repeat(64) } };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, files }));
  const error = await rejectedIndexError(openSnapshot(dataFolder, manifest.id, ENGINE));
  assert.is(error.code, 'snapshot-damaged');
});

/** Spaces say nothing. */
function isJsonOf(text: string, said: string): boolean {
  try {
    return JSON.stringify(JSON.parse(text)) === said;
  } catch {
    return false;
  }
}

test.run();
