// `antler ingest`: reads sources into the catalog.
import { ingestArchive } from '../build-archive.ts';
import { requireWritable, writeReport } from '../report-file.ts';
import type { RunCommand } from './model.ts';
import { hasFailures, printReport } from './print-report.ts';

/** Exit code 1 when something could not be read. @throws ScraperError, IndexError, CommandError when nothing could be done. */
export const run: RunCommand = async (context) => {
  const { settings, words, out } = context;
  if (settings.report !== null) requireWritable(settings.report);
  const report = await ingestArchive(context, {
    locations: words,
    dataFolder: settings.data,
    command: 'ingest',
  });
  if (settings.report !== null) writeReport(settings.report, report);
  if (settings.json) await out.json({ report }, out.isTerminal ? 2 : 0);
  else for (const line of printReport(report)) await out.line(line);
  return hasFailures(report) ? 1 : 0;
};
