// The report at the end of an ingest: what the catalog holds now, and what does not add up. Reads the whole catalog once.
import type { Catalog } from '../../index/catalog/model.ts';
import type { Skip, SkipReason, Thread } from '../../scraper/model.ts';
import type { CountMismatch, IngestReport, SkipSummary } from './model.ts';

const MAX_SKIP_EXAMPLES = 5;
const MAX_MISMATCHES = 20;

type CatalogReport = Pick<
  IngestReport,
  'skips' | 'parts' | 'threads' | 'posts' | 'comments' | 'pings' | 'repeatedIds' | 'counted' | 'mismatches'
>;

/** @throws IndexError from the catalog. */
export function reportCatalog(catalog: Catalog): CatalogReport {
  const { parts, threads, posts, comments, pings } = catalog.counts();
  return { parts, threads, posts, comments, pings, ...reportSkips(catalog), ...reportCounts(catalog) };
}

function reportSkips(catalog: Catalog): Pick<CatalogReport, 'skips' | 'repeatedIds'> {
  const byReason = new Map<SkipReason, { count: number; examples: Skip[] }>();
  let repeatedIds = 0;
  for (const skip of catalog.skips()) {
    const seen = byReason.get(skip.reason) ?? { count: 0, examples: [] };
    byReason.set(skip.reason, seen);
    seen.count++;
    if (seen.examples.length < MAX_SKIP_EXAMPLES) seen.examples.push(skip);
    if (isRepeatedId(skip)) repeatedIds++;
  }
  const skips: SkipSummary[] = [...byReason].map(([reason, seen]) => ({ reason, ...seen }));
  skips.sort((one, other) => other.count - one.count || (one.reason < other.reason ? -1 : 1));
  return { skips, repeatedIds };
}

/** Only records are duplicates by line. */
function isRepeatedId({ reason, page }: Skip): boolean {
  return reason === 'duplicate' && /#\d+$/.test(page);
}

function reportCounts(catalog: Catalog): Pick<CatalogReport, 'counted' | 'mismatches'> {
  let threads = 0;
  let different = 0;
  const mismatches: CountMismatch[] = [];
  for (const thread of catalog.threads()) {
    if (thread.declaredCommentCount === null) continue;
    threads++;
    const mismatch = compareCounts(thread, thread.declaredCommentCount);
    if (mismatch === null) continue;
    different++;
    if (mismatches.length < MAX_MISMATCHES) mismatches.push(mismatch);
  }
  return { counted: { threads, mismatches: different }, mismatches };
}

/** Null when the printed number is that of the comments, with pings or without: themes count either way. */
function compareCounts(thread: Thread, declared: number): CountMismatch | null {
  const comments = thread.comments.filter(({ kind }) => kind === 'comment').length;
  const pings = thread.comments.length - comments;
  if (declared === comments || declared === comments + pings) return null;
  return { threadId: thread.id, page: thread.pages[0] ?? '', declared, comments, pings };
}
