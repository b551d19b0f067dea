// Reads an archive with the scraper alone, in this process: what the catalog would hold, without a catalog.

import { assembleThread } from '../../scraper/assemble.ts';
import { extractPage } from '../../scraper/extract.ts';
import { groupParts } from '../../scraper/joining/group-parts.ts';
import type { Skip, Thread, ThreadPart } from '../../scraper/model.ts';
import { openSource } from '../../scraper/sources/open.ts';

/** What stands in an archive. */
export interface ReadArchive {
  /** Sorted by address. */
  readonly threads: readonly Thread[];
  /** Sorted by page; pages that only repeat others included. */
  readonly skips: readonly Skip[];
}

/** Reads every page at `location`. @throws ScraperError when it cannot be opened */
export async function readArchive(location: string): Promise<ReadArchive> {
  const parts: ThreadPart[] = [];
  const skips: Skip[] = [];
  const source = await openSource(location);
  for await (const item of source.items()) {
    if (item.kind === 'records') throw new Error(`${item.path} is no page`);
    const reading = item.kind === 'page' ? extractPage(item, { siteUrl: null }) : item;
    if (reading.kind === 'skip') skips.push(reading);
    else parts.push(reading);
  }
  const names = parts.map((part, readingId) => ({
    readingId,
    sourceId: 1,
    host: part.host,
    aliases: part.aliases,
  }));
  const threads: Thread[] = [];
  for (const { key, readingIds } of groupParts(names)) {
    const group = readingIds.flatMap((id) => parts[id] ?? []);
    const { thread, duplicates } = assembleThread(key, group);
    threads.push(thread);
    skips.push(...duplicates);
  }
  threads.sort((a, b) => compare(a.url ?? a.id, b.url ?? b.id));
  return { threads, skips: skips.sort((a, b) => compare(a.page, b.page)) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
