// Whether the engine of a served snapshot answers, as /readyz and the log tell it.

import * as assert from 'uvu/assert';
import { IndexError } from '../../index/errors.ts';
import type { Question } from '../../src/answers/model.ts';
import { EngineHealth } from '../../src/engine-health.ts';
import { asEngineDown, EngineDown } from '../../src/search-threads/model.ts';
import { suite } from '../support/suite.ts';

const test = suite('health of an engine');
const NAME: Question = { kind: 'site-name' };
const CHECK: Question = { kind: 'engine-check' };

/** An engine that can be switched off, and what it was asked. */
function madeEngine() {
  const asked: Question['kind'][] = [];
  const told: (string | null)[] = [];
  const engine = { isDown: false };
  const body = new Uint8Array(0) as Uint8Array<ArrayBuffer>;
  const answer = { body, encoding: null, contentType: 'text/plain', times: null };
  const health = new EngineHealth(
    {
      ask: async ({ question }) => {
        asked.push(question.kind);
        if (engine.isDown && question.kind !== 'site-name') throw new EngineDown('no node answers');
        return { answer, queueMs: 0 };
      },
    },
    (failure) => told.push(failure),
  );
  const ask = (question: Question) => health.ask({ question, encoding: null });
  return { engine, health, ask, asked, told };
}

test('is well until a question fails, and asks nothing by itself meanwhile', async () => {
  const { health, ask, asked } = madeEngine();
  await ask(NAME);
  assert.is(await health.failure(), null);
  assert.equal(asked, ['site-name']);
});

test('tells of a failure until it sees by itself that the engine answers again', async () => {
  const { engine, health, ask, asked, told } = madeEngine();
  engine.isDown = true;
  for (let times = 0; times < 3; times += 1) await ask(CHECK).catch(() => undefined);
  assert.is(await health.failure(), 'no node answers');
  assert.equal(told, ['no node answers'], 'told once');
  await ask(NAME);
  assert.is(await health.failure(), 'no node answers', 'what needs no engine says nothing of it');
  engine.isDown = false;
  assert.is(await health.failure(), null);
  assert.is(asked.at(-1), 'engine-check');
  assert.equal(told, ['no node answers', null]);
});

test('many who ask at once cost one look', async () => {
  const { engine, health, ask, asked } = madeEngine();
  engine.isDown = true;
  await ask(CHECK).catch(() => undefined);
  const before = asked.length;
  await Promise.all(Array.from({ length: 50 }, () => health.failure()));
  assert.is(asked.length, before + 1);
});

test('an index that does not answer is told apart from a program that fails', () => {
  const options = { hint: 'Wait.' };
  assert.instance(
    asEngineDown(new IndexError('engine-unavailable', 'No node answers.', options)),
    EngineDown,
  );
  assert.instance(asEngineDown(new IndexError('engine-refused', 'The index is gone.', options)), EngineDown);
  const damaged = new IndexError('snapshot-damaged', 'A file is short.', options);
  assert.is(asEngineDown(damaged), damaged);
});

test.run();
