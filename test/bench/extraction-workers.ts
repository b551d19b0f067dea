// Our side of the extraction benchmark in two threads: the workers of `ingest` read every page of a folder, no catalog is
// written. Prints as the rival does; the start of the workers and the warming up of their code are counted.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as TaskRunner from '../../src/ingest/task-runner.ts';
import { checkoutPath } from '../support/shared.ts';

const folder = process.argv[2] ?? '.';
// Built: worker threads run JavaScript.
const built = pathToFileURL(join(checkoutPath, 'dist/src/ingest/task-runner.js')).href;
const { createTaskRunner } = (await import(built)) as typeof TaskRunner;

const pages = readdirSync(folder).map((path) => ({ path, bytes: readFileSync(join(folder, path)) }));
const startedAt = performance.now();
const runner = createTaskRunner({ workers: 2, deadlineMs: 30_000 });
const read = await Promise.all(
  pages.map((page) =>
    runner.readPage({ kind: 'page', ...page, url: null, transportCharset: null, capturedAt: null }, null),
  ),
);
const elapsedMs = performance.now() - startedAt;
await runner.close();
let found = 0;
for (const {
  readings: [record],
} of read)
  if (record?.kind === 'part') found += JSON.parse(Buffer.from(record.body).toString()).comments.length;
process.stdout.write(`${found} comments, ${elapsedMs.toFixed(1)} ms\n`);
