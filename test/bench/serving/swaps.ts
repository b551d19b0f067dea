// What swaps of snapshots under load cost the thread that serves requests: `swap.ts` on a corpus; its lines are the report.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchProgram } from '../built.ts';
import type { Corpus } from '../corpus.ts';
import { runNode } from '../measure.ts';
import type { BenchQuery } from '../query-classes.ts';
import { antlerPath } from './compare.ts';

/** A load is measured all but four seconds of its time. */
const USUAL_SECONDS = 12;
const QUICK_SECONDS = 5;

/** One sentence a measurement. @throws Error when the program fails */
export async function measureSwaps(
  { folder, files }: Corpus,
  replay: readonly BenchQuery[],
  isQuick: boolean,
): Promise<readonly string[]> {
  const paths = join(folder, 'paths.json');
  writeFileSync(paths, JSON.stringify(replay.map((query) => antlerPath(query, 'thread'))));
  const output = join(folder, 'out.txt');
  const seconds = String(isQuick ? QUICK_SECONDS : USUAL_SECONDS);
  const words = ['--import', 'tsx', benchProgram('swap.ts'), files.data, paths, seconds];
  const { code, stderr } = await runNode(words, output);
  if (code !== 0) throw new Error(`swap.ts fails: ${stderr}`);
  const lines = readFileSync(output, 'utf8').trim().split('\n');
  return lines.filter((line) => !line.startsWith(' ')).map((line) => `Swapping snapshots, ${line}.`);
}
