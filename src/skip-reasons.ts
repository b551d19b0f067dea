// Which skips are part of every archive, and which mean that something could not be read.
import type { SkipReason } from '../scraper/model.ts';

const FAILURES: ReadonlySet<string> = new Set<SkipReason>([
  'unreadable',
  'not-html',
  'too-large',
  'bad-record',
]);

/** True when the page should have been readable: the exit code is then 1. Listings, feeds, copies are as they should be. */
export function isFailure(reason: string): boolean {
  return FAILURES.has(reason);
}
