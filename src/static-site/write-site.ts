// Writes a search site in files: shards of the current snapshot, the script that searches them, and pages to read. Threads
// are read, cut and written one after the other; a site is in its place whole, or not at all.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { PeopleChanges } from '../../index/engine.ts';
import { applyKeepersRules, type KeepersRules } from '../../index/keepers-rules.ts';
import { packSections } from '../../index/packing/compact-sections.ts';
import { SnapshotCutter } from '../../index/shards/cut.ts';
import type { Shard } from '../../index/shards/model.ts';
import { loadEngineKit } from '../../index/snapshot/engine-kit.ts';
import type { Snapshot } from '../../index/snapshot/model.ts';
import {
  attachSnapshot,
  closeLoadedSnapshot,
  type LoadedSnapshot,
  type OpenedSnapshot,
} from '../../index/snapshot/open.ts';
import { createOverviews } from '../answers/overview.ts';
import { readThread } from '../answers/thread-reading.ts';
import { readAssets, USUAL_SITE } from '../assets.ts';
import { CommandError } from '../errors.ts';
import type { Progress } from '../progress.ts';
import { BUNDLE_FOLDER, LANGUAGE_FILE, SCRIPT_FILE } from './bundle-files.ts';
import { SiteFolder } from './site-folder.ts';
import { SitePages } from './site-pages.tsx';

/** What to write, and whom to tell. */
export interface SiteOptions {
  readonly folder: string;
  readonly loaded: LoadedSnapshot;
  /** What they remove is not written. */
  readonly rules: KeepersRules;
  /** Whom to ask for removal, or null. */
  readonly contact: string | null;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly version: string;
  readonly repairText: (text: string) => string;
}

/** What was written. */
export interface WrittenSite {
  readonly threads: number;
  readonly files: number;
  readonly bytes: number;
}

const compress = promisify(gzip);
/** Like the server's: nobody asked search engines to index other people's old words. */
const ROBOTS = 'User-agent: *\nDisallow: /\n';

/** @throws CommandError `file-unusable`, `missing-part`; IndexError when the snapshot is damaged. The folder is as it was then. */
export async function writeSite(options: SiteOptions): Promise<WrittenSite> {
  const folder = await SiteFolder.begin(options.folder);
  try {
    const whole = await attachSnapshot(options.loaded, { reads: 'async' });
    const { snapshot, peopleChanges } = await applyKeepersRules(whole, options.rules);
    const writer = await SiteWriter.open({ folder, whole, snapshot, peopleChanges }, options);
    const written = await writer.writeAll();
    await folder.finish({ snapshot: whole.manifest.id, program: options.version });
    options.progress.finish();
    return written;
  } catch (error) {
    options.progress.cancel();
    await folder.discard();
    throw error;
  } finally {
    closeLoadedSnapshot(options.loaded);
  }
}

interface Writing {
  readonly folder: SiteFolder;
  /** With everything in it: never to be shown. */
  readonly whole: OpenedSnapshot;
  readonly snapshot: Snapshot;
  readonly peopleChanges: PeopleChanges | null;
}

class SiteWriter {
  readonly #writing: Writing;
  readonly #options: SiteOptions;
  readonly #pages: SitePages;
  /** Everything that belongs together: a browser never mixes two sites. */
  readonly #data: string;
  readonly #cutter: SnapshotCutter;
  readonly #written = { threads: 0, files: 0, bytes: 0 };

  private constructor(
    writing: Writing,
    options: SiteOptions,
    { pages, data }: { readonly pages: SitePages; readonly data: string },
  ) {
    this.#writing = writing;
    this.#options = options;
    this.#pages = pages;
    this.#data = data;
    this.#cutter = new SnapshotCutter(writing.snapshot.manifest);
  }

  static async open(writing: Writing, options: SiteOptions): Promise<SiteWriter> {
    const { snapshot } = writing;
    const script = await readBundle(SCRIPT_FILE);
    const { stylesheet, icon, script: pageScript, themeScript } = readAssets();
    const identity = createHash('sha256').update(snapshot.manifest.id);
    for (const { hash } of [stylesheet, pageScript, themeScript]) identity.update(` ${hash} `);
    identity.update(JSON.stringify(options.rules)).update(script);
    const data = `data-${identity.digest('hex').slice(0, 12)}`;
    const overview = await createOverviews(options).of(snapshot);
    const files = {
      stylesheetPath: `${data}${stylesheet.route}`,
      iconPath: `${data}${icon.route}`,
      scriptPath: `${data}${pageScript.route}`,
      themePath: `${data}${themeScript.route}`,
      site: { ...USUAL_SITE, contact: options.contact, archive: 'off' as const },
    };
    const searchScriptPath = `${data}/${SCRIPT_FILE}`;
    const pages = new SitePages({ overview, files, searchScriptPath });
    const writer = new SiteWriter(writing, options, { data, pages });
    await writer.#write(files.stylesheetPath, stylesheet.text);
    await writer.#write(files.iconPath, icon.text);
    await writer.#write(files.scriptPath, pageScript.text);
    await writer.#write(files.themePath, themeScript.text);
    await writer.#write(searchScriptPath, script);
    return writer;
  }

  async writeAll(): Promise<WrittenSite> {
    const { language } = this.#writing.snapshot.manifest;
    await this.#write(`${this.#data}/${LANGUAGE_FILE}`, await readBundle(`languages/${language}.js`));
    await this.#write('robots.txt', ROBOTS);
    // Some hosts make pages of files themselves, unless they are told not to.
    await this.#write('.nojekyll', '');
    for (const [file, html] of Object.entries(this.#pages.fixed(this.#writing.snapshot)))
      await this.#write(file, html);
    await this.#writeThreads();
    await this.#writeIndex();
    return this.#written;
  }

  async #writeThreads(): Promise<void> {
    const { progress } = this.#options;
    const { whole, snapshot } = this.#writing;
    const { threadCount } = whole.store;
    progress.start('Threads written', 'thread', threadCount);
    for (let row = 0; row < threadCount; row++) {
      const { info } = await whole.store.threadAt(row);
      const entries = await whole.store.threadEntries(info.id);
      const shown = await readThread(snapshot.store, info.id);
      if (shown !== null) for (const [file, html] of this.#pages.thread(shown)) await this.#write(file, html);
      const seen = shown && { info: shown.info, entries: [...shown.byId.values()] };
      await this.#writeShards(this.#cutter.addThread(entries, seen));
      if (shown !== null) this.#written.threads++;
      progress.update(row + 1);
    }
    await this.#writeShards(this.#cutter.finish());
  }

  async #writeIndex(): Promise<void> {
    const { loaded, progress } = this.#options;
    const { cut } = await loadEngineKit(loaded.manifest.engine);
    if (cut === undefined) {
      throw new CommandError('not-in-this-version', `An index of ${loaded.manifest.engine} cannot be cut.`, {
        hint: 'Run antler rebuild --engine minisearch first.',
      });
    }
    progress.start('Index written', 'file', null);
    let files = 0;
    const view = { hidden: this.#cutter.hidden(), changes: this.#writing.peopleChanges };
    for (const shard of cut(loaded.engine, view)) {
      await this.#writeShards([shard]);
      progress.update(++files);
    }
  }

  async #writeShards(shards: Iterable<Shard>): Promise<void> {
    for (const { name, sections } of shards) {
      const bytes = packSections(sections);
      const packed = await compress(bytes, { level: 9 });
      await this.#write(`${this.#data}/${name}.bin`, packed.length < bytes.length ? packed : bytes);
    }
  }

  async #write(path: string, content: string | Uint8Array): Promise<void> {
    this.#options.signal.throwIfAborted();
    await this.#writing.folder.write(path, content);
    this.#written.files++;
    this.#written.bytes += typeof content === 'string' ? Buffer.byteLength(content) : content.length;
  }
}

async function readBundle(name: string): Promise<Uint8Array> {
  try {
    return await readFile(join(BUNDLE_FOLDER, name));
  } catch (cause) {
    throw new CommandError('missing-part', `The file ${name} of the search script cannot be read.`, {
      hint: 'In a checkout run npm run build; else install the program again.',
      cause,
    });
  }
}
