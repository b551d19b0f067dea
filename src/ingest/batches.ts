// Cuts the items of a source into batches, so that a transaction covers many and memory holds few.
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
