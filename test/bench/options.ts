// The command line of the benchmarks.

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkoutPath } from '../support/shared.ts';
import type { CorpusSource } from './corpus.ts';
import { CONTENDERS, type ContenderName } from './search/contender.ts';

/** What can be measured, in the order it is. */
export const PARTS = ['search', 'building', 'serving', 'swaps', 'texts', 'extraction'] as const;
export type Part = (typeof PARTS)[number];

/** What a run is to do. */
export interface BenchOptions {
  readonly corpora: readonly CorpusSource[];
  readonly parts: ReadonlySet<Part>;
  /** Without those that are not installed. */
  readonly contenders: readonly ContenderName[];
  readonly rounds: number;
  /** Of HTTP load. */
  readonly seconds: number;
  readonly isQuick: boolean;
  /** Folder for the tables. */
  readonly out: string;
}

/** Printed with `--help`. */
export const USAGE = `npm run bench -- [OPTIONS]
  --sizes 20k,100k   documents of the made archive; up to 1m (default 20k,100k)
  --growth           antler alone at 10k,30k,100k,300k,1m
  --archive PATH     an archive or documents file instead of the made one
  --only PARTS       of ${PARTS.join(', ')} (default all)
  --rounds N         rounds of everything, of which the median counts (default 3, from 300k on 1)
  --quick            2,000 documents, one round: whether everything works
  --out DIR          where bench-results.json and bench-results.md go (default bench-results)
`;

const GROWTH = '10k,30k,100k,300k,1m';
const GROWTH_PARTS: readonly Part[] = ['search', 'building', 'serving'];

/** @throws Error that says what was not understood */
export function readOptions(words: readonly string[]): BenchOptions | null {
  const { values } = parseArgs({
    args: [...words],
    options: {
      sizes: { type: 'string' },
      growth: { type: 'boolean', default: false },
      archive: { type: 'string' },
      only: { type: 'string', default: '' },
      rounds: { type: 'string' },
      quick: { type: 'boolean', default: false },
      out: { type: 'string', default: join(checkoutPath, 'bench-results') },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const sizes = values.sizes ?? (values.growth ? GROWTH : values.quick ? '2k' : '20k,100k');
  const only = values.only.split(',').filter((part) => part !== '');
  const unknown = only.find((part) => !PARTS.some((known) => known === part));
  if (unknown !== undefined) throw new Error(`no part is called ${unknown}: ${PARTS.join(', ')}`);
  const isAsked = (part: Part) =>
    only.length > 0 ? only.includes(part) : !values.growth || GROWTH_PARTS.includes(part);
  return {
    corpora:
      values.archive === undefined
        ? sizes.split(',').map((size) => ({ kind: 'made', documents: readSize(size) }))
        : [{ kind: 'archive', path: values.archive }],
    parts: new Set(PARTS.filter(isAsked)),
    contenders: values.growth ? ['antler'] : CONTENDERS,
    rounds: readRounds(values.rounds ?? (values.quick ? '1' : '3')),
    seconds: values.quick ? 0.5 : 10,
    isQuick: values.quick,
    out: values.out,
  };
}

/** `300k`, `1m` or a number. @throws Error when it is none */
export function readSize(text: string): number {
  const [, digits = '', unit = ''] = /^(\d+)([km]?)$/i.exec(text.trim()) ?? [];
  const size = Number(digits) * { '': 1, k: 1_000, m: 1_000_000 }[unit.toLowerCase() as '' | 'k' | 'm'];
  if (!(size > 0)) throw new Error(`"${text}" is no number of documents, such as 20k or 1m`);
  return size;
}

function readRounds(text: string): number {
  const rounds = Number(text);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`"${text}" is no number of rounds`);
  return rounds;
}
