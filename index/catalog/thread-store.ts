// Threads as they were joined, in snapshot order, and the skips that reading and joining left.
import type { Skip, Thread } from '../../scraper/model.ts';
import { instantOf } from '../instants.ts';
import { FIRST_READING, iterateRows, type PlaceOf, placeOfReading } from './batches.ts';
import { parseBody } from './body.ts';
import type { Catalog } from './model.ts';
import type { SqliteDatabase } from './sqlite.ts';
import { decodeText, encodeText, readNumber, readText } from './sqlite.ts';

type ThreadStore = Pick<Catalog, 'threadInputs' | 'saveThread' | 'keepThreads' | 'threads' | 'skips'>;

/** Threads may be megabytes each; skips are small. */
const THREAD_BATCH = 16;
const SKIP_BATCH = 500;
/** Sorts behind every date that can be written. */
const UNDATED_MS = 9_000_000_000_000_000;

/** The part of the catalog that keeps threads; its methods do as `Catalog` says. */
export function createThreadStore(database: SqliteDatabase): ThreadStore {
  const inputs = database.prepare('SELECT key, inputs FROM threads ORDER BY key');
  return {
    threadInputs: () =>
      new Map(inputs.all().map((row) => [decodeText(readText(row, 'key')), readText(row, 'inputs')])),
    saveThread: createThreadWriter(database),
    keepThreads: createThreadKeeper(database),
    threads: () => iterateThreads(database),
    skips: () => iterateSkips(database),
  };
}

function createThreadWriter(database: SqliteDatabase): Catalog['saveThread'] {
  const save = database.prepare(`
    INSERT INTO threads (key, thread_id, inputs, sort_ms, posts, comments, pings, body)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const remove = database.prepare('DELETE FROM threads WHERE key = ?');
  const addDuplicate = database.prepare('INSERT INTO duplicates (key, reason, body) VALUES (?, ?, ?)');
  return (key, inputs, thread, duplicates) =>
    database.transaction(() => {
      const storedKey = encodeText(key);
      remove.run(storedKey);
      save.run(
        storedKey,
        encodeText(thread.id),
        inputs,
        instantOf(thread.post?.publishedAt ?? null) ?? UNDATED_MS,
        ...threadColumns(thread),
      );
      for (const skip of duplicates) addDuplicate.run(storedKey, skip.reason, JSON.stringify(skip));
    });
}

function threadColumns(thread: Thread): [posts: number, comments: number, pings: number, body: string] {
  const comments = thread.comments.filter((comment) => comment.kind === 'comment').length;
  const pings = thread.comments.length - comments;
  return [thread.post === null ? 0 : 1, comments, pings, JSON.stringify(thread)];
}

function createThreadKeeper(database: SqliteDatabase): Catalog['keepThreads'] {
  const keys = database.prepare('SELECT key FROM threads');
  const remove = database.prepare('DELETE FROM threads WHERE key = ?');
  return (kept) =>
    database.transaction(() => {
      let removed = 0;
      for (const row of keys.all()) {
        const storedKey = readText(row, 'key');
        if (!kept.has(decodeText(storedKey))) removed += remove.run(storedKey);
      }
      return removed;
    });
}

function* iterateThreads(database: SqliteDatabase): IterableIterator<Thread> {
  const next = database.prepare(`
    SELECT sort_ms, thread_id, key, body FROM threads WHERE (sort_ms, thread_id, key) > (?, ?, ?)
    ORDER BY sort_ms, thread_id, key LIMIT ${THREAD_BATCH}`);
  const placeOf: PlaceOf = (row) => [
    readNumber(row, 'sort_ms'),
    readText(row, 'thread_id'),
    readText(row, 'key'),
  ];
  for (const row of iterateRows(next, [-UNDATED_MS, '', ''], placeOf)) {
    yield parseBody<Thread>(readText(row, 'body'));
  }
}

function* iterateSkips(database: SqliteDatabase): IterableIterator<Skip> {
  const ofPages = database.prepare(`
    SELECT source_id, page, reading_id, body FROM pages JOIN readings USING (page_id)
    WHERE (source_id, page) >= (?1, ?2) AND ((source_id, page) > (?1, ?2) OR reading_id > ?3) AND kind = 'skip'
    ORDER BY source_id, page, reading_id LIMIT ${SKIP_BATCH}`);
  for (const row of iterateRows(ofPages, FIRST_READING, placeOfReading)) {
    yield parseBody<Skip>(readText(row, 'body'));
  }
  const ofThreads = database.prepare(`
    SELECT key, duplicate_id, body FROM duplicates WHERE (key, duplicate_id) > (?, ?)
    ORDER BY key, duplicate_id LIMIT ${SKIP_BATCH}`);
  const placeOf: PlaceOf = (row) => [readText(row, 'key'), readNumber(row, 'duplicate_id')];
  for (const row of iterateRows(ofThreads, ['', 0], placeOf)) yield parseBody<Skip>(readText(row, 'body'));
}
