// The law of ingest: an archive read step by step gives what the same archive gives when it is read once.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { Catalog } from '../../index/catalog/model.ts';
import { openCatalog } from '../../index/catalog/open.ts';
import { recordThread } from '../../index/catalog/records.ts';
import { assembleThread } from '../../scraper/assemble.ts';
import { groupParts } from '../../scraper/joining/group-parts.ts';
import type { Thread } from '../../scraper/model.ts';
import { type IngestOptions, ingest } from '../../src/ingest/ingest.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('ingest laws');
const seed = Date.now() % 1_000_000;
console.log(`seed ${seed}`);

const OPTIONS: IngestOptions = { siteUrl: null, prune: true, workers: 0, maxPageBytes: 1_000_000 };
/** Pages of two posts as mirrors keep them, in two captures of one blog. */
const PATHS = ['one', 'two'].flatMap((capture) =>
  [
    '2009/06/tides/index.html',
    '2009/06/tides/comment-page-2/index.html',
    '2009/06/tides/index.html?replytocom=31.html',
    'index.html?p=5.html',
    '2010/01/bread/index.html',
  ].map((path) => `${capture}/${path}`),
);

interface Content {
  readonly isHosted: boolean;
  readonly text: string;
  readonly comments: readonly { readonly id: number; readonly author: string; readonly text: string }[];
}

const anyContent: fc.Arbitrary<Content> = fc.record({
  isHosted: fc.boolean(),
  text: fc.constantFrom('High at nine.', 'High at ten..', 'Low.'),
  comments: fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 31, max: 35 }),
      author: fc.constantFrom('Ada', 'Bob'),
      text: fc.constantFrom('Wet feet.', 'Dry feet.', 'So it was.'),
    }),
    { selector: ({ id }) => id, maxLength: 3 },
  ),
});

/** A page to write, or null to delete it. */
const anyStep = fc.array(
  fc.record({ path: fc.constantFrom(...PATHS), content: fc.option(anyContent, { freq: 4 }) }),
  { minLength: 1, maxLength: 4 },
);

function printPage(path: string, { isHosted, text, comments }: Content): string {
  const isBread = path.includes('bread');
  const title = isBread ? 'Bread' : 'Tides';
  const address = isBread ? '2010/01/bread/' : '2009/06/tides/';
  const head = isHosted ? `<link rel="canonical" href="http://quay.example/${address}">` : '';
  const items = comments.map(
    (own) =>
      `<li class="comment" id="comment-${own.id}"><cite class="fn">${own.author}</cite> says: June 18, 2009 at 9:02 pm<p>${own.text}</p></li>`,
  );
  const number = isBread ? 6 : 5;
  return `<html><head>${head}</head><body class="single postid-${number}"><div class="post" id="post-${number}"><h2>${title}</h2><div class="entry"><p>${text}</p></div></div><ol class="commentlist">${items.join('')}</ol></body></html>`;
}

function take(folder: string, step: readonly { path: string; content: Content | null }[]): void {
  for (const { path, content } of step) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    if (content === null) rmSync(file, { force: true });
    else writeFileSync(file, printPage(path, content));
  }
}

/** The threads that all parts make when none is joined early. */
function joinAll(catalog: Catalog): readonly Thread[] {
  const groups = groupParts(catalog.partIdentities());
  return groups.map(({ key, readingIds, dateOrder }) => {
    const { thread } = assembleThread(key, catalog.parts(readingIds), { dateOrder });
    return thread;
  });
}

function lineOf(thread: Thread): string {
  return Buffer.from(recordThread(thread, []).body).toString();
}

async function readAll(dataFolder: string, archive: string) {
  const catalog = openCatalog(dataFolder, { mode: 'write' });
  try {
    const locations = ['one', 'two'].map((capture) => join(archive, capture));
    const report = await ingest(catalog, locations, OPTIONS);
    const skips = [...catalog.skips()].map((skip) => JSON.stringify(skip)).sort();
    const threads = [...catalog.threads()];
    assert.equal(threads.map(lineOf).sort(), joinAll(catalog).map(lineOf).sort());
    return { report, threads: JSON.stringify(threads, null, 1), skips };
  } finally {
    catalog.close();
  }
}

test(
  'an archive read step by step gives the threads and skips of one read once, and nothing new when read again',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 4 }), async (steps) => {
        const archive = makeTempFolder('archive');
        const data = makeTempFolder('data');
        // Each capture holds a page that never changes: an empty folder is no source.
        for (const capture of ['one', 'two'])
          take(archive, [
            { path: `${capture}/about.html`, content: { isHosted: true, text: '.', comments: [] } },
          ]);
        for (const step of steps) {
          take(archive, step);
          await readAll(data, archive);
        }
        const again = await readAll(data, archive);
        const once = await readAll(makeTempFolder('data'), archive);
        assert.equal(again.threads, once.threads);
        assert.equal(again.skips, once.skips);
        assert.equal(
          [again.report.pages.read, again.report.pages.skipped, again.report.joinedThreads],
          [0, 0, 0],
        );
      }),
      { seed, numRuns: 60 },
    );
  },
  { timeoutMs: 60_000 },
);

test.run();
