// Our side of the extraction benchmark in one thread: reads every page of a folder with `extractPage`, prints as the rival does.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractPage } from '../../scraper/extract.ts';

const folder = process.argv[2] ?? '.';
const pages = readdirSync(folder).map((path) => ({
  path,
  bytes: new Uint8Array(readFileSync(join(folder, path))),
}));
const startedAt = performance.now();
let found = 0;
for (const page of pages) {
  const reading = extractPage(
    { kind: 'page', ...page, url: null, transportCharset: null, capturedAt: null },
    { siteUrl: null },
  );
  if (reading.kind === 'part') found += reading.comments.length;
}
process.stdout.write(`${found} comments, ${(performance.now() - startedAt).toFixed(1)} ms\n`);
