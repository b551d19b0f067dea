// `antler explain page`: how one page is read, from its bytes to what was found in it.
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
  const [file = ''] = words;
  const item = await readOnePage(file, settings.maxPageBytes);
  const explained = item.kind === 'skip' ? item : explainPage(item, { siteUrl: settings.site });
  const reading = 'reading' in explained ? explained.reading : explained;
  if (settings.json) await out.json('reading' in explained ? explained : { reading }, out.isTerminal ? 2 : 0);
  else for (const line of printExplained(explained)) await out.line(line);
  return reading.kind === 'skip' && isFailure(reading.reason) ? 1 : 0;
};

async function readOnePage(
  file: string,
  maxPageBytes: number,
): Promise<Exclude<SourceItem, { kind: 'records' }>> {
  const source = await openSource(file, { maxPageBytes });
  if (source.kind === 'file') {
    for await (const item of source.items()) if (item.kind !== 'records') return item;
  }
  const whats = {
    folder: 'a folder',
    archive: 'an archive of pages',
    file: 'no HTML page',
    documents: 'no HTML page',
  };
  const what = whats[source.kind];
  throw new CommandError('page-unreadable', `${file} is ${what}.`, {
    hint: 'Name one HTML file of the archive; antler extract --skips reads whole folders and documents files.',
  });
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
