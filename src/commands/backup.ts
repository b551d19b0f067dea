// `antler backup`: catalog, current snapshot and keepers' files in one checked file.
import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type BackupStage, requireOutside, writeBackup } from '../../index/backup/write.ts';
import { clusterAccess } from '../cluster-access.ts';
import { CommandError } from '../errors.ts';
import { countOf, printBytes } from '../numbers.ts';
import { requireOwnArchive } from '../own-archive.ts';
import { oneLine } from '../terminal-text.ts';
import type { RunCommand } from './model.ts';

const LABELS: Readonly<Record<BackupStage, string>> = {
  copy: 'Catalog copied',
  check: 'Catalog and index checked',
  write: 'Backup written',
  'read back': 'Backup read back',
};

/** @throws IndexError, CommandError when there is nothing to back up, or it cannot be written there */
export const run: RunCommand = async ({ settings, words, out, log, progress, signal, version, now }) => {
  await requireOwnArchive(settings.data, 'backup');
  const file = resolve(words[0] ?? '');
  requireTarget(file, settings.force);
  requireOutside(settings.data, file);
  const { contents, bytes, leftOut } = await writeBackup({
    dataFolder: settings.data,
    cluster: clusterAccess(settings),
    file,
    program: `antler ${version}`,
    now,
    signal,
    onStage: (stage) => {
      progress.cancel();
      progress.start(LABELS[stage], 'step', null);
    },
  }).finally(() => progress.cancel());
  if (leftOut.length > 0) log.warn(`Not in the backup: ${leftOut.map(oneLine).join(', ')}.`);
  if (settings.json) await out.json({ file, bytes, ...contents }, out.isTerminal ? 2 : 0);
  else {
    const what = contents.snapshot === null ? 'no snapshot' : `snapshot ${contents.snapshot}`;
    const count = countOf(Object.keys(contents.files).length, 'file');
    await out.line(`Wrote ${oneLine(file)}: ${what}, ${count}, ${printBytes(bytes)}`);
  }
  return 0;
};

function requireTarget(file: string, mayReplace: boolean): void {
  if (!existsSync(dirname(file)))
    throw refused(file, 'there is no such folder', 'Name a file in a folder that exists.');
  const there = statSync(file, { throwIfNoEntry: false });
  if (there === undefined) return;
  if (!there.isFile()) throw refused(file, 'something else than a file stands there', 'Name another file.');
  if (!mayReplace) throw refused(file, 'it is there already', 'Name another file, or give --force.');
}

function refused(file: string, why: string, hint: string): CommandError {
  return new CommandError('file-unusable', `The backup ${file} cannot be written: ${why}.`, { hint });
}
