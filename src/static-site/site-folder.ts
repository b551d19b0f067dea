// The folder of a static site: written beside its place and put there whole, never over anything else.
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { describeCause, systemCode } from '../../index/system-errors.ts';
import { CommandError } from '../errors.ts';

/** Tells a folder that may be written anew. */
const MARKER = 'antler-site.json';

/** A folder that is being written: nobody sees it until it is done. */
export class SiteFolder {
  readonly #target: string;
  readonly #building: string;
  readonly #folders = new Set<string>();

  private constructor(target: string, building: string) {
    this.#target = target;
    this.#building = building;
  }

  /** @throws CommandError `file-unusable` when something else stands there, or nothing can be written beside it. */
  static async begin(folder: string): Promise<SiteFolder> {
    const target = resolve(folder);
    await refuseForeign(target);
    return guarded(target, async () => {
      await mkdir(dirname(target), { recursive: true });
      const building = join(dirname(target), `.${basename(target)}-${randomBytes(6).toString('hex')}`);
      await mkdir(building);
      return new SiteFolder(target, building);
    });
  }

  /** `path`: below the folder, with slashes. */
  async write(path: string, content: string | Uint8Array): Promise<void> {
    const file = join(this.#building, path);
    await guarded(this.#target, async () => {
      if (!this.#folders.has(dirname(file))) await mkdir(dirname(file), { recursive: true });
      this.#folders.add(dirname(file));
      await writeFile(file, content, { flag: 'wx' });
    });
  }

  /** Puts the folder in its place; what stood there is gone afterwards. `about` goes into the marker. */
  async finish(about: Readonly<Record<string, string>>): Promise<void> {
    await this.write(MARKER, `${JSON.stringify({ writtenBy: 'antler', ...about })}\n`);
    await refuseForeign(this.#target);
    const old = `${this.#building}-old`;
    await guarded(this.#target, async () => {
      const hasOld = await moveAway(this.#target, old);
      try {
        await rename(this.#building, this.#target);
      } catch (error) {
        if (hasOld) await rename(old, this.#target);
        throw error;
      }
      await rm(old, { recursive: true, force: true });
    });
  }

  /** Gives up: what stood there stays. */
  async discard(): Promise<void> {
    await rm(this.#building, { recursive: true, force: true });
  }
}

/** False: nothing is there. */
async function moveAway(target: string, old: string): Promise<boolean> {
  try {
    await rename(target, old);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}

async function refuseForeign(target: string): Promise<void> {
  const names = await guarded(target, () => namesIn(target));
  if (names.length === 0 || (names.includes(MARKER) && (await isOurs(join(target, MARKER))))) return;
  throw new CommandError('file-unusable', `${target} holds something else than a site written by antler.`, {
    hint: 'Name a new or an empty folder: nothing that stands there would be left.',
  });
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

async function isOurs(marker: string): Promise<boolean> {
  try {
    const read: unknown = JSON.parse(await readFile(marker, 'utf8'));
    return typeof read === 'object' && read !== null && 'writtenBy' in read && read.writtenBy === 'antler';
  } catch {
    return false;
  }
}

async function guarded<T>(target: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (systemCode(cause) === null) throw cause;
    throw new CommandError(
      'file-unusable',
      `The site cannot be written to ${target}: ${describeCause(cause)}.`,
      {
        hint: 'What was there before is unharmed. See to space and permission to write, in the folder around it too.',
        cause,
      },
    );
  }
}
