// Whether the files of a snapshot are those that its manifest names, as far as sizes and beginnings tell.
import { join } from 'node:path';
import { snapshotDamaged } from './damage.ts';
import { checkHead } from './durable-files.ts';
import type { Manifest } from './model.ts';

/**
 * Cut off, or another snapshot's: told by size and beginning. What has changed further on is told by its own checksum.
 * `names`: left out, all that the manifest names.
 * @throws IndexError `snapshot-damaged`
 */
export async function checkFiles(
  folder: string,
  { id, files }: Pick<Manifest, 'id' | 'files'>,
  names: readonly string[] = Object.keys(files),
): Promise<void> {
  for (const name of names) {
    const expected = files[name];
    if (expected === undefined) throw snapshotDamaged(id, `its manifest names no ${name}`);
    const found = await checkHead(join(folder, name)).catch((cause: unknown) => {
      throw snapshotDamaged(id, `${name} is missing or cannot be read`, cause);
    });
    if (found.bytes !== expected.bytes)
      throw snapshotDamaged(id, `${name} has ${found.bytes} bytes instead of ${expected.bytes}`);
    if (found.head !== expected.head) throw snapshotDamaged(id, `${name} is not what was written`);
  }
}
