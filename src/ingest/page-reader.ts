// Reads pages, in this thread or in workers. A page that cannot be read is a skip, never an error.
import { availableParallelism } from 'node:os';
import { extractPage } from '../../scraper/extract.ts';
import type { Page, Reading, Skip } from '../../scraper/model.ts';
import { createPagePool } from './page-pool.ts';

const MAX_DEFAULT_WORKERS = 4;

/** Something that reads pages. */
export interface PageReader {
  /** Never rejects. The page's bytes may be moved away: they are not to be used afterwards. */
  read(page: Page): Promise<Reading>;
  /** Ends the workers; readings under way become skips. */
  close(): Promise<void>;
}

export interface PageReaderOptions {
  readonly siteUrl: string | null;
  /** 0 and 1: in this thread; null: one a processor, at most 4. */
  readonly workers: number | null;
  readonly deadlineMs: number;
  /** Told once, with the reason, when workers do not start and pages are read in this thread, without a deadline. */
  readonly onFallback: (reason: string) => void;
}

/** A reader for the pages of one source. Workers start when the first page comes. */
export function createPageReader(options: PageReaderOptions): PageReader {
  const { siteUrl, workers, deadlineMs, onFallback } = options;
  const size = workers ?? Math.min(availableParallelism(), MAX_DEFAULT_WORKERS);
  if (size > 1) return createPagePool({ siteUrl, size, deadlineMs, onFallback });
  return { read: async (page) => readHere(page, siteUrl), close: async () => {} };
}

/** Reads a page in this thread; what it throws, if anything, is told in a skip. */
export function readHere(page: Page, siteUrl: string | null): Reading {
  try {
    return extractPage(page, { siteUrl });
  } catch (error) {
    return unreadablePage(
      page.path,
      `reading it failed: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** A page given up. */
export function unreadablePage(page: string, detail: string): Skip {
  return { kind: 'skip', page, reason: 'unreadable', detail };
}
