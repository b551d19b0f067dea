// Looks, before anything is written, whether there is something to read: a data folder is not touched for nothing.
import { ScraperError } from '../scraper/errors.ts';
import type { Reading, Skip, SkipReason } from '../scraper/model.ts';
import { openSource, type Source } from '../scraper/sources/open.ts';
import { readPage } from './ingest/read-page.ts';
import { countOf } from './numbers.ts';
import { isFailure } from './skip-reasons.ts';

/** An archive may begin with many listings; after so many pages it is believed to hold something. */
const LOOK_AT_PAGES = 100;
/** A documents file is read twice over before its first record comes: large ones are believed to hold some. */
const LOOK_AT_RECORD_BYTES = 5_000_000;

export interface ReadableOptions {
  readonly siteUrl: string | null;
  readonly maxPageBytes: number;
  readonly signal: AbortSignal;
}

/** Passes when every location can be opened and at least one page of one of them holds a post or comments. Stops at
 * the first such page, or after 100 ordinary ones.
 * @throws ScraperError that names every location which cannot be opened, or `source-empty` with what was found instead. */
export async function requireReadable(locations: readonly string[], options: ReadableOptions): Promise<void> {
  const sources = await openAll(locations, options);
  const skips: Skip[] = [];
  let ordinary = 0;
  for await (const reading of readingsOf(sources, options)) {
    if (reading === 'many records' || reading.kind === 'part') return;
    skips.push(reading);
    options.signal.throwIfAborted();
    if (!isFailure(reading.reason) && ++ordinary >= LOOK_AT_PAGES) return;
  }
  throw nothingReadable(locations, skips);
}

async function openAll(locations: readonly string[], options: ReadableOptions): Promise<Source[]> {
  const sources: Source[] = [];
  const errors: ScraperError[] = [];
  for (const location of locations) {
    try {
      sources.push(await openSource(location, { maxPageBytes: options.maxPageBytes }));
    } catch (error) {
      if (!(error instanceof ScraperError)) throw error;
      errors.push(error);
    }
  }
  const [first] = errors;
  if (first === undefined) return sources;
  if (errors.length === 1) throw first;
  const message = errors.map((error) => error.message).join('\n');
  throw new ScraperError(first.code, message, { hint: first.hint, cause: first });
}

async function* readingsOf(
  sources: readonly Source[],
  options: ReadableOptions,
): AsyncIterable<Reading | 'many records'> {
  for (const source of sources) {
    for await (const item of source.items()) {
      if (item.kind === 'page') yield readPage(item, options.siteUrl);
      else if (item.kind === 'skip') yield item;
      else if ((item.size ?? Number.POSITIVE_INFINITY) > LOOK_AT_RECORD_BYTES) yield 'many records';
      else yield* item.read();
    }
  }
}

function nothingReadable(locations: readonly string[], skips: readonly Skip[]): ScraperError {
  const where = locations.join(', ');
  const [first] = skips;
  const example = first === undefined ? '' : `, such as ${first.page}: ${first.detail}`;
  const found = skips.length === 0 ? 'it holds no pages' : `${countByReason(skips)}${example}`;
  return new ScraperError('source-empty', `No post and no comment could be read from ${where}: ${found}.`, {
    hint: 'antler explain page FILE tells how one page is read; antler extract --skips lists every page with its reason.',
  });
}

function countByReason(skips: readonly Skip[]): string {
  const counts = new Map<SkipReason, number>();
  for (const skip of skips) counts.set(skip.reason, (counts.get(skip.reason) ?? 0) + 1);
  const parts = [...counts].sort((a, b) => b[1] - a[1]).map(([reason, count]) => `${count} ${reason}`);
  return `${countOf(skips.length, 'page')} skipped (${parts.join(', ')})`;
}
