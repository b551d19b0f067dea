// `npm run bench`: how fast an archive is built, opened, searched, shown and served, beside MiniSearch as it comes, SQLite
// FTS5 and Sphinx; how fast pages become records. Prints tables and writes them; what is measured where: `USAGE`, PARTS.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTempFolder } from '../support/temp-folder.ts';
import { commandRow, measureBuilding } from './building/compare.ts';
import { hasSphinx } from './building/sphinx.ts';
import { benchProgram } from './built.ts';
import { buildFts5, type CorpusSource, MOST_OF_RIVALS, prepareCorpus } from './corpus.ts';
import { measureExtraction } from './extraction.ts';
import { judgeGoals, printGoals } from './goals.ts';
import { printGrowth } from './growth.ts';
import { runNode } from './measure.ts';
import { type BenchOptions, readOptions, USAGE } from './options.ts';
import type { BenchQueries } from './query-classes.ts';
import { type CorpusReport, printRows, type Row, type RunFacts } from './report.ts';
import { readFacts } from './run-facts.ts';
import { measureSearch } from './search/compare.ts';
import type { ContenderName } from './search/contender.ts';
import { measureServing } from './serving/compare.ts';
import { measureSwaps } from './serving/swaps.ts';

/** From here on one round has enough in it, and takes long. */
const LARGE = 300_000;
/** Parts that need a corpus. */
const SEARCHED = ['search', 'building', 'serving', 'swaps'] as const;
/** Parts that need the indexes of the others. */
const COMPARED = ['search', 'building', 'serving'] as const;

const folder = makeTempFolder('bench');
const printed: string[] = [];

function print(...lines: readonly string[]): void {
  printed.push(...lines);
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

/** What is under way, for those who wait; no part of the report. */
function say(line: string): void {
  process.stderr.write(`… ${line}\n`);
}

async function measureCorpus(source: CorpusSource, options: BenchOptions): Promise<CorpusReport> {
  const own = join(folder, 'corpus');
  mkdirSync(own);
  const isCompared = COMPARED.some((part) => options.parts.has(part));
  const { contenders, notes } = chooseContenders(source, isCompared ? options.contenders : ['antler']);
  say('documents, queries, indexes');
  const corpus = await prepareCorpus(source, own, contenders);
  const rounds = corpus.documents >= LARGE ? 1 : options.rounds;
  const rows: Row[] = [commandRow(corpus)];
  try {
    if (options.parts.has('building')) {
      say('building');
      rows.push(...(await measureBuilding(corpus, contenders, rounds)));
    } else if (contenders.includes('fts5')) await buildFts5(corpus);
    const queries: BenchQueries = JSON.parse(readFileSync(corpus.files.queries, 'utf8'));
    if (options.parts.has('search')) {
      say('search');
      const search = await measureSearch(corpus, contenders, { rounds, queries });
      rows.unshift(...search.rows);
      notes.push(...search.notes);
    }
    if (options.parts.has('serving')) {
      say('serving');
      const { seconds } = options;
      rows.push(...(await measureServing(corpus, contenders, { rounds, seconds, replay: queries.replay })));
    }
    if (options.parts.has('swaps')) {
      say('swaps');
      notes.push(...(await measureSwaps(corpus, queries.replay, options.isQuick)));
    }
    return { corpus: corpus.name, documents: corpus.documents, rows, notes };
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

function chooseContenders(
  source: CorpusSource,
  asked: readonly ContenderName[],
): { readonly contenders: readonly ContenderName[]; readonly notes: string[] } {
  const notes: string[] = [];
  const isLarge = source.kind === 'made' && source.documents > MOST_OF_RIVALS;
  const contenders = asked.filter((name) => {
    if (name === 'sphinx' && !hasSphinx()) notes.push('Sphinx is not installed here (searchd and indexer).');
    else if (name === 'minisearch' && isLarge)
      notes.push(
        `MiniSearch is left out: above ${MOST_OF_RIVALS} documents its JSON nears the longest string of V8.`,
      );
    else if (name === 'fts5' && isLarge) notes.push(`FTS5 is left out above ${MOST_OF_RIVALS} documents.`);
    else return true;
    return false;
  });
  return { contenders, notes };
}

function printCorpus(report: CorpusReport): void {
  print('', `## ${report.corpus}`, '');
  print(...printRows(report), '', ...report.notes.map((note) => `- ${note}`), '', ...printGoals(report));
}

/** Snippets by length of text: a program of its own. */
async function measureTexts(isQuick: boolean): Promise<void> {
  const output = join(folder, 'texts.txt');
  const words = ['--import', 'tsx', benchProgram('snippets.ts'), '--documents', isQuick ? '1000' : '20000'];
  const { code, stderr } = await runNode(words, output);
  if (code !== 0) throw new Error(`snippets.ts fails: ${stderr}`);
  print(
    '',
    '## Snippets by length of text',
    '',
    ...readFileSync(output, 'utf8')
      .trim()
      .split('\n')
      .map((line) => `- ${line}`),
  );
}

function writeResults(out: string, facts: RunFacts, reports: readonly CorpusReport[]): void {
  mkdirSync(out, { recursive: true });
  const results = { ...facts, corpora: reports.map((report) => ({ ...report, goals: judgeGoals(report) })) };
  writeFileSync(join(out, 'bench-results.json'), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(join(out, 'bench-results.md'), `${printed.join('\n')}\n`);
  say(`written to ${out}`);
}

async function main(options: BenchOptions): Promise<void> {
  const facts = readFacts();
  print('# Benchmark', '');
  print(
    `Commit ${facts.commit}, Node ${facts.node}, ${facts.cores} cores (${facts.processor}), ${facts.startedAt}.`,
  );
  print('Figures are milliseconds of work unless they say else; in brackets, as multiples of antler.');
  const reports: CorpusReport[] = [];
  const isSearched = SEARCHED.some((part) => options.parts.has(part));
  for (const source of isSearched ? options.corpora : []) {
    const report = await measureCorpus(source, options);
    reports.push(report);
    printCorpus(report);
    writeResults(options.out, facts, reports);
  }
  if (reports.length > 1) print('', '## Growth', '', ...printGrowth(reports));
  if (options.parts.has('texts')) await measureTexts(options.isQuick);
  if (options.parts.has('extraction')) {
    say('extraction');
    print('', '## Extraction', '');
    await measureExtraction(folder, (line) => print(`- ${line}`), { isQuick: options.isQuick });
  }
  writeResults(options.out, facts, reports);
}

const options = readOptions(process.argv.slice(2));
if (options === null) process.stdout.write(USAGE);
else await main(options);
