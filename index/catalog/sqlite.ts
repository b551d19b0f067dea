// The typed edge to SQLite (through libsql): values in, checked rows out, every failure an IndexError.
import Database from 'libsql';
import { IndexError } from '../errors.ts';
import { sqliteFailure } from './sqlite-failures.ts';

export type SqlValue = string | number | Uint8Array | null;
export type Row = Readonly<Record<string, unknown>>;

export interface Statement {
  /** Gives the number of rows inserted, changed or deleted; rows deleted by a cascade are not counted. */
  run(...values: SqlValue[]): number;
  get(...values: SqlValue[]): Row | null;
  all(...values: SqlValue[]): readonly Row[];
}

export interface SqliteDatabase {
  readonly path: string;
  /** One statement or several; gives nothing back. */
  exec(sql: string): void;
  prepare(sql: string): Statement;
  /** All or nothing, also when `work` throws. Joins the transaction that is open already, if one is. */
  transaction<T>(work: () => T): T;
  close(): void;
}

export interface OpenSqliteOptions {
  /** How long a statement waits for another process's lock; 0 fails at once. */
  readonly busyTimeoutMs: number;
}

/**
 * Opens the file, creating an empty one when there is none. SQLite locks by file: nothing else in this process may
 * open and close the same file, or the locks are gone (POSIX drops them all at the first close).
 * @throws IndexError by SQLite's code, here and from every method; see `sqliteFailure`.
 */
export function openSqlite(path: string, options: OpenSqliteOptions): SqliteDatabase {
  const guard = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw sqliteFailure(error, path);
    }
  };
  const database = guard(() => new Database(path, { timeout: options.busyTimeoutMs }));
  return {
    path,
    exec: (sql) => guard(() => void database.exec(sql)),
    prepare: (sql) =>
      guardStatement(
        guard(() => database.prepare(sql)),
        guard,
      ),
    transaction: (work) => runTransaction(database, guard, work),
    close: () => guard(() => void database.close()),
  };
}

type Guard = <T>(work: () => T) => T;

function guardStatement(statement: Database.Statement, guard: Guard): Statement {
  return {
    run: (...values) => guard(() => statement.run(...values).changes),
    get: (...values) => guard(() => (statement.get(...values) as Row | undefined) ?? null),
    all: (...values) => guard(() => statement.all(...values) as Row[]),
  };
}

function runTransaction<T>(database: Database.Database, guard: Guard, work: () => T): T {
  if (database.inTransaction) return work();
  guard(() => database.exec('BEGIN IMMEDIATE'));
  try {
    const result = work();
    guard(() => database.exec('COMMIT'));
    return result;
  } catch (error) {
    // A full disk rolls back by itself; a failing rollback must not hide the first error.
    if (database.inTransaction) {
      try {
        database.exec('ROLLBACK');
      } catch {}
    }
    throw error;
  }
}

/**
 * The row that a statement must give, such as one with RETURNING.
 * @throws IndexError `catalog-unusable` when there is none.
 */
export function requireRow(row: Row | null): Row {
  if (row !== null) return row;
  throw new IndexError('catalog-unusable', 'The catalog did not keep what was just written to it.', {
    hint: 'Check the disk, then restore a backup or build again.',
  });
}

/** @throws IndexError `catalog-unusable` when the column holds something else. */
export function readText(row: Row, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw unexpected(column, value);
}

/** @throws IndexError `catalog-unusable` when the column holds something else. */
export function readBytes(row: Row, column: string): Uint8Array {
  const value = row[column];
  if (value instanceof Uint8Array) return value;
  // What `all` gives.
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw unexpected(column, value);
}

/** Decoded; null for NULL. */
export function readOptionalText(row: Row, column: string): string | null {
  return row[column] === null ? null : decodeText(readText(row, column));
}

/** For a column that `readOptionalText` reads. */
export function encodeOptionalText(text: string | null): string | null {
  return text === null ? null : encodeText(text);
}

/** @throws IndexError `catalog-unusable` when the column holds something else. */
export function readNumber(row: Row, column: string): number {
  const value = row[column];
  if (typeof value === 'number') return value;
  throw unexpected(column, value);
}

function unexpected(column: string, value: unknown): IndexError {
  return new IndexError('catalog-unusable', `The catalog holds a ${typeof value} as ${column}.`, {
    hint: 'The file was changed by something else: restore a backup, or move it away and run antler build again.',
  });
}

/**
 * Text as SQLite can hold it without loss: text with a NUL or half a surrogate pair is stored as a JSON string.
 * `decodeText` gives the same text back.
 */
export function encodeText(text: string): string {
  return text.startsWith('"') || /[\0\p{Surrogate}]/u.test(text) ? JSON.stringify(text) : text;
}

/** The text that `encodeText` was given. */
export function decodeText(stored: string): string {
  return stored.startsWith('"') ? String(JSON.parse(stored)) : stored;
}
