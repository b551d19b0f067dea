// The live snapshot follows what is published, and takes nothing from under a reader's hands.

import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as assert from 'uvu/assert';
import type { ThreadId } from '../../index/model.ts';
import type { Snapshot } from '../../index/snapshot/model.ts';
import { openSnapshot } from '../../index/snapshot/open.ts';
import { publishSnapshot } from '../../index/snapshot/publish.ts';
import { NOTHING_KEPT } from '../../src/keepers-files.ts';
import { type LiveEvent, LiveSnapshot, NotReady } from '../../src/live-snapshot.ts';
import { buildSample, fakeEngine, sampleThread } from '../support/snapshots.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('live snapshot');

interface Watched {
  readonly live: LiveSnapshot<Snapshot>;
  readonly events: LiveEvent[];
}

async function watch(folder: string): Promise<Watched> {
  const events: LiveEvent[] = [];
  const live = await LiveSnapshot.open(folder, {
    pollMs: 5,
    open: (dataFolder, id): Promise<Snapshot> => openSnapshot(dataFolder, id, { engine: fakeEngine }),
    onEvent: (event) => events.push(event),
  });
  return { live, events };
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 5_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('waited in vain');
    await setTimeout(2);
  }
}

function kinds(events: readonly LiveEvent[]): readonly string[] {
  return events.map((event) => event.kind);
}

test('lends the current snapshot at once', async () => {
  const folder = makeTempFolder('live');
  const { id, builtAt } = await buildSample(folder);
  const { live, events } = await watch(folder);
  assert.equal(live.state(), { ready: true, snapshotId: id, builtAt, lastError: null });
  assert.is(await live.borrow((snapshot) => snapshot.manifest.id), id);
  assert.equal(events, [{ kind: 'served', snapshotId: id, previousId: null }]);
  await live.close();
});

test('is not ready without a snapshot, says why once, and is ready when one appears', async () => {
  const folder = join(makeTempFolder('live'), 'later');
  const { live, events } = await watch(folder);
  assert.not(live.state().ready);
  assert.match(live.state().lastError ?? '', 'antler build');
  await live
    .borrow(() => 1)
    .then(
      () => assert.unreachable(),
      (error: Error) => assert.instance(error, NotReady),
    );
  await setTimeout(40);
  assert.equal(kinds(events), ['failed']);
  const { id } = await buildSample(folder);
  await until(() => live.state().ready);
  assert.is(live.state().snapshotId, id);
  assert.is(live.state().lastError, null);
  await live.close();
});

test('swaps to a new snapshot, and closes the old one when its last borrower is done', async () => {
  const folder = makeTempFolder('live');
  const first = await buildSample(folder, [sampleThread('one-00000001')]);
  const { live, events } = await watch(folder);
  let finish: () => void = () => undefined;
  const held = live.borrow(async (snapshot) => {
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    return snapshot.store.threadEntries('one-00000001' as ThreadId);
  });
  const second = await buildSample(folder, [sampleThread('two-00000002')]);
  await until(() => live.state().snapshotId === second.id);
  assert.is(await live.borrow((snapshot) => snapshot.manifest.id), second.id);
  assert.not(kinds(events).includes('closed'), 'the old one is still borrowed');
  finish();
  assert.is((await held).length, 4);
  await until(() => kinds(events).includes('closed'));
  assert.equal(events.at(-1), { kind: 'closed', snapshotId: first.id });
  await live.close();
});

test('gives a borrower that fails its own error, and counts it as done', async () => {
  const folder = makeTempFolder('live');
  await buildSample(folder);
  const { live, events } = await watch(folder);
  await live
    .borrow(() => {
      throw new TypeError('a bug');
    })
    .then(
      () => assert.unreachable(),
      (error: Error) => assert.is(error.message, 'a bug'),
    );
  await live.close();
  assert.equal(kinds(events), ['served', 'closed']);
});

test('keeps the old snapshot when the new one does not open, says why once, and goes on to the next good one', async () => {
  const folder = makeTempFolder('live');
  const first = await buildSample(folder);
  const { live, events } = await watch(folder);
  const damaged = await buildSample(makeTempFolder('live'));
  writeFileSync(join(folder, 'CURRENT'), `${damaged.id}\n`);
  await until(() => live.state().lastError !== null);
  await setTimeout(60);
  assert.ok(live.state().ready);
  assert.is(live.state().snapshotId, first.id);
  assert.match(live.state().lastError ?? '', damaged.id);
  assert.match(live.state().lastError ?? '', 'antler rebuild');
  assert.equal(kinds(events), ['served', 'failed']);
  const third = await buildSample(folder);
  await until(() => live.state().snapshotId === third.id);
  assert.is(live.state().lastError, null);
  await live.close();
});

test('what the keeper takes back goes from the old snapshot while the new one does not open', async () => {
  const folder = makeTempFolder('live');
  const first = await buildSample(folder);
  const opened: string[] = [];
  const events: LiveEvent[] = [];
  let kept = NOTHING_KEPT;
  let isOutOfReach = false;
  const live = await LiveSnapshot.open(folder, {
    pollMs: 5,
    keepers: { look: async () => kept, reread: async () => kept, lastError: null },
    open: async (dataFolder, id, { edition }): Promise<Snapshot> => {
      if (isOutOfReach) throw new Error('out of reach');
      const snapshot = await openSnapshot(dataFolder, id, { engine: fakeEngine });
      opened.push(`${id} ${edition}`);
      return snapshot;
    },
    onEvent: (event) => events.push(event),
  });
  writeFileSync(join(folder, 'CURRENT'), 'damaged\n');
  await until(() => live.state().lastError !== null);
  kept = { ...NOTHING_KEPT, edition: 'second' };
  await until(() => opened.includes(`${first.id} second`));
  assert.is(live.state().snapshotId, first.id);
  assert.ok(live.state().lastError !== null);
  rmSync(join(folder, 'CURRENT'));
  kept = { ...NOTHING_KEPT, edition: 'third' };
  await until(() => opened.includes(`${first.id} third`));
  isOutOfReach = true;
  kept = { ...NOTHING_KEPT, edition: 'fourth' };
  const isTold = (event: LiveEvent) => event.kind === 'failed' && event.error.message === 'out of reach';
  await until(() => events.some(isTold));
  await setTimeout(60);
  assert.is(events.filter(isTold).length, 1);
  isOutOfReach = false;
  await live.reload();
  assert.is(opened.at(-1), `${first.id} fourth`);
  assert.is(opened.length, 4);
  await live.close();
});

test('starts beside a damaged snapshot and is not ready', async () => {
  const folder = makeTempFolder('live');
  const { id } = await buildSample(folder);
  truncateSync(join(folder, 'snapshots', id, 'entries.data'), 3);
  const { live } = await watch(folder);
  assert.not(live.state().ready);
  assert.match(live.state().lastError ?? '', 'entries.data');
  await live.close();
});

test('goes on serving when CURRENT vanishes, and follows a rollback', async () => {
  const folder = makeTempFolder('live');
  const first = await buildSample(folder);
  const second = await buildSample(folder);
  const { live } = await watch(folder);
  rmSync(join(folder, 'CURRENT'));
  await until(() => live.state().lastError !== null);
  assert.is(live.state().snapshotId, second.id);
  await publishSnapshot(folder, first.id);
  await until(() => live.state().snapshotId === first.id);
  await live.close();
});

test('swaps under many borrowers without one error', async () => {
  const folder = makeTempFolder('live');
  await buildSample(folder, [sampleThread('one-00000001')]);
  const { live, events } = await watch(folder);
  let isDone = false;
  let answers = 0;
  const readers = Array.from({ length: 8 }, async () => {
    while (!isDone) {
      const entries = await live.borrow((snapshot) =>
        snapshot.store.threadEntries('one-00000001' as ThreadId),
      );
      assert.is(entries.length, 4);
      answers += 1;
    }
  });
  for (let round = 0; round < 6; round += 1) {
    const { id } = await buildSample(folder, [sampleThread('one-00000001')]);
    await until(() => live.state().snapshotId === id);
  }
  isDone = true;
  await Promise.all(readers);
  assert.ok(answers > 0);
  await until(() => kinds(events).filter((kind) => kind === 'closed').length === 6);
  await live.close();
});

test('waits for borrowers when it closes, up to the deadline, and lends nothing more', async () => {
  const folder = makeTempFolder('live');
  await buildSample(folder);
  const patient = await watch(folder);
  const order: string[] = [];
  const held = patient.live.borrow(async () => {
    await setTimeout(30);
    order.push('borrower');
  });
  await patient.live.close();
  order.push('closed');
  await held;
  assert.equal(order, ['borrower', 'closed']);
  await patient.live
    .borrow(() => 1)
    .then(
      () => assert.unreachable(),
      (error: Error) => assert.instance(error, NotReady),
    );

  const hasty = await watch(folder);
  let finish: () => void = () => undefined;
  const stuck = hasty.live.borrow(
    () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      }),
  );
  await hasty.live.close(20);
  finish();
  await stuck;
});

test.run();
