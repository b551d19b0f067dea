// A folder as a source: pages as a mirror program left them, whatever their names; documents files and exports too.

import { claimsToBeRecords, hintOfName } from './file-names.ts';
import type { SourceItem } from './model.ts';
import { readFile } from './read-file.ts';
import { holdsRecords, openRecordFile } from './record-file.ts';
import { fileOnDisk } from './stored-file.ts';
import { type FoundFile, walkFolder } from './walk.ts';
import { openExportFile } from './wordpress-export/export-file.ts';

/** Pages, skips, documents files and WordPress exports of a folder, sorted by path within each folder. Files of other kinds are left out. */
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
  return content.is === 'wordpress-export' ? openExportFile(stored, path) : null;
}

/** How many files of a folder may be items: an upper bound, since most are told by their content only. */
export async function countFolderItems(root: string): Promise<number> {
  let files = 0;
  for await (const _ of walkFolder(root)) files++;
  return files;
}
