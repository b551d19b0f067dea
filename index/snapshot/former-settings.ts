// How the current snapshot was built: what a keeper chose once holds for later builds too.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { dataFolderPaths } from '../data-folder.ts';
import { IndexError } from '../errors.ts';
import { MANIFEST_FILE } from './format.ts';
import { readCurrent } from './publish.ts';

const settingsSchema = z
  .object({ language: z.string(), timeZone: z.string(), engine: z.enum(['minisearch', 'opensearch']) })
  .partial();

/** What shapes all documents of a snapshot. */
export type FormerSettings = z.infer<typeof settingsSchema>;

/**
 * From the manifest of the current snapshot, whatever its format: it is asked for just when a program of another version
 * builds anew. Empty when nothing is published, or it cannot be read.
 */
export async function readFormerSettings(dataFolder: string): Promise<FormerSettings> {
  try {
    const id = await readCurrent(dataFolder);
    if (id === null) return {};
    const path = join(dataFolderPaths(dataFolder).snapshots, id, MANIFEST_FILE);
    const read = settingsSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return read.success ? read.data : {};
  } catch (error) {
    if (error instanceof IndexError || error instanceof SyntaxError) return {};
    if (error instanceof Error && 'code' in error) return {};
    throw error;
  }
}
