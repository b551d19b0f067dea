// Prints a search answer for people: totals, what was loosened, the hits with their highlights, counts.
import type { FacetName, Histogram, Hit, Person, SearchAnswer, Snippet } from '../../index/model.ts';
import { countOf, printCount } from '../numbers.ts';
import { oneLine } from '../terminal-text.ts';

/** How highlights are shown: bold on a terminal, as they are elsewhere. */
export type Emphasis = (text: string) => string;

const BAR_COLUMNS = 40;

/** The lines to print. Everything that comes out of the archive is made safe for a terminal. */
export function printAnswer(answer: SearchAnswer, emphasize: Emphasis): readonly string[] {
  return [
    printTotals(answer),
    ...printRelaxed(answer),
    ...answer.warnings.map((warning) => `Note: ${oneLine(warning)}`),
    ...answer.hits.flatMap((hit, place) => ['', ...printHit(hit, answer.offset + place + 1, emphasize)]),
    ...printFacets(answer),
    ...(answer.histogram === null ? [] : printHistogram(answer.histogram)),
  ];
}

function printTotals(answer: SearchAnswer): string {
  if (answer.totalHits === 0) return `Nothing found for ${oneLine(answer.interpreted || answer.query)}`;
  const about = answer.estimated?.includes('totalThreads') ? 'about ' : '';
  const totals = `${countOf(answer.totalHits, 'hit')} in ${about}${countOf(answer.totalThreads, 'thread')}`;
  return `${totals} (${answer.processingTimeMs} ms)`;
}

function printRelaxed({ relaxed }: SearchAnswer): string[] {
  if (relaxed === null) return [];
  const fuzzy = Object.entries(relaxed.fuzzy ?? {}).map(
    ([asked, used]) => `Nothing has ${oneLine(asked)}; searched for ${oneLine(used)}.`,
  );
  const dropped = relaxed.dropped ?? [];
  if (dropped.length === 0) return fuzzy;
  return [...fuzzy, `Nothing has all of these words; left out: ${dropped.map(oneLine).join(', ')}.`];
}

function printHit(hit: Hit, rank: number, emphasize: Emphasis): string[] {
  const indent = ' '.repeat(String(rank).length + 2);
  const more = (hit.more ?? []).flatMap((inner) => [
    `${indent}- ${describeWriting(inner)}`,
    ...printSnippet(inner.snippet, emphasize).map((line) => `${indent}  ${line}`),
    `${indent}  ${printPlace(inner)}`,
  ]);
  const unlisted = hit.thread.hitCount - 1 - (hit.more ?? []).length;
  return [
    `${rank}. ${emphasize(oneLine(hit.title ?? '(without title)'))}`,
    `${indent}${describeWriting(hit)}`,
    ...printSnippet(hit.snippet, emphasize).map((line) => `${indent}${line}`),
    `${indent}${printPlace(hit)}`,
    ...more,
    ...(hit.more !== undefined && unlisted > 0
      ? [`${indent}and ${printCount(unlisted)} more in this thread`]
      : []),
  ];
}

/** `comment 57 of 112 by sricki to anna, 2009-06-18 14:03`. */
function describeWriting(hit: Hit): string {
  const kind = hit.type === 'post' ? 'post' : `comment ${hit.thread.position} of ${hit.thread.commentCount}`;
  const reply = hit.inReplyTo === null ? '' : ` to ${printPerson(hit.inReplyTo.author)}`;
  const date = hit.publishedAt === null ? '' : `, ${printDate(hit.publishedAt)}`;
  return `${kind} by ${printPerson(hit.author)}${reply}${date}`;
}

function printPerson(person: Person | null): string {
  return person === null ? 'an unknown author' : oneLine(person.name);
}

/** `2009-06-18T14:03:00-05:00` as `2009-06-18 14:03`; coarser dates as they are. */
function printDate(publishedAt: string): string {
  return oneLine(publishedAt.slice(0, 16).replace('T', ' '));
}

function printPlace(hit: Hit): string {
  const original = hit.originalUrl === null ? '' : `  ${oneLine(hit.originalUrl)}`;
  return `${oneLine(hit.id)}${original}`;
}

function printSnippet(snippet: Snippet, emphasize: Emphasis): string[] {
  let line = '';
  let end = 0;
  for (const [from, to] of snippet.ranges) {
    line += oneLine(snippet.text.slice(end, from)) + emphasize(oneLine(snippet.text.slice(from, to)));
    end = to;
  }
  line += oneLine(snippet.text.slice(end));
  return line.trim() === '' ? [] : [line.trim()];
}

function printFacets(answer: SearchAnswer): string[] {
  return Object.entries(answer.facets).flatMap(([name, counts]) => {
    const values = Object.entries(counts ?? {}).map(
      ([value, count]) => `${oneLine(value)} ${printCount(count)}`,
    );
    const isCut = answer.facetsCut.some((cut: FacetName) => cut === name);
    return ['', `By ${name}: ${values.join(', ') || 'nothing'}${isCut ? ', …' : ''}`];
  });
}

function printHistogram(histogram: Histogram): string[] {
  const most = Math.max(1, ...histogram.buckets.map((bucket) => bucket.count));
  const rows = histogram.buckets.map(({ key, count }) => {
    const bar = '#'.repeat(Math.ceil((count / most) * BAR_COLUMNS));
    return `${oneLine(key).padEnd(8)}${printCount(count).padStart(8)}  ${bar}`.trimEnd();
  });
  const undated = histogram.undated > 0 ? [`undated ${printCount(histogram.undated).padStart(8)}`] : [];
  return ['', `By ${histogram.interval}:`, ...rows, ...undated];
}
