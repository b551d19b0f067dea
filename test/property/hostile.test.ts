// A few hundred broken pages and archives; twenty thousand with `npm run test:hostile`.
import * as assert from 'uvu/assert';
import { runHostile } from '../support/hostile-runs.ts';
import { suite } from '../support/suite.ts';
import { makeMemoryFolder } from '../support/temp-folder.ts';

const test = suite('hostile files');
const seed = Date.now() % 1_000_000;
console.log(`seed ${seed}`);

test(
  'whatever is broken in a page, archive or export, it is read or skipped, in bounded time and memory',
  async () => {
    const tally = await runHostile({ seed, from: 0, to: 300, folder: makeMemoryFolder('hostile') });
    console.log(JSON.stringify(tally));
    assert.is(tally.cases, 300);
    assert.ok(tally.parts > 100, 'much is still read');
    assert.ok(tally.skips > 10, 'much is skipped');
  },
  { timeoutMs: 240_000 },
);

test.run();
