// Refuses parts that hold the same threads: they would be found twice.
import { IndexError } from '../errors.ts';
import type { ThreadId } from '../model.ts';
import { IdTableBuilder } from './id-table.ts';
import type { OpenedStore } from './store.ts';

/** A part with what it holds. */
export interface NamedStore {
  readonly folder: string;
  readonly store: OpenedStore;
}

/** Threads read at once. */
const BATCH = 1_000;
const MOST_NAMED = 5;

/**
 * Reads every thread of every part, without its texts. Memory: about 40 bytes a thread.
 * @throws IndexError `parts-unusable` that names the first threads that are in two parts
 */
export async function refuseRepeatedThreads(
  parts: readonly NamedStore[],
  onThreads: (done: number) => Promise<void>,
): Promise<void> {
  const ids = new IdTableBuilder();
  const repeated: string[] = [];
  let done = 0;
  for (const [number, { folder, store }] of parts.entries()) {
    for (let row = 0; row < store.threadCount; row += BATCH) {
      const rows = Array.from({ length: Math.min(BATCH, store.threadCount - row) }, (_, at) => row + at);
      for (const { id } of await store.threadsAt(rows)) {
        if (ids.add(id)) continue;
        const other = await findHolder(parts.slice(0, number), id);
        if (repeated.length <= MOST_NAMED) repeated.push(`${id} (in ${other} and ${folder})`);
      }
      done += rows.length;
      await onThreads(done);
      if (repeated.length > MOST_NAMED) throw refusal(repeated);
    }
  }
  if (repeated.length > 0) throw refusal(repeated);
}

async function findHolder(parts: readonly NamedStore[], id: ThreadId): Promise<string> {
  for (const { folder, store } of parts) if ((await store.thread(id)) !== null) return folder;
  return 'another part';
}

function refusal(repeated: readonly string[]): IndexError {
  const named = repeated.slice(0, MOST_NAMED);
  const more = repeated.length > MOST_NAMED ? ['and more'] : [];
  return new IndexError(
    'parts-unusable',
    ['Some threads are in two parts, and would be found twice:', ...named, ...more].join('\n'),
    {
      hint: 'Give each source to one part only. antler ingest --prune on the other part drops pages that are gone from its sources.',
    },
  );
}
