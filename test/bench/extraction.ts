// How many made pages a second become records: ours in one thread, in two workers and by the whole command, and cheerio as
// it comes.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutPath } from '../support/shared.ts';
import { makePage, type PageShape, usualPage } from './made-pages.ts';
import { median, runNode } from './measure.ts';

/** Enough that the compiler's warming up, a second or two in every thread, is a part of it and not most of it. One thread
 * is slower, and as fast on fewer. */
const USUAL = { pages: 1_500, pagesOfOneThread: 400, rounds: 3, growth: [500, 5_000] };
const QUICK = { pages: 20, pagesOfOneThread: 10, rounds: 1, growth: [500] };

type Print = (line: string) => void;

/** Writes the pages into `folder`, runs the three in turn, prints medians and ratios; then pages of many comments. */
export async function measureExtraction(
  folder: string,
  print: Print,
  { isQuick }: { readonly isQuick: boolean },
): Promise<void> {
  const amounts = isQuick ? QUICK : USUAL;
  const pages = join(folder, 'pages');
  writePages(pages, amounts.pages, usualPage);
  const fewer = join(folder, 'fewer-pages');
  writePages(fewer, amounts.pagesOfOneThread, usualPage);
  const rates = {
    rival: [] as number[],
    here: [] as number[],
    workers: [] as number[],
    command: [] as number[],
  };
  const empty = join(folder, 'one-page');
  writePages(empty, 1, { comments: 1, words: 20 });
  for (let round = 0; round < amounts.rounds; round += 1) {
    const rateOf = async (program: string) =>
      amounts.pagesOfOneThread / (await printedSeconds(program, fewer, folder));
    rates.rival.push(await rateOf('extraction-rival.ts'));
    rates.here.push(await rateOf('extraction-here.ts'));
    rates.workers.push(amounts.pages / (await printedSeconds('extraction-workers.ts', pages, folder)));
    const starting = await commandSeconds(empty, folder);
    rates.command.push(amounts.pages / ((await commandSeconds(pages, folder)) - starting));
  }
  const rival = median(rates.rival);
  print(`cheerio as it comes, one thread: ${rival.toFixed(0)} pages/s of 120 kB with 50 comments`);
  for (const [name, own] of [
    ['extractPage, one thread', rates.here],
    ['extractPage in two workers', rates.workers],
    ['antler extract, two workers, start not counted', rates.command],
  ] as const)
    print(`${name}: ${median(own).toFixed(0)} pages/s, ratio ${(median(own) / rival).toFixed(2)}`);
  await measureGrowth(folder, print, amounts.growth);
}

/** Time grows as the page does. */
async function measureGrowth(folder: string, print: Print, sizes: readonly number[]): Promise<void> {
  for (const comments of sizes) {
    const pages = join(folder, `comments-${comments}`);
    writePages(pages, 2, { ...usualPage, comments });
    const seconds = (await printedSeconds('extraction-here.ts', pages, folder)) / 2;
    print(`a page of ${comments} comments: ${(seconds * 1000).toFixed(0)} ms`);
  }
}

function writePages(folder: string, count: number, shape: PageShape): void {
  mkdirSync(folder, { recursive: true });
  for (let at = 0; at < count; at += 1)
    writeFileSync(join(folder, `${at + 10}.html`), makePage(at + 10, shape));
}

/** What the program itself measured, loading not counted. */
async function printedSeconds(program: string, pages: string, folder: string): Promise<number> {
  const output = join(folder, 'extraction.txt');
  const { code, stderr } = await runNode(
    ['--import', 'tsx', join(checkoutPath, 'test/bench', program), pages],
    output,
  );
  const printed = /, ([\d.]+) ms/.exec(readFileSync(output, 'utf8'))?.[1];
  if (code !== 0 || printed === undefined) throw new Error(`${program} fails: ${stderr}`);
  return Number(printed) / 1000;
}

async function commandSeconds(pages: string, folder: string): Promise<number> {
  const words = [join(checkoutPath, 'dist/src/main.js'), 'extract', '--workers', '2', pages];
  const { code, elapsedMs, stderr } = await runNode(words, join(folder, 'extracted.jsonl'));
  if (code !== 0) throw new Error(`antler extract fails: ${stderr}`);
  return elapsedMs / 1000;
}
