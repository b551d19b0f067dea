// The keeper's tasks: one after the other, bounded, written down; and who may ask for them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { AuditLog } from '../../src/admin/audit-log.ts';
import type { RunTask, TaskOutcome } from '../../src/admin/model.ts';
import { TaskQueue } from '../../src/admin/task-queue.ts';
import { carriesToken } from '../../src/http/admin/bearer-token.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('admin tasks');

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Tasks that end when told to. */
function heldTasks() {
  const ends: ((outcome: TaskOutcome) => void)[] = [];
  const run: RunTask = (_kind, { onProgress }) => {
    onProgress({ label: 'Read', done: 1, total: null });
    return new Promise((resolve) => ends.push(resolve));
  };
  return { run, ends };
}

test('does one after the other, and tells what became of each', async () => {
  const { run, ends } = heldTasks();
  const finished: string[] = [];
  const queue = new TaskQueue({ run, now: () => new Date(0), onFinished: ({ kind }) => finished.push(kind) });
  const first = queue.add('ingest');
  const second = queue.add('rebuild');
  const stateOf = (task: typeof first) => queue.get(task?.id ?? '')?.state;
  assert.is(first?.state, 'enqueued');
  await settle();
  assert.equal([stateOf(first), stateOf(second), ends.length], ['processing', 'enqueued', 1]);
  assert.equal(queue.get(first?.id ?? '')?.progress, { label: 'Read', done: 1, total: null });
  ends[0]?.({ isDone: false, error: 'no disk' });
  await settle();
  assert.equal([stateOf(first), stateOf(second)], ['failed', 'processing']);
  assert.is(queue.get(first?.id ?? '')?.error, 'no disk');
  ends[1]?.({ isDone: true, result: { snapshot: 1 } });
  await settle();
  assert.is(stateOf(second), 'succeeded');
  assert.equal(queue.get(second?.id ?? '')?.result, { snapshot: 1 });
  assert.equal(finished, ['ingest', 'rebuild']);
  assert.is(queue.get('no such task'), null);
});

test('refuses more than may wait, remembers no more than the latest, and stops', async () => {
  const { run, ends } = heldTasks();
  const queue = new TaskQueue({ run, now: () => new Date(0) });
  const running = queue.add('rebuild');
  await settle();
  for (let waiting = 0; waiting < 10; waiting += 1) assert.ok(queue.add('rebuild'));
  assert.is(queue.add('rebuild'), null);
  const stopped = queue.close();
  ends[0]?.({ isDone: true, result: null });
  await stopped;
  assert.is(ends.length, 1, 'what waited is not begun');
  assert.equal(queue.load(), { running: 0, waiting: 0 });
  assert.is(queue.get(running?.id ?? '')?.state, 'succeeded');
  assert.is(queue.add('rebuild'), null);
});

test('what cannot be written down is not done', () => {
  const { run, ends } = heldTasks();
  const queue = new TaskQueue({ run, now: () => new Date(0) });
  const refuse = () => {
    throw new Error('no disk');
  };
  assert.throws(() => queue.add('rebuild', refuse), 'no disk');
  assert.equal([queue.load().waiting, ends.length], [0, 0]);
});

test('takes the token, and nothing like it', () => {
  const token = 'k33per-of.the_keys';
  assert.ok(carriesToken(`Bearer ${token}`, token));
  assert.ok(carriesToken(`bearer  ${token} `, token));
  for (const given of [
    undefined,
    '',
    'Bearer',
    `Basic ${token}`,
    `Bearer ${token}x`,
    `Bearer ${token.slice(1)}`,
    token,
  ])
    assert.not.ok(carriesToken(given, token), String(given));
});

test('the audit log has a line an event, and does not grow for ever', () => {
  const folder = makeTempFolder('audit');
  const log = new AuditLog(folder);
  log.write({ at: '2026-01-01T00:00:00.000Z', event: 'asked', task: 't', kind: 'ingest', from: '10.0.0.1' });
  const big = 'x'.repeat(1_000_000);
  for (let line = 0; line < 7; line += 1)
    log.write({ at: '2026-01-01T00:00:00.000Z', event: 'failed', task: 't', kind: 'ingest', error: big });
  const lines = (file: string) => readFileSync(join(folder, file), 'utf8').trim().split('\n');
  assert.match(
    lines('audit.1.jsonl')[0] ?? '',
    '"event":"asked","task":"t","kind":"ingest","from":"10.0.0.1"',
  );
  assert.is(lines('audit.1.jsonl').length + lines('audit.jsonl').length, 8);
  assert.ok(lines('audit.jsonl').length < 3);
});

test.run();
