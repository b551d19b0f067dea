// ZIP and WACZ: entries are read as files of a folder; bombs, lies and names that lead out are refused.
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as assert from 'uvu/assert';
import { openSource } from '../../scraper/sources/open.ts';
import { makePackedWarc } from '../support/make-warc.ts';
import { makeZip, type ZippedEntry } from '../support/make-zip.ts';
import { linesOf, pagesOf, readItems, readMade, skipsOf, textOf } from '../support/source-items.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolderWith } from '../support/temp-folder.ts';

const test = suite('ZIP');

const page = (words: string): string =>
  `<!DOCTYPE html>\n<html><head><title>Orchard</title></head><body><p>${words}</p></body></html>`;
const EXPORT = `<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Orchard</title>
 <item><title>Grafting</title><link>http://orchard.example/grafting/</link><content:encoded><![CDATA[Wax and twine.]]></content:encoded>
 <wp:post_id>7</wp:post_id><wp:status>publish</wp:status><wp:post_type>post</wp:post_type><wp:post_password></wp:post_password></item>
 </channel></rss>`;
const WARC = makePackedWarc([{ url: 'http://orchard.example/pears', body: page('Pears.') }]);

test('reads a zipped mirror like the folder, stored, packed or written as a stream', async () => {
  const entries: readonly ZippedEntry[] = [
    { name: 'site/', content: '', isStored: true },
    { name: 'site/index.html', content: page('Home.') },
    { name: 'site/stored', content: page('Stored.'), isStored: true },
    { name: 'site/streamed.html', content: page('Streamed.'), isStreamed: true },
    { name: 'site/2009/06/index.html?p=4', content: page('Query.') },
    { name: 'site\\windows.html', content: page('Backslash.') },
    { name: 'site/style.css', content: 'p {}' },
    { name: 'site/photo.jpg', content: 'jpg' },
    { name: 'site/__MACOSX/._index.html', content: page('Left by a tool.') },
    { name: 'site/empty.html', content: '', isStored: true },
    { name: 'site/link.html', content: '../../etc/passwd', mode: 0o120777 },
  ];
  const items = await readMade('mirror.zip', makeZip(entries));
  assert.equal(linesOf(items), [
    'page site/index.html',
    'page site/stored',
    'page site/streamed.html',
    'page site/2009/06/index.html?p=4',
    'page site/windows.html',
    'empty site/empty.html',
  ]);
  assert.equal(
    pagesOf(items).map(textOf),
    ['Home.', 'Stored.', 'Streamed.', 'Query.', 'Backslash.'].map(page),
  );
  for (const { bytes } of pagesOf(items)) assert.is(bytes.buffer.byteLength, bytes.byteLength);
});

test('reads names in UTF-8, whether the ZIP says so or not, and in the charset of DOS', async () => {
  const items = await readMade(
    'mirror.zip',
    makeZip([
      { name: 'pêche.html', content: page('1'), flags: 0x800 },
      { name: 'poiré.html', content: page('2') },
      { name: Buffer.from([0x82, ...Buffer.from('.html')]), content: page('3') },
      { name: 'poiré.html', content: page('4') },
    ]),
  );
  assert.equal(linesOf(items), ['page pêche.html', 'page poiré.html', 'page é.html', 'page poiré.html#2']);
});

test('reads exports, documents, WARCs, gzipped pages and ZIPs in a ZIP', async () => {
  const inner = makeZip([
    { name: 'plums.html', content: page('Plums.') },
    { name: 'export.xml', content: EXPORT },
  ]);
  const folder = await makeTempFolderWith({
    'all.zip': makeZip([
      { name: 'export.xml', content: EXPORT },
      { name: 'documents.jsonl', content: '{"id": "1", "text": "Quinces."}\n' },
      { name: 'crawl.warc.gz', content: WARC, isStored: true },
      { name: 'packed.html.gz', content: gzipSync(page('Packed.')) },
      { name: 'inner.zip', content: inner },
    ]),
    'index.html': page('Beside.'),
  });
  const lines: string[] = [];
  const titles: string[] = [];
  for await (const item of (await openSource(folder)).items()) {
    lines.push(...linesOf([item]));
    if (item.kind !== 'records') continue;
    for await (const part of item.read())
      if (part.kind === 'part') titles.push(part.post?.title || (part.post?.text ?? ''));
  }
  assert.equal(lines, [
    'records all.zip/export.xml',
    'records all.zip/documents.jsonl',
    'page all.zip/crawl.warc.gz/http://orchard.example/pears',
    'page all.zip/packed.html.gz',
    'page all.zip/inner.zip/plums.html',
    'records all.zip/inner.zip/export.xml',
    'page index.html',
  ]);
  assert.equal(titles, ['Grafting', 'Quinces.', 'Grafting']);
});

test('opens ZIPs in ZIPs to a depth, and says what lies deeper', async () => {
  let bytes = makeZip([{ name: 'index.html', content: page('Deep.') }]);
  for (let depth = 0; depth < 3; depth++)
    bytes = makeZip([
      { name: 'in.zip', content: bytes },
      { name: `${depth}.html`, content: page('Here.') },
    ]);
  const items = await readMade('deep.zip', bytes);
  assert.equal(linesOf(items), [
    'unreadable in.zip/in.zip/in.zip',
    'page in.zip/in.zip/0.html',
    'page in.zip/1.html',
    'page 2.html',
  ]);
});

test('of a WACZ reads the captures alone, and checks them against its list', async () => {
  const list = (bytes: number, ...more: readonly string[]) =>
    JSON.stringify({
      profile: 'data-package',
      wacz_version: '1.1.1',
      resources: [
        { name: 'data.warc.gz', path: 'archive/data.warc.gz', bytes },
        { path: 'pages/pages.jsonl', bytes: 1 },
        ...more.map((path) => ({ path, bytes: 1 })),
      ],
    });
  const wacz = (datapackage: string) =>
    makeZip([
      { name: 'archive/data.warc.gz', content: WARC, isStored: true },
      {
        name: 'pages/pages.jsonl',
        content: '{"id": "1", "url": "http://orchard.example/pears", "text": "Pears."}\n',
      },
      { name: 'logs/crawl.html', content: page('A log.') },
      { name: 'datapackage.json', content: datapackage },
    ]);
  const captured = 'page archive/data.warc.gz/http://orchard.example/pears';
  assert.equal(linesOf(await readMade('a.wacz', wacz(list(WARC.length)))), [captured]);
  const lacking = await readMade('a.wacz', wacz(list(WARC.length + 1, 'archive/more.warc.gz')));
  assert.equal(linesOf(lacking), ['bad-record a.wacz', 'bad-record a.wacz', captured]);
  assert.equal(
    skipsOf(lacking).map(({ detail }) => detail),
    [
      `archive/data.warc.gz has ${WARC.length} bytes, datapackage.json says ${WARC.length + 1}`,
      'datapackage.json lists archive/more.warc.gz, which is not there',
    ],
  );
  assert.equal(linesOf(await readMade('a.wacz', wacz('{'))), ['bad-record a.wacz', captured]);
});

test('refuses names that lead out, encrypted entries and unknown packings, and reads the rest', async () => {
  const items = await readMade(
    'mirror.zip',
    makeZip([
      { name: '../../etc/cron.html', content: page('1') },
      { name: '/etc/passwd.html', content: page('2') },
      { name: 'C:\\boot.html', content: page('3') },
      { name: 'secret.html', content: page('4'), flags: 1 },
      { name: 'lzma.html', content: page('5'), method: 14 },
      { name: 'ok.html', content: page('6') },
    ]),
  );
  assert.equal(linesOf(items), [
    'unreadable ../../etc/cron.html',
    'unreadable /etc/passwd.html',
    'unreadable C:/boot.html',
    'unreadable secret.html',
    'unreadable lzma.html',
    'page ok.html',
  ]);
  assert.equal(
    skipsOf(items).map(({ detail }) => detail.replace(/:.*/, '')),
    [
      'its name leads out of the archive',
      'its name leads out of the archive',
      'its name leads out of the archive',
      'it is encrypted',
      'it is packed by method 14, which is not read',
    ],
  );
});

test('passes over a page above the limit without unpacking it, and believes no length', async () => {
  const bomb = page('0'.repeat(2_000_000));
  const items = await readMade(
    'bomb.zip',
    makeZip([
      { name: 'honest.html', content: bomb },
      { name: 'liar.html', content: bomb, size: 100 },
      { name: 'boaster.html', content: page('x'), size: 5_000 },
      { name: 'ok.html', content: page('ok') },
    ]),
    { maxPageBytes: 100_000 },
  );
  assert.equal(linesOf(items), [
    'too-large honest.html',
    'unreadable liar.html',
    'unreadable boaster.html',
    'page ok.html',
  ]);
  assert.match(skipsOf(items)[1]?.detail ?? '', /more than the 100 bytes/);
});

test(
  'stops where far more comes out of a ZIP than ever went in',
  async () => {
    const zeros = Buffer.alloc(280 * 1024 * 1024, ' ');
    zeros.write('{"id": "1", "text": "x"}\n');
    const folder = await makeTempFolderWith({
      'bomb.zip': makeZip([
        { name: 'first.html', content: page('First.') },
        ...['1', '2', '3', '4'].map((name) => ({ name: `${name}.jsonl`, content: zeros })),
      ]),
    });
    const items = await readItems(join(folder, 'bomb.zip'));
    assert.is(linesOf(items)[0], 'page first.html');
    assert.match(skipsOf(items).at(-1)?.detail ?? '', /come out of an archive of \d+: it is not read on$/);
  },
  { timeoutMs: 60_000 },
);

test('reads what is whole of a ZIP that is cut off', async () => {
  const entries = ['1', '2', '3'].map((name, at) => ({
    name: `${name}.html`,
    content: page(`Page ${name}`),
    isStreamed: at === 1,
    isStored: at === 0,
  }));
  const whole = makeZip(entries);
  const directory = whole.indexOf('PK\x01\x02', 0, 'latin1');
  assert.equal(linesOf(await readMade('cut.zip', whole.subarray(0, directory))), [
    'bad-record cut.zip',
    'page 1.html',
    'page 2.html',
    'page 3.html',
  ]);
  const cut = await readMade('cut.zip', whole.subarray(0, directory - 10));
  assert.equal(linesOf(cut), ['bad-record cut.zip', 'page 1.html', 'page 2.html', 'unreadable 3.html']);
  assert.match(skipsOf(cut)[1]?.detail ?? '', /cut off or damaged/);
  const broken = Buffer.from(whole);
  const second = whole.indexOf('PK\x01\x02', directory + 4, 'latin1');
  broken.fill(0, second, second + 4);
  assert.equal(linesOf(await readMade('broken.zip', broken)), [
    'page 1.html',
    'bad-record broken.zip',
    'page 2.html',
    'page 3.html',
  ]);
});

test('believes checksums', async () => {
  const zip = makeZip([
    { name: '1.html', content: page('Apples'), isStored: true },
    { name: '2.html', content: page('Pears') },
  ]);
  zip[zip.indexOf('Apples')] = 0x42;
  const items = await readMade('changed.zip', zip);
  assert.equal(linesOf(items), ['unreadable 1.html', 'page 2.html']);
  assert.match(skipsOf(items)[0]?.detail ?? '', /checksum/);
});

test('reads gzipped pages beside others, and names damaged ones', async () => {
  const packed = gzipSync(page('Packed. '.repeat(2_000)), { level: 0 });
  const folder = await makeTempFolderWith({
    'a.html.gz': packed,
    'b.html': gzipSync(page('Packed under the name of a page.')),
    'c.html.gz': packed.subarray(0, 100),
    'd.html.gz': packed.subarray(0, packed.length - 100),
    'e.css.gz': gzipSync('p {}'),
    'f.html': gzipSync(gzipSync(page('Twice.'))),
    'g.html.gz': gzipSync(page('0'.repeat(200_000))),
    'h.zip.gz': gzipSync(makeZip([{ name: 'a.html', content: page('a') }])),
  });
  assert.equal(linesOf(await readItems(folder, { maxPageBytes: 100_000 })), [
    'page a.html.gz',
    'page b.html',
    'unreadable c.html.gz',
    'unreadable d.html.gz',
    'not-html f.html',
    'too-large g.html.gz',
    'unreadable h.zip.gz',
  ]);
  const [single] = await readItems(join(folder, 'a.html.gz'));
  assert.is(single?.kind, 'page');
});

test('follows no link to an archive outside', async () => {
  const folder = await makeTempFolderWith({
    'out/a.zip': makeZip([{ name: 'a.html', content: page('a') }]),
    'in/b.html': page('b'),
  });
  await symlink('../out/a.zip', join(folder, 'in', 'a.zip'));
  assert.equal(linesOf(await readItems(join(folder, 'in'))), ['unreadable a.zip', 'page b.html']);
});

test.run();
