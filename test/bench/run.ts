// `npm run bench -- [ARCHIVE]`: how fast an archive is built and searched, and what plain MiniSearch takes for the same;
// how fast pages become records, and what plain cheerio takes.
// Fresh processes, alternating; medians and ratios. Figures mean something only with corpus, commit and machine named.

import { cpus } from 'node:os';
import { join } from 'node:path';
import { checkoutPath } from '../support/shared.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { measureExtraction } from './extraction.ts';
import { median, type ProcessCost, runNode } from './measure.ts';
import { drawQueries } from './queries.ts';
import { type Contender, type Round, runRound } from './search-load.ts';

const ROUNDS = 3;
const QUERIES = 300;
const program = join(checkoutPath, 'dist/src/main.js');
const archive = process.argv[2] ?? join(checkoutPath, 'src/sample-archive');
const folder = makeTempFolder('bench');

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function measureBuild(): Promise<void> {
  const costs: ProcessCost[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const words = [program, 'build', archive, '--data', join(folder, `data-${round}`)];
    const cost = await runNode(words, join(folder, 'build.txt'));
    if (cost.code === 2) throw new Error(`the archive does not build: ${cost.stderr}`);
    costs.push(cost);
  }
  const seconds = median(costs.map(({ elapsedMs }) => elapsedMs)) / 1000;
  const peak = median(costs.map(({ peakMebibytes }) => peakMebibytes ?? Number.NaN));
  print(`build: ${seconds.toFixed(2)} s, peak memory ${peak.toFixed(0)} MiB (median of ${ROUNDS})`);
}

async function measureSearch(): Promise<void> {
  const extracted = join(folder, 'threads.jsonl');
  await runNode([program, 'extract', archive], extracted);
  const queries = drawQueries(extracted, QUERIES);
  const antler: Contender = {
    name: 'antler',
    words: [program, 'serve', '--data', join(folder, 'data-0'), '--port', '0'],
    path: '/api/v1/search?match=all&typo=off&group=none&q=',
  };
  const rival: Contender = {
    name: 'minisearch',
    words: ['--import', 'tsx', join(checkoutPath, 'test/bench/rival.ts'), extracted],
    path: '/?q=',
  };
  const rounds: { antler: Round[]; rival: Round[] } = { antler: [], rival: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.antler.push(await runRound(antler, queries));
    rounds.rival.push(await runRound(rival, queries));
  }
  printComparison(rounds.antler, rounds.rival);
}

function printComparison(antler: readonly Round[], rival: readonly Round[]): void {
  const rows: readonly [string, (round: Round) => number, string][] = [
    ['search p50', (round) => round.p50Ms, 'ms'],
    ['search p99', (round) => round.p99Ms, 'ms'],
    ['start to first answer', (round) => round.openMs, 'ms'],
    ['server peak memory', (round) => round.peakMebibytes ?? Number.NaN, 'MiB'],
    ['hits of all queries', (round) => round.totalHits, ''],
  ];
  for (const [name, value, unit] of rows) {
    const [ours, theirs] = [median(antler.map(value)), median(rival.map(value))];
    const ratio = (ours / theirs).toFixed(2);
    print(`${name}: antler ${round(ours)} ${unit}, minisearch ${round(theirs)} ${unit}, ratio ${ratio}`);
  }
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}

print(`${archive} on Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'})`);
await measureBuild();
await measureSearch();
await measureExtraction(folder, print);
