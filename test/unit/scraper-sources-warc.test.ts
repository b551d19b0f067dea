// WARCs: captures become pages with address and time; what is damaged, cut off or not there is told.
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import * as assert from 'uvu/assert';
import { digestOf, makePackedWarc, makeWarc, type WarcEntry, warcRecord } from '../support/make-warc.ts';
import { linesOf, pagesOf, readItems, readMade, skipsOf, textOf } from '../support/source-items.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolderWith } from '../support/temp-folder.ts';

const test = suite('WARC');

const page = (words: string): string =>
  `<!DOCTYPE html>\n<html><head><title>Harbour log</title></head><body><p>${words}</p></body></html>`;
const capture = (path: string, more: WarcEntry = {}): WarcEntry => ({
  url: `http://harbour.example${path}`,
  body: page(`Entry ${path}`),
  ...more,
});
const html = { 'Content-Type': 'text/html' };

test('gives captured pages with address, time and charset, whether packed or not', async () => {
  const entries = [
    { type: 'warcinfo', body: 'software: made' },
    capture('/2009/06/tide/', { http: { 'Content-Type': 'text/html; charset="ISO-8859-1"' } }),
    { type: 'request', url: 'http://harbour.example/2009/06/tide/', body: '' },
    { type: 'metadata', url: 'http://harbour.example/2009/06/tide/', body: page('no page') },
    capture('/about'),
  ];
  const forms = {
    'plain.warc': makeWarc(entries),
    'packed.warc.gz': makePackedWarc(entries),
    'one.gz': gzipSync(makeWarc(entries)),
  };
  for (const [name, bytes] of Object.entries(forms)) {
    const items = await readMade(name, bytes);
    assert.equal(linesOf(items), [
      'page http://harbour.example/2009/06/tide/',
      'page http://harbour.example/about',
    ]);
    const [first] = pagesOf(items);
    assert.is(textOf(first), page('Entry /2009/06/tide/'));
    assert.equal(
      [first?.url, first?.transportCharset, first?.capturedAt],
      ['http://harbour.example/2009/06/tide/', 'ISO-8859-1', '2012-03-04T05:06:07Z'],
    );
    assert.is(first?.bytes.buffer.byteLength, first?.bytes.byteLength);
  }
});

test('leaves out what is no page, whatever its name, and finds pages whose type is not told', async () => {
  const items = await readMade(
    'crawl.warc',
    makeWarc([
      capture('/photo', { http: { 'Content-Type': 'image/png' }, body: '\x89PNG' }),
      capture('/style', { http: { 'Content-Type': 'text/css' }, body: 'p { color: red }' }),
      capture('/data', { http: { 'Content-Type': 'application/json' }, body: '{"id":1}' }),
      capture('/robots.txt', { http: { 'Content-Type': 'text/plain' }, body: 'User-agent: *' }),
      capture('/untold', { http: {} }),
      capture('/phone', { http: { 'Content-Type': 'application/vnd.wap.xhtml+xml' } }),
      capture('/feed/', {
        http: { 'Content-Type': 'application/rss+xml' },
        body: '<rss version="2.0"></rss>',
      }),
      {
        type: 'response',
        url: 'dns:harbour.example',
        fields: { 'Content-Type': 'text/dns' },
        http: {},
        body: '1.2.3.4',
      },
      capture('/empty', { body: '' }),
    ]),
  );
  assert.equal(linesOf(items), [
    'page http://harbour.example/untold',
    'page http://harbour.example/phone',
    'page http://harbour.example/feed/',
    'empty http://harbour.example/empty',
  ]);
});

test('reads resources, bodies without an HTTP head, and addresses in angle brackets', async () => {
  const resource = {
    type: 'resource',
    url: 'http://harbour.example/r',
    fields: { 'Content-Type': 'text/html' },
  };
  const bare = warcRecord({ ...resource, type: 'resource', body: page('bare') })
    .toString('latin1')
    .replace('WARC-Type: resource', 'WARC-Type: response')
    .replace('harbour.example/r', 'harbour.example/b');
  const items = await readMade(
    'crawl.warc',
    Buffer.concat([
      makeWarc([
        { ...resource, body: page('kept') },
        capture('', { url: '<http://harbour.example/angle>' }),
        { type: 'resource', url: 'urn:pageinfo', fields: { 'Content-Type': 'application/json' }, body: '{}' },
      ]),
      Buffer.from(bare, 'latin1'),
    ]),
  );
  assert.equal(linesOf(items), [
    'page http://harbour.example/r',
    'page http://harbour.example/angle',
    'page http://harbour.example/b',
  ]);
  assert.equal(
    pagesOf(items)
      .map(({ url }) => url)
      .slice(1, 2),
    ['http://harbour.example/angle'],
  );
});

test('takes chunks and content encodings off, and leaves alone what carries only their name', async () => {
  const body = page('Fog all day.');
  const chunked = `4\r\n${body.slice(0, 4)}\r\n${(body.length - 4).toString(16)};note=1\r\n${body.slice(4)}\r\n0\r\n\r\n`;
  const coded = (
    path: string,
    http: Readonly<Record<string, string>>,
    bytes: string | Uint8Array,
  ): WarcEntry => capture(path, { http: { ...html, ...http }, body: bytes });
  const cases = [
    coded('/chunks', { 'Transfer-Encoding': 'chunked' }, chunked),
    coded('/chunks-gone', { 'Transfer-Encoding': 'chunked' }, body),
    coded('/gzip', { 'content-encoding': 'gzip' }, gzipSync(body)),
    coded('/gzip-gone', { 'Content-Encoding': 'gzip' }, body),
    coded('/deflate', { 'Content-Encoding': 'deflate' }, deflateSync(body)),
    coded('/deflate-raw', { 'Content-Encoding': 'deflate' }, deflateRawSync(body)),
    coded('/brotli', { 'Content-Encoding': 'br' }, brotliCompressSync(body)),
    coded('/twice', { 'Content-Encoding': 'deflate, gzip' }, gzipSync(deflateSync(body))),
    coded('/identity', { 'Content-Encoding': 'identity' }, body),
  ];
  const items = await readMade('crawl.warc', makeWarc(cases));
  for (const item of items) assert.is(item.kind === 'page' ? textOf(item) : item.kind, body);
  assert.is(items.length, cases.length);
});

test('unpacks what was packed twice, or packed without a word, and tells an answer without bytes', async () => {
  const body = page('Low water');
  const items = await readMade(
    'crawl.warc',
    makeWarc([
      capture('/twice', { http: { ...html, 'Content-Encoding': 'gzip' }, body: gzipSync(gzipSync(body)) }),
      capture('/untold', { http: html, body: gzipSync(body) }),
      capture('/empty', { http: html, body: '' }),
      capture('/photo.png', { http: { 'Content-Type': 'image/png' }, body: '' }),
    ]),
  );
  assert.equal(pagesOf(items).map(textOf), [body, body]);
  assert.equal(
    skipsOf(items).map(({ page, reason }) => `${page} ${reason}`),
    ['http://harbour.example/empty empty'],
  );
});

test('tells a WARC without a record', async () => {
  const folder = await makeTempFolderWith({ 'crawl.warc.gz': '', 'a.html': page('Low water') });
  assert.equal(
    skipsOf(await readItems(folder)).map(({ page, reason }) => `${page} ${reason}`),
    ['crawl.warc.gz empty'],
  );
});

test('keeps what there is of a body that breaks off, and names one whose encoding is damaged or unknown', async () => {
  const body = page('Gale warning. '.repeat(500));
  const packed = gzipSync(body);
  const damaged = Buffer.from(packed);
  damaged.fill(0xff, 20, 40);
  const gzip = { ...html, 'Content-Encoding': 'gzip' };
  const items = await readMade(
    'crawl.warc',
    makeWarc([
      capture('/short', { http: gzip, body: packed.subarray(0, packed.length - 12) }),
      capture('/damaged', { http: gzip, body: damaged }),
      capture('/unknown', {
        http: { ...html, 'Content-Encoding': 'zstd' },
        body: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]),
      }),
    ]),
  );
  assert.equal(linesOf(items), [
    'page http://harbour.example/short',
    'bad-record http://harbour.example/damaged',
    'bad-record http://harbour.example/unknown',
  ]);
  assert.ok(body.startsWith(textOf(pagesOf(items)[0])));
  assert.match(skipsOf(items)[1]?.detail ?? '', /zstd/);
});

test('names redirects and errors of the server, but not those of pictures', async () => {
  const items = await readMade(
    'crawl.warc',
    makeWarc([
      capture('/old', {
        status: '301 Moved Permanently',
        http: { Location: 'http://harbour.example/new' },
        body: '',
      }),
      capture('/gone', { status: '404 Not Found' }),
      capture('/broken', { status: '503' }),
      capture('/favicon.ico', { status: '404 Not Found', http: {} }),
      capture('/new', { http: html }),
    ]),
  );
  assert.equal(linesOf(items), [
    'redirect http://harbour.example/old',
    'error-page http://harbour.example/gone',
    'error-page http://harbour.example/broken',
    'page http://harbour.example/new',
  ]);
  assert.equal(
    skipsOf(items).map(({ detail }) => detail),
    [
      'the server answered 301 and sends the reader to http://harbour.example/new',
      'the server answered 404',
      'the server answered 503',
    ],
  );
});

test('gives further captures of an address names of their own', async () => {
  const items = await readMade(
    'crawl.warc',
    makeWarc([
      capture('/x'),
      capture('/x', { date: '2013-01-02T03:04:05Z' }),
      capture('/x', { date: '2013-01-02T03:04:05.678Z' }),
      capture('/x', { date: 'yesterday' }),
    ]),
  );
  assert.equal(linesOf(items), [
    'page http://harbour.example/x',
    'page http://harbour.example/x#20130102030405',
    'page http://harbour.example/x#20130102030405-2',
    'page http://harbour.example/x#4',
  ]);
  assert.equal(
    pagesOf(items).map(({ url }) => url),
    Array(4).fill('http://harbour.example/x'),
  );
  assert.is(pagesOf(items)[3]?.capturedAt, null);
});

test('names the capture a revisit repeats, also in another WARC of the folder, and one that is not there', async () => {
  const original = capture('/x');
  const picture = capture('/p.png', { http: { 'Content-Type': 'image/png' }, body: 'png' });
  const revisit = (path: string, digest: string, fields: Readonly<Record<string, string>> = {}): WarcEntry =>
    capture(path, {
      type: 'revisit',
      date: '2014-01-01T00:00:00Z',
      body: '',
      fields: { 'WARC-Payload-Digest': digest, ...fields },
    });
  const folder = await makeTempFolderWith({
    '1.warc': makeWarc([original, picture]),
    '2.warc.gz': makePackedWarc([
      revisit('/x', digestOf(original.body ?? '')),
      revisit('/p.png', digestOf('png')),
      revisit('/y', digestOf('unknown'), {
        'WARC-Refers-To-Target-URI': 'http://harbour.example/x',
        'WARC-Refers-To-Date': '2012-03-04T05:06:07Z',
      }),
      revisit('/z', digestOf('other')),
      { ...revisit('/q.png', digestOf('another')), http: { 'Content-Type': 'image/png' } },
      { ...revisit('/r.png', digestOf('another')), http: {} },
    ]),
  });
  const items = await readItems(folder);
  assert.equal(linesOf(items), [
    'page 1.warc/http://harbour.example/x',
    'duplicate 2.warc.gz/http://harbour.example/x',
    'duplicate 2.warc.gz/http://harbour.example/y',
    'no-content 2.warc.gz/http://harbour.example/z',
  ]);
  const [first, second, third] = skipsOf(items);
  assert.match(first?.detail ?? '', /repeats http:\/\/harbour\.example\/x$/);
  assert.match(second?.detail ?? '', /repeats http:\/\/harbour\.example\/x captured at 2012-03-04T05:06:07Z/);
  assert.match(third?.detail ?? '', /does not hold before it/);
});

test('reads what is whole of a WARC that breaks off, and tells where it does', async () => {
  const entries = [capture('/1'), capture('/2'), capture('/3')];
  const plain = makeWarc(entries);
  const offset = warcRecord(entries[0] ?? {}).length + warcRecord(entries[1] ?? {}).length;
  const cut = await readMade('crawl.warc', plain.subarray(0, plain.length - 30));
  assert.equal(linesOf(cut), [
    'page http://harbour.example/1',
    'page http://harbour.example/2',
    `bad-record crawl.warc#byte ${offset}`,
  ]);
  assert.match(
    skipsOf(cut)[0]?.detail ?? '',
    new RegExp(`the record at byte ${offset} breaks off after \\d+ of \\d+ bytes.*http://harbour.example/3`),
  );
  const packed = makePackedWarc(entries);
  const lastMember = gzipSync(warcRecord(entries[2] ?? {})).length;
  const packedCut = await readMade('crawl.warc.gz', packed.subarray(0, packed.length - 60));
  assert.equal(linesOf(packedCut).slice(0, 2), linesOf(cut).slice(0, 2));
  assert.is(skipsOf(packedCut)[0]?.page, `crawl.warc.gz#byte ${packed.length - lastMember}`);
  const single = gzipSync(plain);
  const singleCut = await readMade('crawl.warc.gz', single.subarray(0, single.length - 40));
  assert.ok(pagesOf(singleCut).length >= 1);
  assert.is(skipsOf(singleCut).length, 1);
});

test('goes on at the next record behind a damaged one', async () => {
  const entries = [capture('/1'), capture('/2'), capture('/3')];
  const records = entries.map(warcRecord);
  const second = records[1] ?? Buffer.alloc(0);
  const text = second.toString('latin1');
  const damages = {
    'head overwritten': Buffer.concat([Buffer.alloc(40, '#'), second.subarray(40)]),
    'length too small': Buffer.from(text.replace(/(Content-Length: )\d+/, '$120'), 'latin1'),
    'length too large': Buffer.from(text.replace(/(Content-Length: \d+)/, '$15'), 'latin1'),
    'length missing': Buffer.from(text.replace(/Content-Length: \d+\r\n/, ''), 'latin1'),
    'cut short': second.subarray(0, second.length - 50),
  };
  const kept = new Set(['length too small', 'length too large', 'cut short']);
  for (const [what, damaged] of Object.entries(damages)) {
    const items = await readMade(
      'crawl.warc',
      Buffer.concat([records[0] ?? damaged, damaged, records[2] ?? damaged]),
    );
    assert.equal(
      pagesOf(items).map(({ path }) => path),
      ['/1', ...(kept.has(what) ? ['/2'] : []), '/3'].map((path) => `http://harbour.example${path}`),
      what,
    );
    // Up to the next record all is there.
    if (what.startsWith('length too')) assert.is(textOf(pagesOf(items)[1]), page('Entry /2'), what);
    assert.is(skipsOf(items)[0]?.reason, 'bad-record', what);
    assert.match(skipsOf(items)[0]?.detail ?? '', new RegExp(`byte ${records[0]?.length}`), what);
  }
});

test('goes on at the next member behind a damaged one, and believes checksums', async () => {
  const members = [capture('/1'), capture('/2'), capture('/3')].map((entry) => gzipSync(warcRecord(entry)));
  const [first = Buffer.alloc(0), second = Buffer.alloc(0), third = Buffer.alloc(0)] = members;
  const overwritten = Buffer.from(second);
  overwritten.fill(0xff, 60, 90);
  const wrongSum = Buffer.from(second);
  wrongSum.writeUInt32LE(1, wrongSum.length - 8);
  const noHead = Buffer.from(second);
  noHead.fill(0x23, 0, 4);
  const stored = gzipSync(warcRecord(capture('/2')), { level: 0 });
  stored[200] = (stored[200] ?? 0) ^ 1;
  for (const damaged of [overwritten, wrongSum, noHead, stored, second.subarray(0, 80)]) {
    const items = await readMade('crawl.warc.gz', Buffer.concat([first, damaged, third]));
    assert.equal(
      pagesOf(items).map(({ path }) => path),
      ['http://harbour.example/1', 'http://harbour.example/3'],
    );
    assert.match(skipsOf(items)[0]?.page ?? '', new RegExp(`#byte ${first.length}$`));
  }
  const plain = makeWarc([capture('/1'), capture('/2')]);
  plain.fill(0x23, 0, 8);
  const headless = await readMade('crawl.warc', plain);
  assert.equal(linesOf(headless), ['bad-record crawl.warc#byte 0', 'page http://harbour.example/2']);
  const damagedFirst = await readMade('crawl.warc.gz', Buffer.concat([overwritten, third]));
  assert.equal(
    pagesOf(damagedFirst).map(({ path }) => path),
    ['http://harbour.example/3'],
  );
});

test('passes over records and bodies above the limit', async () => {
  const big = page('x'.repeat(50_000));
  const items = await readMade(
    'crawl.warc',
    makeWarc([
      capture('/big', { body: big }),
      capture('/film', { http: { 'Content-Type': 'video/mp4' }, body: Buffer.alloc(50_000) }),
      capture('/packed', { http: { ...html, 'Content-Encoding': 'gzip' }, body: gzipSync(big) }),
      capture('/1'),
    ]),
    { maxPageBytes: 10_000 },
  );
  assert.equal(linesOf(items), [
    'too-large http://harbour.example/big',
    'too-large http://harbour.example/packed',
    'page http://harbour.example/1',
  ]);
  assert.match(skipsOf(items)[0]?.detail ?? '', /^\d+ bytes, the limit is 10000$/);
});

test('takes no WARC shown in a page for records', async () => {
  const shown = page(
    `A WARC begins so:\nWARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\nno record\r\n\r\n`,
  );
  const items = await readMade('crawl.warc', makeWarc([capture('/1', { body: shown }), capture('/2')]));
  assert.equal(linesOf(items), ['page http://harbour.example/1', 'page http://harbour.example/2']);
  assert.is(textOf(pagesOf(items)[0]), shown);
});

test('gives the same items every time, and in a folder beside pages', async () => {
  const folder = await makeTempFolderWith({
    'a.html': page('a'),
    'crawl.warc': makeWarc([capture('/1')]),
    'z.html': page('z'),
  });
  const lines = ['page a.html', 'page crawl.warc/http://harbour.example/1', 'page z.html'];
  assert.equal(linesOf(await readItems(folder)), lines);
  assert.equal(linesOf(await readItems(folder)), lines);
});

test.run();
