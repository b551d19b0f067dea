// Writes the report of an ingest to a file: whole or not at all, and checked before the work begins.
import { accessSync, constants, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describeCause } from '../index/system-errors.ts';
import { CommandError } from './errors.ts';

/** Passes when a report could be written there now. @throws CommandError `file-unusable` */
export function requireWritable(path: string): void {
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw unwritable(path, describeCause(error), error);
  }
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw unwritable(path, 'it is a folder', null);
}

/** Writes `value` as indented JSON beside the file, then puts it in its place. @throws CommandError `file-unusable` */
export function writeReport(path: string, value: unknown): void {
  const fresh = `${path}.${process.pid}.new`;
  try {
    writeFileSync(fresh, `${JSON.stringify(value, null, 2)}\n`);
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw unwritable(path, describeCause(error), error);
  }
}

function unwritable(path: string, why: string, cause: unknown): CommandError {
  return new CommandError('file-unusable', `The report ${path} cannot be written: ${why}.`, {
    hint: 'Name a file in a folder that exists and can be written.',
    cause,
  });
}
