// Bytes to text: which charset is believed, and what becomes of bytes that are in none.
import iconv from 'iconv-lite';
import * as assert from 'uvu/assert';
import { looksBinary } from '../../scraper/decode/binary.ts';
import { charsetOfLabel } from '../../scraper/decode/charsets.ts';
import { decodePage } from '../../scraper/decode/decode.ts';
import { cpuNow } from '../support/cpu-time.ts';
import { suite } from '../support/suite.ts';

const test = suite('decode');

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const meta = (charset: string) => `<html><head><meta charset="${charset}"></head><body>`;

function decodesTo(bytes: Uint8Array, text: string, charset: string, transport: string | null = null): void {
  const page = decodePage(bytes, transport);
  assert.ok(page.text.endsWith(text), JSON.stringify(page.text.slice(-60)));
  assert.is(page.charset, charset);
}

test('believes a byte order mark before everything else', () => {
  decodesTo(Buffer.from(`\ufeff${meta('iso-8859-1')}café`), 'café', 'utf-8', 'windows-1251');
  decodesTo(Buffer.from(`\ufeff<p>café`, 'utf16le'), 'café', 'utf-16le');
  decodesTo(Buffer.from(`\ufeff<p>café`, 'utf16le').swap16(), 'café', 'utf-16be');
});

test('reads 16-bit units without a mark by their shape', () => {
  decodesTo(Buffer.from('<p>café', 'utf16le'), '<p>café', 'utf-16le');
});

test('takes valid UTF-8 although the page says iso-8859-1', () => {
  decodesTo(Buffer.from(`${meta('iso-8859-1')}don’t`), 'don’t', 'utf-8');
  decodesTo(Buffer.from('<p>don’t'), 'don’t', 'utf-8', 'latin1');
});

test('reads iso-8859-1, latin1 and ascii as windows-1252, all 256 bytes of it', () => {
  for (const label of ['iso-8859-1', 'latin1', 'us-ascii', 'windows-1252'])
    decodesTo(latin1(`${meta(label)}it\x92s \x93caf\xe9\x94 \x80`), 'it’s “café” €', 'windows-1252');
  decodesTo(latin1(`${meta('latin1')}\x81\x8d\xff`), '\u0081\u008dÿ', 'windows-1252');
});

test('takes windows-1252 where nothing is declared and UTF-8 is not valid', () => {
  decodesTo(latin1('<p>caf\xe9 \x96 na\xefve'), 'café – naïve', 'windows-1252');
});

test('decodes a page that says UTF-8 and holds other bytes run by run', () => {
  const bytes = Buffer.concat([
    Buffer.from(`${meta('utf-8')}“café” `),
    latin1('it\x92s na\xefve'),
    Buffer.from(' – é'),
  ]);
  decodesTo(bytes, '“café” it’s naïve – é', 'utf-8');
  assert.equal(decodePage(bytes, null).repairs, [{ table: 'windows-1252', rounds: 0, count: 2 }]);
});

test('decodes run by run also where a Latin-1 label is plainly wrong', () => {
  const bytes = Buffer.concat([Buffer.from(`${meta('iso-8859-1')}${'don’t '.repeat(20)}`), latin1('\x92')]);
  decodesTo(bytes, 'don’t ’', 'utf-8');
});

test('drops a sequence that the end of the file cuts', () => {
  for (const cut of [1, 2]) {
    const bytes = Buffer.from('<p>café …');
    decodesTo(bytes.subarray(0, bytes.length - cut), 'café ', 'utf-8');
  }
});

test('reads overlong forms, surrogates and lone trail bytes as single bytes', () => {
  decodesTo(latin1(`${'é'.padStart(3)}\xc0\xaf\xed\xa0\x80\xbf`), 'À¯í\u00a0€¿', 'windows-1252');
});

test('believes labels of other charsets', () => {
  const samples = {
    shift_jis: ['x-sjis', 'shiftjis', '日本語のブログ、テスト'],
    'euc-jp': ['euc-jp', 'eucjp', '日本語のブログ、テスト'],
    'windows-1251': ['cp1251', 'win1251', 'Привет, мир'],
    'koi8-r': ['koi8-r', 'koi8-r', 'Привет, мир'],
    gb18030: ['gb2312', 'gb18030', '简体中文博客'],
    big5: ['big5', 'big5', '繁體中文'],
    'euc-kr': ['ks_c_5601-1987', 'cp949', '한국어 블로그'],
    'windows-1254': ['iso-8859-9', 'win1254', 'İstanbul’da şey ğ'],
    'iso-8859-2': ['latin2', 'iso-8859-2', 'zażółć gęślą jaźń'],
  } as const;
  for (const [charset, [label, encoding, text]] of Object.entries(samples)) {
    const bytes = Buffer.concat([latin1(meta(label)), iconv.encode(text, encoding)]);
    decodesTo(bytes, text, charset);
  }
});

test('reads ISO-2022-JP, which is seven bits wide', () => {
  decodesTo(latin1(`${meta('iso-2022-jp')}\x1b$B$3$s\x1b(B`), 'こん', 'iso-2022-jp');
});

test('believes the transport before the page, also as HTTrack wrote it down', () => {
  const cyrillic = iconv.encode('Привет, мир', 'win1251');
  const mirror =
    '<!-- Added by HTTrack --><meta http-equiv="content-type" content="text/html;charset=windows-1251" />';
  decodesTo(Buffer.concat([latin1(meta('koi8-r')), cyrillic]), 'Привет, мир', 'windows-1251', 'windows-1251');
  const page = `<html><head>${'<link rel="x">'.repeat(200)}<meta charset="koi8-r">${mirror}</head><body>`;
  decodesTo(Buffer.concat([latin1(page), cyrillic]), 'Привет, мир', 'windows-1251');
});

test('reads the XML declaration when no meta element says anything', () => {
  const bytes = Buffer.concat([
    latin1('<?xml version="1.0" encoding="koi8-r"?><html>'),
    iconv.encode('мир', 'koi8-r'),
  ]);
  decodesTo(bytes, 'мир', 'koi8-r');
});

test('does not believe a label in a comment, an unknown one, or UTF-16 in single bytes', () => {
  decodesTo(latin1('<!-- <meta charset="koi8-r"> --><p>caf\xe9'), 'café', 'windows-1252');
  decodesTo(latin1(`${meta('klingon')}caf\xe9`), 'café', 'windows-1252');
  decodesTo(Buffer.from(`${meta('utf-16')}café`), 'café', 'utf-8');
});

test('knows the labels of the standard', () => {
  assert.is(charsetOfLabel(' Latin1 '), 'windows-1252');
  assert.is(charsetOfLabel('gbk'), 'gb18030');
  assert.is(charsetOfLabel('x-sjis'), 'shift_jis');
  assert.is(charsetOfLabel('x-user-defined'), 'windows-1252');
  assert.is(charsetOfLabel('constructor'), null);
});

test('strips byte order marks inside the text', () => {
  assert.is(decodePage(Buffer.from('<p>\ufeffone\ufefftwo'), null).text, '<p>onetwo');
});

test('names its evidence', () => {
  assert.is(decodePage(Buffer.from(meta('latin1')), null).evidence, 'meta element says windows-1252');
  assert.is(decodePage(Buffer.from('<p>plain'), null).evidence, 'plain ASCII, nothing declared');
});

test('tells text from other bytes', () => {
  const random = Buffer.from(
    Array.from({ length: 4_000 }, (_, index) => (index * 7919 + index * index) % 256),
  );
  for (const binary of [
    random,
    latin1('\x89PNG\r\n\x1a\n'),
    latin1('PK\x03\x04'),
    latin1('\x1f\x8b\x08'),
    latin1('%PDF-1.4'),
  ])
    assert.ok(looksBinary(binary));
  const texts = [
    Buffer.from('<p>café'),
    latin1('caf\xe9\x92'),
    Buffer.from('<p>x', 'utf16le'),
    iconv.encode('日本語', 'shiftjis'),
  ];
  for (const text of [...texts, Buffer.alloc(0), Buffer.from(`${'text '.repeat(200)}\0`)])
    assert.not(looksBinary(text));
});

test(
  'decodes 50 MB of the worst bytes in bounded time',
  () => {
    const bytes = new Uint8Array(50_000_000);
    for (let at = 0; at < bytes.length; at++) bytes[at] = 128 + ((at * 7919) % 128);
    const startedAt = cpuNow();
    assert.is(decodePage(bytes, 'utf-8').repairs.length, 1);
    assert.ok(cpuNow() - startedAt < 40_000);
  },
  { timeoutMs: 60_000 },
);

test.run();
