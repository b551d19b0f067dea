// `antler explain page`: how one page is read, from its bytes to what was found in it.
import { stat } from 'node:fs/promises';
import { explainPage, type PageExplanation } from '../../scraper/extract.ts';
import type { Reading, Repair, Skip } from '../../scraper/model.ts';
import type { SourceItem } from '../../scraper/sources/model.ts';
import { openSource } from '../../scraper/sources/open.ts';
import { CommandError } from '../errors.ts';
import { countOf } from '../numbers.ts';
import { describeRepair } from '../repairs.ts';
import { isFailure } from '../skip-reasons.ts';
import { oneLine } from '../terminal-text.ts';
import type { RunCommand } from './model.ts';

/** Exit code 1 when the page cannot be read. @throws ScraperError when there is no such file; CommandError when it is no page. */
export const run: RunCommand = async ({ words, settings, out }) => {
  const [file = '', page] = words;
  const place = page === undefined ? await splitPlace(file) : { file, page };
  const item = await readOnePage(place, settings.maxPageBytes);
  const explained = item.kind === 'skip' ? item : explainPage(item, { siteUrl: settings.site });
  const reading = 'reading' in explained ? explained.reading : explained;
  if (settings.json) await out.json('reading' in explained ? explained : { reading }, out.isTerminal ? 2 : 0);
  else for (const line of printExplained(explained)) await out.line(line);
  return reading.kind === 'skip' && isFailure(reading.reason) ? 1 : 0;
};

/** A page on disk, or inside an archive under the name by which threads and skips list it. */
interface PagePlace {
  readonly file: string;
  readonly page: string | null;
}

type PageItem = Exclude<SourceItem, { kind: 'records' }>;

/** `crawl.warc.gz/http://…` and `blog.zip/2009/a.html`: what stands behind the longest path of a file lies in it. */
async function splitPlace(place: string): Promise<PagePlace> {
  for (let end = place.length; end > 0; end = place.lastIndexOf('/', end - 1)) {
    const file = place.slice(0, end);
    if (await isFile(file)) return { file, page: end === place.length ? null : place.slice(end + 1) };
  }
  return { file: place, page: null };
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function readOnePage({ file, page }: PagePlace, maxPageBytes: number): Promise<PageItem> {
  const source = await openSource(file, { maxPageBytes });
  if (page === null ? source.kind === 'file' : source.kind === 'archive') {
    for await (const item of source.items())
      if (item.kind !== 'records' && (page === null || nameOf(item) === page)) return item;
  }
  if (page !== null && source.kind === 'archive')
    throw new CommandError('page-unreadable', `${file} holds no page ${page}.`, {
      hint: 'antler extract --skips lists every page of an archive under its name.',
    });
  const whats = {
    folder: 'a folder',
    archive: 'an archive of pages',
    file: page === null ? 'no HTML page' : 'no archive',
    documents: page === null ? 'no HTML page' : 'no archive of pages',
  };
  const what = whats[source.kind];
  throw new CommandError('page-unreadable', `${file} is ${what}.`, {
    hint: 'Name one HTML file, or an archive and a page in it; antler extract --skips reads whole folders and documents files.',
  });
}

function nameOf(item: PageItem): string {
  return item.kind === 'page' ? item.path : item.page;
}

function printExplained(explained: PageExplanation | Skip): readonly string[] {
  if ('kind' in explained) return printReading(explained);
  return [
    `Page      ${oneLine(explained.page)}`,
    `Encoding  ${oneLine(explained.charset)} (${oneLine(explained.charsetEvidence)})`,
    ...explained.tools.map((tool) => `Saved by  ${oneLine(tool)}`),
    ...explained.limits.map((limit) => `Limit     ${oneLine(limit)}`),
    ...explained.repairs.map(printRepair),
    '',
    ...(explained.candidates.length === 0 ? ['No dialect was tried.'] : ['Dialects, best first:']),
    ...explained.candidates.flatMap(({ dialect, confidence, evidence }) => [
      `  ${oneLine(dialect)}, confidence ${confidence.toFixed(2)}`,
      ...evidence.map((clause) => `    ${oneLine(clause)}`),
    ]),
    ...(explained.notes.length === 0 ? [] : ['', 'Notes:']),
    ...explained.notes.map((note) => `  ${oneLine(note)}`),
    '',
    ...printReading(explained.reading),
  ];
}

function printRepair({ table, rounds, count, example }: Repair): string {
  const shown = example
    ? `: \u201c${oneLine(example.before)}\u201d became \u201c${oneLine(example.after)}\u201d`
    : '';
  return `Repaired  ${describeRepair({ table, rounds })}, ${countOf(count, 'place')}${shown}`;
}

function printReading(reading: Reading): readonly string[] {
  if (reading.kind === 'skip') return [`Skipped: ${reading.reason}, ${oneLine(reading.detail)}`];
  const { post, comments, declaredCommentCount, aliases } = reading;
  const declared = declaredCommentCount === null ? 'prints no number' : `prints ${declaredCommentCount}`;
  return [
    post === null ? 'No post.' : `Post: ${oneLine(post.title) || '(without title)'}`,
    ...(post === null
      ? []
      : [
          `  by ${printName(post.author)}, ${post.publishedAt ?? 'undated'}, ${countOf(post.text.length, 'character')}`,
        ]),
    `${countOf(comments.length, 'comment')}; the page ${declared}; comments are ${reading.commentsState}`,
    ...comments.map(
      ({ id, author, publishedAt, parentId, kind }) =>
        `  ${oneLine(id)} ${kind} by ${printName(author)}, ${publishedAt ?? 'undated'}${parentId === null ? '' : `, reply to ${oneLine(parentId)}`}`,
    ),
    `Known as: ${aliases.map(oneLine).join(', ')} at ${reading.host === null ? 'an unknown host' : oneLine(reading.host)}`,
    ...(reading.isCopy ? ['A copy of a page that stands elsewhere.'] : []),
  ];
}

function printName(author: string | null): string {
  return author === null ? 'an unknown author' : oneLine(author);
}
