// How good extraction has to be: the real program over the reference pages, judged by their own scorer, against floors.
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as assert from 'uvu/assert';
import { runProgram } from '../support/program.ts';
import { runScorer } from '../support/scorer.ts';
import { sharedTest } from '../support/shared.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('extraction floors');

/** A figure of the scorer by its path in the scorer's JSON, and the least (or, negative, the most) it may be. */
type Floor = readonly [path: string, bound: 'at least' | 'at most', value: number];

const perfectRecords: readonly Floor[] = [
  ['threads.share', 'at least', 1],
  ['threads.neitherThreadNorSkip', 'at most', 0],
  ['listings.givenAsThreads', 'at most', 0],
  ['title.accuracy', 'at least', 0.99],
  ['comments.precision', 'at least', 0.99],
  ['comments.recall', 'at least', 0.99],
  ['comments.perfectPages', 'at least', 0.98],
  ['comments.author.accuracy', 'at least', 0.99],
  ['comments.day.accuracy', 'at least', 0.99],
  ['comments.parent.accuracy', 'at least', 0.98],
  ['commentsLeakedIntoPost.share', 'at most', 0.003],
];

const floors: Readonly<Record<string, readonly Floor[]>> = {
  'wp-rendered': [...perfectRecords, ['text.f1', 'at least', 0.98], ['text.shareFrom95', 'at least', 0.95]],
  feedgold: perfectRecords,
  pages: [
    ['threads.neitherThreadNorSkip', 'at most', 0],
    ['groups.wcxb-article.text.f1', 'at least', 0.97],
    ['groups.wcxb-article.text.shareFrom95', 'at least', 0.88],
    ['groups.wcxb-forum.text.f1', 'at least', 0.73],
    ['snippets.f1', 'at least', 0.95],
    ['commentSnippets.shareOfInHtml', 'at least', 0.95],
    ['commentSnippets.falseShare', 'at most', 0.03],
    ['title.accuracy', 'at least', 0.9],
    ['author.accuracy', 'at least', 0.78],
    ['date.accuracy', 'at least', 0.9],
  ],
  forums: [
    ['threads.neitherThreadNorSkip', 'at most', 0],
    ['text.pooledF1', 'at least', 0.98],
    ['comments.recall', 'at least', 0.97],
    ['comments.author.accuracy', 'at least', 0.36],
    ['comments.day.accuracy', 'at least', 0.99],
  ],
};

for (const [set, bounds] of Object.entries(floors))
  sharedTest(
    test,
    `${set} stays above its floors`,
    `extraction/${set}`,
    async (folder) => {
      const figures = await score(folder);
      const low = bounds.flatMap(([path, bound, value]) => {
        const found = valueAt(figures, path);
        return (bound === 'at least' ? found >= value : found <= value)
          ? []
          : [`${path} is ${found}, not ${bound} ${value}`];
      });
      assert.equal(low, []);
    },
    { timeoutMs: 180_000 },
  );

async function score(folder: string): Promise<unknown> {
  const extracted = await runProgram(['extract', '--skips', join(folder, 'html')], { timeoutMs: 120_000 });
  assert.is(extracted.code, 0, extracted.stderr);
  const lines = join(makeTempFolder('extracted'), 'lines.jsonl');
  await writeFile(lines, extracted.stdout);
  const scorer = join(dirname(dirname(folder)), 'tools', 'score-extraction.mjs');
  return JSON.parse(await runScorer([scorer, '--json', '--gold', folder, '--extracted', lines]));
}

/** The number at a path of names joined by dots. @throws Error when there is none. */
function valueAt(figures: unknown, path: string): number {
  let value = figures;
  for (const name of path.split('.'))
    value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  if (typeof value !== 'number') throw new Error(`the scorer gives no ${path}`);
  return value;
}

test.run();
