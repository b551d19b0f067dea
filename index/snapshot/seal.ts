// The last step of writing a snapshot: its files are made durable, and the manifest says what stands in them.
import { join } from 'node:path';
import { checksumFile, type FileChecksums, syncFile, syncFolder } from './durable-files.ts';
import { SNAPSHOT_FORMAT } from './format.ts';
import { writeManifest } from './manifest.ts';
import type { Manifest } from './model.ts';

/** `names`: of all files in the folder, which are read back. Folders below it are synced by whoever made them. */
export async function sealSnapshot(
  folder: string,
  facts: Omit<Manifest, 'format' | 'files'>,
  names: readonly string[],
): Promise<Manifest> {
  const files: Record<string, FileChecksums> = {};
  for (const name of names) {
    await syncFile(join(folder, name));
    files[name] = await checksumFile(join(folder, name));
  }
  const manifest: Manifest = { format: SNAPSHOT_FORMAT, ...facts, files };
  await writeManifest(folder, manifest);
  await syncFolder(folder);
  return manifest;
}
