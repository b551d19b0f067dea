// A folder as a source: pages as a mirror program left them, whatever their names; archives, documents files, exports too.
import { captureOfPath } from './capture-path.ts';
import { claimedArchive, hintOfName } from './file-names.ts';
import type { SourceItem } from './model.ts';
import { type FoundContext, readFound } from './read-found.ts';
import { fileOnDisk } from './stored-file.ts';
import { walkFolder } from './walk.ts';

/** Pages, skips and records of a folder, sorted by path within each folder. Files of other kinds are left out. */
export async function* readFolderItems(root: string, context: FoundContext): AsyncIterable<SourceItem> {
  for await (const found of walkFolder(root)) {
    if (found.kind === 'skip') {
      yield found;
      continue;
    }
    const { path, name, absolutePath } = found;
    const capture = captureOfPath(path);
    yield* readFound(
      { file: fileOnDisk(absolutePath), path, name, hint: hintOfName(name), capture },
      context,
    );
  }
}

/** How many files a folder holds that may be items, archives among them. */
export async function countFiles(
  root: string,
): Promise<{ readonly files: number; readonly archives: number }> {
  let files = 0;
  let archives = 0;
  for await (const found of walkFolder(root)) {
    files++;
    if (found.kind === 'file' && claimedArchive(found.name) !== null) archives++;
  }
  return { files, archives };
}
