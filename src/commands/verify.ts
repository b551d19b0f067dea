// `antler verify`: reads everything a data folder holds and tells what is not as it was written. Changes nothing.
import { existsSync } from 'node:fs';
import { verifyCatalog } from '../../index/catalog/open.ts';
import { dataFolderPaths } from '../../index/data-folder.ts';
import { IndexError } from '../../index/errors.ts';
import { listSnapshots, readCurrent } from '../../index/snapshot/publish.ts';
import { verifySnapshot } from '../../index/snapshot/verify.ts';
import { clusterAccess } from '../cluster-access.ts';
import { oneLine } from '../terminal-text.ts';
import type { CommandContext, RunCommand } from './model.ts';

/** What was checked; `problem` is null when it is whole. */
interface Checked {
  readonly what: string;
  readonly problem: string | null;
}

/** Exit code 1 when something is damaged. @throws IndexError when the folder holds neither catalog nor snapshot */
export const run: RunCommand = async (context) => {
  const { settings, out } = context;
  const checked = await checkAll(context);
  if (settings.json) await out.json({ dataFolder: settings.data, checked }, out.isTerminal ? 2 : 0);
  else for (const { what, problem } of checked) await out.line(`${what}: ${oneLine(problem ?? 'whole')}`);
  return checked.every(({ problem }) => problem === null) ? 0 : 1;
};

async function checkAll({ settings, progress }: CommandContext): Promise<readonly Checked[]> {
  const { data } = settings;
  const cluster = clusterAccess(settings);
  const ids = await listSnapshots(data);
  const { catalog } = dataFolderPaths(data);
  const checks: { readonly what: string; readonly check: () => unknown }[] = ids.map((id) => ({
    what: `Snapshot ${id}`,
    check: () => verifySnapshot(data, id, { cluster }),
  }));
  // A folder with snapshots alone is one that was copied to be served.
  if (existsSync(catalog) || ids.length === 0)
    checks.unshift({ what: 'Catalog', check: () => verifyCatalog(data) });
  checks.push({ what: 'Current snapshot', check: () => requireCurrent(data, ids) });
  progress.start('Verified', 'part', checks.length);
  const checked: Checked[] = [];
  for (const { what, check } of checks) {
    checked.push({ what, problem: await problemOf(check) });
    progress.update(checked.length, checks.length);
  }
  progress.cancel();
  return checked;
}

async function problemOf(check: () => unknown): Promise<string | null> {
  try {
    await check();
    return null;
  } catch (error) {
    // A folder that is none is no damage: the command cannot run.
    if (error instanceof IndexError && error.code !== 'data-folder-unusable') return error.message;
    throw error;
  }
}

/** That `CURRENT` names one of the snapshots, when there are any. */
async function requireCurrent(data: string, ids: readonly string[]): Promise<void> {
  const current = await readCurrent(data);
  if (ids.length === 0 && current === null) return;
  if (current !== null && ids.includes(current)) return;
  throw new IndexError(
    'snapshot-damaged',
    `CURRENT names ${current ?? 'nothing'}, which is no snapshot here.`,
    {
      hint: 'antler rollback or antler rebuild publishes one.',
    },
  );
}
