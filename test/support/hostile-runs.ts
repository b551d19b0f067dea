// Reads hostile files as the program does: nothing may be thrown but what a source says of itself, and time and memory
// are bounded.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assembleThread } from '../../scraper/assemble.ts';
import { ScraperError } from '../../scraper/errors.ts';
import { extractPage } from '../../scraper/extract.ts';
import type { Reading } from '../../scraper/model.ts';
import { openSource, type SourceItem } from '../../scraper/sources/open.ts';
import { type HostileCase, makeHostileCase } from './hostile-cases.ts';

/** Of processor time: the program gives a page 30 seconds. */
const MAX_CASE_MS = 5_000;
const MAX_PAGE_BYTES = 2_000_000;
/** Of files that are at most 600 kB when packed. */
const MAX_RSS_BYTES = 1_500_000_000;

export interface HostileRun {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  /** For the files. */
  readonly folder: string;
  /** Before each case. */
  readonly onCase?: (number: number) => void;
  /** Told what is wrong with a case; without it, that is thrown. */
  readonly onFailure?: (message: string) => void;
}

export interface HostileTally {
  cases: number;
  parts: number;
  skips: number;
  /** Sources that could not be opened at all. */
  refused: number;
  slowestMs: number;
  slowestCase: number;
  maxRssBytes: number;
}

/** @throws Error that names the first case which fails, unless there is `onFailure` */
export async function runHostile(run: HostileRun): Promise<HostileTally> {
  const tally = { cases: 0, parts: 0, skips: 0, refused: 0, slowestMs: 0, slowestCase: -1, maxRssBytes: 0 };
  for (let number = run.from; number < run.to; number += 1) {
    run.onCase?.(number);
    const made = makeHostileCase(number, run.seed);
    const problem = await problemOf(made, run.folder, tally);
    tally.cases += 1;
    if (problem === null) continue;
    const message = `case ${number} (${made.kind}) of seed ${run.seed}: ${problem}`;
    if (run.onFailure === undefined) throw new Error(message);
    run.onFailure(message);
  }
  return tally;
}

async function problemOf(made: HostileCase, folder: string, tally: HostileTally): Promise<string | null> {
  const before = process.cpuUsage();
  try {
    await readCase(made, folder, tally);
  } catch (error) {
    return error instanceof Error ? String(error.stack) : String(error);
  }
  const { user, system } = process.cpuUsage(before);
  const ms = Math.round((user + system) / 1000);
  if (ms > tally.slowestMs) [tally.slowestMs, tally.slowestCase] = [ms, made.number];
  const rss = process.memoryUsage.rss();
  tally.maxRssBytes = Math.max(tally.maxRssBytes, rss);
  if (ms > MAX_CASE_MS) return `it takes ${ms} ms`;
  return rss > MAX_RSS_BYTES ? `${rss} bytes of memory` : null;
}

async function readCase({ name, bytes }: HostileCase, folder: string, tally: HostileTally): Promise<void> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  try {
    const source = await openSource(path, { maxPageBytes: MAX_PAGE_BYTES });
    for await (const item of source.items()) await readItem(item, tally);
  } catch (error) {
    if (!(error instanceof ScraperError)) throw error;
    tally.refused += 1;
  } finally {
    rmSync(path);
  }
}

async function readItem(item: SourceItem, tally: HostileTally): Promise<void> {
  if (item.kind === 'page') takeReading(extractPage(item, { siteUrl: null }), tally);
  else if (item.kind === 'skip') takeReading(item, tally);
  else for await (const reading of item.read()) takeReading(reading, tally);
}

function takeReading(reading: Reading, tally: HostileTally): void {
  if (reading.kind === 'skip') {
    if (reading.detail === '') throw new Error('a skip says nothing');
    tally.skips += 1;
    return;
  }
  const { thread } = assembleThread('k', [reading]);
  if (thread.post === null && thread.comments.length === 0) throw new Error('a part holds nothing');
  tally.parts += 1;
}
