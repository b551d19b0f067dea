// `antler watch`: builds, then builds again whenever the sources have changed. Watching itself is in `watch/`.
import { resolve } from 'node:path';
import { IndexError } from '../../index/errors.ts';
import { ScraperError } from '../../scraper/errors.ts';
import { openSource } from '../../scraper/sources/open.ts';
import { type UpdatedArchive, updateArchive } from '../build-archive.ts';
import type { IngestReport } from '../ingest/model.ts';
import { countOf } from '../numbers.ts';
import { requireOwnArchive } from '../own-archive.ts';
import { requireWritable, writeReport } from '../report-file.ts';
import { SettledSources } from '../watch/settled-sources.ts';
import { describeFailure } from './failure.ts';
import type { CommandContext, RunCommand } from './model.ts';
import { describeManifest } from './print-manifest.ts';
import { printReport } from './print-report.ts';

/** Another writer is waited for so long between two tries. */
const BUSY_RETRY_MS = 5_000;

/** Ends with the stop signal. @throws ScraperError when a source is missing at the start */
export const run: RunCommand = async (context) => {
  const { settings, words, signal, log } = context;
  await requireOwnArchive(settings.data, 'watch');
  if (settings.report !== null) requireWritable(settings.report);
  for (const word of words) await requirePresent(word);
  const sources = new SettledSources({
    locations: words.map((word) => resolve(word)),
    leftOut: [settings.data, ...(settings.report === null ? [] : [settings.report])],
    quietMs: settings.quietMs,
    pollMs: settings.pollMs,
    signal,
    onBlind: (reason) =>
      log.warn(`The system does not tell of all changes (${reason}); looking every minute. See --poll-ms.`),
  });
  try {
    await watchSources(context, sources);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    sources.close();
  }
  return 0;
};

type Outcome = 'done' | 'failed' | 'busy';

async function watchSources(context: CommandContext, sources: SettledSources): Promise<never> {
  const round = createRound(context);
  let known: string | null = null;
  let outcome: Outcome = 'done';
  for (;;) {
    const waitMs = outcome === 'busy' ? BUSY_RETRY_MS : Number.POSITIVE_INFINITY;
    known = await sources.next(known, waitMs);
    outcome = await round();
  }
}

/** One round at a time: reads, builds where needed, tells. @throws the signal's reason */
function createRound(context: CommandContext): () => Promise<Outcome> {
  const { settings, words, signal, writeError } = context;
  const request = { locations: words, dataFolder: settings.data, command: 'watch' };
  let isFirst = true;
  /** What is published may lack something of what was read. */
  let isBehind = true;
  let wasBusy = false;
  const wantsIndex = (report: IngestReport) => {
    isBehind ||= hasNews(report);
    return isBehind;
  };
  return async () => {
    try {
      const updated = await updateArchive(context, request, wantsIndex);
      isBehind = false;
      await tellUpdate(context, updated, isFirst);
      isFirst = wasBusy = false;
      return 'done';
    } catch (error) {
      if (signal.aborted) throw error;
      const isBusy = error instanceof IndexError && error.code === 'writer-busy';
      if (!(isBusy && wasBusy)) for (const line of describeFailure(error, false)) writeError(line);
      wasBusy = isBusy;
      isFirst = false;
      return isBusy ? 'busy' : 'failed';
    }
  };
}

/** A wrong path ends the command now; a source that is empty yet, or vanishes later, is waited for. */
async function requirePresent(location: string): Promise<void> {
  try {
    await openSource(location);
  } catch (error) {
    if (!(error instanceof ScraperError) || error.code === 'source-missing') throw error;
  }
}

function hasNews({ pages, missing, joinedThreads }: IngestReport): boolean {
  return pages.read + pages.skipped + missing.removed + joinedThreads > 0;
}

/** The whole report once, then a line a round; with --json the report each time. */
async function tellUpdate(
  { settings, out }: CommandContext,
  { report, manifest }: UpdatedArchive,
  isFirst: boolean,
): Promise<void> {
  if (settings.report !== null) writeReport(settings.report, report);
  if (settings.json) return out.json({ report, snapshot: manifest }, 0);
  if (isFirst) for (const line of printReport(report)) await out.line(line);
  else await out.line(describeRound(report));
  if (manifest !== null) await out.line(`Published ${manifest.id}: ${describeManifest(manifest)}`);
}

function describeRound({ pages, missing }: IngestReport): string {
  const gone = missing.count === 0 ? '' : `, ${countOf(missing.count, 'page')} gone`;
  return `Read ${countOf(pages.read, 'page')}, ${pages.skipped} skipped, ${pages.unchanged} unchanged${gone}`;
}
