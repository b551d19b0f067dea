// How good ranking has to be: the real program over the relevance collections, judged by their own scorer, against floors.
import { dirname, join } from 'node:path';
import * as assert from 'uvu/assert';
import { runProgram, withServer } from '../support/program.ts';
import { runScorer } from '../support/scorer.ts';
import { sharedTest } from '../support/shared.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('ranking floors');

/** What the scorer is asked, and the least it may answer: a little below what was measured. */
interface Floor {
  readonly words: readonly string[];
  readonly ndcg10: number;
  readonly r100: number;
}

const anyWords = ['--params', 'match=any'];
const subjects = ['--queries', 'queries.subject.jsonl'];

const floors: Readonly<Record<string, readonly Floor[]>> = {
  cranfield: [
    { words: [], ndcg10: 0.557, r100: 0.765 },
    { words: ['--typos', '7'], ndcg10: 0.53, r100: 0.735 },
  ],
  cisi: [{ words: [], ndcg10: 0.416, r100: 0.458 }],
  npl: [
    { words: anyWords, ndcg10: 0.453, r100: 0.613 },
    { words: [], ndcg10: 0.442, r100: 0.592 },
  ],
  qatarliving: [
    { words: [], ndcg10: 0.47, r100: 0.737 },
    { words: [...subjects, ...anyWords], ndcg10: 0.487, r100: 0.717 },
    { words: subjects, ndcg10: 0.45, r100: 0.63 },
    { words: [...subjects, ...anyWords, '--typos', '7'], ndcg10: 0.475, r100: 0.7 },
  ],
};

for (const [collection, bounds] of Object.entries(floors))
  sharedTest(
    test,
    `${collection} stays above its floors`,
    `relevance/${collection}`,
    async (folder) => {
      const data = makeTempFolder('ranking');
      const built = await runProgram(['build', join(folder, 'documents.jsonl'), '--data', data], {
        timeoutMs: 60_000,
        hasWorkers: true,
      });
      assert.is(built.code, 0, built.stderr);
      const missed = await withServer(['serve', '--data', data], async ({ url }) => {
        const told: string[] = [];
        for (const floor of bounds) told.push(...(await missedBy(floor, folder, url)));
        return told;
      });
      assert.equal(missed, []);
    },
    { timeoutMs: 120_000 },
  );

/** What the scorer says of the figures that are too low; empty when none is. */
async function missedBy({ words, ndcg10, r100 }: Floor, folder: string, url: string): Promise<string[]> {
  const scorer = join(dirname(dirname(folder)), 'tools', 'score-ranking.mjs');
  const bounds = ['--min', `ndcg10=${ndcg10}`, '--min', `r100=${r100}`];
  const asked = [scorer, '--server', url, '--collection', folder, ...words, ...bounds, '--json'];
  // It ends with 1 when a figure is too low, and says which.
  const output = await runScorer(asked, [0, 1]);
  const { missed, failed } = JSON.parse(output) as { readonly missed: string[]; readonly failed: number };
  assert.is(failed, 0);
  return missed.map((figure) => `${words.join(' ')} ${figure}`);
}

test.run();
