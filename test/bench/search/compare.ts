// The search part: every contender in fresh processes, in turn, on the same queries; medians over the rounds.

import { join } from 'node:path';
import { benchProgram } from '../built.ts';
import type { Corpus } from '../corpus.ts';
import { sizeOf } from '../corpus.ts';
import { folderSize, median, quantile, runReporting } from '../measure.ts';
import {
  type BenchQueries,
  CLASS_NAMES,
  isShortPrefix,
  QUERY_CLASSES,
  type QueryClass,
} from '../query-classes.ts';
import type { Row } from '../report.ts';
import type { ContenderName } from './contender.ts';
import type { RoundResult } from './round.ts';

type Rounds = Readonly<Partial<Record<ContenderName, readonly RoundResult[]>>>;

/** What the search part gives. */
export interface SearchReport {
  readonly rows: readonly Row[];
  readonly notes: readonly string[];
}

/** Runs `rounds` of every contender. */
export async function measureSearch(
  corpus: Corpus,
  contenders: readonly ContenderName[],
  { rounds, queries }: { readonly rounds: number; readonly queries: BenchQueries },
): Promise<SearchReport> {
  const results = new Map<ContenderName, RoundResult[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const name of contenders) {
      const words = ['--expose-gc', '--max-old-space-size=16000', benchProgram('search/round.ts')];
      const result = await runReporting<RoundResult>(
        [...words, name, corpus.folder],
        join(corpus.folder, 'out.txt'),
      );
      results.set(name, [...(results.get(name) ?? []), result]);
    }
  }
  const all = Object.fromEntries(results) as Rounds;
  return { rows: [...speedRows(all, queries), ...sizeRows(all, corpus)], notes: compareHits(all, queries) };
}

function speedRows(all: Rounds, { classes }: BenchQueries): readonly Row[] {
  const isOfLanguage = (at: number): boolean => {
    const query = classes.keystroke[at];
    return query !== undefined && !isShortPrefix(query);
  };
  return [
    ...CLASS_NAMES.map((name) =>
      row(all, {
        id: `search/${name}`,
        label: QUERY_CLASSES[name].sentence,
        parts: ['p50', 'p95', 'p99'],
        measure: ({ classes }) => [0.5, 0.95, 0.99].map((share) => quantile(classes[name], share)),
      }),
    ),
    row(all, {
      id: 'search/language',
      label: 'every keystroke, but for beginnings of one and two letters',
      parts: ['p50', 'p95', 'p99'],
      measure: ({ classes }) => {
        const times = classes.keystroke.filter((_, at) => isOfLanguage(at));
        return [0.5, 0.95, 0.99].map((share) => quantile(times, share));
      },
    }),
    row(all, {
      id: 'search/replay',
      label: 'mixed replay of 400',
      parts: ['mean', 'p99'],
      measure: ({ replay }) => [meanOf(replay), quantile(replay, 0.99)],
    }),
    row(all, {
      id: 'search/cold',
      label: 'the same, first thing in the process',
      parts: ['mean', 'p99'],
      measure: ({ cold }) => [meanOf(cold), quantile(cold, 0.99)],
    }),
    row(all, {
      id: 'search/by-thread',
      label: 'the same by thread, as pages ask',
      parts: ['mean', 'p99'],
      measure: ({ ours }) => ours && [meanOf(ours.byThread), quantile(ours.byThread, 0.99)],
    }),
    row(all, {
      id: 'snippets/page',
      label: 'snippets of a full page',
      parts: ['p50', 'p99'],
      measure: ({ ours }) =>
        ours?.snippets.length ? [median(ours.snippets), quantile(ours.snippets, 0.99)] : undefined,
    }),
    row(all, { id: 'search/open', label: 'opening', parts: [''], measure: ({ openMs }) => [openMs] }),
  ];
}

function sizeRows(all: Rounds, { files }: Corpus): readonly Row[] {
  const mebibytes = 1 << 20;
  const onDisk = new Map<ContenderName, number>();
  for (const name of Object.keys(all) as ContenderName[]) {
    if (name === 'antler') onDisk.set(name, folderSize(files.data, /[\\/]snapshots[\\/].*[\\/]engine[\\/]/));
    if (name === 'minisearch') onDisk.set(name, sizeOf(files.minisearch));
    if (name === 'fts5') onDisk.set(name, sizeOf(files.fts5));
    if (name === 'sphinx') onDisk.set(name, folderSize(files.sphinx, /\.sp.$/));
  }
  return [
    row(all, {
      id: 'memory/index',
      label: 'index in memory: heap and buffers, shared ones too',
      unit: 'MiB',
      parts: [''],
      measure: ({ memory }) => [memory.indexBytes / mebibytes],
      without: ['fts5', 'sphinx'],
    }),
    row(all, {
      id: 'memory/resident',
      label: 'growth of the process after all queries',
      unit: 'MiB',
      parts: [''],
      measure: ({ memory }) => [memory.residentBytes / mebibytes],
      without: ['sphinx'],
    }),
    {
      id: 'disk/index',
      label: 'index on disk (FTS5: with the texts)',
      unit: 'MiB',
      parts: [''],
      values: Object.fromEntries([...onDisk].map(([name, bytes]) => [name, [bytes / mebibytes]])),
    },
  ];
}

interface Measure extends Pick<Row, 'id' | 'label' | 'parts'> {
  readonly unit?: string;
  /** The numbers of one round. */
  readonly measure: (round: RoundResult) => readonly number[] | undefined;
  readonly without?: readonly ContenderName[];
}

/** The median of each number over the rounds. */
function row(all: Rounds, { id, label, parts, measure, unit = 'ms', without = [] }: Measure): Row {
  const values: Partial<Record<ContenderName, readonly number[]>> = {};
  for (const [name, rounds] of Object.entries(all) as [ContenderName, readonly RoundResult[]][]) {
    const measured = rounds.map(measure).filter((numbers) => numbers !== undefined);
    if (measured.length === 0 || without.includes(name)) continue;
    values[name] = parts.map((_, at) => median(measured.map((numbers) => numbers[at] ?? Number.NaN)));
  }
  return { id, label, unit, parts, values };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Phrases and beginnings of single words mean the same to antler and to MiniSearch; the rest is stemmed here alone. */
function compareHits({ antler, minisearch }: Rounds, queries: BenchQueries): readonly string[] {
  const [ours, theirs] = [antler?.[0]?.hits, minisearch?.[0]?.hits];
  if (ours === undefined || theirs === undefined) return [];
  const isSameQuestion = (name: QueryClass, at: number) =>
    name === 'phrase' || (name === 'keystroke' && !queries.classes[name][at]?.words.includes(' '));
  let same = 0;
  const different: string[] = [];
  for (const name of CLASS_NAMES) {
    for (const [at, count] of ours[name].entries()) {
      if (!isSameQuestion(name, at)) continue;
      if (count === theirs[name][at]) same += 1;
      else different.push(`${queries.classes[name][at]?.words} (${count}, MiniSearch ${theirs[name][at]})`);
    }
  }
  const why = 'apostrophes, accents and tags are treated differently';
  const examples = different.length === 0 ? '' : `; else (${why}): ${different.slice(0, 5).join('; ')}`;
  return [
    `Hits where the question is the same (phrases, beginnings of one word): equal to MiniSearch's in ${same} of ${same + different.length} queries${examples}.`,
  ];
}
