// How the current snapshot was built: what a keeper chose once holds for later builds too.
import { readFile, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { dataFolderPaths } from '../data-folder.ts';
import { IndexError } from '../errors.ts';
import { MANIFEST_FILE } from './format.ts';
import { readCurrent } from './publish.ts';

const settingsSchema = z
  .object({ language: z.string(), timeZone: z.string(), engine: z.enum(['minisearch', 'opensearch']) })
  .partial();

const partsSchema = z.object({ parts: z.array(z.object({ folder: z.string() })) });

/** What shapes all documents of a snapshot. */
export type FormerSettings = z.infer<typeof settingsSchema>;

/**
 * From the manifest of the current snapshot, whatever its format: it is asked for just when a program of another version
 * builds anew. Empty when nothing is published, or it cannot be read.
 */
export async function readFormerSettings(dataFolder: string): Promise<FormerSettings> {
  const read = settingsSchema.safeParse(await readFormerManifest(dataFolder));
  return read.success ? read.data : {};
}

/** Data folders of the parts that the current snapshot joins, absolute, likewise; empty when it joins none. */
export async function readFormerParts(dataFolder: string): Promise<readonly string[]> {
  const read = partsSchema.safeParse(await readFormerManifest(dataFolder));
  if (!read.success) return [];
  const home = await realpath(dataFolder);
  return read.data.parts.map(({ folder }) => resolve(home, folder));
}

async function readFormerManifest(dataFolder: string): Promise<unknown> {
  try {
    const id = await readCurrent(dataFolder);
    if (id === null) return {};
    const path = join(dataFolderPaths(dataFolder).snapshots, id, MANIFEST_FILE);
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof IndexError || error instanceof SyntaxError) return {};
    if (error instanceof Error && 'code' in error) return {};
    throw error;
  }
}
