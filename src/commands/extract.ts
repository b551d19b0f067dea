// `antler extract`: prints what is found, one thread a line, as JSON Lines. Keeps nothing.
import type { Catalog } from '../../index/catalog/model.ts';
import { openCatalog } from '../../index/catalog/open.ts';
import { publicLine } from '../../index/catalog/records.ts';
import type { Skip } from '../../scraper/model.ts';
import { readIntoCatalog } from '../build-archive.ts';
import { isFailure } from '../skip-reasons.ts';
import { withTemporaryFolder } from '../temporary-folder.ts';
import { oneLine, safeJsonBytes } from '../terminal-text.ts';
import type { CommandContext, ExitCode, RunCommand } from './model.ts';

/** Pages of a thread may lie anywhere in a source, so the threads are joined in a temporary catalog: memory stays bounded. */
export const run: RunCommand = (context) =>
  withTemporaryFolder('extract', async (folder) => {
    const catalog = openCatalog(folder, { mode: 'write', isTemporary: true });
    try {
      await readIntoCatalog(context, catalog, context.words);
      return await printThreads(context, catalog);
    } finally {
      catalog.close();
    }
  });

/** Exit code 1 when a page could not be read, or no thread was found. */
async function printThreads(
  { settings, out, writeError }: CommandContext,
  catalog: Catalog,
): Promise<ExitCode> {
  let threads = 0;
  let failures = 0;
  for (const body of catalog.threadBodies()) {
    await out.bytes(safeJsonBytes(publicLine(body)));
    threads += 1;
  }
  for (const skip of catalog.skips()) {
    if (isFailure(skip.reason)) failures += 1;
    if (settings.skips) await out.json(skipLine(skip));
    else if (isFailure(skip.reason)) writeError(`${skip.reason}: ${oneLine(`${skip.page}: ${skip.detail}`)}`);
  }
  return threads === 0 || failures > 0 ? 1 : 0;
}

function skipLine({ page, reason, detail }: Skip): object {
  return { skip: { page, reason, detail } };
}
