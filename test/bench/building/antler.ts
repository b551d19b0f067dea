// Builds our index from a catalog: `antler.ts index|snapshot WORKERS DATA OUT`: the index's files alone, or a snapshot with
// its texts, verified and published. Prints a line of JSON with its cost.

import { mkdirSync } from 'node:fs';
import type * as CatalogModule from '../../../index/catalog/open.ts';
import type * as DocumentsModule from '../../../index/documents.ts';
import type * as PeopleModule from '../../../index/people.ts';
import type * as BuildModule from '../../../index/snapshot/build.ts';
import type * as KitModule from '../../../index/snapshot/engine-kit.ts';
import type * as ZoneModule from '../../../index/time-zone.ts';
import { built } from '../built.ts';
import { ownCost } from '../measure.ts';

const { openCatalog } = await built<typeof CatalogModule>('index/catalog/open.js');
const { describeThread } = await built<typeof DocumentsModule>('index/documents.js');
const { createPeopleCollector } = await built<typeof PeopleModule>('index/people.js');
const { buildSnapshot } = await built<typeof BuildModule>('index/snapshot/build.js');
const { loadEngineKit } = await built<typeof KitModule>('index/snapshot/engine-kit.js');
const { createTimeZone } = await built<typeof ZoneModule>('index/time-zone.js');

const [kind = '', workers = '0', data = '', out = ''] = process.argv.slice(2);
const writer = { workers: Number(workers) };
const catalog = openCatalog(data, { mode: 'read' });
mkdirSync(out, { recursive: true });

async function writeIndex(): Promise<number> {
  const kit = await loadEngineKit('minisearch');
  const index = await kit.createWriter(out, kit.createAnalysis('english'), writer);
  const timeZone = createTimeZone('UTC');
  let documents = 0;
  for (const thread of catalog.threads()) {
    const people = createPeopleCollector();
    people.add(thread);
    const context = {
      people: people.finish(),
      timeZone,
      claimThreadId: (id: string) => id,
      claimDocumentId: (id: string) => id,
    };
    const { info, entries } = describeThread(thread, context);
    await index.addThread(info, entries);
    documents += entries.length;
  }
  await index.finish();
  await index.close();
  return documents;
}

async function writeSnapshot(): Promise<number> {
  const { counts } = await buildSnapshot({
    dataFolder: out,
    threads: () => catalog.threads(),
    language: 'english',
    timeZone: 'UTC',
    program: 'bench',
    now: () => new Date(),
    writer,
  });
  return counts.documents;
}

const startedAt = performance.now();
const documents = await (kind === 'index' ? writeIndex() : writeSnapshot());
const elapsedMs = performance.now() - startedAt;
const cost = ownCost();
catalog.close();
process.stdout.write(`${JSON.stringify({ documents, elapsedMs, ...cost })}\n`);
