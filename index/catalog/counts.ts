// What the catalog holds, counted.
import type { CatalogCounts } from './model.ts';
import { readNumber, readText, type SqliteDatabase } from './sqlite.ts';

/** Costs a pass over the small columns of readings and threads; bodies are not read. */
export function countCatalog(database: SqliteDatabase): CatalogCounts {
  const count = (sql: string): number => {
    const row = database.prepare(`SELECT ${sql}`).get();
    return row === null ? 0 : readNumber(row, 'n');
  };
  return {
    sources: count('count(*) AS n FROM sources'),
    pages: count('count(*) AS n FROM pages'),
    parts: count("count(*) AS n FROM readings WHERE kind = 'part'"),
    threads: count('count(*) AS n FROM threads'),
    posts: count('coalesce(sum(posts), 0) AS n FROM threads'),
    comments: count('coalesce(sum(comments), 0) AS n FROM threads'),
    pings: count('coalesce(sum(pings), 0) AS n FROM threads'),
    skips: countSkips(database),
  };
}

function countSkips(database: SqliteDatabase): Readonly<Record<string, number>> {
  const rows = database
    .prepare(`
      SELECT reason, count(*) AS n FROM (
        SELECT reason FROM readings WHERE kind = 'skip' UNION ALL SELECT reason FROM duplicates
      ) GROUP BY reason ORDER BY n DESC, reason`)
    .all();
  return Object.fromEntries(rows.map((row) => [readText(row, 'reason'), readNumber(row, 'n')]));
}
