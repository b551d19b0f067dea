// Proves that the test runner cannot be green without having run: each file below would pass under plain uvu.

import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { checkoutPath } from '../support/shared.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolderWith } from '../support/temp-folder.ts';

const test = suite('test runner');
const runner = join(checkoutPath, 'test/support/run.ts');
const head = `
  import { suite } from '${join(checkoutPath, 'test/support/suite.ts')}';
  const test = suite('inner');
`;

/** Runs the runner over test files with these bodies; each body stands after `head`. */
async function run(bodies: Readonly<Record<string, string>>, ...filters: string[]) {
  return runWith({}, bodies, filters);
}

async function runWith(
  env: Readonly<Record<string, string>>,
  bodies: Readonly<Record<string, string>>,
  filters: readonly string[] = [],
) {
  const files = Object.entries(bodies).map(([name, body]) => [`test/unit/${name}.test.ts`, head + body]);
  const folder = await makeTempFolderWith({
    ...Object.fromEntries(files),
    'package.json': '{"type":"module"}',
  });
  symlinkSync(join(checkoutPath, 'node_modules'), join(folder, 'node_modules'));
  const { stdout, status } = spawnSync(process.execPath, ['--import', 'tsx', runner, ...filters], {
    cwd: folder,
    env: { ...process.env, CI: '', ...env },
    encoding: 'utf8',
  });
  return { stdout, status, lastLine: stdout.trimEnd().split('\n').at(-1) };
}

const options = { timeoutMs: 60_000 };

test(
  'a passing file passes, and the last line carries the sum',
  async () => {
    const { status, lastLine } = await run({
      one: `test('a', () => {}); test('b', async () => {}); test.run();`,
      two: `test('a', () => {}); test.skip('b', 'no need'); test.run();`,
    });
    assert.is(lastLine, '3 passed, 0 failed, 1 skipped');
    assert.is(status, 0);
  },
  options,
);

test(
  'one failing test of several is counted once, and the others still run',
  async () => {
    const { status, lastLine, stdout } = await run({
      one: `test('a', () => {}); test('b', () => { throw new Error('cake'); }); test('c', () => {}); test.run();`,
    });
    assert.is(lastLine, '2 passed, 1 failed');
    assert.is(status, 1);
    assert.match(stdout, 'Error: cake');
  },
  options,
);

const holes: Readonly<Record<string, string>> = {
  'a before hook that throws': `test.before(() => { throw new Error('x'); }); test('a', () => {}); test.run();`,
  'an after hook that throws': `test.after(() => { throw new Error('x'); }); test('a', () => {}); test.run();`,
  'a before.each hook that throws': `test.before.each(() => { throw 0; }); test('a', () => {}); test.run();`,
  'an after.each hook that throws': `test.after.each(() => { throw 'x'; }); test('a', () => {}); test.run();`,
  'a test that throws null': `test('a', () => { throw null; }); test.run();`,
  'a test that throws a string': `test('a', () => { throw 'x'; }); test.run();`,
  'a test that rejects with nothing': `test('a', () => Promise.reject()); test.run();`,
  'a missing run()': `test('a', () => {});`,
  'a suite without tests': 'test.run();',
  'a test that never settles': `test('a', () => new Promise(() => {}), { timeoutMs: 50 }); test.run();`,
  'a test that ends the process': `test('a', () => { process.exit(0); }); test.run();`,
  'an error after the last test': `test('a', () => { setTimeout(() => { throw new Error('late'); }, 100); }); test.run();`,
  'a test defined after run()': `test('a', () => {}); test.run(); test('b', () => {});`,
  'two tests of one name': `test('a', () => {}); test('a', () => {}); test.run();`,
  'an only': `test.only('a', () => {}); test.run();`,
};

test(
  'fails every file that plain uvu would let pass',
  async () => {
    const names = Object.keys(holes);
    const bodies = Object.fromEntries(names.map((name, at) => [`hole-${at}`, holes[name] ?? '']));
    const { stdout, status, lastLine } = await run(bodies);
    const passing = names.filter((_, at) => !stdout.includes(`FAIL test/unit/hole-${at}.test.ts`));
    assert.equal(passing, []);
    assert.match(lastLine ?? '', new RegExp(`, ${names.length} failed$`));
    assert.is(status, 1);
  },
  { timeoutMs: 120_000 },
);

test(
  'fails when no file matches the filter, and runs only what does',
  async () => {
    const bodies = {
      one: `test('a', () => {}); test.run();`,
      two: `test('b', () => { throw 1; }); test.run();`,
    };
    assert.is((await run(bodies, 'nothing')).lastLine, '0 passed, 1 failed');
    assert.is((await run(bodies, 'unit/one')).lastLine, '1 passed, 0 failed');
  },
  options,
);

test(
  'skips a test whose shared data is absent, with the reason, but not in continuous integration',
  async () => {
    const body = `
      import { sharedTest } from '${join(checkoutPath, 'test/support/shared.ts')}';
      sharedTest(test, 'a', 'no/such/data', () => {});
      test.run();`;
    const skipped = await runWith({}, { one: body });
    assert.is(skipped.lastLine, '0 passed, 0 failed, 1 skipped');
    assert.match(skipped.stdout, '../shared/no/such/data is not there');
    assert.is(skipped.status, 0);
    assert.is((await runWith({ CI: 'true' }, { one: body })).lastLine, '0 passed, 1 failed');
  },
  options,
);

test(
  'fails a file that stays open after its last test',
  async () => {
    const { lastLine, stdout } = await run({
      one: `test('a', () => { setInterval(() => {}, 1000); }); test.run();`,
    });
    assert.is(lastLine, '1 passed, 1 failed');
    assert.match(stdout, 'Timeout');
  },
  options,
);

test.run();
