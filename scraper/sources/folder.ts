// A folder as a source: pages as a mirror program left them, whatever their names; documents files and exports too.

import { isExport, openExport, packedExport } from './export-files.ts';
import { claimsToBeRecords, hintOfName, isPackedXml } from './file-names.ts';
import type { SourceItem } from './model.ts';
import { readFile } from './read-file.ts';
import { holdsRecords, openRecordFile } from './record-file.ts';
import { fileOnDisk, unpackedFile } from './stored-file.ts';
import { type FoundFile, walkFolder } from './walk.ts';

/** Pages, skips, documents files and exports of a folder, sorted by path within each folder. Files of other kinds are left out. */
export async function* readFolderItems(root: string, maxPageBytes: number): AsyncIterable<SourceItem> {
  for await (const found of walkFolder(root)) {
    const item = found.kind === 'skip' ? found : await readFound(found, maxPageBytes);
    if (item !== null) yield item;
  }
}

async function readFound(file: FoundFile, maxPageBytes: number): Promise<SourceItem | null> {
  const { path, name } = file;
  const stored = fileOnDisk(file.absolutePath);
  if (claimsToBeRecords(name) && (await holdsRecords(stored, name))) return openRecordFile(stored, path);
  const content = await readFile({ file: stored, path, maxPageBytes, hint: hintOfName(name) });
  if (content.kind !== 'not-a-page') return content;
  if (isExport(content.is)) return openExport(content.is, stored, path);
  if (content.is !== 'gzip' || !isPackedXml(name)) return null;
  const unpacked = unpackedFile(stored);
  const packed = await packedExport(unpacked);
  return packed === null ? null : openExport(packed, unpacked, path);
}

/** How many files of a folder may be items: an upper bound, since most are told by their content only. */
export async function countFolderItems(root: string): Promise<number> {
  let files = 0;
  for await (const _ of walkFolder(root)) files++;
  return files;
}
