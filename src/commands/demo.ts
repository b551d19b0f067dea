// `antler demo`: builds the bundled sample archive, or the sources given, and serves it.
import { join } from 'node:path';
import { buildArchive } from '../build-archive.ts';
import { packageRoot } from '../package-root.ts';
import { serveArchive } from '../serve-archive.ts';
import { withTemporaryFolder } from '../temporary-folder.ts';
import { oneLine } from '../terminal-text.ts';
import type { CommandContext, RunCommand } from './model.ts';
import { printReport } from './print-report.ts';

/** Without sources the data folder is a temporary one, removed at the end. Ends with the stop signal. */
export const run: RunCommand = async (context) => {
  const { words, settings } = context;
  if (words.length > 0) await buildAndServe(context, words, settings.data);
  else {
    const sample = join(packageRoot(), 'src', 'sample-archive');
    await withTemporaryFolder('demo', (folder) => buildAndServe(context, [sample], folder));
  }
  return 0;
};

async function buildAndServe(
  context: CommandContext,
  locations: readonly string[],
  dataFolder: string,
): Promise<void> {
  const { words, settings, given, out } = context;
  const built = await buildArchive(context, { locations, dataFolder, command: 'demo' });
  for (const line of printReport(built.report)) await out.line(line);
  const kept =
    words.length === 0 ? '' : ` Later, antler serve --data ${oneLine(dataFolder)} serves it again.`;
  await serveArchive(context, {
    dataFolder,
    port: settings.port,
    mayMove: !given.has('port'),
    greeting: `Open this address in a browser. Ctrl-C stops the server.${kept}`,
  });
}
