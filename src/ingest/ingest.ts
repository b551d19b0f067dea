// Reads sources into the catalog and joins what they hold into threads. Prints nothing: the report is a value.
import type { Catalog } from '../../index/catalog/model.ts';
import type { Source } from '../../scraper/sources/model.ts';
import { openSource } from '../../scraper/sources/open.ts';
import { EarlyThreads } from './early-threads.ts';
import { joinThreads } from './join-threads.ts';
import type { IngestOptions, IngestReport } from './model.ts';
import { isChunkPage } from './read-records.ts';
import { type ReadCounts, readSource, type SourceReading } from './read-source.ts';
import { reportCatalog } from './report.ts';
import { createTaskRunner, type TaskRunner } from './task-runner.ts';

export type { IngestEvent, IngestOptions, IngestReport } from './model.ts';

const PAGE_DEADLINE_MS = 30_000;
const MAX_MISSING_EXAMPLES = 20;

/**
 * Reads every location into the catalog. All are opened before anything is written; the caller holds the writer lock.
 * @throws ScraperError when a location cannot be used; IndexError from the catalog, `write-failed` for a full disk
 *   (finished batches stay); the signal's reason when it is aborted.
 */
export async function ingest(
  catalog: Catalog,
  locations: readonly string[],
  options: IngestOptions,
): Promise<IngestReport> {
  const startedAt = performance.now();
  const sources = await openSources(locations, options.maxPageBytes);
  const runner = createTaskRunner({
    workers: options.workers,
    deadlineMs: options.pageDeadlineMs ?? PAGE_DEADLINE_MS,
    onFallback: (reason) => options.onEvent?.({ kind: 'fallback', reason }),
  });
  try {
    const early = new EarlyThreads(catalog);
    const read = await readSources(sources, { ...options, catalog, runner, early });
    const joined = await joinThreads({
      catalog,
      runner,
      early,
      signal: options.signal,
      onDone: (done, total) => options.onEvent?.({ kind: 'join', done, total }),
    });
    const seconds = (performance.now() - startedAt) / 1000;
    const places = sources.map(({ location }) => location);
    return { locations: places, ...read, ...joined, ...reportCatalog(catalog), seconds };
  } finally {
    await runner.close();
  }
}

async function openSources(locations: readonly string[], maxPageBytes: number): Promise<readonly Source[]> {
  const sources = new Map<string, Source>();
  for (const location of locations) {
    const source = await openSource(location, { maxPageBytes });
    sources.set(source.location, source);
  }
  return [...sources.values()];
}

interface IngestContext extends IngestOptions {
  readonly catalog: Catalog;
  readonly runner: TaskRunner;
  readonly early: EarlyThreads;
}

async function readSources(
  sources: readonly Source[],
  context: IngestContext,
): Promise<Pick<IngestReport, 'pages' | 'missing'>> {
  const { catalog } = context;
  const run = catalog.beginRun();
  const pages: { -readonly [name in keyof ReadCounts]: number } = { read: 0, unchanged: 0, skipped: 0 };
  const missing = { count: 0, removed: 0, examples: [] as string[] };
  for (const source of sources) {
    const { sourceId, counts, unknown } = await ingestSource(source, run, context);
    pages.read += counts.read;
    pages.unchanged += counts.unchanged;
    pages.skipped += counts.skipped;
    const isUnknown = (page: string) => unknown.some((start) => page.startsWith(start));
    const gone = catalog.missingPages(sourceId, run).filter((page) => !isChunkPage(page) && !isUnknown(page));
    missing.count += gone.length;
    missing.examples.push(...gone.slice(0, MAX_MISSING_EXAMPLES - missing.examples.length));
    if (context.prune) {
      catalog.prune(sourceId, run, unknown);
      missing.removed += gone.length;
    }
  }
  return { pages, missing };
}

async function ingestSource(
  source: Source,
  run: number,
  { catalog, runner, early, signal, siteUrl, onEvent }: IngestContext,
): Promise<SourceReading & { readonly sourceId: number }> {
  const { location } = source;
  const record = catalog.openSource(location, siteUrl);
  const total = await source.countItems();
  onEvent?.({ kind: 'source', location, total });
  const onDone = (done: number) => onEvent?.({ kind: 'read', location, done, total });
  const read = await readSource(source, { catalog, record, runner, early, run, signal, onDone });
  return { sourceId: record.sourceId, ...read };
}
