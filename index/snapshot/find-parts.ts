// The snapshots that are to be joined: found in their data folders, and compared before anything is written.
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { dataFolderPaths } from '../data-folder.ts';
import { IndexError } from '../errors.ts';
import { describeCause } from '../system-errors.ts';
import type { EngineKit } from './engine-kit.ts';
import { readManifest } from './manifest.ts';
import type { Manifest, SnapshotPart } from './model.ts';
import { readCurrent } from './publish.ts';

/** A part with the manifest of its current snapshot. */
export interface FoundPart extends SnapshotPart {
  readonly manifest: Manifest;
}

/** How a part is to be, so that it can be joined with others. */
type Likeness = Pick<Manifest, 'engine' | 'analysis' | 'language' | 'timeZone'>;

/**
 * The current snapshots of these data folders, in their order. Changes nothing.
 * @throws IndexError `parts-unusable` that names the folder and what is wrong with it
 */
export async function findParts(
  dataFolder: string,
  folders: readonly string[],
  kit: EngineKit,
): Promise<readonly FoundPart[]> {
  const whole = await placeOf(dataFolder);
  const seen = new Set<string>();
  const parts: FoundPart[] = [];
  for (const folder of folders) {
    const place = await placeOf(folder);
    if (place === whole) throw unusable(folder, 'it is the data folder of the whole', OTHER_FOLDER);
    if (seen.has(place)) throw unusable(folder, 'it is named twice', 'Name each part once.');
    seen.add(place);
    parts.push(await findPart(folder));
  }
  const [first] = parts;
  if (first === undefined) return parts;
  const { language, timeZone } = first.manifest;
  const { fingerprint: analysis } = kit.createAnalysis(language);
  for (const part of parts) requireLike(part, { engine: kit.name, analysis, language, timeZone }, first);
  return parts;
}

const OTHER_FOLDER = 'Give the whole a data folder of its own with --data DIR.';

async function findPart(folder: string): Promise<FoundPart> {
  const id = await readCurrent(folder);
  if (id === null) {
    const hint = `Run antler build SOURCE… --engine opensearch --data ${folder} first.`;
    throw unusable(folder, 'there is no snapshot in it', hint);
  }
  const path = resolve(folder);
  const manifest = await readManifest(join(dataFolderPaths(path).snapshots, id), id).catch(
    (error: unknown) => {
      const hint = `Run antler rebuild --engine opensearch --data ${folder}, then antler join again.`;
      const reason = error instanceof IndexError ? error.message.replace(/\.$/, '') : describeCause(error);
      throw unusable(folder, reason, hint, error);
    },
  );
  if (manifest.parts !== undefined) {
    const hint = 'Name its parts instead: antler status lists them.';
    throw unusable(folder, 'it is joined of others itself', hint);
  }
  return { folder: path, id, manifest };
}

function requireLike({ folder, manifest }: FoundPart, wanted: Likeness, first: FoundPart): void {
  const { engine, analysis, language, timeZone } = manifest;
  if (engine !== wanted.engine) {
    const hint = `Run antler rebuild --engine ${wanted.engine} --data ${folder}.`;
    throw unusable(folder, `it was built for the engine ${engine}; ${wanted.engine} joins its own`, hint);
  }
  const others = `${first.folder} for`;
  if (language !== wanted.language) {
    const hint = `Run antler rebuild --language ${wanted.language} --data ${folder}, or leave it out.`;
    throw unusable(folder, `it was built for the language ${language}, ${others} ${wanted.language}`, hint);
  }
  if (timeZone !== wanted.timeZone) {
    const hint = `Run antler rebuild --time-zone ${wanted.timeZone} --data ${folder}, or leave it out.`;
    throw unusable(folder, `it was built for the time zone ${timeZone}, ${others} ${wanted.timeZone}`, hint);
  }
  if (analysis !== wanted.analysis) {
    const hint = `Run antler rebuild --data ${folder} with this program.`;
    throw unusable(
      folder,
      `it was analysed as "${analysis}", the program analyses as "${wanted.analysis}"`,
      hint,
    );
  }
}

/** Where it really lies; the folder itself need not exist yet. */
async function placeOf(folder: string): Promise<string> {
  const path = resolve(folder);
  return realpath(path).catch(async () =>
    join(await realpath(dirname(path)).catch(() => dirname(path)), basename(path)),
  );
}

/** `reason` is a clause. */
function unusable(folder: string, reason: string, hint: string, cause?: unknown): IndexError {
  return new IndexError('parts-unusable', `The part ${folder} cannot be joined: ${reason}.`, { hint, cause });
}
