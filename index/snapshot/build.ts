// Builds a snapshot from threads and publishes it.
import type { Thread } from '../../scraper/model.ts';
import type { WriterOptions } from '../engine.ts';
import type { ClusterAccess } from '../engines/cluster-access.ts';
import { IndexError } from '../errors.ts';
import { createPeopleCollector, type PeopleRegister } from '../people.ts';
import { createTimeZone } from '../time-zone.ts';
import { type BuildProgress, type Checkpoint, createCheckpoint } from './build-progress.ts';
import { type EngineKit, loadEngineKit } from './engine-kit.ts';
import type { GuardOptions } from './guard.ts';
import type { Manifest } from './model.ts';
import { publishNew } from './publish-new.ts';
import { type ArchivedPages, writeSnapshotFiles } from './write.ts';

export type { BuildProgress, BuildStage } from './build-progress.ts';

export interface BuildOptions {
  readonly dataFolder: string;
  /** Gives all threads anew each time, in the same stable order; read twice. */
  readonly threads: () => Iterable<Thread>;
  /** Name of the analysis language, e.g. `english`. */
  readonly language: string;
  /** Zone of times without offset: see `createTimeZone`. */
  readonly timeZone: string;
  /** Name and version of this program, for the manifest. */
  readonly program: string;
  readonly now: () => Date;
  /** Called for every thread: cheap, please. */
  readonly onProgress?: (progress: BuildProgress) => void;
  /** Stops the build; it then throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** How the engine's files are written: see `WriterOptions`. */
  readonly writer?: WriterOptions;
  /** Default: MiniSearch. */
  readonly engine?: EngineKit;
  /** Where indices of former snapshots may lie; null or left out: nowhere but in their folders. */
  readonly cluster?: ClusterAccess | null;
  /** What keeps a bad snapshot from being published, beside the number of its documents. */
  readonly guard?: GuardOptions;
  /** Left out: no page can be looked at. */
  readonly archive?: ArchivedPages;
}

const NO_PAGES: ArchivedPages = { sources: [], pageOf: () => null };

/**
 * The caller holds the writer lock (`acquireWriterLock`). Memory: names of people, words of titles, addresses, 40 to 80 bytes a document, and
 * what the engine's writer needs.
 *
 * @throws IndexError `nothing-to-index`, `bad-setting`, `data-folder-unusable`, `write-failed`, `snapshot-damaged`
 *   (what was written did not pass verification), `snapshot-refused`; `CURRENT` then is as before.
 */
export async function buildSnapshot(options: BuildOptions): Promise<Manifest> {
  const kit = options.engine ?? (await loadEngineKit('minisearch'));
  const timeZone = createTimeZone(options.timeZone);
  const analysis = kit.createAnalysis(options.language);
  const checkpoint = createCheckpoint(options.onProgress, options.signal);
  const { people, documentCount } = await readPeople(options.threads(), checkpoint);
  const { language, program, archive = NO_PAGES, dataFolder, cluster = null, guard = {} } = options;
  const threads = withoutEmpty(options.threads());
  const publishing = { dataFolder, kit, checkpoint, cluster, guard, now: options.now };
  return publishNew(publishing, (folder, { id, builtAt }) => {
    const content = { id, threads, documentCount, people, timeZone, language, program, builtAt, archive };
    const engine = { kit, analysis, options: options.writer ?? {}, checkpoint };
    return writeSnapshotFiles(folder, content, engine);
  });
}

/** First reading: who is there, and whether there is anything to index at all. */
async function readPeople(
  threads: Iterable<Thread>,
  checkpoint: Checkpoint,
): Promise<{ people: PeopleRegister; documentCount: number }> {
  const collector = createPeopleCollector();
  let threadCount = 0;
  let documentCount = 0;
  for (const thread of withoutEmpty(threads)) {
    collector.add(thread);
    threadCount += 1;
    documentCount += Number(thread.post !== null);
    for (const { kind } of thread.comments) documentCount += Number(kind === 'comment');
    await checkpoint('people', threadCount, null);
  }
  if (documentCount === 0) {
    throw new IndexError('nothing-to-index', 'The catalog holds no post and no comment.', {
      hint: 'Run antler build SOURCE with an archive that has some; antler status shows why pages were skipped.',
    });
  }
  return { people: collector.finish(), documentCount };
}

/** A thread without any entry would be a page without anything on it. */
function* withoutEmpty(threads: Iterable<Thread>): Iterable<Thread> {
  for (const thread of threads) {
    if (thread.post !== null || thread.comments.length > 0) yield thread;
  }
}
