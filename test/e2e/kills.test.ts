// Whoever pulls the plug: a few kills here, two hundred with `npm run test:faults`.
import * as assert from 'uvu/assert';
import { runKills } from '../support/kill-runs.ts';
import { suite } from '../support/suite.ts';

const test = suite('kills');
const seed = Date.now() % 1_000_000;
console.log(`seed ${seed}`);

test(
  'kill -9 at any moment leaves everything whole, and the next run finishes',
  async () => {
    const { atOperations, atTimes, servers } = await runKills({ kills: 6, seed, tell: console.log });
    assert.is(atOperations + atTimes + servers, 6);
  },
  { timeoutMs: 280_000 },
);

test.run();
