// What a thread is made of, as a fingerprint: while it stays the same, the thread need not be made again.
import { createHash } from 'node:crypto';
import { extractProgram } from '../../scraper/extract.ts';
import type { ThreadGroup } from '../../scraper/joining/group-parts.ts';

/** Raised when joining changes its output. */
const JOIN_VERSION = 4;

/** Readings are never stored under the same number twice, so their numbers stand for their content. */
export function inputsOf({ readingIds, dateOrder }: Omit<ThreadGroup, 'key'>): string {
  const inputs = `join${JOIN_VERSION} ${extractProgram} ${dateOrder} ${readingIds.join(' ')}`;
  return createHash('sha256').update(inputs).digest('hex');
}
