// Threads as they were joined, in snapshot order, and the skips that reading and joining left.
import type { Skip, Thread } from '../../scraper/model.ts';
import { FIRST_READING, iterateRows, type PlaceOf, placeOfReading } from './batches.ts';
import { parseBody } from './body.ts';
import type { ThreadFacts } from './facts.ts';
import type { Catalog } from './model.ts';
import { FIRST_SORT_MS } from './records.ts';
import type { Row, SqliteDatabase } from './sqlite.ts';
import { decodeText, encodeText, readBytes, readNumber, readText } from './sqlite.ts';

type ThreadStore = Pick<
  Catalog,
  | 'threadInputs'
  | 'saveThread'
  | 'addThread'
  | 'keepThreads'
  | 'threads'
  | 'threadBodies'
  | 'threadFacts'
  | 'skips'
>;

/** Threads may be megabytes each; skips and facts are small. */
const THREAD_BATCH = 16;
const SMALL_BATCH = 500;

/** The part of the catalog that keeps threads; its methods do as `Catalog` says. */
export function createThreadStore(database: SqliteDatabase): ThreadStore {
  const inputs = database.prepare('SELECT key, inputs FROM threads ORDER BY key');
  return {
    threadInputs: () =>
      new Map(inputs.all().map((row) => [decodeText(readText(row, 'key')), readText(row, 'inputs')])),
    ...createThreadWriters(database),
    keepThreads: createThreadKeeper(database),
    threads: () => parseAll<Thread>(iterateBodies(database)),
    threadBodies: () => iterateBodies(database),
    threadFacts: () => parseAll<ThreadFacts>(iterateFacts(database)),
    skips: () => iterateSkips(database),
  };
}

function createThreadWriters(database: SqliteDatabase): Pick<Catalog, 'saveThread' | 'addThread'> {
  const save = database.prepare(`
    INSERT INTO threads (key, thread_id, inputs, sort_ms, posts, comments, pings, facts, body)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING`);
  const remove = database.prepare('DELETE FROM threads WHERE key = ?');
  const addDuplicate = database.prepare('INSERT INTO duplicates (key, reason, body) VALUES (?, ?, ?)');
  const add: Catalog['addThread'] = (key, inputs, thread) =>
    database.transaction(() => {
      const storedKey = encodeText(key);
      const { threadId, sortMs, posts, comments, pings, facts, body, duplicates } = thread;
      const values = [encodeText(threadId), inputs, sortMs, posts, comments, pings, facts, body];
      if (save.run(storedKey, ...values) === 0) return false;
      for (const skip of duplicates) addDuplicate.run(storedKey, skip.reason, skip.body);
      return true;
    });
  return {
    addThread: add,
    saveThread: (key, inputs, thread) =>
      database.transaction(() => {
        remove.run(encodeText(key));
        add(key, inputs, thread);
      }),
  };
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

function* parseAll<T>(bodies: Iterable<string | Uint8Array>): IterableIterator<T> {
  for (const body of bodies) yield parseBody<T>(body);
}

function* iterateBodies(database: SqliteDatabase): IterableIterator<Uint8Array> {
  for (const row of iterateColumn(database, 'body', THREAD_BATCH)) yield readBytes(row, 'body');
}

function* iterateFacts(database: SqliteDatabase): IterableIterator<string> {
  for (const row of iterateColumn(database, 'facts', SMALL_BATCH)) yield readText(row, 'facts');
}

/** A column of all threads, in their order. */
function iterateColumn(
  database: SqliteDatabase,
  column: 'body' | 'facts',
  batch: number,
): IterableIterator<Row> {
  const next = database.prepare(`
    SELECT sort_ms, thread_id, key, ${column} FROM threads WHERE (sort_ms, thread_id, key) > (?, ?, ?)
    ORDER BY sort_ms, thread_id, key LIMIT ${batch}`);
  const placeOf: PlaceOf = (row) => [
    readNumber(row, 'sort_ms'),
    readText(row, 'thread_id'),
    readText(row, 'key'),
  ];
  return iterateRows(next, [FIRST_SORT_MS, '', ''], placeOf);
}

function* iterateSkips(database: SqliteDatabase): IterableIterator<Skip> {
  const ofPages = database.prepare(`
    SELECT source_id, page, reading_id, body FROM pages JOIN readings USING (page_id)
    WHERE (source_id, page) >= (?1, ?2) AND ((source_id, page) > (?1, ?2) OR reading_id > ?3) AND kind = 'skip'
    ORDER BY source_id, page, reading_id LIMIT ${SMALL_BATCH}`);
  for (const row of iterateRows(ofPages, FIRST_READING, placeOfReading)) {
    yield parseBody<Skip>(readBytes(row, 'body'));
  }
  const ofThreads = database.prepare(`
    SELECT key, duplicate_id, body FROM duplicates WHERE (key, duplicate_id) > (?, ?)
    ORDER BY key, duplicate_id LIMIT ${SMALL_BATCH}`);
  const placeOf: PlaceOf = (row) => [readText(row, 'key'), readNumber(row, 'duplicate_id')];
  for (const row of iterateRows(ofThreads, ['', 0], placeOf)) yield parseBody<Skip>(readBytes(row, 'body'));
}
