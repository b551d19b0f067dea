// `antler join`: one search over the current snapshots of several data folders.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { dataFolderPaths } from '../../index/data-folder.ts';
import { IndexError } from '../../index/errors.ts';
import { loadEngineKit } from '../../index/snapshot/engine-kit.ts';
import { findParts } from '../../index/snapshot/find-parts.ts';
import { readFormerParts } from '../../index/snapshot/former-settings.ts';
import { joinSnapshots } from '../../index/snapshot/join.ts';
import { clusterAccess } from '../cluster-access.ts';
import { CommandError } from '../errors.ts';
import { failingQueries, readGoldenQueries } from '../golden-queries.ts';
import { stageReporter } from '../rebuild-index.ts';
import { asOnlyWriter } from '../writer.ts';
import type { CommandContext, RunCommand } from './model.ts';
import { describeManifest } from './print-manifest.ts';

/** Without words the parts are those of the snapshot before. @throws IndexError, CommandError when nothing could be joined */
export const run: RunCommand = async (context) => {
  const { settings, out, progress, signal, version, now, log } = context;
  const { data } = settings;
  const golden = settings.golden === null ? [] : readGoldenQueries(settings.golden);
  const cluster = clusterAccess(settings);
  const engine = await loadEngineKit('opensearch', cluster);
  requireNoCatalog(data);
  const parts = await findParts(data, await foldersOf(context), engine);
  const manifest = await asOnlyWriter(data, 'join', () =>
    joinSnapshots({
      ...{ dataFolder: data, parts, engine, cluster, now, signal },
      program: `antler ${version}`,
      guard: {
        judge: (snapshot) => failingQueries(snapshot, golden),
        ...(settings.force ? { onForced: (complaint: string) => log.warn(complaint) } : {}),
      },
      onProgress: stageReporter(progress),
    }),
  ).finally(() => progress.cancel());
  if (settings.json) await out.json({ snapshot: manifest }, out.isTerminal ? 2 : 0);
  else await out.line(`Published ${manifest.id}: ${describeManifest(manifest)}`);
  return 0;
};

async function foldersOf({ words, settings }: CommandContext): Promise<readonly string[]> {
  if (words.length > 0) return words.map((word) => resolve(word));
  const former = await readFormerParts(settings.data);
  if (former.length > 0) return former;
  throw new CommandError('bad-usage', `Nothing was joined in ${settings.data} yet, and no PART is named.`, {
    hint: 'Name the data folders to join: antler join --data WHOLE PART PART.',
  });
}

/** A catalog says that the folder has an archive of its own, which would no longer be shown. */
function requireNoCatalog(dataFolder: string): void {
  const { catalog } = dataFolderPaths(dataFolder);
  if (!existsSync(catalog)) return;
  throw new IndexError('data-folder-taken', `The data folder ${dataFolder} has an archive of its own.`, {
    hint: 'Give the whole another data folder with --data DIR, and name this one as a part.',
  });
}
