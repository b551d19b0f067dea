// `antler export`: everything a data folder holds as JSON Lines, threads or documents, to go on with elsewhere; or as a
// search site of plain files.
import { openCatalog } from '../../index/catalog/open.ts';
import { publicLine } from '../../index/catalog/records.ts';
import { findIdentities } from '../../index/identities/find-identities.ts';
import type { Entry } from '../../index/model.ts';
import { loadCurrentSnapshot, openCurrentSnapshot } from '../../index/snapshot/open.ts';
import { repairMojibake } from '../../scraper/decode/mojibake.ts';
import { clusterAccess } from '../cluster-access.ts';
import { CommandError } from '../errors.ts';
import { readKeepersFiles } from '../keepers-files.ts';
import { countOf, printBytes } from '../numbers.ts';
import { openArchive } from '../open-archive.ts';
import { requireOwnArchive } from '../own-archive.ts';
import type { Settings } from '../settings.ts';
import { writeSite } from '../static-site/write-site.ts';
import { safeJsonBytes } from '../terminal-text.ts';
import { type PrintThread, threadPrinter } from './export-threads.ts';
import type { CommandContext, ExitCode, RunCommand } from './model.ts';

/** Exit code 1 when there is nothing. @throws IndexError when catalog or snapshot cannot be opened; CommandError */
export const run: RunCommand = async (context) => {
  const folder = context.settings.static;
  if (folder !== null) return writeStatic(context, folder);
  const lines = await (context.settings.as === 'threads' ? printThreads(context) : printDocuments(context));
  return lines === 0 ? 1 : 0;
};

/** The site in its folder, and a line about it. */
async function writeStatic(context: CommandContext, folder: string): Promise<ExitCode> {
  const { settings, given, out, progress, signal, version } = context;
  if (given.has('as')) {
    throw new CommandError('bad-usage', '--as and --static are two ways to export.', {
      hint: 'Use one of them.',
    });
  }
  const { rules } = await readKeepersFiles(settings.data);
  const loaded = await loadCurrentSnapshot(settings.data, { cluster: clusterAccess(settings) });
  const repairText = (text: string) => repairMojibake(text).text;
  const site = await writeSite({
    folder,
    loaded,
    rules,
    contact: settings.contact,
    progress,
    signal,
    version,
    repairText,
  });
  await out.line(
    `Wrote ${folder}: ${countOf(site.threads, 'thread')}, ${countOf(site.files, 'file')}, ${printBytes(site.bytes)}.`,
  );
  return 0;
}

/** As `antler extract` prints them, in the order of the index. */
async function printThreads({ settings, out, signal }: CommandContext): Promise<number> {
  await requireOwnArchive(settings.data, 'export --as threads');
  const print = await choosePrinter(settings);
  const catalog = openCatalog(settings.data, { mode: 'read' });
  let lines = 0;
  try {
    for (const body of catalog.threadBodies()) {
      signal.throwIfAborted();
      const line = print(body);
      if (line === null) continue;
      await out.bytes(safeJsonBytes(line));
      lines += 1;
    }
  } finally {
    catalog.close();
  }
  return lines;
}

/** What was removed can be told only by an index. */
async function choosePrinter(settings: Settings): Promise<PrintThread> {
  const { suppressed, people } = (await readKeepersFiles(settings.data)).rules;
  if (suppressed.length === 0) return publicLine;
  const snapshot = await openCurrentSnapshot(settings.data, { cluster: clusterAccess(settings) });
  try {
    const { asWritten } = await findIdentities(snapshot, people);
    return await threadPrinter(snapshot, suppressed.flatMap(asWritten));
  } finally {
    await snapshot.close();
  }
}

/** What is searched, as lines of a documents file: reading them again gives the same documents, under the same ids. */
async function printDocuments({ settings, out, signal }: CommandContext): Promise<number> {
  const { whole, snapshot } = await openArchive(settings);
  let lines = 0;
  try {
    for (let row = 0; row < whole.store.threadCount; row += 1) {
      const { info } = await whole.store.threadAt(row);
      for (const entry of await snapshot.store.threadEntries(info.id)) {
        if (entry.position === null || entry.isRemoved) continue;
        signal.throwIfAborted();
        await out.json(documentLine(entry));
        lines += 1;
      }
    }
  } finally {
    await whole.close();
  }
  return lines;
}

/** A comment that answers the post itself names no parent. */
function documentLine(entry: Entry): object {
  const { id, kind, threadId, parentId, title, text, author, publishedAt, originalUrl } = entry;
  const { tags, links, quotes } = entry;
  return {
    id,
    type: kind,
    threadId,
    ...(parentId === null ? {} : { parentId }),
    ...(title === '' ? {} : { title }),
    ...(author === null ? {} : { author: author.name }),
    ...(publishedAt === null ? {} : { publishedAt }),
    ...(originalUrl === null ? {} : { url: originalUrl }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(links.length === 0 ? {} : { links }),
    ...(quotes.length === 0 ? {} : { quotes }),
    text,
  };
}
