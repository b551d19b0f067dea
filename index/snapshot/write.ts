// Writes the files of one snapshot into an empty folder: store, engine, manifest, all synced. Publishing is elsewhere.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Thread } from '../../scraper/model.ts';
import type { Analysis } from '../analysis/analysis.ts';
import { DirectoryWriter } from '../directory/write.ts';
import { describeThread } from '../documents.ts';
import type { IndexWriter, WriterOptions } from '../engine.ts';
import type { PeopleRegister } from '../people.ts';
import type { TimeZone } from '../time-zone.ts';
import type { Checkpoint } from './build-progress.ts';
import { syncFolder } from './durable-files.ts';
import type { EngineKit } from './engine-kit.ts';
import { DIRECTORY_FILE, ENGINE_FOLDER, ENTRY_FILES, THREAD_FILES } from './format.ts';
import type { Manifest } from './model.ts';
import { sealSnapshot } from './seal.ts';
import { type StoreSummary, StoreWriter } from './store-writer.ts';

export interface SnapshotContent {
  readonly id: string;
  readonly threads: Iterable<Thread>;
  /** Posts and comments of `threads`. */
  readonly documentCount: number;
  readonly people: PeopleRegister;
  readonly timeZone: TimeZone;
  readonly language: string;
  readonly program: string;
  readonly builtAt: Date;
  readonly archive: ArchivedPages;
}

/** How the pages that threads were read from can be looked at. */
export interface ArchivedPages {
  /** Absolute locations. */
  readonly sources: readonly string[];
  /** See `ThreadInfo`. */
  readonly pageOf: (thread: Thread) => string | null;
}

/** What writes the engine's part, and how. */
export interface SnapshotEngine {
  readonly kit: EngineKit;
  readonly analysis: Analysis;
  readonly options: WriterOptions;
  readonly checkpoint: Checkpoint;
}

/** Does not clean up after a failure: the caller removes the folder. */
export async function writeSnapshotFiles(
  folder: string,
  content: SnapshotContent,
  engine: SnapshotEngine,
): Promise<Manifest> {
  const engineFolder = join(folder, ENGINE_FOLDER);
  await mkdir(engineFolder);
  const { summary, engineFiles } = await writeIndexed(folder, content, engine);
  const storeFiles = [...Object.values(ENTRY_FILES), ...Object.values(THREAD_FILES)];
  const names = [...storeFiles, DIRECTORY_FILE, ...engineFiles];
  await syncFolder(engineFolder);
  const manifest = {
    id: content.id,
    engine: engine.kit.name,
    analysis: engine.analysis.fingerprint,
    language: content.language,
    timeZone: content.timeZone.name,
    builtAt: content.builtAt.toISOString(),
    program: content.program,
    counts: { ...summary.counts, people: content.people.size },
    firstAt: summary.firstAt,
    lastAt: summary.lastAt,
    archive: { sources: content.archive.sources, threads: summary.archivedThreads },
  };
  return sealSnapshot(folder, manifest, names);
}

/** Store, directory and engine, which take the same threads. */
async function writeIndexed(
  folder: string,
  content: SnapshotContent,
  { kit, analysis, options, checkpoint }: SnapshotEngine,
): Promise<{ readonly summary: StoreSummary; readonly engineFiles: readonly string[] }> {
  const index = await kit.createWriter(join(folder, ENGINE_FOLDER), analysis, options);
  try {
    const directory = new DirectoryWriter(analysis);
    const summary = await writeStore(folder, content, { index, directory, checkpoint });
    await directory.finish(join(folder, DIRECTORY_FILE));
    const { documentCount } = content;
    const step = (share: number) => checkpoint('index', Math.floor(share * documentCount), documentCount);
    const names = await index.finish(step);
    await step(1);
    return { summary, engineFiles: names.map((name) => `${ENGINE_FOLDER}/${name}`) };
  } finally {
    await index.close();
  }
}

/** Who takes every thread beside the store. */
interface ThreadTakers {
  readonly index: IndexWriter;
  readonly directory: DirectoryWriter;
  readonly checkpoint: Checkpoint;
}

async function writeStore(
  folder: string,
  content: SnapshotContent,
  { index, directory, checkpoint }: ThreadTakers,
): Promise<StoreSummary> {
  const store = await StoreWriter.open(folder);
  try {
    const context = {
      people: content.people,
      timeZone: content.timeZone,
      claimThreadId: store.claimThreadId,
      claimDocumentId: store.claimDocumentId,
      archivedPageOf: content.archive.pageOf,
    };
    let done = 0;
    for (const thread of content.threads) {
      const documents = describeThread(thread, context);
      await store.addThread(documents);
      directory.addThread(documents);
      await index.addThread(documents.info, documents.entries);
      done += documents.entries.filter(({ position }) => position !== null).length;
      await checkpoint('documents', done, content.documentCount);
    }
    return await store.finish();
  } finally {
    await store.close();
  }
}
