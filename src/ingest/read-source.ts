// Reads one source into the catalog: unchanged pages are passed over, the others read and saved in the source's order.
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Catalog, Fingerprint, SourceRecord } from '../../index/catalog/model.ts';
import { type ReadingRecord, recordReading } from '../../index/catalog/records.ts';
import { decodeProgram } from '../../scraper/decode/decode.ts';
import { extractProgram } from '../../scraper/extract.ts';
import type { Page, Skip, SkipReason } from '../../scraper/model.ts';
import type { RecordFile, Source, SourceItem } from '../../scraper/sources/model.ts';
import { batchItems, overlapBatches } from './batches.ts';
import type { EarlyThreads } from './early-threads.ts';
import { readRecordFile } from './read-records.ts';
import type { TaskRunner } from './task-runner.ts';
import type { ReadResult } from './tasks.ts';

/** What reading works with. */
export interface ReadContext {
  readonly catalog: Catalog;
  readonly record: SourceRecord;
  readonly run: number;
  readonly runner: Pick<TaskRunner, 'readPage'>;
  readonly early: Pick<EarlyThreads, 'save'>;
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of items done so far. */
  readonly onDone: (items: number) => void;
}

/** Pages and documents files of one source; every one is counted once. */
export interface ReadCounts {
  readonly read: number;
  readonly unchanged: number;
  readonly skipped: number;
}

/** What reading a source gave. */
export interface SourceReading {
  readonly counts: ReadCounts;
  /** How the names of pages begin of which nothing is known: they lie in folders and archives that could not be read whole. */
  readonly unknown: readonly string[];
}

type Counter = { -readonly [name in keyof ReadCounts]: ReadCounts[name] };

/** A page that is not as it was, with what it gave. */
interface ChangedPage extends Pick<ReadResult, 'readings' | 'alone'> {
  readonly page: string;
  readonly fingerprint: Fingerprint;
}

/**
 * Reads a source. While one batch is read the one before is saved: at most two are in memory.
 * @throws IndexError from the catalog; the signal's reason when it is aborted.
 */
export async function readSource(source: Source, context: ReadContext): Promise<SourceReading> {
  const counts: Counter = { read: 0, unchanged: 0, skipped: 0 };
  const unknown: string[] = [];
  let done = 0;
  await overlapBatches(batchItems(source.items()), {
    begin: async (batch) => {
      context.signal?.throwIfAborted();
      for (const item of batch) if (item.kind === 'skip') unknown.push(...startsBelow(item, source));
      return readChanged(batch, context, counts);
    },
    finish: async (changed, batch) => {
      context.signal?.throwIfAborted();
      savePages(changed, context, counts);
      const [first] = batch;
      if (first?.kind === 'records') await countRecords(first, context, counts);
      done += batch.length;
      context.onDone(done);
    },
  });
  context.signal?.throwIfAborted();
  return { counts, unknown };
}

const NOT_READ: ReadonlySet<string> = new Set<SkipReason>(['unreadable', 'bad-record', 'empty']);

/** How pages below a folder or archive begin that could not be read whole; in a source that is one archive, all may be. */
function startsBelow({ page, reason }: Skip, { kind, location }: Source): readonly string[] {
  if (!NOT_READ.has(reason)) return [];
  const place = page.replace(/#byte \d+$/, '');
  return [kind === 'archive' && place === basename(location) ? '' : `${place}/`];
}

async function readChanged(
  batch: readonly SourceItem[],
  context: ReadContext,
  counts: Counter,
): Promise<readonly ChangedPage[]> {
  const { catalog, record, run, runner } = context;
  const program = programOf(record.siteUrl);
  const changed = catalog.transaction(() =>
    batch.flatMap((item) => {
      if (item.kind === 'records') return [];
      const page = item.kind === 'page' ? item.path : item.page;
      const fingerprint = { hash: hashOf(item), program };
      if (!catalog.isUnchanged(record.sourceId, page, fingerprint, run)) return [{ item, page, fingerprint }];
      counts.unchanged++;
      return [];
    }),
  );
  return Promise.all(
    changed.map(async ({ item, page, fingerprint }) => {
      if (item.kind === 'skip') return { page, fingerprint, readings: [recordReading(item)], alone: null };
      return { page, fingerprint, ...(await runner.readPage(item, record.siteUrl)) };
    }),
  );
}

function savePages(changed: readonly ChangedPage[], context: ReadContext, counts: Counter): void {
  const { catalog, record, run, early } = context;
  catalog.transaction(() => {
    for (const { page, fingerprint, readings, alone } of changed) {
      const [first] = readings;
      counts[first?.kind === 'skip' ? 'skipped' : 'read']++;
      const kept = isGivenUp(first) ? { ...fingerprint, program: 'given up' } : fingerprint;
      const [readingId] = catalog.saveReadings(record.sourceId, page, kept, readings, run);
      if (alone && readingId !== undefined) early.save(readingId, alone);
    }
  });
}

/** A page that took too long, or whose worker died, may be read on a quieter day: the next ingest tries it again. */
function isGivenUp(reading: ReadingRecord | undefined): boolean {
  return reading?.reason === 'unreadable';
}

async function countRecords(file: RecordFile, context: ReadContext, counts: Counter): Promise<void> {
  const isRead = await readRecordFile(file, context);
  counts[isRead ? 'read' : 'unchanged']++;
}

/** Everything that shapes what is read of a page, its own bytes aside. */
function programOf(siteUrl: string | null): string {
  return `${decodeProgram} ${extractProgram}${siteUrl === null ? '' : ` site=${siteUrl}`}`;
}

/** Of everything that is read: what an archive knows of a page besides its bytes counts too. */
function hashOf(item: Page | Skip): string {
  if (item.kind === 'skip')
    return createHash('sha256').update(`${item.reason}: ${item.detail}`).digest('hex');
  const { bytes, url, transportCharset, capturedAt } = item;
  const hash = createHash('sha256').update(bytes);
  const known = [url, transportCharset, capturedAt];
  if (known.some((value) => value !== null)) hash.update(JSON.stringify(known));
  return hash.digest('hex');
}
