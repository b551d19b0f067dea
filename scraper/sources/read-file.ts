// Reads one file: its start to recognise it, the whole when it is a page, and never more than the limit.
import type { PathLike } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { looksBinary } from '../decode/binary.ts';
import type { Page, Skip } from '../model.ts';
import { type FileKind, recogniseFile, SNIFF_BYTES } from './file-kind.ts';
import type { NameHint } from './file-names.ts';
import { reasonOf } from './system-reasons.ts';

/** What is read, and under which name. */
export interface FileRequest {
  readonly absolutePath: PathLike;
  readonly path: string;
  readonly hint: NameHint;
  readonly maxPageBytes: number;
}

/** A page or the reason why not; else what the file is instead. */
export type FileContent = Page | Skip | { readonly kind: 'not-a-page'; readonly is: FileKind };

/** Reads a file of any kind. Never fails. */
export async function readFile(request: FileRequest): Promise<FileContent> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(request.absolutePath, 'r');
    return await readOpen(handle, request);
  } catch (error) {
    return skip(request, 'unreadable', reasonOf(error));
  } finally {
    await handle?.close().catch(() => {});
  }
}

/**
 * The first `SNIFF_BYTES` bytes of a file, fewer when it is shorter.
 * @throws the error of the file system.
 */
export async function readStart(path: PathLike): Promise<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    return await readBytes(handle, SNIFF_BYTES);
  } finally {
    await handle.close();
  }
}

async function readOpen(handle: FileHandle, request: FileRequest): Promise<FileContent> {
  const { size } = await handle.stat();
  const start = await readBytes(handle, Math.min(size, SNIFF_BYTES));
  const is = recogniseFile(start, request.hint);
  if (is !== 'html') return notAPage(is, start, request);
  if (size > request.maxPageBytes)
    return skip(request, 'too-large', `${size} bytes, the limit is ${request.maxPageBytes}`);
  const bytes = size <= start.length ? start : await readBytes(handle, size);
  return { kind: 'page', path: request.path, bytes, url: null, transportCharset: null, capturedAt: null };
}

function notAPage(is: FileKind, start: Uint8Array, request: FileRequest): FileContent {
  if (is === 'feed') return skip(request, 'feed', 'an RSS, Atom or RDF feed');
  if (is === 'wordpress-export' || request.hint !== 'page') return { kind: 'not-a-page', is };
  if (is === 'empty')
    return skip(request, 'empty', start.length === 0 ? 'the file has no bytes' : 'nothing but white space');
  const what =
    looksBinary(start) || is === 'zip' || is === 'gzip' ? 'the bytes are no text' : 'text without markup';
  return skip(request, 'not-html', what);
}

/** Up to `size` bytes from the start, in memory of their own; fewer when the file is shorter by now. */
async function readBytes(handle: FileHandle, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let filled = 0;
  while (filled < size) {
    const { bytesRead } = await handle.read(bytes, filled, size - filled, filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled === size ? bytes : bytes.slice(0, filled);
}

function skip(request: FileRequest, reason: Skip['reason'], detail: string): Skip {
  return { kind: 'skip', page: request.path, reason, detail };
}
