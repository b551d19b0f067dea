// Finds and opens the files of an archive that may be shown, inside its sources only: no other folder, no link out of them.
import type { Stats } from 'node:fs';
import { constants, type FileHandle, open, realpath, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { looksLikeHtml, SNIFFED_BYTES, typeOfName } from './page-kind.ts';

/** Where in an archive. */
export interface ArchivedPlace {
  /** Number of the source. */
  readonly source: number;
  /** Names below it, as they are on disk; empty for the source itself. */
  readonly names: readonly string[];
  /** Whether it was asked for as a folder. */
  readonly isFolder: boolean;
  /** What stood behind a question mark, or empty: mirrors have it in the names of files. */
  readonly query: string;
}

/** What stands there. */
export type ArchivedFile =
  | { readonly kind: 'nothing' }
  /** Asked for as a file. */
  | { readonly kind: 'folder' }
  | { readonly kind: 'too-large' }
  | {
      readonly kind: 'file';
      /** To be closed by who asked. */
      readonly handle: FileHandle;
      readonly bytes: number;
      readonly modifiedMs: number;
      /** Null: an HTML page. */
      readonly contentType: string | null;
    };

const NOTHING: ArchivedFile = { kind: 'nothing' };
/** A page is read as a whole, other files are sent as they are read. */
const MAX_PAGE_BYTES = 10_000_000;
const MAX_FILE_BYTES = 50_000_000;
const MAX_NAMES = 64;
const INDEX_NAMES = ['index.html', 'index.htm', 'index.php', 'default.htm'];
const MISSING = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EACCES', 'EPERM', 'ENXIO', 'EISDIR']);

/** Opens what may be shown at the place. Rejects when the system fails. */
export async function openArchived(
  sources: readonly string[],
  { source, names, isFolder, query }: ArchivedPlace,
): Promise<ArchivedFile> {
  const location = sources[source];
  if (location === undefined || names.length > MAX_NAMES || names.some(isForbidden)) return NOTHING;
  const root = await unlessMissing(realpath(location));
  if (root === null) return NOTHING;
  const isAlone = names.length === 1 && names[0] === basename(location);
  if (isAlone && (await unlessMissing(stat(root)))?.isFile()) return openFile(root);
  const path = join(root, ...names);
  if (isFolder)
    return openFirst(
      root,
      path,
      INDEX_NAMES.flatMap((name) => withQuery(name, query)),
    );
  const last = names.at(-1) ?? '';
  return openFirst(root, join(path, '..'), withQuery(last, query));
}

/** Names that lead elsewhere, or to what is not part of any site. */
function isForbidden(name: string): boolean {
  return name === '' || name.startsWith('.') || /[/\\\0]/.test(name);
}

/** As wget and others name files of addresses with a query; the plain name last. */
function withQuery(name: string, query: string): readonly string[] {
  if (query === '' || isForbidden(query)) return [name];
  return [`${name}?${query}`, `${name}@${query}`, `${name}?${query}.html`, `${name}@${query}.html`, name];
}

async function openFirst(root: string, folder: string, names: readonly string[]): Promise<ArchivedFile> {
  for (const name of names) {
    const real = await unlessMissing(realpath(join(folder, name)));
    if (real === null || !real.startsWith(root.endsWith(sep) ? root : `${root}${sep}`)) continue;
    const found = await openFile(real);
    if (found.kind !== 'nothing') return found;
  }
  return NOTHING;
}

/** Does not wait for a pipe, nor follow a link that was put there just now. */
async function openFile(path: string): Promise<ArchivedFile> {
  const handle = await unlessMissing(
    open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK),
  );
  if (handle === null) return NOTHING;
  try {
    const stats = await handle.stat();
    if (stats.isDirectory()) return await closing(handle, { kind: 'folder' });
    return stats.isFile() ? await judge(handle, basename(path), stats) : await closing(handle, NOTHING);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function judge(handle: FileHandle, name: string, { size, mtimeMs }: Stats): Promise<ArchivedFile> {
  const named = typeOfName(name);
  const isPage = named === null && looksLikeHtml(await readStart(handle));
  if (named === null && !isPage) return closing(handle, NOTHING);
  if (size > (isPage ? MAX_PAGE_BYTES : MAX_FILE_BYTES)) return closing(handle, { kind: 'too-large' });
  return { kind: 'file', handle, bytes: size, modifiedMs: mtimeMs, contentType: named };
}

async function readStart(handle: FileHandle): Promise<Uint8Array> {
  const start = new Uint8Array(SNIFFED_BYTES);
  return start.subarray(0, (await handle.read(start, 0, SNIFFED_BYTES, 0)).bytesRead);
}

async function closing(handle: FileHandle, answer: ArchivedFile): Promise<ArchivedFile> {
  await handle.close();
  return answer;
}

/** Null when there is nothing, or nothing that we may see. */
async function unlessMissing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && 'code' in error && MISSING.has(String(error.code))) return null;
    throw error;
  }
}
