// What needs no catalog and so can be done in any thread: a page is read, the parts of a thread are joined.
import { parseBody } from '../../index/catalog/body.ts';
import { hasGuess } from '../../index/catalog/facts.ts';
import {
  type ReadingRecord,
  recordAlone,
  recordReading,
  recordThread,
  type ThreadRecord,
} from '../../index/catalog/records.ts';
import { assembleThread } from '../../scraper/assemble.ts';
import { groupParts } from '../../scraper/joining/group-parts.ts';
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
  /** What it is a thread of if no other page is; null where others probably are. */
  readonly alone: LoneThread | null;
}

export interface JoinResult {
  readonly kind: 'join';
  readonly thread: ThreadRecord;
  /** Comments whose parent is the post, missing, elsewhere or in a circle. */
  readonly unknownParents: number;
}

/** The thread that one part makes. */
export interface LoneThread extends Omit<JoinResult, 'kind'> {
  readonly key: string;
}

export type TaskResult = ReadResult | JoinResult;

/** @throws IndexError `catalog-unusable` when a body is no JSON. */
export function doTask(task: Task): TaskResult {
  return task.kind === 'read' ? doRead(task) : doJoin(task);
}

/** Never throws: a page that cannot be read gives a skip. */
export function doRead({ page, siteUrl }: ReadTask): ReadResult {
  const reading = readPage(page, siteUrl);
  const key = reading.kind === 'part' ? keyAlone(reading) : null;
  if (reading.kind === 'skip' || key === null)
    return { kind: 'read', readings: partsOf(reading).map(recordReading), alone: null };
  const { thread } = assembleThread(key, [reading]);
  const record = recordAlone(reading, thread);
  const unknownParents = countLostParents([reading], thread);
  return { kind: 'read', readings: [record.reading], alone: { key, thread: record.thread, unknownParents } };
}

/** The key of the thread that the part makes alone; null where it depends on other pages, or they probably belong to it. */
function keyAlone(part: ThreadPart): string | null {
  if (part.host === null || part.commentPage !== null || part.isCopy || hasGuess(part)) return null;
  const { host, aliases } = part;
  return groupParts([{ readingId: 0, sourceId: 0, host, aliases }])[0]?.key ?? null;
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
  const thread = result.kind === 'read' ? result.alone?.thread : result.thread;
  const readings = result.kind === 'read' ? result.readings : [];
  return [...readings, ...(thread ? [thread, ...thread.duplicates] : [])].map(({ body }) => body.buffer);
}
