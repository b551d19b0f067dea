// `antler rollback`: the previous snapshot takes the place of the current one.
import { IndexError } from '../../index/errors.ts';
import { listSnapshots, publishSnapshot, readCurrent } from '../../index/snapshot/publish.ts';
import { verifySnapshot } from '../../index/snapshot/verify.ts';
import { clusterAccess } from '../cluster-access.ts';
import { asOnlyWriter } from '../writer.ts';
import type { RunCommand } from './model.ts';
import { describeManifest } from './print-manifest.ts';

/** @throws IndexError when there is none before the current one, it is not whole, or somebody writes */
export const run: RunCommand = async ({ settings, out }) => {
  const cluster = clusterAccess(settings);
  const manifest = await asOnlyWriter(settings.data, 'rollback', async () => {
    const previous = await previousSnapshot(settings.data);
    const verified = await verifySnapshot(settings.data, previous, { cluster });
    await publishSnapshot(settings.data, previous, cluster);
    return verified;
  });
  if (settings.json) await out.json({ snapshot: manifest }, out.isTerminal ? 2 : 0);
  else await out.line(`Published again ${manifest.id}: ${describeManifest(manifest)}`);
  return 0;
};

/** Ids sort by time. */
async function previousSnapshot(dataFolder: string): Promise<string> {
  const current = await readCurrent(dataFolder);
  const older = (await listSnapshots(dataFolder)).filter((id) => current === null || id < current);
  const [previous] = older;
  if (previous !== undefined) return previous;
  throw new IndexError(
    'no-snapshot',
    `There is no snapshot before ${current ?? 'the first'} in ${dataFolder}.`,
    {
      hint: 'antler status lists the snapshots; antler rebuild makes a new one.',
    },
  );
}
