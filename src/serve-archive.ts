// Serves a data folder until the process is told to stop. Shared by serve and demo.
import { existsSync } from 'node:fs';
import { IndexError } from '../index/errors.ts';
import { loadEngineKit } from '../index/snapshot/engine-kit.ts';
import { repairMojibake } from '../scraper/decode/mojibake.ts';
import type { SiteSettings } from './answers/model.ts';
import { type Assets, readAssets } from './assets.ts';
import { clusterAccess } from './cluster-access.ts';
import type { CommandContext } from './commands/model.ts';
import { CommandError } from './errors.ts';
import { createApp, describeServer } from './http/app.ts';
import type { AppDependencies } from './http/dependencies.ts';
import { type RunningServer, startServer } from './http/serve.ts';
import { type KeepersEvent, KeepersFiles } from './keepers-files.ts';
import { type LiveEvent, LiveSnapshot } from './live-snapshot.ts';
import { LoadedSnapshots } from './loaded-snapshots.ts';
import type { Log } from './log.ts';
import { openAdmin } from './open-admin.ts';
import { clientPolicy, reloadWhenAsked } from './reload.ts';
import type { Searchers } from './search-threads/model.ts';
import { startSearchers } from './search-threads/start.ts';
import { openServedSnapshot, type ServedOptions, type ServedSnapshot } from './served-snapshot.ts';
import { aborted } from './stop-signal.ts';

/** Those that wait for the network need no processor meanwhile. */
const THREADS_FOR_A_CLUSTER = 8;

/** Requests and borrowed snapshots get this long to finish after a stop signal. */
const STOP_WITHIN_MS = 5_000;
/** Connections are cut when nothing moves for so long beside what a search may wait and take. */
const STILL_MS = 60_000;

export interface ServeRequest {
  readonly dataFolder: string;
  readonly port: number;
  /** Takes a free port when `port` is in use, and says so. */
  readonly mayMove: boolean;
  /** What is said to the person at the terminal once it serves, or null for services, whose log tells of snapshots. */
  readonly greeting: string | null;
}

/**
 * Serves until `context.signal`; prints the address once it answers. A folder without a snapshot is waited for.
 * @throws CommandError `file-unusable` for a missing folder, `port-in-use`, `address-unusable`; IndexError when the
 *   snapshot that is there cannot be opened.
 */
export async function serveArchive(context: CommandContext, request: ServeRequest): Promise<void> {
  const { log, version, signal, out, settings } = context;
  if (!existsSync(request.dataFolder)) throw missingFolder(request.dataFolder);
  const loads = await loadsOf(context);
  const assets = readAssets(siteOf(context));
  const starting = openSearchers(context, assets);
  // Meanwhile the threads start.
  const hasAdmin = settings.adminToken !== null;
  const parts = { assets, description: describeServer(version, { hasAdmin }) };
  const searchers = await starting;
  const admin = openAdmin(context, request.dataFolder);
  let live: LiveSnapshot<ServedSnapshot> | null = null;
  try {
    const { cacheBytes } = settings;
    live = await openLive(request, log, { searchers, loads, cacheBytes, onEngine: engineLogger(log) });
    const clients = clientPolicy(settings);
    const dependencies: AppDependencies = {
      ...{ live, searchLoad: () => searchers.load(), version, log, clients },
      ...(settings.requestLog === 'none' ? {} : { requestLog: { log, detail: settings.requestLog } }),
      ...(admin === null ? {} : { admin }),
    };
    const server = await listen(context, request, createApp(dependencies, parts));
    reloadWhenAsked(context, { live, clients });
    await out.line(`Antler serves ${server.url}`);
    if (request.greeting !== null) context.writeError(request.greeting);
    await aborted(signal);
    log.debug('stopping');
    await server.close(STOP_WITHIN_MS);
  } finally {
    // Nobody waits for an answer any more: a search that still runs must not hold up the stop.
    await searchers.close();
    await live?.close(STOP_WITHIN_MS);
    await admin?.close();
  }
}

/** An engine that was asked for is the only one that is served. */
async function loadsOf({ settings, given }: CommandContext): Promise<LoadedSnapshots> {
  const cluster = clusterAccess(settings);
  if (!given.has('engine')) return new LoadedSnapshots({ cluster });
  return new LoadedSnapshots({ cluster, engine: await loadEngineKit(settings.engine, cluster) });
}

function siteOf({ settings }: CommandContext): SiteSettings {
  const { publicUrl, indexing, contact, archive } = settings;
  return { publicUrl, mayBeIndexed: indexing === 'on', contact, archive };
}

function openSearchers({ settings, log }: CommandContext, assets: Assets): Promise<Searchers> {
  return startSearchers({
    threads: settings.searchThreads ?? (settings.opensearchUrl.length > 0 ? THREADS_FOR_A_CLUSTER : null),
    maxWaiting: settings.searchQueue,
    maxSearchMs: settings.searchTimeoutMs,
    files: assets.pageFiles,
    repairText: (text) => repairMojibake(text).text,
    onReplaced: (reason) => log.error('a search thread was replaced', { reason }),
    onFallback: (reason) => log.warn('search threads do not start; the main thread searches', { reason }),
  });
}

/** A snapshot that does not fit this program ends the start; later on the old one stays in service instead. */
async function openLive(
  { dataFolder, greeting }: ServeRequest,
  log: Log,
  served: ServedOptions,
): Promise<LiveSnapshot<ServedSnapshot>> {
  let failure: Error | null = null;
  let isStarting = true;
  const live = await LiveSnapshot.open(dataFolder, {
    open: (folder, id, kept) => openServedSnapshot(folder, { id, kept }, served),
    keepers: await KeepersFiles.open(dataFolder, (event) => logKeepers(log, event)),
    onEvent: (event) => {
      if (isStarting && event.kind === 'failed' && !mayCome(event.error)) failure = event.error;
      else if (isStarting && event.kind === 'served' && greeting !== null) return;
      else logEvent(log, event);
    },
  });
  isStarting = false;
  if (failure === null) return live;
  await live.close();
  throw failure;
}

function engineLogger(log: Log): (failure: string | null) => void {
  return (failure) => {
    if (failure === null) log.info('the engine answers again', {});
    else log.error('the engine does not answer', { reason: failure });
  };
}

function logKeepers(log: Log, event: KeepersEvent): void {
  if (event.kind === 'refused') {
    log.error("the keeper's files are refused; what they said before stays", {
      mistakes: event.mistakes.join('; '),
    });
  } else {
    const { suppressed, people } = event.state.rules;
    log.info("the keeper's files were taken over", { suppressed: suppressed.length, people: people.length });
  }
}

/** A first snapshot may be built yet, and machines that do not answer may come back. */
function mayCome(error: Error): boolean {
  return isMissing(error) || (error instanceof IndexError && error.code === 'engine-unavailable');
}

function isMissing(error: Error): boolean {
  return error instanceof IndexError && error.code === 'no-snapshot';
}

function logEvent(log: Log, event: LiveEvent): void {
  if (event.kind === 'served') {
    log.info('serving snapshot', { snapshot: event.snapshotId, previous: event.previousId });
  } else if (event.kind === 'failed' && isMissing(event.error)) {
    log.warn('waiting for a first snapshot', { reason: event.error.message });
  } else if (event.kind === 'failed') {
    log.error('snapshot cannot be served', { snapshot: event.snapshotId, reason: event.error.message });
  } else log.debug('closed snapshot', { snapshot: event.snapshotId });
}

async function listen(
  context: CommandContext,
  request: ServeRequest,
  app: ReturnType<typeof createApp>,
): Promise<RunningServer> {
  const { host, searchTimeoutMs } = context.settings;
  const place = { host, stillMs: STILL_MS + 2 * searchTimeoutMs };
  try {
    return await startServer(app, { ...place, port: request.port });
  } catch (error) {
    const isBusy = error instanceof CommandError && error.code === 'port-in-use';
    if (!isBusy || !request.mayMove) throw error;
  }
  context.writeError(`Port ${request.port} is in use; taking a free one.`);
  return startServer(app, { ...place, port: 0 });
}

function missingFolder(dataFolder: string): CommandError {
  return new CommandError('file-unusable', `The data folder ${dataFolder} does not exist.`, {
    hint: 'Run antler build SOURCE first, or name another data folder with --data DIR (or ANTLER_DATA).',
  });
}
