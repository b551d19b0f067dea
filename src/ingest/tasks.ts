// What needs no catalog and so can be done in any thread: a page is read, the parts of a thread are joined.
import { parseBody } from '../../index/catalog/body.ts';
import {
  type ReadingRecord,
  recordReading,
  recordThread,
  type ThreadRecord,
} from '../../index/catalog/records.ts';
import { assembleThread } from '../../scraper/assemble.ts';
import type { DateOrder, Page, Reading, Skip, Thread, ThreadPart } from '../../scraper/model.ts';
import { readPage } from './read-page.ts';

export interface ReadTask {
  readonly kind: 'read';
  readonly page: Page;
  readonly siteUrl: string | null;
}

export interface JoinTask {
  readonly kind: 'join';
  readonly key: string;
  readonly dateOrder: DateOrder | null;
  /** The parts as the catalog keeps them: JSON in UTF-8. */
  readonly bodies: readonly Uint8Array[];
}

export type Task = ReadTask | JoinTask;

export interface ReadResult {
  readonly kind: 'read';
  /** What the page gave, itself first. */
  readonly readings: readonly ReadingRecord[];
}

export interface JoinResult {
  readonly kind: 'join';
  readonly thread: ThreadRecord;
  /** Comments whose parent is the post, missing, elsewhere or in a circle. */
  readonly unknownParents: number;
}

export type TaskResult = ReadResult | JoinResult;

/** @throws IndexError `catalog-unusable` when a body is no JSON. */
export function doTask(task: Task): TaskResult {
  return task.kind === 'read' ? doRead(task) : doJoin(task);
}

/** Never throws: a page that cannot be read gives a skip. */
export function doRead({ page, siteUrl }: ReadTask): ReadResult {
  return { kind: 'read', readings: partsOf(readPage(page, siteUrl)).map(recordReading) };
}

/** @throws IndexError `catalog-unusable` when a body is no JSON. */
export function doJoin({ key, dateOrder, bodies }: JoinTask): JoinResult {
  const parts = bodies.map((body) => parseBody<ThreadPart>(body));
  const { thread, duplicates } = assembleThread(key, parts, { dateOrder });
  const record = recordThread(thread, duplicates);
  return { kind: 'join', thread: record, unknownParents: countLostParents(parts, thread) };
}

/** A feed is a skip, and stores what it says of threads that stand elsewhere beside it. */
function partsOf(reading: Reading): readonly (ThreadPart | Skip)[] {
  if (!('supplements' in reading)) return [reading];
  const { supplements, ...skip } = reading;
  return [skip, ...supplements];
}

function countLostParents(parts: readonly ThreadPart[], thread: Thread): number {
  const named = new Set<string>();
  for (const { comments } of parts)
    for (const { id, parentId } of comments) if (parentId !== null) named.add(id);
  return thread.comments.filter(({ id, parentId }) => parentId === null && named.has(id)).length;
}

/** The memory of a result that is handed over to another thread instead of being copied. */
export function memoryOf(result: TaskResult): ArrayBuffer[] {
  const records = result.kind === 'read' ? result.readings : [result.thread, ...result.thread.duplicates];
  return records.map(({ body }) => body.buffer);
}
