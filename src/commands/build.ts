// `antler build`: reads sources, then builds and publishes a snapshot.
import { buildArchive } from '../build-archive.ts';
import { requireWritable, writeReport } from '../report-file.ts';
import type { RunCommand } from './model.ts';
import { describeManifest } from './print-manifest.ts';
import { hasFailures, printReport } from './print-report.ts';

/** Exit code 1 when something could not be read. @throws ScraperError, IndexError, CommandError when nothing could be done. */
export const run: RunCommand = async (context) => {
  const { settings, words, out } = context;
  if (settings.report !== null) requireWritable(settings.report);
  const request = { locations: words, dataFolder: settings.data, command: 'build' };
  const { report, manifest } = await buildArchive(context, request);
  if (settings.report !== null) writeReport(settings.report, report);
  if (settings.json) await out.json({ report, snapshot: manifest }, out.isTerminal ? 2 : 0);
  else {
    for (const line of printReport(report)) await out.line(line);
    await out.line(`Published ${manifest.id}: ${describeManifest(manifest)}`);
  }
  return hasFailures(report) ? 1 : 0;
};
