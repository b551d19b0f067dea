// Walks a folder: every regular file in a stable order. Follows no links, leaves tool folders out, never recurses.
import type { Dirent } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import type { Skip } from '../model.ts';
import { claimedOtherArchive, hintOfName, isNeverPage, isToolFolder } from './file-names.ts';
import { reasonOf } from './system-reasons.ts';

/** A file that may be a page. */
export interface FoundFile {
  readonly kind: 'file';
  /** For the file system: bytes, since old mirrors hold names in other charsets. */
  readonly absolutePath: Buffer;
  /** Inside the folder, with `/`; unique. Bytes that are no UTF-8 are percent-encoded. */
  readonly path: string;
  readonly name: string;
}

interface Place {
  readonly absolutePath: Buffer;
  readonly path: string;
}

/** A place to look at; the source's own folder has no entry. */
interface Visit extends Place {
  readonly entry: Dirent<Buffer> | null;
}

/** Every file under `root` (absolute, links resolved) whose name may be a page's, sorted by path within its folder. */
export async function* walkFolder(root: string): AsyncIterable<FoundFile | Skip> {
  const open: Visit[] = [{ absolutePath: Buffer.from(root), path: '', entry: null }];
  for (let place = open.pop(); place; place = open.pop()) {
    const { entry } = place;
    if (entry === null || entry.isDirectory()) {
      const entries = await readFolder(place);
      if (!Array.isArray(entries)) yield entries;
      else for (const child of entries.reverse()) open.push({ ...placeOf(place, child.name), entry: child });
    } else if (entry.isSymbolicLink()) {
      const skip = await judgeLink(place, root);
      if (skip) yield skip;
    } else if (entry.isFile()) {
      yield { kind: 'file', absolutePath: place.absolutePath, path: place.path, name: readName(entry.name) };
    }
  }
}

async function readFolder(place: Visit): Promise<Dirent<Buffer>[] | Skip> {
  try {
    const entries = await readdir(place.absolutePath, { withFileTypes: true, encoding: 'buffer' });
    const isTop = place.entry === null;
    return entries
      .filter((entry) => isContent(entry) || (isTop && claimedOtherArchive(readName(entry.name)) !== null))
      .sort((one, other) => Buffer.compare(one.name, other.name));
  } catch (error) {
    return unreadable(place.path || '.', `the folder cannot be listed: ${reasonOf(error)}`);
  }
}

function isContent(entry: Dirent<Buffer>): boolean {
  const name = readName(entry.name);
  return entry.isDirectory() ? !isToolFolder(name) : !isNeverPage(name);
}

function placeOf(parent: Place, name: Buffer): Place {
  const path = parent.path === '' ? readName(name) : `${parent.path}/${readName(name)}`;
  return { absolutePath: Buffer.concat([parent.absolutePath, Buffer.from(sep), name]), path };
}

/** What a link inside the folder points to is read where it lies; what it points to elsewhere is not ours. */
async function judgeLink({ absolutePath, path }: Place, root: string): Promise<Skip | null> {
  try {
    const target = await realpath(absolutePath);
    const isInside = target === root || target.startsWith(root.endsWith(sep) ? root : root + sep);
    return isInside ? null : unreadable(path, 'a link that leads out of the folder is not followed');
  } catch (error) {
    return hintOfName(path) === 'page'
      ? unreadable(path, `the link leads nowhere: ${reasonOf(error)}`)
      : null;
  }
}

function unreadable(page: string, detail: string): Skip {
  return { kind: 'skip', page, reason: 'unreadable', detail };
}

function readName(name: Buffer): string {
  const text = name.toString('utf8');
  if (!text.includes('\ufffd') || Buffer.from(text).equals(name)) return text;
  const latin1 = name.toString('latin1');
  return latin1.replace(
    /[^ -~]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
