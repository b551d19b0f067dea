// What the files of sources look like from outside: a signature that changes when any of them does, and their folders.
import { createHash, type Hash } from 'node:crypto';
import type { Dirent, Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, sep } from 'node:path';
import { systemCode } from '../../index/system-errors.ts';
import { isNeverPage, isToolFolder } from '../../scraper/sources/file-names.ts';

/** Folders in which something may appear or vanish, by path (absolute, bytes as latin1); with the names that matter, null for all. */
export type WatchedFolders = ReadonlyMap<string, ReadonlySet<string> | null>;

export interface Scan {
  /** Of names, sizes and times of all files that may be read. */
  readonly signature: string;
  readonly folders: WatchedFolders;
}

/** Looks at every file below the sources (absolute paths); files and folders in `leftOut` are not looked at. Never throws. */
export async function scanSources(locations: readonly string[], leftOut: readonly string[]): Promise<Scan> {
  const hash = createHash('sha256');
  const folders = namesAbove(locations);
  const own = new Set(await Promise.all(leftOut.map(async (path) => identityOf(await factsOf(path)))));
  const open = locations.map((location) => Buffer.from(location)).reverse();
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const facts = await factsOf(path);
    if (typeof facts !== 'string' && own.has(identityOf(facts))) continue;
    hash.update(path).update(`\0${describeFacts(facts)}\n`);
    if (typeof facts === 'string' || !facts.isDirectory()) continue;
    folders.set(path.toString('latin1'), null);
    for (const child of (await listFolder(path, hash)).reverse()) open.push(child);
  }
  return { signature: hash.digest('hex'), folders };
}

/** A source that is replaced as a whole is seen from the folder above it. */
function namesAbove(locations: readonly string[]): Map<string, ReadonlySet<string> | null> {
  const folders = new Map<string, Set<string>>();
  for (const location of locations) {
    const above = Buffer.from(dirname(location)).toString('latin1');
    const names = folders.get(above) ?? new Set();
    folders.set(above, names.add(basename(location)));
  }
  return folders;
}

/** Links are judged by what they lead to. Gives the system's code for what cannot be looked at. */
async function factsOf(path: string | Buffer): Promise<Stats | string> {
  try {
    return await stat(path);
  } catch (error) {
    return systemCode(error) ?? String(error);
  }
}

function identityOf(facts: Stats | string): string {
  return typeof facts === 'string' ? '' : `${facts.dev}:${facts.ino}`;
}

/** The times of a folder change with everything in it, read or not: they do not count. */
function describeFacts(facts: Stats | string): string {
  if (typeof facts === 'string') return facts;
  const { mode, size, mtimeMs, ctimeMs, ino } = facts;
  return facts.isDirectory() ? `folder ${mode}` : `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
}

/** Links inside are not walked, as when the source is read. */
async function listFolder(path: Buffer, hash: Hash): Promise<Buffer<ArrayBuffer>[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true, encoding: 'buffer' });
    const kept = entries.filter(isContent).map(({ name }) => Buffer.concat([path, Buffer.from(sep), name]));
    return kept.sort(Buffer.compare);
  } catch (error) {
    hash.update(`${systemCode(error)}\n`);
    return [];
  }
}

function isContent(entry: Dirent<Buffer>): boolean {
  const name = entry.name.toString();
  if (entry.isDirectory()) return !isToolFolder(name);
  return entry.isFile() && !isNeverPage(name);
}
