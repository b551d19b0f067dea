// The catalog's tables and their version. A catalog of another version is reported, never altered.
import { IndexError } from '../errors.ts';
import { readNumber, type SqliteDatabase } from './sqlite.ts';

/** Raised whenever the tables change; stored as SQLite's `user_version`. */
export const CATALOG_VERSION = 4;

// Bodies are JSON. `host`, `aliases`, `date_order` and `has_guess` stand beside the body so that grouping need not parse
// it, `facts` so that reports need not. Ids are never reused (AUTOINCREMENT): a thread's inputs may name readings by id.
const TABLES = `
  CREATE TABLE sources (
    source_id INTEGER PRIMARY KEY AUTOINCREMENT,
    location  TEXT NOT NULL UNIQUE,
    site_url  TEXT
  );
  CREATE TABLE runs (run INTEGER PRIMARY KEY AUTOINCREMENT);
  CREATE TABLE pages (
    page_id   INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL REFERENCES sources,
    page      TEXT NOT NULL,
    hash      TEXT NOT NULL,
    program   TEXT NOT NULL,
    run       INTEGER NOT NULL,
    UNIQUE (source_id, page)
  );
  CREATE TABLE readings (
    reading_id INTEGER PRIMARY KEY AUTOINCREMENT,
    page_id    INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    kind       TEXT NOT NULL CHECK (kind IN ('part', 'skip')),
    host       TEXT,
    aliases    TEXT,
    date_order TEXT,
    has_guess  INTEGER NOT NULL,
    facts      TEXT,
    reason     TEXT,
    body       BLOB NOT NULL
  );
  CREATE INDEX readings_by_page ON readings (page_id, reading_id);
  CREATE TABLE threads (
    key       TEXT PRIMARY KEY,
    thread_id TEXT NOT NULL,
    inputs    TEXT NOT NULL,
    sort_ms   INTEGER NOT NULL,
    posts     INTEGER NOT NULL,
    comments  INTEGER NOT NULL,
    pings     INTEGER NOT NULL,
    facts     TEXT NOT NULL,
    body      BLOB NOT NULL
  );
  CREATE INDEX threads_in_order ON threads (sort_ms, thread_id, key);
  CREATE TABLE duplicates (
    duplicate_id INTEGER PRIMARY KEY AUTOINCREMENT,
    key          TEXT NOT NULL REFERENCES threads ON DELETE CASCADE,
    reason       TEXT NOT NULL,
    body         BLOB NOT NULL
  );
  CREATE INDEX duplicates_by_thread ON duplicates (key, duplicate_id);
`;

/** Creates the tables in a new, empty database; leaves everything else as it is. */
export function createSchema(database: SqliteDatabase): void {
  database.transaction(() => {
    if (readVersion(database) === 0 && isEmpty(database)) {
      database.exec(TABLES);
      database.exec(`PRAGMA user_version = ${CATALOG_VERSION}`);
    }
  });
}

/**
 * @throws IndexError `catalog-version` for a catalog of another version, `catalog-unusable` for an empty database or
 *   one that is no catalog.
 */
export function checkSchema(database: SqliteDatabase): void {
  const version = readVersion(database);
  if (version === CATALOG_VERSION && !isEmpty(database)) return;
  if (version === 0 || version === CATALOG_VERSION) throw notACatalog(database);
  const isNewer = version > CATALOG_VERSION;
  throw new IndexError(
    'catalog-version',
    `${database.path} is a catalog of version ${version}; this program reads version ${CATALOG_VERSION} only.`,
    {
      hint: isNewer
        ? 'Use the newer Antler that wrote it, or build into another data folder with --data DIR.'
        : 'Build anew from the sources into another data folder with --data DIR.',
    },
  );
}

function readVersion(database: SqliteDatabase): number {
  const row = database.prepare('PRAGMA user_version').get();
  return row === null ? 0 : readNumber(row, 'user_version');
}

function isEmpty(database: SqliteDatabase): boolean {
  return database.prepare('SELECT 1 AS one FROM sqlite_schema LIMIT 1').get() === null;
}

function notACatalog(database: SqliteDatabase): IndexError {
  if (isEmpty(database)) {
    return new IndexError('catalog-unusable', `${database.path} is an empty file.`, {
      hint: 'Run antler build SOURCE to read an archive into it.',
    });
  }
  return new IndexError('catalog-unusable', `${database.path} is a database, but not a catalog of Antler.`, {
    hint: 'Choose another data folder with --data DIR.',
  });
}
