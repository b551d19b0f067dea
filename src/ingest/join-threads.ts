// Joins the parts in the catalog into threads, making anew only those whose parts changed.
import type { Catalog, SourceRecord } from '../../index/catalog/model.ts';
import { groupParts, type ThreadGroup } from '../../scraper/joining/group-parts.ts';
import { hostOf } from '../../scraper/reading/markup/urls.ts';
import { overlapBatches } from './batches.ts';
import type { EarlyThreads } from './early-threads.ts';
import type { TaskRunner } from './task-runner.ts';
import type { JoinResult, JoinTask } from './tasks.ts';
import { inputsOf } from './thread-inputs.ts';

export interface JoinContext {
  readonly catalog: Catalog;
  readonly runner: Pick<TaskRunner, 'joinParts'>;
  readonly early: Pick<EarlyThreads, 'unknownParentsOf'>;
  readonly signal?: AbortSignal | undefined;
  readonly onDone: (done: number, total: number) => void;
}

export interface JoinCounts {
  readonly joinedThreads: number;
  readonly unknownParents: number;
  readonly homelessComments: number;
}

/** Threads and bytes of their parts, whichever comes first. */
const BATCH_THREADS = 100;
const BATCH_BYTES = 2_000_000;

/** A thread to be made anew. */
interface ChangedGroup extends ThreadGroup {
  readonly inputs: string;
}

interface ChangedThread {
  readonly task: JoinTask;
  readonly inputs: string;
}

/**
 * Makes threads of all parts and forgets threads that have none any more.
 * @throws IndexError from the catalog; the signal's reason when it is aborted.
 */
export async function joinThreads(context: JoinContext): Promise<JoinCounts> {
  const { catalog, runner, early, signal, onDone } = context;
  const { groups, homeless } = groupCatalog(catalog);
  const known = catalog.threadInputs();
  const changed: ChangedGroup[] = [];
  let joinedThreads = 0;
  let unknownParents = 0;
  for (const group of groups) {
    const inputs = inputsOf(group);
    const lost = early.unknownParentsOf(group.readingIds);
    if (known.get(group.key) !== inputs) changed.push({ ...group, inputs });
    else if (lost !== null) {
      joinedThreads++;
      unknownParents += lost;
    }
  }
  const total = joinedThreads + changed.length;
  if (joinedThreads > 0) onDone(joinedThreads, total);
  await overlapBatches(batchThreads(changed, catalog), {
    begin: (batch) => Promise.all(batch.map(({ task }) => runner.joinParts(task))),
    finish: (joined, batch) => {
      signal?.throwIfAborted();
      saveThreads(catalog, batch, joined);
      joinedThreads += batch.length;
      for (const thread of joined) unknownParents += thread.unknownParents;
      onDone(joinedThreads, total);
    },
  });
  signal?.throwIfAborted();
  catalog.transaction(() => catalog.keepThreads(new Set(groups.map(({ key }) => key))));
  return { joinedThreads, unknownParents, homelessComments: countHomeless(catalog, homeless) };
}

/** Reads the parts of a batch when it is asked for. */
function* batchThreads(
  groups: readonly ChangedGroup[],
  catalog: Catalog,
): IterableIterator<readonly ChangedThread[]> {
  let batch: ChangedThread[] = [];
  let bytes = 0;
  for (const group of groups) {
    const bodies = catalog.partBodies(group.readingIds);
    const size = bodies.reduce((sum, { byteLength }) => sum + byteLength, 0);
    if (batch.length === BATCH_THREADS || (batch.length > 0 && bytes + size > BATCH_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    const { key, dateOrder, inputs } = group;
    batch.push({ task: { kind: 'join', key, dateOrder, bodies }, inputs });
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

function saveThreads(catalog: Catalog, batch: readonly ChangedThread[], joined: readonly JoinResult[]): void {
  catalog.transaction(() => {
    batch.forEach(({ task, inputs }, at) => {
      const result = joined[at];
      if (result) catalog.saveThread(task.key, inputs, result.thread);
    });
  });
}

/** Comments that feeds tell of posts without a thread; each once, however many feeds hold it. */
function countHomeless(catalog: Catalog, homeless: readonly (readonly number[])[]): number {
  return homeless.reduce((sum, readingIds) => {
    const ids = catalog.parts(readingIds).flatMap(({ comments }) => comments.map(({ id }) => id));
    return sum + new Set(ids).size;
  }, 0);
}

/** Parts that name no host belong to the host most parts of their source name, else to that of `--site`. */
function groupCatalog(catalog: Catalog): {
  readonly groups: readonly ThreadGroup[];
  readonly homeless: readonly (readonly number[])[];
} {
  const sources = new Map(catalog.sources().map((source) => [source.sourceId, source]));
  const homeless: (readonly number[])[] = [];
  const groups = groupParts(catalog.partIdentities(), {
    hostOfSource: (sourceId) => hostOfSite(sources.get(sourceId)),
    onHomeless: (readingIds) => homeless.push(readingIds),
  });
  return { groups, homeless };
}

function hostOfSite(source: SourceRecord | undefined): string | null {
  return source?.siteUrl ? hostOf(source.siteUrl) : null;
}
