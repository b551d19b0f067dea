// Builds a snapshot out of threads or a source and puts the web app on it, in this process: for tests of routes and pages.
import type { Hono } from 'hono';
import { buildSnapshot } from '../../index/snapshot/build.ts';
import type { ArchivedPages } from '../../index/snapshot/write.ts';
import { assembleThread } from '../../scraper/assemble.ts';
import { repairMojibake } from '../../scraper/decode/mojibake.ts';
import { extractPage } from '../../scraper/extract.ts';
import { groupParts } from '../../scraper/joining/group-parts.ts';
import type { Skip, Thread, ThreadPart } from '../../scraper/model.ts';
import { openSource } from '../../scraper/sources/open.ts';
import type { SiteSettings } from '../../src/answers/model.ts';
import { readAssets, USUAL_SITE } from '../../src/assets.ts';
import { createApp } from '../../src/http/app.ts';
import type { AppDependencies } from '../../src/http/dependencies.ts';
import { KeepersFiles } from '../../src/keepers-files.ts';
import { LiveSnapshot } from '../../src/live-snapshot.ts';
import { LoadedSnapshots } from '../../src/loaded-snapshots.ts';
import { startSearchers } from '../../src/search-threads/start.ts';
import { openServedSnapshot, type ServedSnapshot } from '../../src/served-snapshot.ts';
import { makeTempFolder } from './temp-folder.ts';

export interface ServedArchive {
  readonly app: Hono;
  readonly live: LiveSnapshot<ServedSnapshot>;
  readonly dataFolder: string;
  close(): Promise<void>;
}

/** What a test is about. */
export interface ServeOptions extends Pick<AppDependencies, 'now'> {
  readonly archive?: ArchivedPages;
  readonly site?: Partial<SiteSettings>;
}

/** Serves these threads, at least one. Nothing listens: ask `app.request()`. */
export async function serveThreads(
  threads: readonly Thread[],
  options: ServeOptions = {},
): Promise<ServedArchive> {
  const { archive, site = {}, ...clock } = options;
  const dataFolder = makeTempFolder('served');
  await publishThreads(dataFolder, threads, archive);
  const assets = readAssets({ ...USUAL_SITE, ...site });
  const searchers = await startSearchers({
    threads: 0,
    maxWaiting: 200,
    maxSearchMs: 10_000,
    files: assets.pageFiles,
    repairText: (text) => repairMojibake(text).text,
  });
  const live = await LiveSnapshot.open(dataFolder, {
    pollMs: 60_000,
    open: (folder, id, kept) =>
      openServedSnapshot(folder, { id, kept }, { searchers, loads: new LoadedSnapshots(), cacheBytes: 0 }),
    keepers: await KeepersFiles.open(dataFolder),
  });
  const dependencies: AppDependencies = {
    ...clock,
    live,
    searchLoad: () => searchers.load(),
    version: '0.0.0-test',
    log: {
      error: (message, fields) => {
        throw new Error(`${message}: ${fields?.error}`);
      },
    },
  };
  const app = createApp(dependencies, { assets });
  const close = async () => {
    await live.close();
    await searchers.close();
  };
  return { app, live, dataFolder, close };
}

/** Builds and publishes a snapshot of these threads. */
export async function publishThreads(
  dataFolder: string,
  threads: readonly Thread[],
  archive?: ArchivedPages,
): Promise<void> {
  await buildSnapshot({
    dataFolder,
    threads: () => threads,
    language: 'english',
    timeZone: 'UTC',
    program: 'antler test',
    now: () => new Date(),
    ...(archive === undefined ? {} : { archive }),
  });
}

/** Everything that a folder or file holds, as threads. */
export async function readThreads(location: string): Promise<readonly Thread[]> {
  const parts: ThreadPart[] = [];
  const keep = (reading: ThreadPart | Skip) => {
    if (reading.kind === 'part') parts.push(reading);
  };
  for await (const item of (await openSource(location)).items()) {
    if (item.kind === 'page') keep(extractPage(item, { siteUrl: null }));
    if (item.kind === 'records') for await (const reading of item.read()) keep(reading);
  }
  const names = parts.map(({ host, aliases }, readingId) => ({ readingId, sourceId: 0, host, aliases }));
  return groupParts(names).map(({ key, readingIds }) => {
    const own = readingIds.flatMap((readingId) => parts[readingId] ?? []);
    return assembleThread(key, own).thread;
  });
}
