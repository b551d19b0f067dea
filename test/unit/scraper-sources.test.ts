// Sources: what is found in a folder whatever the names, what is left out, and how a source is refused.
import { execFile } from 'node:child_process';
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import * as assert from 'uvu/assert';
import { ScraperError, type ScraperErrorCode } from '../../scraper/errors.ts';
import type { OpenOptions, Source, SourceItem } from '../../scraper/sources/model.ts';
import { openSource } from '../../scraper/sources/open.ts';
import { makeWarc } from '../support/make-warc.ts';
import { makeZip } from '../support/make-zip.ts';
import { readItems, skipsOf } from '../support/source-items.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder, makeTempFolderWith } from '../support/temp-folder.ts';

const test = suite('sources');

const PAGE =
  '<!DOCTYPE html>\n<html><head><title>Tide table</title></head><body><p>Low water at nine.</p></body></html>';

async function itemsOf(source: Source): Promise<readonly SourceItem[]> {
  const items: SourceItem[] = [];
  for await (const item of source.items()) items.push(item);
  return items;
}

/** Lines such as `page index.html`, `feed feed/index.xml`. */
async function list(location: string, options?: OpenOptions): Promise<readonly string[]> {
  const items = await itemsOf(await openSource(location, options));
  return items.map((item) =>
    item.kind === 'skip' ? `${item.reason} ${item.page}` : `${item.kind} ${item.path}`,
  );
}

async function refuses(location: string, code: ScraperErrorCode, says: RegExp): Promise<void> {
  try {
    await openSource(location);
  } catch (error) {
    assert.instance(error, ScraperError);
    if (!(error instanceof ScraperError)) return;
    assert.is(error.code, code);
    assert.match(error.message, says);
    assert.match(error.message, /^[^\n]+\.$/);
    assert.ok(error.hint.length > 10);
    return;
  }
  assert.unreachable('it was opened');
}

test('finds pages by their content, whatever mirror tools called them', async () => {
  const names = [
    'index.html',
    'index.html?p=3',
    'index.html_p=160',
    'html_',
    'about',
    'post.php?id=7.html',
    'x.html%3Fy',
    'é — ü.htm',
  ];
  const folder = await makeTempFolderWith(Object.fromEntries(names.map((name) => [name, PAGE])));
  assert.equal([...(await list(folder))].sort(), names.map((name) => `page ${name}`).sort());
});

test('gives the same items in the same order every time, folders in the order of their names', async () => {
  const folder = await makeTempFolderWith({
    'b/2.html': PAGE,
    'b/10.html': PAGE,
    'a.html': PAGE,
    'c.html': PAGE,
    'b/a/z.html': PAGE,
  });
  const source = await openSource(folder);
  const first = (await itemsOf(source)).map((item) => (item.kind === 'skip' ? item.page : item.path));
  assert.equal(first, ['a.html', 'b/10.html', 'b/2.html', 'b/a/z.html', 'c.html']);
  assert.equal((await itemsOf(source)).length, 5);
  assert.is(await source.countItems(), 5);
});

test('gives pages whole, with memory of their own', async () => {
  const big = `${PAGE}<!-- ${'x'.repeat(50_000)} -->`;
  const folder = await makeTempFolderWith({ 'big.html': big });
  const [page] = await itemsOf(await openSource(folder));
  assert.ok(page?.kind === 'page');
  if (page?.kind !== 'page') return;
  assert.is(Buffer.from(page.bytes).toString(), big);
  assert.is(page.bytes.buffer.byteLength, page.bytes.byteLength);
  assert.equal([page.url, page.transportCharset, page.capturedAt], [null, null, null]);
});

test('leaves out what is no page: styles, scripts, pictures, notes, other XML', async () => {
  const folder = await makeTempFolderWith({
    'index.html': PAGE,
    'style.css?ver=4.9': 'body { color: red }',
    'app.js': 'document.write("<html>")',
    'README.md': '<h1 align="center">Mirror</h1>',
    'notes.txt': 'see <b>this</b>',
    'sitemap.xml': '<?xml version="1.0"?><urlset></urlset>',
    'photo.jpg': Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
    'picture-without-name': Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10]),
    'data.json': '{"id": 1}',
  });
  assert.equal(await list(folder), ['page index.html']);
});

test('finds a whole page even under the name of a style sheet', async () => {
  const folder = await makeTempFolderWith({ 'style.css': PAGE });
  assert.equal(await list(folder), ['page style.css']);
});

test('reads feeds like pages, and tells exports from XHTML', async () => {
  const folder = await makeTempFolderWith({
    '1.html': '<?xml version="1.0" encoding="utf-8"?>\n<!-- made -->\n<rss version="2.0"><channel/></rss>',
    '2': '\ufeff<feed xmlns="http://www.w3.org/2005/Atom"></feed>',
    '3.rdf': '<rdf:RDF xmlns:rdf="x"></rdf:RDF>',
    '4.xml': '<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.1/"></rss>',
    '5.html': '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html></html>',
  });
  assert.equal(await list(folder), ['page 1.html', 'page 2', 'page 3.rdf', 'records 4.xml', 'page 5.html']);
});

test('names pages that are empty, binary, without markup or too large', async () => {
  const folder = await makeTempFolderWith({
    '1.html': '',
    '2.html': ' \n\t ',
    '3.html': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]),
    '4.html': 'just words',
    '5.html': `${PAGE}${' '.repeat(2_000)}`,
    '6.html': PAGE,
    '7.htm': 'Warning: mysql_connect() <br /> failed',
  });
  const expected = [
    'empty 1.html',
    'empty 2.html',
    'not-html 3.html',
    'not-html 4.html',
    'too-large 5.html',
    'page 6.html',
    'page 7.htm',
  ];
  assert.equal(await list(folder, { maxPageBytes: 1_000 }), expected);
});

test('does not read a page above the limit to find out that it is', async () => {
  const folder = await makeTempFolderWith({ 'huge.html': PAGE.padEnd(10_000) });
  await truncate(join(folder, 'huge.html'), 20_000_000_000);
  const startedAt = performance.now();
  assert.equal(await list(folder), ['too-large huge.html']);
  assert.ok(performance.now() - startedAt < 2_000);
});

test('reads pages in 16-bit units', async () => {
  const folder = await makeTempFolderWith({ 'wide.html': Buffer.from(`\ufeff${PAGE}`, 'utf16le') });
  assert.equal(await list(folder), ['page wide.html']);
});

test('leaves folders of tools out', async () => {
  const folder = await makeTempFolderWith({
    'index.html': PAGE,
    '.git/page.html': PAGE,
    'node_modules/x/page.html': PAGE,
    'hts-cache/page.html': PAGE,
    '._index.html': 'x',
    'hts-log.txt': 'x',
  });
  assert.equal(await list(folder), ['page index.html']);
});

test('follows no link: neither in circles, nor out of the folder, nor to a page that is read anyway', async () => {
  const folder = await makeTempFolderWith({ 'site/a/index.html': PAGE, 'secret/page.html': PAGE });
  const site = join(folder, 'site');
  await symlink('..', join(site, 'a', 'loop'));
  await symlink(site, join(site, 'again'));
  await symlink('../../secret', join(site, 'a', 'out'));
  await symlink('index.html', join(site, 'a', 'same.html'));
  await symlink('gone.html', join(site, 'a', 'broken.html'));
  assert.equal(await list(site), ['unreadable a/broken.html', 'page a/index.html', 'unreadable a/out']);
});

test('opens a folder through a link to it', async () => {
  const folder = await makeTempFolderWith({ 'site/index.html': PAGE });
  await symlink(join(folder, 'site'), join(folder, 'link'));
  const source = await openSource(join(folder, 'link'));
  assert.ok(source.location.endsWith('/site'));
});

test('walks very deep folders', async () => {
  const folder = makeTempFolder();
  const deep = Array.from({ length: 400 }, () => 'd').join('/');
  await mkdir(join(folder, deep), { recursive: true });
  await writeFile(join(folder, deep, 'index.html'), PAGE);
  assert.equal(await list(folder), [`page ${deep}/index.html`]);
});

test('reads files whose names are no UTF-8', async () => {
  const folder = makeTempFolder();
  const name = Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9]), Buffer.from('.html')]);
  await writeFile(name, PAGE);
  assert.equal(await list(folder), ['page caf%E9.html']);
});

test('never waits for a pipe', async () => {
  const folder = await makeTempFolderWith({ 'index.html': PAGE });
  await promisify(execFile)('mkfifo', [join(folder, 'pipe.html')]);
  assert.equal(await list(folder), ['page index.html']);
});

test('reads documents files among the pages, told by name and content', async () => {
  const folder = await makeTempFolderWith({
    'a.jsonl': '{"id": "1", "text": "x"}\n',
    'b.ndjson.gz': gzipSync('{"id": "2", "text": "x"}\n'),
    'c.jsonl': 'no records\n',
    'index.html': PAGE,
  });
  assert.equal(await list(folder), ['records a.jsonl', 'records b.ndjson.gz', 'page index.html']);
});

test('opens a single page or documents file, whatever its name', async () => {
  const folder = await makeTempFolderWith({
    page: PAGE,
    export: '\ufeff\n{"id": "1", "text": "x"}\n',
    packed: gzipSync('{"id": "1", "text": "x"}'),
    'feed.xml': '<rss version="2.0"></rss>',
  });
  assert.is((await openSource(join(folder, 'page'))).kind, 'file');
  assert.is((await openSource(join(folder, 'export'))).kind, 'documents');
  assert.equal(await list(join(folder, 'packed')), ['records packed']);
  assert.equal(await list(join(folder, 'page')), ['page page']);
  assert.equal(await list(join(folder, 'feed.xml')), ['page feed.xml']);
});

test('refuses what is not there, empty, or of another kind, with one sentence and a hint', async () => {
  const folder = await makeTempFolderWith({
    'styles/a.css': 'body {}',
    'empty.html': '',
    'archive.zip': makeZip([{ name: 'photo.jpg', content: 'x' }]),
    'crawl.warc': makeWarc([{ type: 'warcinfo', body: 'software: made' }]),
    'packed.gz': gzipSync('hello'),
    'binary.html': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]),
    words: 'just words',
  });
  await mkdir(join(folder, 'nothing'));
  await refuses(join(folder, 'missing'), 'source-missing', /missing does not exist/);
  await refuses(join(folder, 'words', 'x'), 'source-missing', /does not exist/);
  await refuses(join(folder, 'nothing'), 'source-empty', /no pages at all/);
  await refuses(join(folder, 'styles'), 'source-empty', /no HTML page/);
  await refuses(join(folder, 'empty.html'), 'source-empty', /empty/);
  await refuses(join(folder, 'archive.zip'), 'source-empty', /archive\.zip holds no HTML page/);
  await refuses(join(folder, 'crawl.warc'), 'source-empty', /crawl\.warc holds no HTML page/);
  await refuses(join(folder, 'packed.gz'), 'source-unknown', /gzipped/);
  await refuses(join(folder, 'binary.html'), 'source-unknown', /no HTML page/);
  await refuses(join(folder, 'words'), 'source-unknown', /no HTML page/);
  await refuses('/dev/null', 'source-unknown', /neither a folder nor a file/);
});

test('refuses a circle of links', async () => {
  const folder = makeTempFolder();
  await symlink('b', join(folder, 'a'));
  await symlink('a', join(folder, 'b'));
  await refuses(join(folder, 'a'), 'source-unreadable', /circle/);
});

test(
  'tells what the system refuses to read',
  async () => {
    const folder = await makeTempFolderWith({ 'a.html': PAGE, 'b/c.html': PAGE, 'd.html': PAGE });
    const script = `
    import { chmodSync } from 'node:fs';
    import { openSource } from ${JSON.stringify(new URL('../../scraper/sources/open.ts', import.meta.url).href)};
    const folder = ${JSON.stringify(folder)};
    for (const name of ['a.html', 'b']) chmodSync(folder + '/' + name, 0);
    chmodSync(folder, 0o755);
    if (process.getuid() === 0) process.setuid(65534);
    const source = await openSource(folder);
    for await (const item of source.items()) console.log(item.kind, item.path ?? item.page, item.detail ?? '');
    await openSource(folder + '/a.html').catch((error) => console.log(error.code, error.message));
    await openSource(folder + '/b').catch((error) => console.log(error.code, error.message));
  `;
    const file = join(folder, 'look.mts');
    await writeFile(file, script);
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', file], {
      env: { ...process.env, TMPDIR: makeTempFolder() },
    });
    const lines = stdout.trim().split('\n');
    assert.equal(lines.slice(0, 3), [
      'skip a.html permission denied',
      'skip b the folder cannot be listed: permission denied',
      'page d.html ',
    ]);
    assert.match(lines[3] ?? '', /^source-unreadable .*cannot be read: permission denied\.$/);
    assert.match(lines[4] ?? '', /^source-unreadable .*permission denied\.$/);
  },
  { timeoutMs: 60_000 },
);

test('says which archives are not read: those of pages anywhere, others at the top of a folder', async () => {
  const folder = await makeTempFolderWith({
    'crawl.arc.gz': 'x',
    'deep/page.mht': 'MIME-Version: 1.0\n\n<html></html>',
    'blog.tar.gz': 'x',
    'blog.7z': 'x',
    'files/download.tar.gz': 'x',
    'files/download.rar': 'x',
  });
  const skips = skipsOf(await readItems(folder));
  assert.equal(
    skips.map(({ page, reason }) => `${page} ${reason}`),
    ['blog.7z not-html', 'blog.tar.gz not-html', 'crawl.arc.gz not-html', 'deep/page.mht not-html'],
  );
  assert.match(skips[2]?.detail ?? '', /ARC.*WARC/);
  try {
    await openSource(join(folder, 'crawl.arc.gz'));
    assert.unreachable();
  } catch (error) {
    assert.ok(error instanceof ScraperError && error.code === 'source-unknown');
    assert.match(error.message, /ARC.*WARC/);
  }
});

test.run();
