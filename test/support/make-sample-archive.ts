// Writes src/sample-archive/ anew from the texts in sample/threads: `node --import tsx test/support/make-sample-archive.ts`.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readThreads } from './sample/read-threads.ts';
import { renderArchive } from './sample/render-archive.ts';
import { checkoutPath } from './shared.ts';

const folder = join(checkoutPath, 'src/sample-archive');
const files = renderArchive(readThreads());
rmSync(folder, { recursive: true, force: true });
for (const [path, bytes] of files) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), bytes);
}
process.stdout.write(`${files.size} files written to ${folder}\n`);
