// Builds a snapshot from the catalog and publishes it, with progress. Shared by build, rebuild and demo.
import { openCatalog } from '../index/catalog/open.ts';
import { type BuildProgress, type BuildStage, buildSnapshot } from '../index/snapshot/build.ts';
import { loadEngineKit } from '../index/snapshot/engine-kit.ts';
import { readFormerSettings } from '../index/snapshot/former-settings.ts';
import type { Manifest } from '../index/snapshot/model.ts';
import { workersByProcessors } from '../index/worker-pool.ts';
import { locatePages } from './archived-pages/locate-pages.ts';
import { clusterAccess } from './cluster-access.ts';
import type { CommandContext } from './commands/model.ts';
import { failingQueries, readGoldenQueries } from './golden-queries.ts';
import type { Progress } from './progress.ts';

// All stages but `documents` are shown on a terminal while they last, and leave no line behind.
const STAGES: Readonly<Record<BuildStage, { readonly label: string; readonly noun: string }>> = {
  people: { label: 'People looked up', noun: 'thread' },
  documents: { label: 'Documents indexed', noun: 'document' },
  index: { label: 'Index written', noun: 'document' },
  verify: { label: 'Index verified', noun: 'step' },
  publish: { label: 'Index published', noun: 'step' },
};

/** Builds and publishes. What shapes all documents is as it was, unless said anew. The caller is the only writer of the folder.
 * @throws IndexError; what was published before then stays. */
export async function rebuildIndex(context: CommandContext, dataFolder: string): Promise<Manifest> {
  const { settings, given, progress, signal, version, now, log } = context;
  const former = await readFormerSettings(dataFolder);
  const golden = settings.golden === null ? [] : readGoldenQueries(settings.golden);
  const cluster = clusterAccess(settings);
  const engine = given.has('engine') ? settings.engine : (former.engine ?? settings.engine);
  const kit = await loadEngineKit(engine, cluster);
  const catalog = openCatalog(dataFolder, { mode: 'read' });
  try {
    return await buildSnapshot({
      dataFolder,
      engine: kit,
      cluster,
      threads: () => catalog.threads(),
      archive: locatePages(catalog),
      language: given.has('language') ? settings.language : (former.language ?? settings.language),
      timeZone: given.has('timeZone') ? settings.timeZone : (former.timeZone ?? settings.timeZone),
      program: `antler ${version}`,
      now,
      signal,
      writer: {
        workers: settings.workers ?? workersByProcessors(),
        onFallback: (reason) =>
          log.warn(`Worker threads do not start, documents are indexed one after the other (${reason}).`),
        onRemark: (sentence) => log.warn(sentence),
      },
      guard: {
        judge: (snapshot) => failingQueries(snapshot, golden),
        ...(settings.force ? { onForced: (complaint: string) => log.warn(complaint) } : {}),
      },
      onProgress: stageReporter(progress),
    });
  } finally {
    progress.cancel();
    catalog.close();
  }
}

/** Shows one stage after the other. */
export function stageReporter(progress: Progress): (report: BuildProgress) => void {
  let stage: BuildStage | null = null;
  return (report) => {
    if (report.stage !== stage) {
      if (stage === 'documents') progress.finish();
      progress.cancel();
      stage = report.stage;
      progress.start(STAGES[stage].label, STAGES[stage].noun, report.total);
    }
    progress.update(report.done, report.total);
  };
}
