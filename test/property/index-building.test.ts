// What is written of words against counting them, however documents are cut into segments and whoever indexes them.
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { anyArchive } from '../support/engine-arbitraries.ts';
import { english } from '../support/engine-samples.ts';
import { bytesOfIndex, segmentWorker, writeIndex } from '../support/made-index.ts';
import { countIndex, decodeIndex } from '../support/packed-index.ts';
import { suite } from '../support/suite.ts';

const test = suite('property: building an index');
const anySize = fc.integer({ min: 1, max: 400 });

test(
  'holds what counting finds, list by list',
  async () => {
    await fc.assert(
      fc.asyncProperty(anyArchive, anySize, async (threads, segmentBytes) => {
        const folder = await writeIndex(threads, { segmentBytes });
        assert.equal(await decodeIndex(folder), countIndex(threads, english));
      }),
      { numRuns: 200 },
    );
  },
  { timeoutMs: 60_000 },
);

test(
  'writes the same bytes for any size of segments',
  async () => {
    await fc.assert(
      fc.asyncProperty(anyArchive, anySize, async (threads, segmentBytes) => {
        const [cut, whole] = [await writeIndex(threads, { segmentBytes }), await writeIndex(threads)];
        assert.ok((await bytesOfIndex(cut)).equals(await bytesOfIndex(whole)));
      }),
      { numRuns: 100 },
    );
  },
  { timeoutMs: 60_000 },
);

test(
  'writes the same bytes with any number of worker threads, whichever is done first',
  async () => {
    // The answer to every other segment is held back: later ones overtake it.
    const workerEntry = await segmentWorker(
      `const post = parentPort.postMessage.bind(parentPort);
      let answers = 0;
      parentPort.postMessage = (message, memory) => {
        const end = Date.now() + (answers++ % 2 === 1 ? 30 : 0);
        while (Date.now() < end);
        post(message, memory);
      };`,
    );
    const fallbacks: string[] = [];
    const onFallback = (reason: string) => fallbacks.push(reason);
    await fc.assert(
      fc.asyncProperty(anyArchive, fc.integer({ min: 1, max: 3 }), async (threads, workers) => {
        const made = await writeIndex(threads, { workers, workerEntry, onFallback, segmentBytes: 40 });
        assert.ok((await bytesOfIndex(made)).equals(await bytesOfIndex(await writeIndex(threads))));
      }),
      { numRuns: 6 },
    );
    assert.equal(fallbacks, []);
  },
  { timeoutMs: 60_000 },
);

test.run();
