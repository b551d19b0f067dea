// What a snapshot's folder says of its part in the cluster: which indices, and what they hold.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { IndexError } from '../../errors.ts';
import { CLUSTER_FILE } from '../../snapshot/format.ts';

/** Names as our writer makes them: nothing else is ever asked for, or removed. */
const indexName = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,200}$/);
const count = z.number().int().nonnegative();

const schema = z.object({
  /** Of the documents, and of the words. */
  index: indexName,
  words: indexName,
  alias: indexName,
  documents: count,
  threads: count,
  forms: count,
  averageBody: z.number().nonnegative(),
  averageTitle: z.number().nonnegative(),
});

/** The content of `cluster.json`. Counts are 0 while the index is written. */
export type ClusterFile = z.infer<typeof schema>;

/** @throws IndexError `snapshot-damaged` */
export async function readClusterFile(folder: string): Promise<ClusterFile> {
  const path = join(folder, CLUSTER_FILE);
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new IndexError('snapshot-damaged', `${path} cannot be read, or does not say where the index is.`, {
      hint: 'run "antler rebuild --engine opensearch" to build a new snapshot from the catalog',
      cause,
    });
  }
}

/** Replaces what was there. */
export async function writeClusterFile(folder: string, content: ClusterFile): Promise<void> {
  await writeFile(join(folder, CLUSTER_FILE), `${JSON.stringify(content, null, 2)}\n`);
}
