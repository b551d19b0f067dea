// Checks a whole catalog: SQLite's own structures, references, and that everything stored can be read.
import { IndexError } from '../errors.ts';
import type { Catalog } from './model.ts';
import { readText, type SqliteDatabase } from './sqlite.ts';

/** @throws IndexError `catalog-unusable` with the first things found wrong */
export function verifyTables(database: SqliteDatabase): void {
  const found = database.prepare('PRAGMA integrity_check(3)').all();
  const problems = found.map((row) => readText(row, 'integrity_check')).filter((text) => text !== 'ok');
  if (problems.length > 0) throw damaged(database, problems.join('; '));
  const [orphan] = database.prepare('PRAGMA foreign_key_check').all();
  if (orphan !== undefined)
    throw damaged(database, `a row of ${readText(orphan, 'table')} belongs to nothing`);
}

/** That every thread holds as many posts, comments and pings as stand beside it. @throws IndexError `catalog-unusable` */
export function verifyThreads(
  database: SqliteDatabase,
  { threads, counts }: Pick<Catalog, 'threads' | 'counts'>,
): void {
  const found = { threads: 0, posts: 0, comments: 0, pings: 0 };
  for (const { post, comments } of threads()) {
    found.threads += 1;
    found.posts += post === null ? 0 : 1;
    for (const { kind } of comments) found[kind === 'comment' ? 'comments' : 'pings'] += 1;
  }
  const expected = counts();
  for (const [what, count] of Object.entries(found)) {
    const stored = expected[what as keyof typeof found];
    if (count !== stored) throw damaged(database, `there are ${count} ${what}, and should be ${stored}`);
  }
}

function damaged({ path }: SqliteDatabase, what: string): IndexError {
  return new IndexError('catalog-unusable', `${path} is damaged: ${what}.`, {
    hint: 'Restore a backup, or move the file away and run antler build SOURCE again.',
  });
}
