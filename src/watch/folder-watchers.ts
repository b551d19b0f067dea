// One watcher of the system a folder. Not the recursive kind, which misses what happens in new folders on Linux.
import { type FSWatcher, watch } from 'node:fs';
import { describeCause, systemCode } from '../../index/system-errors.ts';
import type { WatchedFolders } from './scan-sources.ts';

export interface WatcherCalls {
  /** Something happened, or may have. */
  readonly onEvent: () => void;
  /** The system cannot watch all folders; told once, with the reason as a clause. */
  readonly onBlind: (reason: string) => void;
}

/** Follows a changing set of folders until it is closed. */
export class FolderWatchers {
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #calls: WatcherCalls;
  #isBlind = false;
  #lacksFolder = false;

  constructor(calls: WatcherCalls) {
    this.#calls = calls;
  }

  /** True while some folder cannot be watched: its changes are not told. */
  get isBlind(): boolean {
    return this.#isBlind || this.#lacksFolder;
  }

  /** Watches these folders and no others; tells whether any was not watched before. */
  follow(folders: WatchedFolders): boolean {
    for (const folder of this.#watchers.keys()) if (!folders.has(folder)) this.#drop(folder);
    this.#lacksFolder = false;
    const before = this.#watchers.size;
    for (const [folder, names] of folders) {
      if (!this.#isBlind && !this.#watchers.has(folder)) this.#add(folder, names);
    }
    return this.#watchers.size > before;
  }

  close(): void {
    for (const folder of [...this.#watchers.keys()]) this.#drop(folder);
  }

  #add(folder: string, names: ReadonlySet<string> | null): void {
    try {
      const watcher = watch(Buffer.from(folder, 'latin1'));
      watcher.on('change', (_, name) => {
        if (names === null || name === null || names.has(String(name))) this.#calls.onEvent();
      });
      // A folder that was removed: the next look finds it gone, or watches the one in its place.
      watcher.on('error', () => {
        this.#drop(folder);
        this.#calls.onEvent();
      });
      this.#watchers.set(folder, watcher);
    } catch (error) {
      // The folder above a source may be gone with it.
      if (systemCode(error) === 'ENOENT') this.#lacksFolder = true;
      else this.#turnBlind(describeCause(error));
    }
  }

  #turnBlind(reason: string): void {
    if (this.#isBlind) return;
    this.#isBlind = true;
    this.#calls.onBlind(reason);
  }

  #drop(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }
}
