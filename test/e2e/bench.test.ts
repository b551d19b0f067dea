// The benchmark in small: whether everything that is measured on a large archive can be. No figure is judged here.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { runNode } from '../bench/measure.ts';
import { CLASS_NAMES } from '../bench/query-classes.ts';
import type { CorpusReport } from '../bench/report.ts';
import { checkoutPath } from '../support/shared.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('benchmark');
const TIMEOUT_MS = 240_000;

const EVERYBODY = ['antler', 'minisearch', 'fts5'];
const ROWS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(CLASS_NAMES.map((name) => [`search/${name}`, EVERYBODY])),
  'search/replay': EVERYBODY,
  'search/cold': EVERYBODY,
  'search/by-thread': ['antler'],
  'search/open': EVERYBODY,
  'snippets/page': ['antler'],
  'memory/index': ['antler', 'minisearch'],
  'memory/resident': EVERYBODY,
  'disk/index': EVERYBODY,
  'build/index-2': EVERYBODY,
  'build/index-1': EVERYBODY,
  'build/index-0': EVERYBODY,
  'build/snapshot-2': ['antler'],
  'build/command': ['antler'],
  'serving/rate': ['antler', 'minisearch'],
  'serving/time': ['antler', 'minisearch'],
  'serving/memory': ['antler', 'minisearch'],
  'serving-threads/rate': ['antler'],
  'serving-threads/time': ['antler'],
};

interface Results {
  readonly corpora: readonly (CorpusReport & { readonly goals: readonly { readonly number: number }[] })[];
}

async function runBench(): Promise<{ readonly results: Results; readonly table: string }> {
  const folder = makeTempFolder('bench-test');
  const program = join(checkoutPath, 'test/bench/run.ts');
  const words = ['--import', 'tsx', program, '--quick', '--sizes', '600', '--out', folder];
  const { code, stderr } = await runNode(words, join(folder, 'printed.txt'));
  assert.is(code, 0, stderr);
  return {
    // Written a moment ago; what it holds is asserted on.
    results: JSON.parse(readFileSync(join(folder, 'bench-results.json'), 'utf8')) as Results,
    table: readFileSync(join(folder, 'bench-results.md'), 'utf8'),
  };
}

test(
  'measures every row for everybody, and judges every goal',
  async () => {
    const { results, table } = await runBench();
    const [report] = results.corpora;
    for (const [id, names] of Object.entries(ROWS)) {
      const row = report?.rows.find((other) => other.id === id);
      for (const name of names) {
        const values = row?.values[name as 'antler'];
        assert.ok(values?.length === row?.parts.length, `${id} of ${name} is missing`);
        // JSON has null for what is no number.
        assert.ok(values?.every(Number.isFinite), `${id} of ${name}: ${values}`);
      }
      assert.ok(row !== undefined && table.includes(row.label), `${id} is not in the table`);
    }
    assert.equal(
      report?.goals.map(({ number }) => number),
      [1, 2, 3, 4, 5, 6, 7, 8, 10, 11],
    );
    assert.match(report?.notes.join() ?? '', /in (\d+) of \1 queries/);
    assert.match(table, /Swapping snapshots, load with 5 swaps: event loop delay/);
    assert.match(table, /antler extract, two workers.*pages\/s/);
  },
  { timeoutMs: TIMEOUT_MS },
);

test.run();
