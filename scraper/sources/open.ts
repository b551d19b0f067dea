// Opens a source, recognised by its content. Fails here, before anything is written, when there is nothing to read.
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { ScraperError } from '../errors.ts';
import { isExport, openExport } from './export-files.ts';
import { type FileKind, recogniseFile } from './file-kind.ts';
import { claimedArchive, claimedOtherArchive, type NameHint } from './file-names.ts';
import { countFiles, readFolderItems } from './folder.ts';
import type { OpenOptions, Source, SourceItem } from './model.ts';
import { type FoundContext, readFound } from './read-found.ts';
import { holdsRecords, openRecordFile } from './record-file.ts';
import { fileOnDisk, readStart, type StoredFile, unpackedFile } from './stored-file.ts';
import { codeOf, reasonOf } from './system-reasons.ts';
import { createCaptures } from './warc/captures.ts';

export type { Source, SourceItem } from './model.ts';

const DEFAULT_MAX_PAGE_BYTES = 64 * 1024 * 1024;
const READS =
  'Antler reads a folder of archived HTML pages, a single HTML page, WARC, WACZ and ZIP archives, a WordPress export (WXR), a Blogger or Movable Type export, or documents JSONL (each also gzipped).';
const READABLE: ReadonlySet<FileKind> = new Set([
  'html',
  'feed',
  'wordpress-export',
  'blogger-export',
  'movable-type-export',
  'zip',
  'warc',
]);

/**
 * Opens a folder of pages, a single page, an archive of pages, an export or a documents file.
 * @throws ScraperError `source-missing`, `source-unreadable`, `source-unknown` (a file of a kind that is not read),
 *   `source-empty` (an empty folder or file, a folder or archive without a single page).
 */
export async function openSource(location: string, options: OpenOptions = {}): Promise<Source> {
  const maxPageBytes = options.maxPageBytes ?? DEFAULT_MAX_PAGE_BYTES;
  const absolute = await resolveLocation(location);
  const stats = await attempt(location, () => stat(absolute));
  if (stats.isDirectory()) return openFolder(location, absolute, maxPageBytes);
  if (stats.isFile()) return openFile(location, absolute, maxPageBytes);
  throw new ScraperError('source-unknown', `${location} is neither a folder nor a file.`, { hint: READS });
}

async function openFolder(location: string, absolute: string, maxPageBytes: number): Promise<Source> {
  const items = () => readFolderItems(absolute, createContext(maxPageBytes, false));
  const first = await firstOf(items());
  if (first === null) throw await nothingIn(location, absolute);
  if (first.kind === 'skip' && first.page === '.')
    throw new ScraperError('source-unreadable', `${location} cannot be read: ${first.detail}.`, {
      hint: 'Check the permissions of the folder, or run as a user who may read it.',
    });
  const countItems = async () => {
    const { files, archives } = await countFiles(absolute);
    return archives === 0 ? files : null;
  };
  return { location: absolute, kind: 'folder', items, countItems };
}

async function openFile(location: string, absolute: string, maxPageBytes: number): Promise<Source> {
  const name = basename(absolute);
  const file = fileOnDisk(absolute);
  const other = claimedOtherArchive(name);
  if (other !== null)
    throw new ScraperError('source-unknown', `${location} cannot be used: ${other.advice}.`, { hint: READS });
  if (await attempt(location, () => holdsRecords(file, name)))
    return recordSource(absolute, () => openRecordFile(file, name));
  // Recognised from its start only: the content itself is read when it is asked for.
  const { kind, content } = await requireReadable(location, file);
  if (isExport(kind)) return recordSource(absolute, () => openExport(kind, content, name));
  const items = () =>
    readFound({ file, path: name, name, hint: hintOfFile(name) }, createContext(maxPageBytes, true));
  if (kind !== 'zip' && kind !== 'warc')
    return { location: absolute, kind: 'file', items, countItems: async () => 1 };
  if ((await firstOf(items())) === null)
    throw new ScraperError('source-empty', `${location} holds no HTML page.`, { hint: READS });
  return { location: absolute, kind: 'archive', items, countItems: async () => null };
}

function createContext(maxPageBytes: number, isSource: boolean): FoundContext {
  return { maxPageBytes, captures: createCaptures(), depth: 0, budget: null, isSource };
}

/** What a file is, and the file unpacked when it is gzipped. */
async function requireReadable(
  location: string,
  file: StoredFile,
): Promise<{ readonly kind: FileKind; readonly content: StoredFile }> {
  const hint = hintOfFile(location);
  const first = await attempt(location, () => kindOf(file, hint));
  const isPacked = first === 'gzip';
  const content = isPacked ? unpackedFile(file) : file;
  // An archive may be damaged from its first byte on.
  const claimed = claimedArchive(location);
  const isDamaged = claimed !== null && (first === 'other' || claimed === 'warc');
  const kind = isDamaged ? claimed : isPacked ? await attempt(location, () => kindOf(content, hint)) : first;
  if (kind === 'empty')
    throw new ScraperError('source-empty', `${location} is empty.`, {
      hint: `Name a file or folder with pages in it. ${READS}`,
    });
  if (!READABLE.has(kind)) {
    const what = `${isPacked ? 'gzipped, and what it holds is ' : ''}${describeKind(kind)}`;
    throw new ScraperError('source-unknown', `${location} is ${what}.`, { hint: READS });
  }
  return { kind, content };
}

/** A single file is a page if it can be one. */
function hintOfFile(name: string): NameHint {
  return claimedArchive(name) === null ? 'page' : 'none';
}

async function kindOf(file: StoredFile, hint: NameHint): Promise<FileKind> {
  return recogniseFile(await readStart(file), hint);
}

function describeKind(kind: FileKind): string {
  switch (kind) {
    case 'gzip':
      return 'gzipped twice';
    case 'documents':
      return 'JSON, but no documents JSONL';
    default:
      return 'no HTML page, no archive and no documents JSONL';
  }
}

async function resolveLocation(location: string): Promise<string> {
  return attempt(location, () => realpath(location));
}

async function attempt<T>(location: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const code = codeOf(cause);
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new ScraperError('source-missing', `${location} does not exist.`, {
        hint: `Check the path. Its folder would be ${dirname(location)}.`,
        cause,
      });
    throw new ScraperError('source-unreadable', `${location} cannot be read: ${reasonOf(cause)}.`, {
      hint: 'Check the permissions, or run as a user who may read it.',
      cause,
    });
  }
}

async function nothingIn(location: string, absolute: string): Promise<ScraperError> {
  const { files } = await countFiles(absolute);
  const message =
    files === 0 ? `${location} holds no pages at all.` : `${location} holds files, but no HTML page.`;
  return new ScraperError('source-empty', message, {
    hint: `Name the folder that the mirror program wrote to. ${READS}`,
  });
}

async function firstOf(items: AsyncIterable<SourceItem>): Promise<SourceItem | null> {
  for await (const item of items) return item;
  return null;
}

function recordSource(location: string, open: () => Promise<SourceItem>): Source {
  const items = async function* (): AsyncIterable<SourceItem> {
    yield await open();
  };
  return { location, kind: 'documents', items, countItems: async () => 1 };
}
