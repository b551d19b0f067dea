// Fetches shards from where this script lies.
import type { ReadShard } from '../../../index/shards/model.ts';
import { shardReader } from '../../../index/shards/open.ts';

const GZIP = [0x1f, 0x8b];

/** Shards below the folder, which ends with a slash. Rejects with a sentence for the reader. */
export function fetchShards(folder: URL): ReadShard {
  return shardReader(async (name) => {
    const response = await fetch(new URL(`${name}.bin`, folder)).catch(() => null);
    if (response === null) throw new Error('The index cannot be reached: is there a connection?');
    if (response.status === 404)
      throw new Error('The files of this page are gone: it was probably written anew. Load the page again.');
    if (!response.ok)
      throw new Error(`The index cannot be read: the web server answered ${response.status}.`);
    return inflated(new Uint8Array(await response.arrayBuffer()));
  });
}

/** Files are compressed by whoever wrote them, so that they are small on every host. */
async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  if (!GZIP.every((byte, at) => bytes[at] === byte)) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
