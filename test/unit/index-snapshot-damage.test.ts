// A snapshot that was cut, emptied, changed or lost a file is refused or reported, never answered from.

import { cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { IndexError } from '../../index/errors.ts';
import type { Manifest } from '../../index/snapshot/model.ts';
import { openSnapshot } from '../../index/snapshot/open.ts';
import { attachStore, closeStore, loadStore } from '../../index/snapshot/store.ts';
import { verifySnapshot } from '../../index/snapshot/verify.ts';
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

test('answers from a store with changed bytes with the truth, nothing, or an error of its own', async () => {
  const { folder, manifest } = await makeSample();
  const loaded = await loadStore(folder, manifest.id);
  const whole = attachStore(loaded, 'async');
  const truth = new Map<string, unknown>();
  for (let row = 0; row < whole.threadCount; row += 1) {
    const { info } = await whole.threadAt(row);
    for (const entry of await whole.threadEntries(info.id)) truth.set(entry.id, entry);
  }
  closeStore(loaded);
  for (const name of ['entries.offsets', 'entries.ids', 'threads.offsets', 'threads.ids']) {
    const bytes = readFileSync(join(folder, name));
    for (let round = 0; round < 12; round += 1) {
      const copy = makeTempFolder('damage');
      cpSync(folder, copy, { recursive: true });
      const changed = Buffer.from(bytes);
      const start = Math.floor((round / 12) * bytes.length);
      changed.fill(round * 23, start, Math.min(start + 9, bytes.length));
      writeFileSync(join(copy, name), changed);
      await askForAll(copy, manifest.id, [...truth.keys()]);
    }
  }
});

async function askForAll(folder: string, snapshotId: string, ids: readonly string[]): Promise<void> {
  const loaded = await loadStore(folder, snapshotId);
  const store = attachStore(loaded, ids.length % 2 === 0 ? 'async' : 'sync');
  for (const id of ids) {
    try {
      const found = await store.entry(id as Parameters<typeof store.entry>[0]);
      assert.ok(found === null || found.id === id);
      await store.threadEntries(id.split('.')[0] as Parameters<typeof store.threadEntries>[0]);
    } catch (error) {
      if (!(error instanceof IndexError) || error.code !== 'snapshot-damaged') throw error;
    }
  }
  closeStore(loaded);
}

test('refuses the manifest of another snapshot', async () => {
  const { dataFolder, folder, manifest } = await makeSample();
  const other = await buildSample(dataFolder, THREADS);
  cpSync(join(dataFolder, 'snapshots', other.id, 'manifest.json'), join(folder, 'manifest.json'));
  const error = await rejectedIndexError(openSnapshot(dataFolder, manifest.id, ENGINE));
  assert.is(error.code, 'snapshot-damaged');
  assert.match(error.message, other.id);
});

test('refuses a manifest that names files outside of the snapshot', async () => {
  const { dataFolder, folder, manifest } = await makeSample();
  const files = { '../../CURRENT': { bytes: 1, sha256: '0'.repeat(64) } };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, files }));
  const error = await rejectedIndexError(openSnapshot(dataFolder, manifest.id, ENGINE));
  assert.is(error.code, 'snapshot-damaged');
});

test.run();
