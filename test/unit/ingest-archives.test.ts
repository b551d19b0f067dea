// Archives and mirrors from their files to threads: captures of one page are one thread, whatever wrote the names.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { openCatalog } from '../../index/catalog/open.ts';
import type { Skip, Thread } from '../../scraper/model.ts';
import { type IngestReport, ingest } from '../../src/ingest/ingest.ts';
import { makePackedWarc, makeWarc } from '../support/make-warc.ts';
import { makeZip } from '../support/make-zip.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder, makeTempFolderWith } from '../support/temp-folder.ts';

const test = suite('ingest of archives');

/** A post with comments that name neither host nor address. */
function page(title: string, comments: readonly string[], text = ''): string {
  const list = comments.map(
    (words, at) => `<li class="comment" id="comment-${at + 11}"><cite class="fn">Reader ${at}</cite>
      <div class="comment-meta"><a href="#comment-${at + 11}">June 19, 2009 at ${at + 1}:00 pm</a></div><p>${words}</p></li>`,
  );
  return `<!DOCTYPE html><html lang="en"><head><title>${title}</title></head><body class="single"><div class="post hentry">
    <h1 class="entry-title">${title}</h1><abbr class="published" title="2009-06-18">June 18, 2009</abbr>
    <div class="entry-content"><p>The reeds by the ${title} were cut, see <a href="/2009/05/tools/">our tools</a>. ${text}</p></div></div>
    <div id="comments"><h3>${comments.length} Responses</h3><ol class="commentlist">${list.join('')}</ol></div></body></html>`;
}

interface Found {
  readonly threads: readonly Thread[];
  readonly skips: readonly Skip[];
  readonly reports: readonly IngestReport[];
}

async function ingestMade(
  files: Readonly<Record<string, string | Uint8Array>>,
  source = '',
  times = 1,
): Promise<Found> {
  const location = join(await makeTempFolderWith(files), source);
  const catalog = openCatalog(makeTempFolder('data'), { mode: 'write' });
  const options = { siteUrl: null, prune: false, workers: 0, maxPageBytes: 1_000_000 };
  const reports: IngestReport[] = [];
  try {
    for (let time = 0; time < times; time++) reports.push(await ingest(catalog, [location], options));
    return { threads: [...catalog.threads()], skips: [...catalog.skips()], reports };
  } finally {
    catalog.close();
  }
}

const EARLY = page('River bend', ['First words.']);
const LATE = page('River bend', ['First words.', 'Second words.']);
const url = 'http://reed.example/2009/06/river-bend/';

test('joins the captures of one page in a WARC, and makes its addresses absolute', async () => {
  const entries = [
    { url, date: '2010-01-01T00:00:00Z', body: EARLY },
    { url, date: '2011-01-01T00:00:00Z', body: LATE },
    { url: 'http://reed.example/2009/06/mill-pond/', body: page('Mill pond', []) },
  ];
  const { threads, reports } = await ingestMade(
    { 'crawl.warc.gz': makePackedWarc(entries) },
    'crawl.warc.gz',
    2,
  );
  assert.equal(threads.map(({ post }) => post?.title).sort(), ['Mill pond', 'River bend']);
  const thread = threads.find(({ post }) => post?.title === 'River bend');
  assert.equal(thread?.pages, [`${url}#20110101000000`, url]);
  assert.equal(
    thread?.comments.map(({ text }) => text),
    ['First words.', 'Second words.'],
  );
  assert.equal(
    thread?.comments.map((comment) => comment.url),
    [`${url}#comment-11`, `${url}#comment-12`],
  );
  assert.equal([thread?.url, thread?.capturedAt], [url, '2011-01-01T00:00:00Z']);
  assert.equal(thread?.post?.links, ['http://reed.example/2009/05/tools/']);
  assert.equal(
    reports.map(({ pages }) => [pages.read, pages.unchanged]),
    [
      [3, 0],
      [0, 3],
    ],
  );
});

test('gives the same threads from a folder, its ZIP, and a ZIP in a folder', async () => {
  const files = {
    'reed/2009/06/river-bend/index.html': LATE,
    'reed/2009/06/mill-pond/index.html': page('Mill pond', ['Hm.']),
  };
  const zipped = makeZip(Object.entries(files).map(([name, content]) => ({ name, content })));
  const told = ({ threads }: Found) =>
    threads.map(({ post, comments }) => `${post?.title}: ${comments.length}`).sort();
  const expected = ['Mill pond: 1', 'River bend: 2'];
  assert.equal(told(await ingestMade(files)), expected);
  assert.equal(told(await ingestMade({ 'reed.zip': zipped }, 'reed.zip')), expected);
  assert.equal(told(await ingestMade({ 'reed.zip': zipped })), expected);
});

test('reads a page again whose capture is another, though its bytes are the same', async () => {
  const folder = await makeTempFolderWith({});
  const catalog = openCatalog(makeTempFolder('data'), { mode: 'write' });
  const options = { siteUrl: null, prune: false, workers: 0, maxPageBytes: 1_000_000 };
  try {
    for (const date of ['2010-01-01T00:00:00Z', '2012-01-01T00:00:00Z']) {
      await writeFile(join(folder, 'crawl.warc'), makeWarc([{ url, date, body: LATE }]));
      await ingest(catalog, [folder], options);
      assert.equal(
        [...catalog.threads()].map(({ capturedAt }) => capturedAt),
        [date],
      );
    }
  } finally {
    catalog.close();
  }
});

test('prunes nothing that lies behind the cut of an archive', async () => {
  const entries = ['river-bend', 'mill-pond', 'old-weir'].map((name) => ({
    url: `http://reed.example/2009/06/${name}/`,
    body: page(name, []),
  }));
  const warc = makePackedWarc(entries);
  const zip = makeZip(
    entries.map(({ url: name, body }) => ({ name: `${name.slice(28, 35)}.html`, content: body })),
  );
  const forms = { 'crawl.warc.gz': warc, 'crawl.zip': zip };
  for (const [name, whole] of Object.entries(forms))
    for (const source of [name, '']) {
      const folder = await makeTempFolderWith({ [name]: whole });
      const catalog = openCatalog(makeTempFolder('data'), { mode: 'write' });
      const options = { siteUrl: null, prune: true, workers: 0, maxPageBytes: 1_000_000 };
      try {
        const second = name.endsWith('.zip') ? zip.indexOf('PK\x03\x04', 4) : whole.length / 2;
        const steps = [whole, whole.subarray(0, second), zip.subarray(0, 0)];
        for (const bytes of steps) {
          await writeFile(join(folder, name), bytes);
          // An emptied archive is refused where it is the source itself.
          if (bytes.length > 0 || source === '') await ingest(catalog, [join(folder, source)], options);
          assert.is([...catalog.threads()].length, 3, `${name} in ${source}, ${bytes.length} bytes`);
        }
      } finally {
        catalog.close();
      }
    }
});

test('takes the page at its permalink for the main one, not the same page at its number', async () => {
  const numbered = LATE.replace('class="single"', 'class="single postid-12"');
  const few = EARLY.replace('class="single"', 'class="single postid-12"');
  const { threads } = await ingestMade({ 'index.html?p=12': numbered, '2009/06/river-bend/index.html': few });
  assert.equal(
    threads.map(({ pages, comments }) => [pages, comments.length]),
    [[['2009/06/river-bend/index.html', 'index.html?p=12'], 2]],
  );
});

test('counts the comments of feeds whose posts stand nowhere, each once', async () => {
  const item = (number: number) =>
    `<item><link>http://reed.example/2009/06/old-weir/#comment-${number}</link><description>Words ${number}.</description></item>`;
  const feed = (...numbers: readonly number[]) =>
    `<rss version="2.0"><channel><title>Comments</title>${numbers.map(item).join('')}</channel></rss>`;
  const { threads, reports } = await ingestMade({
    '2009/06/river-bend/index.html': LATE,
    '2009/06/old-weir/feed/index.xml': feed(71, 72),
    'comments/feed/index.xml': feed(72, 73),
  });
  assert.equal([threads.length, reports[0]?.homelessComments], [1, 3]);
});

const HTTRACK = (path: string) =>
  `<!-- Mirrored from reed.example/${path} by HTTrack Website Copier/3.x [XR&CO'2014], Sat, 20 Jun 2015 10:00:00 GMT -->`;
const mirrors: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  wget: {
    'reed.example/2009/06/river-bend/index.html': LATE,
    'reed.example/2009/06/river-bend/index.html?replytocom=11': LATE,
    'reed.example/index.html?p=12': LATE,
  },
  'wget with page endings': {
    'reed.example/2009/06/river-bend/index.html': LATE,
    'reed.example/2009/06/river-bend/index.html?replytocom=11.html': LATE,
  },
  'wget for Windows': {
    'reed.example/2009/06/river-bend/index.html': LATE,
    'reed.example/2009/06/river-bend/index.html@replytocom=11': LATE,
  },
  'encoded queries': {
    'reed.example/index.php%3Fp=12': EARLY,
    'reed.example/index.php%3Fp=12&cpage=2': LATE,
  },
  'names without ending': { 'reed.example/2009/06/river-bend': LATE },
  HTTrack: {
    'reed.example/2009/06/river-bend/index.html': LATE + HTTRACK('2009/06/river-bend/'),
    'reed.example/2009/06/river-bend/index6df5.html': LATE + HTTRACK('2009/06/river-bend/?replytocom=11'),
    'hts-cache/new.html': EARLY,
  },
  'Simply Static and WP2Static': {
    '2009/06/river-bend/index.html': LATE,
    '2009/06/river-bend/feed/index.xml': '<rss></rss>',
  },
  'Wayback Machine Downloader': {
    'websites/reed.example/20100101000000/2009/06/river-bend/index.html': EARLY,
    'websites/reed.example/20110101000000/2009/06/river-bend/index.html': LATE,
  },
  'Wayback Machine Downloader, named from inside': {
    '20100101000000/2009/06/river-bend/index.html': EARLY,
    '20110101000000/2009/06/river-bend/index.html': LATE,
  },
  'a crawl of the Wayback Machine': {
    'web.archive.org/web/20100101000000/http:/reed.example/2009/06/river-bend/index.html': EARLY,
    'web.archive.org/web/20110101000000id_/http_/reed.example/2009/06/river-bend/index.html': LATE,
  },
  SingleFile: {
    'River bend (6_18_2020 10_11_12 AM).html': LATE.replace(
      '<head>',
      `<!--\n Page saved with SingleFile \n url: ${url} \n saved date: Thu Jun 18 2020 10:11:12 GMT+0200 (CEST)\n--><head>`,
    ),
  },
  'a browser': {
    'River bend.html': `<!-- saved from url=(0043)${url} -->\n${LATE}`,
    'River bend_files/frame.html': '<html><body></body></html>',
  },
};

for (const [tool, files] of Object.entries(mirrors)) {
  test(`reads what ${tool} leaves as one thread`, async () => {
    const { threads } = await ingestMade(files);
    assert.equal(
      threads.map(({ post, comments }) => [post?.title, comments.map(({ text }) => text)]),
      [['River bend', ['First words.', 'Second words.']]],
    );
    assert.ok(threads[0]?.url === null || threads[0]?.url === url);
  });
}

test('joins captures without comments by the address and time their folders tell', async () => {
  const captures = (before: string) => ({
    [`${before}20100101000000/2009/06/mill-pond/index.html`]: page('Mill pond', []),
    [`${before}20110101000000/2009/06/mill-pond/index.html`]: page('The mill pond', [], 'Corrected since.'),
  });
  const inside = await ingestMade(captures(''));
  assert.equal(
    inside.threads.map(({ pages, capturedAt }) => [pages.length, capturedAt]),
    [[2, '2011-01-01T00:00:00Z']],
  );
  const named = await ingestMade(captures('websites/reed.example/'));
  assert.equal(
    named.threads.map(({ pages, url }) => [pages.length, url]),
    [[2, 'http://reed.example/2009/06/mill-pond/']],
  );
});

test.run();
