// Reads one file: its start to recognise it, the whole when it is a page, and never more than the limit.
import { looksBinary } from '../decode/binary.ts';
import type { Page, Skip } from '../model.ts';
import { type FileKind, recogniseFile, SNIFF_BYTES } from './file-kind.ts';
import type { NameHint } from './file-names.ts';
import { readUpTo, type StoredFile } from './stored-file.ts';
import { reasonOf } from './system-reasons.ts';

/** What is known of a page besides its bytes. */
export type Capture = Pick<Page, 'url' | 'transportCharset' | 'capturedAt'>;

const NO_CAPTURE: Capture = { url: null, transportCharset: null, capturedAt: null };

/** What is read, and under which name. */
export interface FileRequest {
  readonly file: StoredFile;
  readonly path: string;
  readonly hint: NameHint;
  readonly maxPageBytes: number;
  readonly capture?: Capture | null;
}

/** Kinds that are told, whatever the name. */
const HOLDS_MORE: ReadonlySet<FileKind> = new Set([
  'wordpress-export',
  'blogger-export',
  'movable-type-export',
  'gzip',
  'zip',
  'warc',
]);

/** A page or the reason why not; else what the file is instead. */
export type FileContent = Page | Skip | NotAPage;

/** A file of another kind. */
export interface NotAPage {
  readonly kind: 'not-a-page';
  readonly is: FileKind;
}

/** Reads a file of any kind. Never fails. */
export async function readFile(request: FileRequest): Promise<FileContent> {
  try {
    return await readStored(request);
  } catch (error) {
    return skip(request, 'unreadable', reasonOf(error));
  }
}

async function readStored(request: FileRequest): Promise<FileContent> {
  const { file, path, hint, maxPageBytes } = request;
  const found: { is: FileKind; size: number | null } = { is: 'empty', size: null };
  const bytes = await readUpTo(file, maxPageBytes, async (start) => {
    found.is = recogniseFile(start, hint);
    if (!isPage(found.is)) return false;
    found.size = await file.size();
    return found.size === null || found.size <= maxPageBytes;
  });
  if (!isPage(found.is)) return notAPage(found.is, bytes.subarray(0, SNIFF_BYTES), request);
  const size = found.size ?? bytes.length;
  if (size <= maxPageBytes) return { kind: 'page', path, bytes, ...(request.capture ?? NO_CAPTURE) };
  const told = found.size === null ? `more than ${maxPageBytes}` : size;
  return skip(request, 'too-large', `${told} bytes, the limit is ${maxPageBytes}`);
}

/** Feeds are read like pages: they may hold comments. */
function isPage(kind: FileKind): boolean {
  return kind === 'html' || kind === 'feed';
}

function notAPage(is: FileKind, start: Uint8Array, request: FileRequest): FileContent {
  if (HOLDS_MORE.has(is) || request.hint !== 'page') return { kind: 'not-a-page', is };
  if (is === 'empty')
    return skip(request, 'empty', start.length === 0 ? 'the file has no bytes' : 'nothing but white space');
  return skip(request, 'not-html', looksBinary(start) ? 'the bytes are no text' : 'text without markup');
}

function skip(request: FileRequest, reason: Skip['reason'], detail: string): Skip {
  return { kind: 'skip', page: request.path, reason, detail };
}
