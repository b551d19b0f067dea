// Reads sources into a catalog, and further into a published snapshot. Shared by build, ingest, extract and demo.
import type { Catalog } from '../index/catalog/model.ts';
import { openCatalog } from '../index/catalog/open.ts';
import type { Manifest } from '../index/snapshot/model.ts';
import type { CommandContext } from './commands/model.ts';
import { ingest } from './ingest/ingest.ts';
import type { IngestEvent, IngestReport } from './ingest/model.ts';
import { requireOwnArchive } from './own-archive.ts';
import { type ReadableOptions, requireReadable } from './readable-sources.ts';
import { rebuildIndex } from './rebuild-index.ts';
import { oneLine } from './terminal-text.ts';
import { asOnlyWriter } from './writer.ts';

export interface BuildRequest {
  readonly locations: readonly string[];
  readonly dataFolder: string;
  /** Tells other writers who writes. */
  readonly command: string;
}

export interface BuiltArchive {
  readonly report: IngestReport;
  readonly manifest: Manifest;
}

/** `manifest` is null when no new index was wanted. */
export interface UpdatedArchive {
  readonly report: IngestReport;
  readonly manifest: Manifest | null;
}

/**
 * Reads the sources into the catalog of the data folder. Nothing is written, and no folder made, unless every
 * location can be opened and one of them holds something.
 * @throws ScraperError, IndexError.
 */
export async function ingestArchive(context: CommandContext, request: BuildRequest): Promise<IngestReport> {
  await requireOwnArchive(request.dataFolder, request.command);
  await requireReadable(request.locations, readableOptions(context));
  return asOnlyWriter(request.dataFolder, request.command, () => readIntoFolder(context, request));
}

/** Reads the sources, builds a snapshot of all that the catalog then holds, publishes it. @throws as `ingestArchive` */
export async function buildArchive(context: CommandContext, request: BuildRequest): Promise<BuiltArchive> {
  await requireOwnArchive(request.dataFolder, request.command);
  await requireReadable(request.locations, readableOptions(context));
  return asOnlyWriter(request.dataFolder, request.command, async () => {
    const report = await readIntoFolder(context, request);
    return { report, manifest: await rebuildIndex(context, request.dataFolder) };
  });
}

/** The same, with a new snapshot only if `wantsIndex` says so of what was read. @throws as `ingestArchive` */
export async function updateArchive(
  context: CommandContext,
  request: BuildRequest,
  wantsIndex: (report: IngestReport) => boolean,
): Promise<UpdatedArchive> {
  await requireReadable(request.locations, readableOptions(context));
  return asOnlyWriter(request.dataFolder, request.command, async () => {
    const report = await readIntoFolder(context, request);
    if (!wantsIndex(report)) return { report, manifest: null };
    return { report, manifest: await rebuildIndex(context, request.dataFolder) };
  });
}

function readableOptions({ settings, signal }: CommandContext): ReadableOptions {
  return { siteUrl: settings.site, maxPageBytes: settings.maxPageBytes, signal };
}

/** The reading alone; a source without a post is no error here. @throws ScraperError, IndexError. */
export async function readIntoCatalog(
  context: CommandContext,
  catalog: Catalog,
  locations: readonly string[],
): Promise<IngestReport> {
  const { settings, signal, progress } = context;
  try {
    return await ingest(catalog, locations, {
      siteUrl: settings.site,
      prune: settings.prune,
      workers: settings.workers,
      maxPageBytes: settings.maxPageBytes,
      signal,
      onEvent: eventReporter(context),
    });
  } finally {
    progress.cancel();
  }
}

async function readIntoFolder(
  context: CommandContext,
  { dataFolder, locations }: BuildRequest,
): Promise<IngestReport> {
  const catalog = openCatalog(dataFolder, { mode: 'write' });
  try {
    return await readIntoCatalog(context, catalog, locations);
  } finally {
    catalog.close();
  }
}

/** Each source is a phase; joining is shown while it lasts. */
function eventReporter({ progress, log }: CommandContext): (event: IngestEvent) => void {
  let isJoining = false;
  return (event) => {
    if (event.kind === 'source') progress.start(`Read ${oneLine(event.location)}`, 'page', event.total);
    else if (event.kind === 'read') progress.update(event.done, event.total);
    else if (event.kind === 'fallback')
      log.warn(`Worker threads do not start, pages are read one after the other (${event.reason}).`);
    else {
      if (!isJoining) progress.start('Threads joined', 'thread', event.total);
      isJoining = true;
      progress.update(event.done, event.total);
      if (event.done === event.total) progress.finish();
    }
  };
}
