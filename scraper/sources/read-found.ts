// Reads one file of a source, whatever it is: a page, records, or an archive that holds more files.
import type { Skip } from '../model.ts';
import { isExport, openExport } from './export-files.ts';
import type { FileKind } from './file-kind.ts';
import { claimedArchive, claimedOtherArchive, claimsToBeRecords, type NameHint } from './file-names.ts';
import type { SourceItem } from './model.ts';
import { type Capture, type NotAPage, readFile } from './read-file.ts';
import { holdsRecords, openRecordFile } from './record-file.ts';
import { type StoredFile, unpackedFile } from './stored-file.ts';
import type { Captures } from './warc/captures.ts';
import { readWarc } from './warc/read-warc.ts';
import { readZip } from './zip/read-zip.ts';
import type { UnpackBudget } from './zip/unpack-budget.ts';

/** A file as a source holds it. */
export interface Found {
  readonly file: StoredFile;
  /** Inside the source, unique. */
  readonly path: string;
  readonly name: string;
  readonly hint: NameHint;
  /** What is known of it besides its bytes; null when nothing is. */
  readonly capture?: Capture | null;
}

/** What reading a source goes by. */
export interface FoundContext {
  readonly maxPageBytes: number;
  readonly captures: Captures;
  /** Archives the file lies in. */
  readonly depth: number;
  /** Of the ZIP the file lies in; null outside of any. */
  readonly budget: UnpackBudget | null;
  /** True when the source is this one file: names inside it need none before them. */
  readonly isSource: boolean;
}

const IS_WARC: NotAPage = { kind: 'not-a-page', is: 'warc' };
/** A zipped folder of zipped mirrors is as much as anybody makes. */
const MAX_DEPTH = 3;

/** Pages, records and skips of a file; none when it is of no kind that is read. Never fails. */
export async function* readFound(found: Found, context: FoundContext): AsyncIterable<SourceItem> {
  const other = claimedOtherArchive(found.name);
  if (other !== null && (other.isOfPages || !found.path.includes('/'))) {
    yield skip(found, 'not-html', other.advice);
    return;
  }
  // An archive may be damaged from its first byte on: its name counts.
  const claimed = claimedArchive(found.name);
  const item = claimed === 'warc' ? IS_WARC : await readPlain(found, context);
  if (item.kind !== 'not-a-page') yield item;
  else if (item.is === 'gzip') yield* readGzip(found, context);
  else if (item.is === 'empty' && claimed !== null) yield skip(found, 'empty', 'the file has no bytes');
  else yield* readArchive(found, item.is === 'other' ? (claimed ?? 'other') : item.is, context);
}

/** What a gzipped file holds is read as if it lay there unpacked. */
async function* readGzip(packed: Found, context: FoundContext): AsyncIterable<SourceItem> {
  const found = { ...packed, file: unpackedFile(packed.file) };
  const item = await readPlain(found, context);
  if (item.kind !== 'not-a-page') yield item;
  else if (item.is === 'warc') yield* readArchive(packed, 'warc', context);
  else if (item.is === 'gzip' && found.hint === 'page') yield skip(found, 'not-html', 'gzipped twice');
  // It would have to be unpacked whole before its first entry is known, however large it grows.
  else if (item.is === 'zip')
    yield skip(found, 'unreadable', 'a ZIP that is gzipped once more is not opened');
}

/** A page, records or a skip; else what the file is instead. */
async function readPlain(
  { file, path, name, hint, capture }: Found,
  { maxPageBytes }: FoundContext,
): Promise<SourceItem | NotAPage> {
  if (claimsToBeRecords(name) && (await claimsRightly(file, name))) return openRecordFile(file, path);
  const content = await readFile({ file, path, hint, maxPageBytes, capture: capture ?? null });
  if (content.kind === 'not-a-page' && isExport(content.is)) return openExport(content.is, file, path);
  return content;
}

async function claimsRightly(file: StoredFile, name: string): Promise<boolean> {
  try {
    return await holdsRecords(file, name);
  } catch {
    return false;
  }
}

async function* readArchive(found: Found, is: FileKind, context: FoundContext): AsyncIterable<SourceItem> {
  const { file, path } = found;
  if (is !== 'warc' && is !== 'zip') return;
  if (context.depth >= MAX_DEPTH) {
    yield skip(
      found,
      'unreadable',
      `it lies in ${context.depth} archives one in the other; deeper ones are not opened`,
    );
    return;
  }
  const options = { name: path, prefix: context.isSource ? '' : `${path}/` };
  const inside = { ...context, depth: context.depth + 1, isSource: false };
  if (is === 'warc')
    yield* readWarc(file, { ...context, ...options, readBody: (body) => readBody(body, context) });
  else
    yield* readZip(file, {
      ...options,
      context: inside,
      readEntry: (entry) => readFound(entry.found, entry.context),
    });
}

/** Archives that a crawler came by are files of the blog, not parts of its archive. */
async function readBody(body: Found, context: FoundContext): Promise<SourceItem> {
  const item = await readPlain(body, context);
  return item.kind === 'not-a-page' ? skip(body, 'not-html', 'the bytes are no text') : item;
}

function skip({ path }: Found, reason: Skip['reason'], detail: string): Skip {
  return { kind: 'skip', page: path, reason, detail };
}
