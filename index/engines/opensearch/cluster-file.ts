// What a snapshot's folder says of its part in the cluster: which indices, and what they hold.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { IndexError } from '../../errors.ts';
import { CLUSTER_FILE } from '../../snapshot/format.ts';
import { isBase } from './numbering.ts';

/** Names as our writers make them: nothing else is ever asked for, or removed. */
const indexName = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,200}$/);
const count = z.number().int().nonnegative();

/** Indices that one snapshot is joined of, at most. */
export const MOST_PARTS = 64;

const partSchema = z.object({
  /** Of the documents, and of the words. */
  index: indexName,
  words: indexName,
  /** What names of the indices begin with, and the alias of the published one. */
  alias: indexName,
  /** Where the numbers of its documents, threads, people and tags begin; 0 in those from before there were bases. */
  base: z.number().refine(isBase).default(0),
  documents: count,
  threads: count,
  /** Entries of the index of words. */
  forms: count,
  averageBody: z.number().nonnegative(),
  averageTitle: z.number().nonnegative(),
});

const schema = partSchema.extend({
  /**
   * Of a joined index: what it is joined of, by ascending base. `index` and `words` are aliases then that keep these from
   * being removed, its own base is 0, its counts are those of the whole.
   */
  parts: z.array(partSchema).min(1).max(MOST_PARTS).readonly().optional(),
});

/** Two indices that one build wrote. */
export type ClusterPart = z.infer<typeof partSchema>;
/** The content of `cluster.json`. Counts are 0 while the index is written. */
export type ClusterFile = z.infer<typeof schema>;

/** The indices that were built: the one itself, or those that it is joined of. */
export function partsOf(file: ClusterFile): readonly ClusterPart[] {
  return file.parts ?? [file];
}

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
