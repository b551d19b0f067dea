// The goals of speed and size, and what a report says of them: reached, reached beyond, or not measured.

import { type CorpusReport, figure, printNumber, printTable } from './report.ts';

/** What a goal came to on one corpus. */
export interface GoalResult {
  readonly number: number;
  readonly what: string;
  readonly measured: string;
  readonly must: string;
  readonly beyond: string;
  /** Null: not measured in this run. */
  readonly isReached: boolean | null;
  readonly isBeyond: boolean | null;
}

type Text = Pick<GoalResult, 'number' | 'what' | 'must' | 'beyond'>;
type Verdict = Pick<GoalResult, 'measured' | 'isReached' | 'isBeyond'>;

const NOT_MEASURED: Verdict = { measured: '–', isReached: null, isBeyond: null };

/** All goals on one corpus. Those that name a number of documents are meant for a corpus of that size. */
export function judgeGoals(report: CorpusReport): readonly GoalResult[] {
  return GOALS.map(({ judge, ...text }) => ({ ...text, ...judge(report) }));
}

/** As a table. */
export function printGoals(report: CorpusReport): readonly string[] {
  const word = (is: boolean | null) => (is === null ? '–' : is ? 'yes' : 'no');
  return printTable(
    ['goal', 'what', 'measured', 'must', '', 'beyond', ''],
    judgeGoals(report).map(({ number, what, measured, must, isReached, beyond, isBeyond }) => [
      String(number),
      what,
      measured,
      must,
      word(isReached),
      beyond,
      word(isBeyond),
    ]),
  );
}

const GOALS: readonly (Text & { readonly judge: (report: CorpusReport) => Verdict })[] = [
  {
    number: 1,
    what: 'mixed replay, mean: times faster than MiniSearch / FTS5',
    must: '20 / 3',
    beyond: '100 / 15',
    judge: (report) => judgeReplay(report, 'mean', { must: [20, 3], beyond: [100, 15] }),
  },
  {
    number: 2,
    what: 'its p99 against MiniSearch / FTS5',
    must: '30 / 5',
    beyond: '100 / 20, at most 5 ms',
    judge: (report) => {
      const verdict = judgeReplay(report, 'p99', { must: [30, 5], beyond: [100, 20] });
      const p99 = figure(report, 'search/replay', 'antler', 'p99') ?? Number.NaN;
      return { ...verdict, isBeyond: verdict.isBeyond && p99 <= 5 };
    },
  },
  {
    number: 3,
    what: 'every keystroke, p99',
    must: '10 ms at 100k',
    beyond: '5 ms at 300k',
    judge: (report) => {
      const verdict = atMost(figure(report, 'search/keystroke', 'antler', 'p99'), { must: 10, beyond: 5 });
      const language = figure(report, 'search/language', 'antler', 'p99');
      if (language === null) return verdict;
      return {
        ...verdict,
        measured: `${verdict.measured}; ${printNumber(language)} ms for beginnings that the query language has`,
      };
    },
  },
  {
    number: 4,
    what: 'same hits and scores as one fresh MiniSearch: 5,000 queries of `npm test -- property/exactness`',
    must: 'all',
    beyond: 'after every change',
    judge: () => NOT_MEASURED,
  },
  {
    number: 5,
    what: 'opening, times faster than MiniSearch.loadJSON',
    must: '20',
    beyond: '100 ms at 100k, 300 ms at 300k',
    judge: (report) => {
      const ours = figure(report, 'search/open', 'antler');
      const theirs = figure(report, 'search/open', 'minisearch');
      if (ours === null) return NOT_MEASURED;
      return {
        measured: `${theirs === null ? '–' : printNumber(theirs / ours)}; ${printNumber(ours)} ms`,
        isReached: theirs === null ? null : theirs >= 20 * ours,
        isBeyond: ours <= (report.documents > 100_000 ? 300 : 100),
      };
    },
  },
  {
    number: 6,
    what: "index in memory: times less than MiniSearch's heap",
    must: '5',
    beyond: '10',
    judge: (report) => atLeast(ratio(report, 'memory/index', ''), { must: 5, beyond: 10 }),
  },
  {
    number: 7,
    what: 'HTTP: times the requests/s of plain MiniSearch; p99',
    must: '30; 25 ms',
    beyond: '100 (4,000/s); 10 ms',
    judge: judgeServing,
  },
  {
    number: 8,
    what: 'building the index on two cores: times faster than one-threaded MiniSearch with the same words',
    must: '1.7',
    beyond: '3',
    judge: (report) => {
      const times = ratio(report, 'build/index-2', 'documents/s');
      return atLeast(times === null ? null : 1 / times, { must: 1.7, beyond: 3 });
    },
  },
  {
    number: 10,
    what: 'a million documents: peak memory of build and server; replay p99',
    must: '2 GB',
    beyond: '25 ms, server 1 GB',
    judge: (report) => {
      const build = figure(report, 'build/command', 'antler', 'peak MiB');
      const server = figure(report, 'serving/memory', 'antler');
      const p99 = figure(report, 'search/replay', 'antler', 'p99');
      if (build === null || server === null || p99 === null) return NOT_MEASURED;
      return {
        measured: `${printNumber(build)} and ${printNumber(server)} MiB; ${printNumber(p99)} ms`,
        isReached: Math.max(build, server) <= 2_000,
        isBeyond: p99 <= 25 && server <= 1_000,
      };
    },
  },
  {
    number: 11,
    what: 'snippets of a full page, p50 and p99',
    must: '1 and 5 ms',
    beyond: 'half of it',
    judge: (report) => {
      const p50 = figure(report, 'snippets/page', 'antler', 'p50');
      const p99 = figure(report, 'snippets/page', 'antler', 'p99');
      if (p50 === null || p99 === null) return NOT_MEASURED;
      return {
        measured: `${printNumber(p50)} and ${printNumber(p99)} ms`,
        isReached: p50 <= 1 && p99 <= 5,
        isBeyond: p50 <= 0.5 && p99 <= 2.5,
      };
    },
  },
];

/** What MiniSearch takes as a multiple of what antler takes. */
function ratio(report: CorpusReport, id: string, part: string): number | null {
  const ours = figure(report, id, 'antler', part);
  const theirs = figure(report, id, 'minisearch', part);
  return ours === null || theirs === null ? null : theirs / ours;
}

interface Limits<T> {
  readonly must: T;
  readonly beyond: T;
}

function judgeReplay(
  report: CorpusReport,
  part: 'mean' | 'p99',
  { must, beyond }: Limits<readonly [minisearch: number, fts5: number]>,
): Verdict {
  const ours = figure(report, 'search/replay', 'antler', part);
  const theirs = [
    figure(report, 'search/replay', 'minisearch', part),
    figure(report, 'search/replay', 'fts5', part),
  ];
  if (ours === null || theirs.includes(null)) return NOT_MEASURED;
  const ratios = theirs.map((value) => (value ?? 0) / ours);
  const reaches = (limits: readonly number[]) => ratios.every((value, at) => value >= (limits[at] ?? 0));
  return {
    measured: `${ratios.map(printNumber).join(' / ')}; ${printNumber(ours)} ms`,
    isReached: reaches(must),
    isBeyond: reaches(beyond),
  };
}

function judgeServing(report: CorpusReport): Verdict {
  const ours = figure(report, 'serving/rate', 'antler', 'requests/s');
  const theirs = figure(report, 'serving/rate', 'minisearch', 'requests/s');
  const p99 = figure(report, 'serving/time', 'antler', 'p99');
  if (ours === null || theirs === null || p99 === null) return NOT_MEASURED;
  const times = ours / theirs;
  return {
    measured: `${printNumber(times)} (${printNumber(ours)}/s); ${printNumber(p99)} ms`,
    isReached: times >= 30 && p99 <= 25,
    isBeyond: times >= 100 && ours >= 4_000 && p99 <= 10,
  };
}

function atMost(value: number | null, { must, beyond }: Limits<number>): Verdict {
  if (value === null) return NOT_MEASURED;
  return { measured: `${printNumber(value)} ms`, isReached: value <= must, isBeyond: value <= beyond };
}

function atLeast(value: number | null, { must, beyond }: Limits<number>): Verdict {
  if (value === null) return NOT_MEASURED;
  return { measured: printNumber(value), isReached: value >= must, isBeyond: value >= beyond };
}
