// What a run found, as data: rows of figures by contender for each corpus. Printed as Markdown, on the terminal as well.

import type { ContenderName } from './search/contender.ts';

/** A row of the table. */
export interface Row {
  /** For goals and for the growth table: `search/common`. */
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  /** What the numbers of a cell are: `p50`, `p95`; one empty name when there is but one. Of what ends in `/s`, more is better. */
  readonly parts: readonly string[];
  readonly values: Readonly<Partial<Record<ContenderName, readonly number[]>>>;
}

/** What was found on one corpus. */
export interface CorpusReport {
  readonly corpus: string;
  readonly documents: number;
  readonly rows: readonly Row[];
  /** Sentences: how hits compare, who was left out and why. */
  readonly notes: readonly string[];
}

/** Machine and program of a run. */
export interface RunFacts {
  readonly commit: string;
  readonly node: string;
  readonly cores: number;
  readonly processor: string;
  readonly startedAt: string;
}

const TITLES: Readonly<Record<ContenderName, string>> = {
  antler: 'antler',
  minisearch: 'MiniSearch',
  fts5: 'SQLite FTS5',
  sphinx: 'Sphinx',
};

/** A number of a row; null when the contender has none. */
export function figure(report: CorpusReport, id: string, contender: ContenderName, part = ''): number | null {
  const row = report.rows.find((other) => other.id === id);
  return row?.values[contender]?.[row.parts.indexOf(part)] ?? null;
}

/** The rows as a table, a column for each contender that has any figure; in brackets, times what antler has or takes. */
export function printRows({ rows }: CorpusReport): readonly string[] {
  const names = (Object.keys(TITLES) as ContenderName[]).filter((name) =>
    rows.some(({ values }) => values[name] !== undefined),
  );
  const cells = rows.map((row) => [
    `${row.label}, ${[row.unit, row.parts.filter((part) => part !== '').join(' / ')].join(' ').trim()}`,
    ...names.map((name) => printCell(row, name)),
  ]);
  return printTable(['', ...names.map((name) => TITLES[name])], cells);
}

function printCell(row: Row, name: ContenderName): string {
  const values = row.values[name];
  if (values === undefined) return '–';
  const text = values.map(printNumber).join(' / ');
  const own = row.values.antler;
  if (name === 'antler' || own === undefined) return text;
  const ratios = values.map((value, at) => {
    const isRate = (row.parts[at] || row.unit).endsWith('/s');
    return printNumber(isRate ? (own[at] ?? 0) / value : value / (own[at] ?? 0));
  });
  return `${text} (× ${ratios.join(' / ')})`;
}

/** Three digits that count. */
export function printNumber(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 100) return Math.round(value).toLocaleString('en');
  return value.toFixed(size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

/** A Markdown table whose columns stand below each other in plain text, too. */
export function printTable(
  head: readonly string[],
  cells: readonly (readonly string[])[],
): readonly string[] {
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...cells.map(line)];
}
