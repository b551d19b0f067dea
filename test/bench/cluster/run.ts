// `npm run bench:cluster -- [OPTIONS]`: how fast an archive goes into three OpenSearch nodes, what it takes there, and how
// long searches over HTTP take, beside the embedded engine on the same documents. Prints a table; other figures: run.ts.

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startCluster } from '../../support/cluster/cluster.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { type Corpus, prepareCorpus } from '../corpus.ts';
import { readSize } from '../options.ts';
import { printNumber, printTable } from '../report.ts';
import { readFacts } from '../run-facts.ts';
import { type EngineFigures, measureEngine } from './measure.ts';

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '100k' },
    nodes: { type: 'string', default: '3' },
    heap: { type: 'string', default: '512' },
    seconds: { type: 'string', default: '5' },
  },
});

function say(line: string): void {
  process.stderr.write(`… ${line}\n`);
}

function print(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

type Column = readonly [title: string, figures: EngineFigures];

function printFigures(columns: readonly Column[]): void {
  const row = (label: string, cell: (figures: EngineFigures) => readonly (number | null)[]) => [
    label,
    ...columns.map(([, figures]) =>
      cell(figures)
        .map((value) => (value === null ? '–' : printNumber(value)))
        .join(' / '),
    ),
  ];
  const classes = columns[0]?.[1].classes ?? [];
  print(
    ...printTable(
      ['', ...columns.map(([title]) => title)],
      [
        row('rebuilding the index, documents/s', ({ documentsPerSecond }) => [documentsPerSecond]),
        row('peak memory of antler while it does, MiB', ({ buildMebibytes }) => [buildMebibytes]),
        row('index, bytes a document, one copy', ({ bytesPerDocument }) => [bytesPerDocument]),
        row('memory of each node, MiB: whole / heap in use', ({ nodes }) =>
          nodes === null ? [null] : [nodes.residentMebibytes, nodes.heapMebibytes],
        ),
        ...classes.map(({ sentence }, at) =>
          row(`${sentence}, ms p50 / p99`, (figures) => {
            const times = figures.classes[at];
            return [times?.p50Ms ?? null, times?.p99Ms ?? null];
          }),
        ),
        row('mixed replay, one at a time, ms p50 / p99', ({ alone }) => [alone.p50Ms, alone.p99Ms]),
        row('the same, 8 at once, requests/s', ({ busy }) => [busy.requestsPerSecond]),
        row('the same, 8 at once, ms p50 / p99', ({ busy }) => [busy.p50Ms, busy.p99Ms]),
      ],
    ),
  );
}

async function measure(corpus: Corpus): Promise<void> {
  const nodes = Number(values.nodes);
  const seconds = Number(values.seconds);
  say('the embedded engine');
  const embedded = await measureEngine(corpus, { seconds, cluster: null });
  say(`${nodes} nodes`);
  const cluster = await startCluster({ nodes, heapMb: Number(values.heap) });
  try {
    const clustered = await measureEngine(corpus, { seconds, cluster });
    printFigures([
      ['embedded', embedded],
      [`${nodes} nodes`, clustered],
    ]);
  } finally {
    await cluster.stop();
  }
}

const facts = readFacts();
print(
  `Commit ${facts.commit}, Node ${facts.node}, ${facts.cores} cores (${facts.processor}), ${facts.startedAt}; heap of each node ${values.heap} MiB.`,
  '',
);
const folder = join(makeTempFolder('bench-cluster'), 'corpus');
mkdirSync(folder);
say('documents, catalog');
const corpus = await prepareCorpus({ kind: 'made', documents: readSize(values.documents) }, folder, [
  'antler',
]);
print(`## ${corpus.name}`, '');
await measure(corpus);
rmSync(folder, { recursive: true, force: true });
