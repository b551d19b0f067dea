// Reads a whole backup and compares every byte with its list. Writes nothing, keeps nothing in memory.
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { list, type ReadEntry } from 'tar';
import { systemCode } from '../system-errors.ts';
import { type BackupContents, CONTENTS_FILE, parseContents, SEAL_FILE, unusable } from './contents.ts';

/** A list of a million files would be shorter. */
const MAX_CONTENTS_BYTES = 1 << 26;
/** Two empty blocks end a tar archive. */
const END_BYTES = 1024;

interface FoundEntry {
  readonly name: string;
  readonly isFile: boolean;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * The list of a backup that is whole.
 * @throws IndexError `backup-unusable` that says what is wrong: no backup at all, cut off, changed, of another form.
 */
export async function checkBackup(path: string): Promise<BackupContents> {
  const found: FoundEntry[] = [];
  const texts = new Map<string, string>();
  await readEntries(path, found, texts);
  const [first, ...others] = found;
  const text = texts.get(CONTENTS_FILE);
  if (first?.name !== CONTENTS_FILE || text === undefined) throw unusable(path, 'it is no backup of Antler');
  const contents = parseContents(path, text);
  const last = others.pop();
  if (last?.name !== SEAL_FILE) throw unusable(path, 'it ends too early');
  if (texts.get(SEAL_FILE) !== first.sha256) throw unusable(path, 'its list of files has changed');
  compareFiles(path, contents, others);
  if (!(await endsEmpty(path))) throw unusable(path, 'its end is missing');
  return contents;
}

async function readEntries(path: string, found: FoundEntry[], texts: Map<string, string>): Promise<void> {
  try {
    await list({ file: path, strict: true, onReadEntry: (entry) => takeEntry(entry, found, texts) });
  } catch (cause) {
    const code = systemCode(cause);
    if (code === 'ENOENT') throw unusable(path, 'there is no such file', cause);
    if (code !== null) throw unusable(path, `it cannot be read (${code})`, cause);
    // The library tells of damage in words of its own.
    const isForeign = found.length === 0 && !texts.has(CONTENTS_FILE);
    throw unusable(path, isForeign ? 'it is no backup of Antler' : 'it is cut off or damaged', cause);
  }
}

function takeEntry(entry: ReadEntry, found: FoundEntry[], texts: Map<string, string>): void {
  const hash = createHash('sha256');
  const isShown = [CONTENTS_FILE, SEAL_FILE].includes(entry.path) && entry.size <= MAX_CONTENTS_BYTES;
  const kept: Buffer[] = [];
  let bytes = 0;
  entry.on('data', (chunk: Buffer) => {
    hash.update(chunk);
    bytes += chunk.length;
    if (isShown) kept.push(chunk);
  });
  entry.on('end', () => {
    if (isShown) texts.set(entry.path, Buffer.concat(kept).toString());
    const isFile = entry.type === 'File' || entry.type === 'OldFile';
    found.push({ name: entry.path, isFile, bytes, sha256: hash.digest('hex') });
  });
}

function compareFiles(path: string, { files }: BackupContents, found: readonly FoundEntry[]): void {
  const missing = new Set(Object.keys(files));
  for (const { name, isFile, bytes, sha256 } of found) {
    const wanted = files[name];
    if (wanted === undefined || !isFile || !missing.delete(name))
      throw unusable(path, `it holds ${JSON.stringify(name)}, which is not in its list`);
    if (wanted.bytes !== bytes || wanted.sha256 !== sha256)
      throw unusable(path, `${name} in it is not what was written`);
  }
  const [lost] = missing;
  if (lost !== undefined) throw unusable(path, `${lost} is missing in it`);
}

async function endsEmpty(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const end = Buffer.alloc(END_BYTES, 1);
    await handle.read(end, 0, END_BYTES, Math.max(0, size - END_BYTES));
    return size % 512 === 0 && end.every((byte) => byte === 0);
  } finally {
    await handle.close();
  }
}
