// Temporary folders for tests, removed when the test process ends.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const folders: string[] = [];

/** A new empty folder, absolute; `label` stands in its name. It is removed with everything in it at exit. */
export function makeTempFolder(label = 'test'): string {
  return makeFolderIn(tmpdir(), label);
}

function makeFolderIn(parent: string, label: string): string {
  const folder = mkdtempSync(join(parent, `antler-${label}-`));
  if (folders.length === 0) process.on('exit', removeTempFolders);
  folders.push(folder);
  return folder;
}

/** The same, in memory where the system has a place for it: for tests that sync thousands of files. */
export function makeMemoryFolder(label = 'test'): string {
  return makeFolderIn(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), label);
}

/** A new folder holding `files` (relative path → content; folders on the way are made). Returns its absolute path. */
export async function makeTempFolderWith(
  files: Readonly<Record<string, string | Uint8Array>>,
  label = 'test',
): Promise<string> {
  const folder = makeTempFolder(label);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

function removeTempFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
