// `antler rebuild`: a new snapshot from the catalog, verified and published.
import { openCatalog } from '../../index/catalog/open.ts';
import { requireOwnArchive } from '../own-archive.ts';
import { rebuildIndex } from '../rebuild-index.ts';
import { asOnlyWriter } from '../writer.ts';
import type { RunCommand } from './model.ts';
import { describeManifest } from './print-manifest.ts';

/** @throws IndexError when there is no catalog, nothing in it, another writer, or no room to write. */
export const run: RunCommand = async (context) => {
  const { settings, out } = context;
  await requireOwnArchive(settings.data, 'rebuild');
  // Fails before anything is written when there is nothing to build from.
  openCatalog(settings.data, { mode: 'read' }).close();
  const manifest = await asOnlyWriter(settings.data, 'rebuild', () => rebuildIndex(context, settings.data));
  if (settings.json) await out.json({ snapshot: manifest }, out.isTerminal ? 2 : 0);
  else await out.line(`Published ${manifest.id}: ${describeManifest(manifest)}`);
  return 0;
};
