// A copy of the catalog as it stands between two batches, also while another process writes to it.
import { existsSync } from 'node:fs';
import { dataFolderPaths } from '../data-folder.ts';
import { checkSchema } from './schema.ts';
import { forgetPlaces } from './source-places.ts';
import { openSqlite } from './sqlite.ts';

/** A batch is committed in much less. */
const BUSY_TIMEOUT_MS = 60_000;

/**
 * Writes the catalog of the data folder to `path`, which must not exist, with its sources named from the data folder on (see
 * `settlePlaces`); a writer waits meanwhile. False when there is no
 * catalog. Not durable: the caller syncs. Nothing else of this process may have the catalog open (see `openSqlite`).
 * @throws IndexError as `openCatalog`
 */
export function copyCatalog(dataFolder: string, path: string): boolean {
  const { catalog } = dataFolderPaths(dataFolder);
  if (!existsSync(catalog)) return false;
  const database = openSqlite(catalog, { busyTimeoutMs: BUSY_TIMEOUT_MS });
  try {
    checkSchema(database);
    database.prepare('VACUUM INTO ?').run(path);
  } finally {
    database.close();
  }
  forgetPlaces(path, dataFolder);
  return true;
}
