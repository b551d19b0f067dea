// How antler's figures grow with the archive: a row a figure, a column a size, and how often the last is the first.

import { CLASS_NAMES } from './query-classes.ts';
import { type CorpusReport, figure, printNumber, printTable } from './report.ts';

const ROWS: readonly (readonly [id: string, part: string, unit: string])[] = [
  ...[...CLASS_NAMES.map((name) => `search/${name}`)].flatMap((id) => [
    [id, 'p50', 'ms'] as const,
    [id, 'p99', 'ms'] as const,
  ]),
  ['search/language', 'p99', 'ms'],
  ['search/replay', 'mean', 'ms'],
  ['search/replay', 'p99', 'ms'],
  ['search/by-thread', 'mean', 'ms'],
  ['snippets/page', 'p50', 'ms'],
  ['snippets/page', 'p99', 'ms'],
  ['search/open', '', 'ms'],
  ['memory/index', '', 'MiB'],
  ['memory/resident', '', 'MiB'],
  ['disk/index', '', 'MiB'],
  ['build/index-2', 'documents/s', ''],
  ['build/index-2', 'peak MiB', ''],
  ['build/snapshot-2', 'documents/s', ''],
  ['build/command', 'documents/s', ''],
  ['build/command', 'peak MiB', ''],
  ['serving/rate', 'requests/s', ''],
  ['serving/time', 'p99', 'ms'],
  ['serving-threads/rate', 'requests/s', ''],
  ['serving-threads/time', 'p99', 'ms'],
  ['serving/memory', '', 'MiB'],
];

/** Reports of one archive in several sizes, ascending. */
export function printGrowth(reports: readonly CorpusReport[]): readonly string[] {
  const [first, last] = [reports[0], reports.at(-1)];
  if (first === undefined || last === undefined) return [];
  const cells = ROWS.flatMap(([id, part, unit]) => {
    const values = reports.map((report) => figure(report, id, 'antler', part));
    if (values.every((value) => value === null)) return [];
    const label = first.rows.find((row) => row.id === id)?.label ?? id;
    const [start, end] = [values[0] ?? Number.NaN, values.at(-1) ?? Number.NaN];
    return [
      [
        `${label}, ${[part, unit].filter((text) => text !== '').join(' ')}`,
        ...values.map((value) => (value === null ? '–' : printNumber(value))),
        printNumber(end / start),
      ],
    ];
  });
  const sizes = reports.map(({ documents }) => documents.toLocaleString('en'));
  return printTable(
    ['documents', ...sizes, `data × ${printNumber(last.documents / first.documents)}`],
    cells,
  );
}
