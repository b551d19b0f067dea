// The data folder's names, and making the folder itself. What its files hold is the business of others.
import { mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { IndexError } from './errors.ts';
import { describeCause } from './system-errors.ts';

/** Absolute paths of everything Antler keeps in a data folder. */
export interface DataFolderPaths {
  readonly folder: string;
  readonly catalog: string;
  readonly writerLock: string;
  readonly writerNote: string;
  readonly snapshots: string;
  readonly building: string;
  readonly current: string;
}

/** The paths of a data folder, which need not exist; relative ones count from the working directory. */
export function dataFolderPaths(dataFolder: string): DataFolderPaths {
  const folder = resolve(dataFolder);
  return {
    folder,
    catalog: join(folder, 'catalog.db'),
    writerLock: join(folder, 'writer.lock'),
    writerNote: join(folder, 'writer.json'),
    snapshots: join(folder, 'snapshots'),
    building: join(folder, 'building'),
    current: join(folder, 'CURRENT'),
  };
}

/**
 * Makes the folder, and those above it, when missing.
 * @throws IndexError `data-folder-unusable`.
 */
export function makeDataFolder(dataFolder: string): DataFolderPaths {
  const paths = dataFolderPaths(dataFolder);
  try {
    makeFolder(paths.folder);
  } catch (cause) {
    throw dataFolderUnusable(paths.folder, cause);
  }
  return paths;
}

/**
 * Makes the folder, and those above it, when missing. Not mkdir's `recursive`: where the system refuses, Node 20
 * reports another reason (read-only volumes) or never returns (/proc).
 * @throws the system's error.
 */
export function makeFolder(folder: string): void {
  const missing: string[] = [];
  for (let path = folder; !isFolder(path); path = dirname(path)) missing.push(path);
  for (const path of missing.reverse()) makeOneFolder(path);
}

function makeOneFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!isFolder(path)) throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? path === dirname(path);
}

/** The error of a data folder that the system refuses; `cause` is the system's own error. */
export function dataFolderUnusable(folder: string, cause: unknown): IndexError {
  return new IndexError(
    'data-folder-unusable',
    `The data folder ${folder} cannot be used: ${describeCause(cause)}.`,
    { hint: 'Give a folder that can be written with --data DIR (or ANTLER_DATA).', cause },
  );
}
