// Where the sources of a catalog lie: absolute in a data folder, relative to it in a backup, which goes anywhere.
import { realpathSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { decodeText, encodeText, openSqlite, readNumber, readText } from './sqlite.ts';

/** Rewrites the catalog at `path` so that nothing of this machine's folders is left in it. Hold no other connection to it. */
export function forgetPlaces(path: string, dataFolder: string): void {
  const folder = realpathSync(dataFolder);
  rewrite(path, (location) => relative(folder, location).replaceAll(sep, '/'));
}

/** The reverse, in whatever folder the catalog comes to lie. */
export function settlePlaces(path: string, dataFolder: string): void {
  const folder = realpathSync(dataFolder);
  rewrite(path, (location) => resolve(folder, location));
}

function rewrite(path: string, move: (location: string) => string): void {
  const database = openSqlite(path, { busyTimeoutMs: 0 });
  try {
    // Old values would stay readable in the file.
    database.exec('PRAGMA secure_delete = ON');
    database.transaction(() => {
      const save = database.prepare('UPDATE sources SET location = ? WHERE source_id = ?');
      for (const row of database.prepare('SELECT source_id, location FROM sources').all()) {
        save.run(encodeText(move(decodeText(readText(row, 'location')))), readNumber(row, 'source_id'));
      }
    });
  } finally {
    database.close();
  }
}
