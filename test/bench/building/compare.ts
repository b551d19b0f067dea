// The building part: our index with two workers, with one and without, a whole snapshot, one-threaded MiniSearch with the
// same words, and FTS5; fresh processes, in turn.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { benchProgram } from '../built.ts';
import { type BuildCost, buildFts5, type Corpus } from '../corpus.ts';
import { median, runReporting } from '../measure.ts';
import type { Row } from '../report.ts';
import type { ContenderName } from '../search/contender.ts';

const OURS = [
  ['index', 2, 'index, two workers'],
  ['index', 1, 'index, one worker'],
  ['index', 0, 'index, one thread'],
  ['snapshot', 2, 'snapshot with texts, verified, two workers'],
] as const;

/** Builds everything `rounds` times; FTS5's database stays where its contender opens it. */
export async function measureBuilding(
  corpus: Corpus,
  contenders: readonly ContenderName[],
  rounds: number,
): Promise<readonly Row[]> {
  const costs = new Map<string, BuildCost[]>();
  const add = (name: string, cost: BuildCost) => costs.set(name, [...(costs.get(name) ?? []), cost]);
  for (let round = 0; round < rounds; round += 1) {
    for (const [kind, workers, label] of OURS) add(label, await buildOurs(corpus, kind, workers));
    if (contenders.includes('minisearch')) add('minisearch', await buildMiniSearch(corpus));
    if (contenders.includes('fts5')) add('fts5', await buildFts5(corpus));
  }
  const rivals = {
    ...numbersOf('minisearch', costs.get('minisearch')),
    ...numbersOf('fts5', costs.get('fts5')),
  };
  return [
    ...OURS.map(([kind, workers, label]) =>
      buildRow(`build/${kind}-${workers}`, label, {
        ...numbersOf('antler', costs.get(label)),
        ...(kind === 'index' ? rivals : {}),
      }),
    ),
  ];
}

/** What `antler build` took when the corpus was prepared. */
export function commandRow({ documents, command }: Corpus): Row {
  return {
    id: 'build/command',
    label: 'antler build, from the documents file to the published snapshot',
    unit: '',
    parts: ['documents/s', 'peak MiB'],
    values: { antler: [(documents * 1000) / command.elapsedMs, command.peakMebibytes] },
  };
}

function buildRow(id: string, label: string, values: Row['values']): Row {
  const parts = ['documents/s', 'CPU s', 'peak MiB'];
  return { id, label: `building: ${label}`, unit: '', parts, values };
}

function numbersOf(name: ContenderName, costs: readonly BuildCost[] | undefined): Row['values'] {
  if (costs === undefined) return {};
  return {
    [name]: [
      median(costs.map(({ documents, elapsedMs }) => (documents * 1000) / elapsedMs)),
      median(costs.map(({ cpuMs }) => cpuMs / 1000)),
      median(costs.map(({ peakMebibytes }) => peakMebibytes)),
    ],
  };
}

async function buildOurs(
  { folder, files }: Corpus,
  kind: 'index' | 'snapshot',
  workers: number,
): Promise<BuildCost> {
  const out = join(folder, 'rebuilt');
  const words = [benchProgram('building/antler.ts'), kind, String(workers), files.data, out];
  try {
    return await runReporting<BuildCost>(words, join(folder, 'out.txt'));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function buildMiniSearch({ folder, files }: Corpus): Promise<BuildCost> {
  const words = [benchProgram('building/minisearch.ts'), 'same', files.documents];
  return runReporting<BuildCost>(['--max-old-space-size=16000', ...words], join(folder, 'out.txt'));
}
