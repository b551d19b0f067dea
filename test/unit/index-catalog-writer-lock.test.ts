// One writer a data folder: the lock excludes others at once and ends with its process.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';
import { acquireWriterLock } from '../../index/catalog/writer-lock.ts';
import { catchIndexError } from '../support/index-error.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('writer lock');
const LOCK_MODULE = fileURLToPath(new URL('../../index/catalog/writer-lock.ts', import.meta.url));

test('turns the second writer away at once and says who is writing', () => {
  const folder = makeTempFolder('lock');
  const lock = acquireWriterLock(folder, 'antler ingest, process 123');
  const startedAt = performance.now();
  const error = catchIndexError(() => acquireWriterLock(folder, 'antler build, process 124'));
  assert.ok(performance.now() - startedAt < 1_000);
  assert.is(error.code, 'writer-busy');
  assert.match(error.message, 'antler ingest, process 123');
  assert.match(error.message, folder);
  lock.release();
});

test('lets the next writer in after release, which may be called twice', () => {
  const folder = makeTempFolder('lock');
  for (let round = 0; round < 3; round += 1) {
    const lock = acquireWriterLock(folder, `round ${round}`);
    lock.release();
    lock.release();
  }
  assert.equal(readdirSync(folder), ['writer.lock']);
});

test('makes the data folder when it is missing', () => {
  const folder = join(makeTempFolder('lock'), 'new', 'data');
  acquireWriterLock(folder, 'x').release();
  assert.equal(readdirSync(folder), ['writer.lock']);
});

test('locks each data folder for itself', () => {
  const first = acquireWriterLock(makeTempFolder('lock'), 'x');
  const second = acquireWriterLock(makeTempFolder('lock'), 'x');
  first.release();
  second.release();
});

test('ends with a process that is killed', async () => {
  const folder = makeTempFolder('lock');
  const script = `
    import { acquireWriterLock } from ${JSON.stringify(LOCK_MODULE)};
    acquireWriterLock(${JSON.stringify(folder)}, 'antler build, process ' + process.pid);
    console.log('held');
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
  try {
    await once(holder.stdout, 'data');
    const error = catchIndexError(() => acquireWriterLock(folder, 'second'));
    assert.match(error.message, `process ${holder.pid}`);
  } finally {
    holder.kill('SIGKILL');
    await once(holder, 'exit');
  }
  acquireWriterLock(folder, 'after').release();
});

test('says so when the data folder cannot be made', () => {
  assert.is(catchIndexError(() => acquireWriterLock('/proc/antler-data', 'x')).code, 'data-folder-unusable');
});

test.run();
