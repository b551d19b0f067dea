// Reads and writes manifest.json: what is needed to decide whether this program may open a snapshot.
import { createHash } from 'node:crypto';
import { open, readFile, realpath } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { z } from 'zod';
import { systemCode } from '../system-errors.ts';
import { asOfJoined, snapshotDamaged, snapshotMismatch } from './damage.ts';
import { isSnapshotId, MANIFEST_FILE, SNAPSHOT_FORMAT } from './format.ts';
import type { Manifest } from './model.ts';

const count = z.number().int().nonnegative();
/** A name in the snapshot or in one folder below it; never above. */
const fileName = z.string().regex(/^[A-Za-z0-9][\w.-]*(?:\/[A-Za-z0-9][\w.-]*)?$/);

const sum = z.string().regex(/^[0-9a-f]{64}$/);

const manifestSchema = z.object({
  format: count,
  id: z.string(),
  engine: z.enum(['minisearch', 'opensearch']),
  analysis: z.string(),
  language: z.string(),
  timeZone: z.string(),
  builtAt: z.string(),
  program: z.string(),
  counts: z.object({
    documents: count,
    posts: count,
    comments: count,
    pings: count,
    threads: count,
    people: count,
  }),
  firstAt: z.string().nullable(),
  lastAt: z.string().nullable(),
  archive: z.object({ sources: z.array(z.string()), threads: count }),
  files: z.record(fileName, z.object({ bytes: count, sha256: sum, head: sum })),
  parts: z
    .array(z.object({ folder: z.string(), id: z.string().refine(isSnapshotId) }))
    .min(1)
    .optional(),
});

/**
 * The manifest of the snapshot in `folder`.
 * @throws IndexError `snapshot-damaged` when it is missing, no manifest, changed, or another snapshot's; `snapshot-mismatch`
 *   when it is of another format.
 */
export async function readManifest(folder: string, id: string): Promise<Manifest> {
  const content = await readContent(folder, id);
  const format = isObject(content) ? content.format : undefined;
  if (typeof format === 'number' && format !== SNAPSHOT_FORMAT) {
    const difference = `it has format ${format}, the program reads format ${SNAPSHOT_FORMAT}`;
    const mismatch = snapshotMismatch(id, [difference]);
    throw isObject(content) && content.parts !== undefined ? asOfJoined(mismatch) : mismatch;
  }
  const parsed = manifestSchema.safeParse(content);
  if (!parsed.success) throw snapshotDamaged(id, `${MANIFEST_FILE} is no manifest`, parsed.error);
  if (!isSealed(content)) throw snapshotDamaged(id, `${MANIFEST_FILE} is not what was written`);
  if (parsed.data.id !== id) {
    throw snapshotDamaged(id, `its ${MANIFEST_FILE} is that of snapshot ${parsed.data.id}`);
  }
  const home = await dataFolderOf(folder);
  const { parts, ...manifest } = parsed.data;
  return withPlaces({ ...manifest, ...(parts && { parts }) }, (place) => resolve(home, place));
}

/**
 * Written last and synced: a folder without it is no snapshot. On disk sources and parts are named from the data folder on: a
 * backup goes anywhere.
 */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const home = await dataFolderOf(folder);
  const written = withPlaces(manifest, (place) => relative(home, place).replaceAll(sep, '/'));
  const handle = await open(join(folder, MANIFEST_FILE), 'wx');
  try {
    await handle.writeFile(`${JSON.stringify({ ...written, checksum: checksumOf(written) }, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isSealed(content: unknown): boolean {
  if (!isObject(content)) return false;
  const { checksum, ...rest } = content;
  return checksum === checksumOf(rest);
}

/** Of all that stands in a manifest beside it: SHA-256 of its JSON without spaces. */
function checksumOf(content: object): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** Of a snapshot, published or being built. */
function dataFolderOf(folder: string): Promise<string> {
  return realpath(join(folder, '..', '..'));
}

function withPlaces(manifest: Manifest, name: (place: string) => string): Manifest {
  const archive = { ...manifest.archive, sources: manifest.archive.sources.map(name) };
  const parts = manifest.parts?.map((part) => ({ ...part, folder: name(part.folder) }));
  return { ...manifest, archive, ...(parts && { parts }) };
}

async function readContent(folder: string, id: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(join(folder, MANIFEST_FILE), 'utf8'));
  } catch (cause) {
    const isMissing = ['ENOENT', 'ENOTDIR'].includes(systemCode(cause) ?? '');
    throw snapshotDamaged(
      id,
      isMissing ? `it has no ${MANIFEST_FILE}` : `${MANIFEST_FILE} cannot be read`,
      cause,
    );
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
