// Reads one page. A page that cannot be read is a skip, never an error.
import { extractPage } from '../../scraper/extract.ts';
import type { Page, Reading, Skip } from '../../scraper/model.ts';

/** Reads a page in this thread; what it throws, if anything, is told in a skip. */
export function readPage(page: Page, siteUrl: string | null): Reading {
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
