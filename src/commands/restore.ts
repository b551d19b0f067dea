// `antler restore`: puts a backup into a data folder, once all of it is checked.
import { resolve } from 'node:path';
import { checkBackup } from '../../index/backup/read.ts';
import { type RestoreStage, requireEmpty, restoreBackup } from '../../index/backup/restore.ts';
import { clusterAccess } from '../cluster-access.ts';
import { countOf } from '../numbers.ts';
import { oneLine } from '../terminal-text.ts';
import { asOnlyWriter } from '../writer.ts';
import type { RunCommand } from './model.ts';

const LABELS: Readonly<Record<RestoreStage, string>> = {
  check: 'Backup checked',
  unpack: 'Backup unpacked',
  verify: 'Catalog and index verified',
  'put in place': 'Backup restored',
};

/** Exit code 1 when the index wants a rebuild. @throws IndexError when the backup or the data folder cannot be used */
export const run: RunCommand = async ({ settings, words, out, log, progress, signal }) => {
  const file = resolve(words[0] ?? '');
  if (!settings.force) await requireEmpty(settings.data);
  // Before the data folder is made: a wrong file leaves nothing behind.
  await checkBackup(file);
  const { contents, mismatch } = await asOnlyWriter(settings.data, 'restore', () =>
    restoreBackup({
      dataFolder: settings.data,
      cluster: clusterAccess(settings),
      file,
      signal,
      onStage: (stage) => {
        progress.cancel();
        progress.start(LABELS[stage], 'step', null);
      },
    }),
  ).finally(() => progress.cancel());
  if (mismatch !== null) log.warn(`${mismatch} Run antler rebuild.`);
  if (settings.json) await out.json(contents, out.isTerminal ? 2 : 0);
  else {
    const what = contents.snapshot === null ? 'no snapshot' : `snapshot ${contents.snapshot}`;
    const count = countOf(Object.keys(contents.files).length, 'file');
    await out.line(
      `Restored to ${oneLine(settings.data)}: ${what}, ${count}, written ${oneLine(contents.createdAt)} by ${oneLine(contents.program)}`,
    );
  }
  return mismatch === null ? 0 : 1;
};
