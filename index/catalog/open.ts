// Opens the catalog of a data folder for reading or writing. The tables are in schema.ts, the work in the stores.
import { existsSync } from 'node:fs';
import { dataFolderPaths, makeDataFolder } from '../data-folder.ts';
import { IndexError } from '../errors.ts';
import { countCatalog } from './counts.ts';
import type { Catalog } from './model.ts';
import { createReadingStore } from './reading-store.ts';
import { checkSchema, createSchema } from './schema.ts';
import { createSourceStore } from './source-store.ts';
import { openSqlite, type SqliteDatabase } from './sqlite.ts';
import { createThreadStore } from './thread-store.ts';
import { verifyTables, verifyThreads } from './verify.ts';

export interface OpenCatalogOptions {
  /** `read` never creates or changes anything. `write` creates folder and catalog when missing; hold the writer lock. */
  readonly mode: 'read' | 'write';
  /** Nothing is made safe against a crash of the machine: for a new catalog that is thrown away. */
  readonly isTemporary?: boolean;
  /** Bound of the file in SQLite pages: how tests meet a full disk. */
  readonly maxPageCount?: number;
}

const READER_TIMEOUT_MS = 5_000;
/** The one writer waits for readers: a backup or `verify` holds the catalog while it reads all of it. */
const WRITER_TIMEOUT_MS = 120_000;

/**
 * Rollback journal, not WAL: it works on every volume with file locks (WAL needs memory shared between processes,
 * which network and many container volumes lack), a read-only copy opens, and at rest the catalog is one file. The
 * price is that a reader waits while a batch is committed, and the writer while `status`, `verify` or a backup reads.
 *
 * @throws IndexError `catalog-unusable` (missing in `read` mode, damaged, foreign), `catalog-version`,
 *   `data-folder-unusable`, `write-failed`, `writer-busy`; the catalog's methods throw the same.
 */
export function openCatalog(dataFolder: string, options: OpenCatalogOptions): Catalog {
  const paths = options.mode === 'write' ? makeDataFolder(dataFolder) : dataFolderPaths(dataFolder);
  if (options.mode === 'read' && !existsSync(paths.catalog)) throw missingCatalog(paths.folder);
  const busyTimeoutMs = options.mode === 'write' ? WRITER_TIMEOUT_MS : READER_TIMEOUT_MS;
  const database = openSqlite(paths.catalog, { busyTimeoutMs });
  try {
    prepareDatabase(database, options);
  } catch (error) {
    database.close();
    throw error;
  }
  return assembleCatalog(database);
}

/** Reads the whole catalog of a data folder. @throws IndexError `catalog-unusable` with what is found wrong; as `openCatalog` */
export function verifyCatalog(dataFolder: string): void {
  const catalog = openCatalog(dataFolder, { mode: 'read' });
  try {
    catalog.verify();
  } finally {
    catalog.close();
  }
}

function prepareDatabase(database: SqliteDatabase, options: OpenCatalogOptions): void {
  if (options.mode === 'read') database.exec('PRAGMA query_only = ON');
  if (options.maxPageCount !== undefined) database.exec(`PRAGMA max_page_count = ${options.maxPageCount}`);
  // 16 KiB: bodies are tens of kilobytes. Only a new file takes it on.
  if (options.mode === 'write') database.exec('PRAGMA page_size = 16384');
  if (options.mode === 'write') createSchema(database);
  checkSchema(database);
  // 64 MiB: a batch fits, so readers are not locked out before its commit.
  database.exec('PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536');
  if (options.isTemporary) database.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF');
  else database.exec('PRAGMA synchronous = FULL');
}

function assembleCatalog(database: SqliteDatabase): Catalog {
  const threads = createThreadStore(database);
  const counts = () => countCatalog(database);
  return {
    ...createSourceStore(database),
    ...createReadingStore(database),
    ...threads,
    transaction: (work) => database.transaction(work),
    counts,
    verify: () => {
      verifyTables(database);
      verifyThreads(database, { threads: threads.threads, counts });
    },
    close: () => database.close(),
  };
}

function missingCatalog(folder: string): IndexError {
  return new IndexError('catalog-unusable', `There is no catalog in ${folder}.`, {
    hint: 'Run antler build SOURCE first, or name another data folder with --data DIR.',
  });
}
