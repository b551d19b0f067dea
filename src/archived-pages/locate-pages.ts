// Where the archived page of a thread lies: which source, which file in it. Found out while an index is built.
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Catalog, SourceRecord } from '../../index/catalog/model.ts';
import type { ArchivedPages } from '../../index/snapshot/write.ts';
import type { Thread } from '../../scraper/model.ts';
import { hostOf } from '../../scraper/reading/markup/urls.ts';
import { hintOfName } from '../../scraper/sources/file-names.ts';
import { looksLikeHtml, SNIFFED_BYTES } from './page-kind.ts';

/**
 * Pages that are files by themselves, in a folder or alone, and there now. What stands inside of archives and exports has no
 * file of its own. Cost: a look at the file system for every thread.
 */
export function locatePages(catalog: Pick<Catalog, 'sources' | 'sourcesOfPage'>): ArchivedPages {
  const sources = catalog.sources();
  const numbers = new Map(sources.map(({ sourceId }, number) => [sourceId, number]));
  return {
    sources: sources.map(({ location }) => location),
    pageOf: (thread) => {
      const [page] = thread.pages;
      if (page === undefined) return null;
      const number = numbers.get(chooseSource(catalog, thread, page) ?? -1);
      const source = number === undefined ? undefined : sources[number];
      return source !== undefined && isPageFile(source, page) ? `${number}/${page}` : null;
    },
  };
}

/** Two mirrors may name their pages alike: then the one of the thread's host, else the first. */
function chooseSource(
  catalog: Pick<Catalog, 'sourcesOfPage'>,
  thread: Thread,
  page: string,
): number | undefined {
  const holders = catalog.sourcesOfPage(page);
  const host = thread.url === null ? null : hostOf(thread.url);
  return (holders.find((holder) => holder.host === host) ?? holders[0])?.sourceId;
}

function isPageFile({ location }: SourceRecord, page: string): boolean {
  try {
    const stats = statSync(location);
    const path = stats.isDirectory() ? join(location, page) : basename(location) === page ? location : null;
    if (path === null || !statSync(path).isFile()) return false;
    return hintOfName(basename(path)) === 'page' || looksLikeHtml(readStart(path));
  } catch {
    return false;
  }
}

function readStart(path: string): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const start = new Uint8Array(SNIFFED_BYTES);
    return start.subarray(0, readSync(file, start, 0, SNIFFED_BYTES, 0));
  } finally {
    closeSync(file);
  }
}
