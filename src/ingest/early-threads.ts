// Threads that were made with the page that is all there is of them, as of most: joining finds them done.
import type { Catalog } from '../../index/catalog/model.ts';
import type { LoneThread } from './tasks.ts';
import { inputsOf } from './thread-inputs.ts';

/** The early threads of one ingest. A thread that is in the catalog stays as it is until joining. */
export class EarlyThreads {
  readonly #catalog: Pick<Catalog, 'addThread'>;
  readonly #unknownParents = new Map<number, number>();

  constructor(catalog: Pick<Catalog, 'addThread'>) {
    this.#catalog = catalog;
  }

  /** `readingId` is that of its only part. */
  save(readingId: number, { key, thread, unknownParents }: LoneThread): void {
    const inputs = inputsOf({ readingIds: [readingId], dateOrder: null });
    if (this.#catalog.addThread(key, inputs, thread)) this.#unknownParents.set(readingId, unknownParents);
  }

  /** What `JoinResult` says of the thread that was made of these parts; null when none was. */
  unknownParentsOf([readingId = 0, ...others]: readonly number[]): number | null {
    return others.length > 0 ? null : (this.#unknownParents.get(readingId) ?? null);
  }
}
