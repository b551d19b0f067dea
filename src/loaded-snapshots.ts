// Snapshots in the memory of this process, each once, however many ways it is served at the same time.
import {
  closeLoadedSnapshot,
  type LoadedSnapshot,
  loadSnapshot,
  type OpenSnapshotOptions,
} from '../index/snapshot/open.ts';

interface Shared {
  readonly loading: Promise<LoadedSnapshot>;
  users: number;
}

/** Take what you use, and give it back once. */
export class LoadedSnapshots {
  readonly #shared = new Map<string, Shared>();
  readonly #options: OpenSnapshotOptions;

  constructor(options: OpenSnapshotOptions = {}) {
    this.#options = options;
  }

  /** @throws IndexError as `loadSnapshot` */
  async take(dataFolder: string, id: string): Promise<LoadedSnapshot> {
    const shared = this.#shared.get(id) ?? { loading: loadSnapshot(dataFolder, id, this.#options), users: 0 };
    this.#shared.set(id, shared);
    shared.users += 1;
    try {
      return await shared.loading;
    } catch (error) {
      if (this.#shared.get(id) === shared) this.#shared.delete(id);
      throw error;
    }
  }

  /** Closed when nobody uses it any more. */
  giveBack(loaded: LoadedSnapshot): void {
    const { id } = loaded.manifest;
    const shared = this.#shared.get(id);
    if (shared === undefined) return;
    shared.users -= 1;
    if (shared.users > 0) return;
    this.#shared.delete(id);
    closeLoadedSnapshot(loaded);
  }
}
