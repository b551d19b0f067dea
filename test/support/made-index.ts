// Writes packed indexes in tests, with worker threads too: those run TypeScript through tsx.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ThreadDocuments } from '../../index/documents.ts';
import { createIndexWriter, type IndexWriterOptions } from '../../index/engines/minisearch/building/write.ts';
import { english } from './engine-samples.ts';
import { checkoutPath } from './shared.ts';
import { makeTempFolder } from './temp-folder.ts';

/** Writes an index of the threads; gives its folder. */
export async function writeIndex(
  threads: readonly ThreadDocuments[],
  options: IndexWriterOptions = {},
): Promise<string> {
  const folder = makeTempFolder('index');
  const writer = createIndexWriter(folder, english, options);
  try {
    for (const { info, entries } of threads) await writer.addThread(info, entries);
    await writer.finish();
  } finally {
    await writer.close();
  }
  return folder;
}

/** The bytes of both files, one behind the other. */
export async function bytesOfIndex(folder: string): Promise<Buffer> {
  const files = ['terms.bin', 'documents.bin'].map((name) => readFile(join(folder, name)));
  return Buffer.concat(await Promise.all(files));
}

/** A module that runs in worker threads: the real one, after `before`, which is JavaScript. */
export async function segmentWorker(before = ''): Promise<URL> {
  const file = join(makeTempFolder('worker'), 'worker.mjs');
  const building = join(checkoutPath, 'index/engines/minisearch/building/segment-worker.ts');
  await writeFile(
    file,
    `import { parentPort } from 'node:worker_threads';
    import { register } from ${JSON.stringify(import.meta.resolve('tsx/esm/api'))};
    ${before}
    register();
    await import(${JSON.stringify(pathToFileURL(building).href)});`,
  );
  return pathToFileURL(file);
}
