// Ingest: from sources to threads in the catalog, once and again, with pages that change, vanish, crash or hang.
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { Catalog } from '../../index/catalog/model.ts';
import { openCatalog } from '../../index/catalog/open.ts';
import { recordReading } from '../../index/catalog/records.ts';
import { IndexError } from '../../index/errors.ts';
import { ScraperError } from '../../scraper/errors.ts';
import type { Page } from '../../scraper/model.ts';
import { openSource } from '../../scraper/sources/open.ts';
import { type IngestEvent, type IngestOptions, type IngestReport, ingest } from '../../src/ingest/ingest.ts';
import { unreadablePage } from '../../src/ingest/read-page.ts';
import { readSource } from '../../src/ingest/read-source.ts';
import { createTaskRunner } from '../../src/ingest/task-runner.ts';
import type { ReadResult } from '../../src/ingest/tasks.ts';
import { sharedTest } from '../support/shared.ts';
import { extraPage, SMALL_ARCHIVE } from '../support/small-archive.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder, makeTempFolderWith } from '../support/temp-folder.ts';

const test = suite('ingest');

const OPTIONS: IngestOptions = { siteUrl: null, prune: false, workers: 0, maxPageBytes: 64 * 1024 * 1024 };

interface Setup {
  readonly archive: string;
  readonly catalog: Catalog;
  ingest(options?: Partial<IngestOptions>): Promise<IngestReport>;
}

async function withArchive(
  files: Readonly<Record<string, string | Uint8Array>>,
  work: (setup: Setup) => Promise<void>,
  catalogOptions: { readonly maxPageCount?: number } = {},
): Promise<void> {
  const archive = await makeTempFolderWith(files, 'archive');
  const catalog = openCatalog(makeTempFolder('data'), { mode: 'write', ...catalogOptions });
  try {
    await work({
      archive,
      catalog,
      ingest: (options) => ingest(catalog, [archive], { ...OPTIONS, ...options }),
    });
  } finally {
    catalog.close();
  }
}

const threadsOf = (catalog: Catalog) => JSON.stringify([...catalog.threads()]);
const anHtmlPage = (path: string): Page => ({
  kind: 'page',
  path,
  bytes: new Uint8Array(Buffer.from(extraPage('A page', 'Some words about the harbour.'))),
  url: null,
  transportCharset: null,
  capturedAt: null,
});

test('reports by dialect and theme: counts that agree, what lacks, what was repaired', async () => {
  const page = (title: string, printed: number, comment: string) =>
    `<html><head><title>${title}</title><meta name="generator" content="WordPress 4.9">
    <link rel="stylesheet" href="/wp-content/themes/Tideline/style.css"></head>
    <body class="single single-post"><div class="post hentry"><h1 class="entry-title">${title}</h1>
    <p class="entry-meta">By <span class="author vcard"><span class="fn">Wren</span></span> on
    <time class="entry-date" datetime="2009-06-18T14:03:00+00:00">June 18, 2009</time></p>
    <div class="entry-content"><p>The ferry wonâ€™t leave the quay before noon.</p></div></div>
    <div id="comments"><h2>${printed} Comments</h2><ol class="commentlist">${comment}</ol></div></body></html>`;
  const comment = (id: number, author: string) =>
    `<li class="comment" id="comment-${id}"><div class="comment-author vcard">${author}</div>
    <div class="comment-meta commentmetadata"><a href="#comment-${id}">June 19, 2009 at 9:00 am</a></div>
    <p>Number ${id} has been waiting since dawn.</p></li>`;
  const files = {
    'one/index.html': page('One', 1, comment(11, '<cite class="fn">Finch</cite>')),
    'two/index.html': page('Two', 7, comment(12, '<cite class="fn"></cite>')),
  };
  await withArchive(files, async (setup) => {
    const { families, mismatches, repairs } = await setup.ingest();
    assert.equal(families, [
      {
        dialect: 'wordpress',
        theme: 'tideline',
        pages: 2,
        threads: 2,
        posts: 2,
        comments: 2,
        pings: 0,
        counted: { threads: 2, mismatches: 1 },
        withoutAuthor: { pages: 1, examples: ['two/index.html'] },
        withoutDate: { pages: 0, examples: [] },
      },
    ]);
    assert.equal(
      mismatches.map(({ page, declared, comments }) => [page, declared, comments]),
      [['two/index.html', 7, 1]],
    );
    assert.equal(
      repairs.map(({ table, rounds, pages, places }) => [table, rounds, pages, places]),
      [['windows-1252', 1, 2, 2]],
    );
    assert.match(repairs[0]?.examples[0]?.after ?? '', 'won’t');
  });
});

test('reads an archive into threads and reports them', async () => {
  await withArchive({ ...SMALL_ARCHIVE, 'feed.xml': '<rss></rss>', 'empty.html': '' }, async (setup) => {
    const report = await setup.ingest();
    assert.equal(report.pages, { read: 3, unchanged: 0, skipped: 2 });
    assert.equal([report.threads, report.posts, report.comments, report.pings], [3, 3, 3, 0]);
    assert.equal(
      report.skips.map(({ reason, count }) => [reason, count]),
      [
        ['empty', 1],
        ['feed', 1],
      ],
    );
    assert.is(report.skips[0]?.examples[0]?.page, 'empty.html');
    assert.equal(report.counted.mismatches, 0);
    assert.is(report.joinedThreads, 3);
    assert.equal(report.locations, [setup.archive]);
    assert.ok(report.seconds > 0);
  });
});

test('does not read unchanged pages or make unchanged threads again', async () => {
  await withArchive(SMALL_ARCHIVE, async (setup) => {
    await setup.ingest();
    const before = threadsOf(setup.catalog);
    const again = await setup.ingest();
    assert.equal(again.pages, { read: 0, unchanged: 3, skipped: 0 });
    assert.is(again.joinedThreads, 0);
    assert.is(threadsOf(setup.catalog), before);
    assert.is(again.comments, 3);
  });
});

test('a changed and an added page give what a fresh ingest gives', async () => {
  const [changed = ''] = Object.keys(SMALL_ARCHIVE);
  const after = {
    ...SMALL_ARCHIVE,
    [changed]: (SMALL_ARCHIVE[changed] ?? '').replace('winter timetable', 'summer timetable'),
    '2009/06/extra/index.html': extraPage('Extra', 'One more page about the harbour.'),
  };
  await withArchive(SMALL_ARCHIVE, async (setup) => {
    await setup.ingest();
    for (const [path, html] of Object.entries(after)) {
      mkdirSync(join(setup.archive, path, '..'), { recursive: true });
      writeFileSync(join(setup.archive, path), html);
    }
    const report = await setup.ingest();
    assert.equal(report.pages, { read: 2, unchanged: 2, skipped: 0 });
    assert.is(report.joinedThreads, 2);
    await withArchive(after, async (fresh) => {
      await fresh.ingest();
      assert.is(threadsOf(setup.catalog), threadsOf(fresh.catalog));
    });
  });
});

test('pages that are gone are told, and dropped with prune', async () => {
  const [gone = ''] = Object.keys(SMALL_ARCHIVE);
  await withArchive(SMALL_ARCHIVE, async (setup) => {
    await setup.ingest();
    rmSync(join(setup.archive, gone));
    const kept = await setup.ingest();
    assert.equal(kept.missing, { count: 1, removed: 0, examples: [gone] });
    assert.is(kept.threads, 3);
    const pruned = await setup.ingest({ prune: true });
    assert.equal(pruned.missing, { count: 1, removed: 1, examples: [gone] });
    assert.is(pruned.threads, 2);
  });
});

test('several sources are read into one catalog, one of them twice named is read once', async () => {
  await withArchive(SMALL_ARCHIVE, async ({ archive, catalog }) => {
    const records = await makeTempFolderWith({ 'more.jsonl': '{"id": "x1", "text": "From a file."}' });
    const link = join(records, 'link');
    symlinkSync(archive, link);
    const report = await ingest(catalog, [archive, link, join(records, 'more.jsonl')], OPTIONS);
    assert.is(report.locations.length, 2);
    assert.is(report.threads, 4);
  });
});

test('a bad source fails before anything is written', async () => {
  await withArchive(SMALL_ARCHIVE, async ({ archive, catalog }) => {
    const error = await ingest(catalog, [archive, join(archive, 'missing')], OPTIONS).catch(
      (reason: unknown) => reason,
    );
    assert.instance(error, ScraperError);
    assert.equal(catalog.sources(), []);
    assert.is(catalog.counts().pages, 0);
  });
});

test(
  'any number of workers gives the same catalog and the same report',
  async () => {
    const many = Array.from({ length: 150 }, (_, at) => [
      `${at}.html`,
      extraPage(`Page ${at % 140}`, 'Words of the harbour. '.repeat(at)),
    ]);
    const files = {
      ...SMALL_ARCHIVE,
      ...Object.fromEntries(many),
      'empty.html': '',
      'notes.html': '%PDF-1.4',
    };
    const seen: string[] = [];
    for (const workers of [0, 1, 3])
      await withArchive(files, async ({ ingest, catalog }) => {
        const { locations, seconds, ...report } = await ingest({ workers });
        const ids = [...catalog.partIdentities()].map(({ readingId, page }) => [readingId, page]);
        const skips = [...catalog.skips()];
        seen.push(JSON.stringify([report, ids, skips, [...catalog.threads()]]));
      });
    assert.is(JSON.parse(seen[0] ?? '[{}]')[0].pages.read, 153);
    for (const other of seen) assert.is(other, seen[0]);
  },
  { timeoutMs: 60_000 },
);

test('tells its progress', async () => {
  await withArchive(SMALL_ARCHIVE, async (setup) => {
    const events: IngestEvent[] = [];
    await setup.ingest({ onEvent: (event) => events.push(event) });
    assert.equal(events[0], { kind: 'source', location: setup.archive, total: 3 });
    assert.equal(events.at(1), { kind: 'read', location: setup.archive, done: 3, total: 3 });
    assert.equal(events.at(-1), { kind: 'join', done: 3, total: 3 });
  });
});

test('stops when it is told to', async () => {
  await withArchive(SMALL_ARCHIVE, async (setup) => {
    const reason = new Error('enough');
    const error = await setup
      .ingest({ signal: AbortSignal.abort(reason) })
      .catch((thrown: unknown) => thrown);
    assert.is(error, reason);
    assert.is((await setup.ingest()).threads, 3);
  });
});

test('a full disk is an error of the catalog, and what was there stays', async () => {
  const long = 'words and more words '.repeat(20_000);
  const files = Object.fromEntries(
    Array.from({ length: 8 }, (_, page) => [`${page}.html`, extraPage(`P${page}`, `${page} ${long}`)]),
  );
  await withArchive(
    files,
    async (setup) => {
      const error = await setup.ingest().catch((thrown: unknown) => thrown);
      assert.instance(error, IndexError);
      assert.is(error instanceof IndexError ? error.code : '', 'write-failed');
      assert.is(setup.catalog.counts().threads, 0);
    },
    { maxPageCount: 200 },
  );
});

test('reports threads whose page prints another number of comments', async () => {
  const [first = ''] = Object.keys(SMALL_ARCHIVE);
  const html = (SMALL_ARCHIVE[first] ?? '').replace('2 thoughts', '7 thoughts');
  await withArchive({ ...SMALL_ARCHIVE, [first]: html }, async (setup) => {
    const report = await setup.ingest();
    assert.is(report.counted.mismatches, 1);
    const [mismatch] = report.mismatches;
    assert.equal([mismatch?.page, mismatch?.declared, mismatch?.comments], [first, 7, 2]);
  });
});

test('a page that was given up is read by the next ingest', async () => {
  await withArchive({ 'page.html': extraPage('A page', 'Some words about the harbour.') }, async (setup) => {
    await readSource(await openSource(setup.archive), {
      catalog: setup.catalog,
      record: setup.catalog.openSource(setup.archive, null),
      run: setup.catalog.beginRun(),
      runner: {
        readPage: async ({ path }) => {
          const readings = [recordReading(unreadablePage(path, 'took too long'))];
          return { kind: 'read', readings, alone: null };
        },
      },
      early: { save: () => {} },
      onDone: () => {},
    });
    assert.equal(setup.catalog.counts().skips, { unreadable: 1 });
    const patient = await setup.ingest();
    assert.equal([patient.skips, patient.threads], [[], 1]);
    assert.is((await setup.ingest()).pages.unchanged, 1);
  });
});

test('a new address of the site is a reason to read again', async () => {
  await withArchive(SMALL_ARCHIVE, async (setup) => {
    await setup.ingest();
    assert.is((await setup.ingest({ siteUrl: 'http://harbour.example/' })).pages.read, 3);
    assert.is((await setup.ingest()).pages.unchanged, 3);
  });
});

test('a feed is a skip, and what it says of a thread is joined to it, first or later', async () => {
  const post = `<html><head><link rel="canonical" href="http://quay.example/2009/06/tides/"></head><body class="single postid-31">
<div class="post" id="post-31"><h1 class="entry-title">Tides</h1><div class="entry-content"><p>High water at noon.</p></div></div>
<ol class="commentlist"><li class="comment" id="comment-902"><cite class="fn">Ada</cite><p>Is the lock open?</p></li></ol></body></html>`;
  const item = (id: number, html: string) =>
    `<item><link>http://quay.example/2009/06/tides/#comment-${id}</link><pubDate>Thu, 18 Jun 2009 20:03:12 +0000</pubDate><description><![CDATA[${html}]]></description></item>`;
  const feed = `<rss version="2.0"><channel><title>Comments on: Tides</title><link>http://quay.example/2009/06/tides/</link>${item(903, 'Not on Sundays.')}${item(902, 'Is the lock open?')}</channel></rss>`;
  const page = '2009/06/tides/index.html';
  const files = { [page]: post, '2009/06/tides/feed/index.html': feed };
  await withArchive(files, async ({ archive, catalog, ingest }) => {
    const report = await ingest();
    assert.equal(report.pages, { read: 1, unchanged: 0, skipped: 1 });
    assert.equal([report.threads, report.comments], [1, 2]);
    assert.equal(
      report.skips.map(({ reason, count }) => [reason, count]),
      [['feed', 1]],
    );
    const whole = threadsOf(catalog);
    rmSync(join(archive, '2009/06/tides/feed'), { recursive: true });
    assert.is((await ingest({ prune: true })).comments, 1);
    mkdirSync(join(archive, '2009/06/tides/feed'));
    writeFileSync(join(archive, '2009/06/tides/feed/index.html'), feed);
    await ingest();
    assert.is(threadsOf(catalog), whole);
    rmSync(join(archive, page));
    assert.is((await ingest({ prune: true })).threads, 0);
  });
});

test('a documents file gives threads, repeated ids and lost parents are counted', async () => {
  const lines = [
    { id: 'p', text: 'A post.', publishedAt: '2009-01-01' },
    { id: 'c', type: 'comment', threadId: 'p', text: 'old' },
    { id: 'c', type: 'comment', threadId: 'p', text: 'new' },
    { id: 'd', type: 'comment', threadId: 'p', parentId: 'lost', text: 'Hm.' },
    { id: 'e', type: 'comment', threadId: 'elsewhere', text: 'Alone.' },
    'no record',
  ];
  await withArchive({ 'blog.jsonl': lines.map((line) => JSON.stringify(line)).join('\n') }, async (setup) => {
    const report = await setup.ingest();
    assert.equal(report.pages, { read: 1, unchanged: 0, skipped: 0 });
    assert.equal([report.threads, report.posts, report.comments], [2, 1, 3]);
    assert.equal([report.repeatedIds, report.unknownParents], [1, 1]);
    const thread = [...setup.catalog.threads()].find(({ id }) => id === 'p');
    assert.equal(
      thread?.comments.map(({ id, text }) => [id, text]),
      [
        ['c', 'new'],
        ['d', 'Hm.'],
      ],
    );
    assert.equal((await setup.ingest()).pages, { read: 0, unchanged: 1, skipped: 0 });
  });
});

test('answers in a documents file hang under comments only; what names anything else is top-level and counted', async () => {
  const comment = (id: string, threadId: string, parentId: string) => ({
    id,
    type: 'comment',
    threadId,
    parentId,
    text: id,
  });
  const lines = [
    { id: 'p', threadId: 't', text: 'A post.' },
    comment('a', 't', 'p'),
    comment('b', 't', 't'),
    comment('c', 't', 'd'),
    comment('d', 't', 'c'),
    comment('e', 't', 'root'),
    { id: 'root', type: 'comment', text: 'No post.' },
    comment('answer', 'root', 'root'),
  ];
  await withArchive({ 'blog.jsonl': lines.map((line) => JSON.stringify(line)).join('\n') }, async (setup) => {
    const report = await setup.ingest();
    assert.is(report.unknownParents, 5);
    const links = [...setup.catalog.threads()].flatMap(({ comments }) =>
      comments
        .filter(({ parentId }) => parentId !== null)
        .map(({ id, parentId }) => `${id} under ${parentId}`),
    );
    assert.equal(links, ['answer under root']);
  });
});

test(
  'a documents file larger than a chunk is read, changed, shortened and dropped as one',
  async () => {
    const lines = (count: number, text: string) =>
      Array.from({ length: count }, (_, line) =>
        JSON.stringify({ id: `d${line}`, text: `${text} ${line}` }),
      ).join('\n');
    await withArchive(
      { 'blog.jsonl': lines(12_000, 'one'), 'page.html': Object.values(SMALL_ARCHIVE)[0] ?? '' },
      async (setup) => {
        assert.is((await setup.ingest()).threads, 12_001);
        const pages = new Set([...setup.catalog.threads()].flatMap((thread) => thread.pages));
        assert.equal([...pages].sort(), ['blog.jsonl', 'page.html'], 'chunks have names of their own');
        const again = await setup.ingest();
        assert.equal([again.pages.unchanged, again.joinedThreads, again.missing.count], [2, 0, 0]);
        writeFileSync(join(setup.archive, 'blog.jsonl'), lines(3, 'two'));
        const shorter = await setup.ingest();
        assert.equal([shorter.threads, shorter.missing.count], [4, 0]);
        rmSync(join(setup.archive, 'blog.jsonl'));
        const pruned = await setup.ingest({ prune: true });
        assert.equal([pruned.threads, pruned.missing.removed], [1, 1]);
      },
    );
  },
  { timeoutMs: 120_000 },
);

const workers = makeTempFolder('workers');

function workerThat(name: string, onPage: string): URL {
  const file = join(workers, `${name}.mjs`);
  const body = `JSON.stringify({ kind: 'skip', page: page.path, reason: 'no-content', detail: 'read' })`;
  if (!existsSync(file))
    writeFileSync(
      file,
      `import { parentPort } from 'node:worker_threads';
      parentPort.on('message', ({ page }) => {
        ${onPage}
        const readings = [{ kind: 'skip', body: new TextEncoder().encode(${body}) }];
        parentPort.postMessage({ kind: 'done', result: { kind: 'read', readings } });
      });
      parentPort.postMessage({ kind: 'ready' });`,
    );
  return new URL(`file://${file}`);
}

function lineOf({ readings: [reading] }: ReadResult): string {
  const { kind, page, reason, detail } = JSON.parse(reading ? Buffer.from(reading.body).toString() : '{}');
  return kind === 'skip' ? `${page} ${reason}: ${detail}` : String(kind);
}

async function readAll(entry: URL, deadlineMs: number): Promise<readonly string[]> {
  const runner = createTaskRunner({ workers: 2, deadlineMs, entry });
  try {
    const pages = ['1.html', 'bad.html', '2.html', '3.html', 'bad.html', '4.html'].map(anHtmlPage);
    return (await Promise.all(pages.map((page) => runner.readPage(page, null)))).map(lineOf);
  } finally {
    await runner.close();
  }
}

const GOOD = [
  '1.html no-content: read',
  '2.html no-content: read',
  '3.html no-content: read',
  '4.html no-content: read',
];

test(
  'a page that crashes its worker is skipped, the worker replaced',
  async () => {
    const lines = await readAll(
      workerThat('crash', "if (page.path === 'bad.html') throw new Error('boom');"),
      20_000,
    );
    assert.equal(
      lines.filter((line) => !line.startsWith('bad')),
      GOOD,
    );
    assert.equal(
      lines.filter((line) => line.startsWith('bad')),
      Array(2).fill('bad.html unreadable: reading it failed: boom'),
    );
  },
  { timeoutMs: 60_000 },
);

test(
  'a page that hangs its worker is given up after the deadline',
  async () => {
    const lines = await readAll(workerThat('hang', "while (page.path === 'bad.html');"), 1_500);
    assert.equal(
      lines.filter((line) => !line.startsWith('bad')),
      GOOD,
    );
    assert.match(lines[1] ?? '', /bad\.html unreadable: reading it took more than 1\.5 seconds/);
  },
  { timeoutMs: 60_000 },
);

test(
  'a page that ends its worker is skipped',
  async () => {
    const lines = await readAll(workerThat('exit', "if (page.path === 'bad.html') process.exit(3);"), 20_000);
    assert.equal(
      lines.filter((line) => !line.startsWith('bad')),
      GOOD,
    );
    assert.match(lines[1] ?? '', /ended early/);
  },
  { timeoutMs: 60_000 },
);

test(
  'pages are read in the main thread where workers do not start, and that is told once',
  async () => {
    const told: string[] = [];
    const runner = createTaskRunner({
      workers: 2,
      deadlineMs: 10_000,
      entry: new URL('file:///no/such/worker.mjs'),
      onFallback: (reason) => told.push(reason),
    });
    try {
      const pages = ['a.html', 'b.html', 'c.html'].map(anHtmlPage);
      const readings = await Promise.all(pages.map((page) => runner.readPage(page, null)));
      assert.equal(readings.map(lineOf), ['part', 'part', 'part']);
      assert.is(told.length, 1);
      assert.match(told[0] ?? '', /no\/such\/worker/);
    } finally {
      await runner.close();
    }
  },
  { timeoutMs: 60_000 },
);

test(
  'closing gives up what is under way',
  async () => {
    const entry = workerThat('slow', 'while (true);');
    const runner = createTaskRunner({ workers: 1, deadlineMs: 60_000, entry });
    const readings = ['a.html', 'b.html'].map((path) => runner.readPage(anHtmlPage(path), null));
    await runner.close();
    for (const reading of await Promise.all(readings)) assert.match(lineOf(reading), /reading was stopped$/);
  },
  { timeoutMs: 60_000 },
);

sharedTest(
  test,
  'gives each comment of a real mirror once',
  'archives/fluffysblog',
  async (path) => {
    const catalog = openCatalog(makeTempFolder('data'), { mode: 'write' });
    const report = await ingest(catalog, [path], { ...OPTIONS, workers: 2 });
    const ids = [...catalog.threads()].flatMap(({ comments }) => comments.map(({ id }) => id));
    catalog.close();
    assert.is(ids.length, 113);
    assert.is(new Set(ids).size, 113);
    assert.is(report.counted.mismatches, 0);
  },
  { timeoutMs: 60_000 },
);

test.run();
