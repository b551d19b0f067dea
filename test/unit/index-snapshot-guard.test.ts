// What keeps a bad index from being published: a guard against shrinking, and questions of the keeper's own.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { readCurrent } from '../../index/snapshot/publish.ts';
import { rejectedIndexError } from '../support/index-error.ts';
import { buildSample, sampleThread } from '../support/snapshots.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('guards of publishing');
/** Three documents each. */
const threads = (count: number) =>
  Array.from({ length: count }, (_, at) => sampleThread(`thread-${String(at).padStart(8, '0')}`));

test('refuses an index that lost more than a tenth of its documents, and leaves the former one', async () => {
  const folder = makeTempFolder('guard');
  const { id } = await buildSample(folder, threads(10));
  const error = await rejectedIndexError(buildSample(folder, threads(8)));
  assert.is(error.code, 'snapshot-refused');
  assert.match(error.message, `It has 24 posts and comments, 80 % of the 30 in ${id}.`);
  assert.match(error.hint, '--force');
  assert.is(await readCurrent(folder), id);
  const { id: smaller } = await buildSample(folder, threads(9));
  assert.is(await readCurrent(folder), smaller, 'a tenth less is published');
});

test('publishes it when forced, and tells what speaks against it', async () => {
  const folder = makeTempFolder('guard');
  await buildSample(folder, threads(10));
  const told: string[] = [];
  const guard = {
    judge: async () => ['It sings.'],
    onForced: (complaint: string) => void told.push(complaint),
  };
  const { id } = await buildSample(folder, threads(1), { guard });
  assert.is(await readCurrent(folder), id);
  assert.is(told.length, 2);
  assert.is(told[1], 'It sings.');
});

test('asks the keeper’s questions before it publishes, and tells all complaints together', async () => {
  const folder = makeTempFolder('guard');
  const { id } = await buildSample(folder, threads(10));
  const asked: string[] = [];
  const guard = {
    judge: async (snapshot: { readonly manifest: { readonly id: string } }) => {
      asked.push(snapshot.manifest.id);
      return ['It hums.', 'It whistles.'];
    },
  };
  const error = await rejectedIndexError(buildSample(folder, threads(2), { guard }));
  assert.equal(error.message.split('\n').slice(2), ['It hums.', 'It whistles.']);
  assert.is(asked.length, 1);
  assert.is(await readCurrent(folder), id);
});

test('has nothing to compare with when the former index cannot be read', async () => {
  const folder = makeTempFolder('guard');
  const { id } = await buildSample(folder, threads(10));
  rmSync(join(folder, 'snapshots', id, 'manifest.json'));
  assert.is((await buildSample(folder, threads(1))).counts.documents, 3);
});

test.run();
