// Cuts work into batches, so that a transaction covers many items and memory holds few.
import type { SourceItem } from '../../scraper/sources/model.ts';

const MAX_ITEMS = 64;
const MAX_BYTES = 24 * 1024 * 1024;

/** Batches in order, none empty. A documents file is a batch of its own. */
export async function* batchItems(items: AsyncIterable<SourceItem>): AsyncIterable<readonly SourceItem[]> {
  let batch: SourceItem[] = [];
  let bytes = 0;
  for await (const item of items) {
    const size = item.kind === 'page' ? item.bytes.byteLength : 0;
    const isFull = batch.length >= MAX_ITEMS || (bytes > 0 && bytes + size > MAX_BYTES);
    if (batch.length > 0 && (isFull || item.kind === 'records')) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    if (item.kind === 'records') yield [item];
    else {
      batch.push(item);
      bytes += size;
    }
  }
  if (batch.length > 0) yield batch;
}

export interface BatchSteps<Batch, Ready> {
  readonly begin: (batch: Batch) => Promise<Ready>;
  readonly finish: (ready: Ready, batch: Batch) => Promise<void> | void;
}

/**
 * Begins each batch before the one before it is finished, so that there is always something to do: at most two are in
 * memory. They finish in order. @throws what the steps and `batches` throw; nothing is finished behind it.
 */
export async function overlapBatches<Batch, Ready>(
  batches: Iterable<Batch> | AsyncIterable<Batch>,
  { begin, finish }: BatchSteps<Batch, Ready>,
): Promise<void> {
  let before: { readonly batch: Batch; readonly ready: Promise<Ready> } | null = null;
  for await (const batch of batches) {
    const ready = begin(batch);
    ready.catch(() => {}); // thrown when its turn comes
    if (before) await finish(await before.ready, before.batch);
    before = { batch, ready };
  }
  if (before) await finish(await before.ready, before.batch);
}
