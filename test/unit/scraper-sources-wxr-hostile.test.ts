// WordPress exports that are broken off, enormous, or made to do harm.
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { openSource } from '../../scraper/sources/open.ts';
import { createElementSplitter, RSS, type XmlPiece } from '../../scraper/sources/xml/split-elements.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import {
  exportComment,
  exportEnd,
  exportHead,
  exportItem,
  readExportBytes,
  readExportItems,
} from '../support/wordpress-export.ts';

const test = suite('hostile WordPress exports');
const whole =
  exportHead() +
  exportItem() +
  exportItem({ 'wp:post_id': '43' }, exportComment() + exportComment({ id: '502' })) +
  exportEnd;

const detailsOf = (skips: readonly { readonly page: string; readonly detail: string }[]) =>
  skips.map(({ page, detail }) => `${page}: ${detail}`);

test('entities of a document type stay as they are written', async () => {
  const lines = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join(
    '\n',
  );
  const bomb = whole
    .replace(
      '<rss',
      `<!DOCTYPE rss [\n<!ENTITY l0 "lol">\n<!ENTITY f SYSTEM "file:///etc/passwd">\n${lines}\n]>\n<rss`,
    )
    .replace('<![CDATA[The harbour is dry.]]>', '&l9; and &f; &amp; more');
  const { parts, skips } = await readExportBytes(bomb);
  assert.is(parts[0]?.post?.text, '&l9; and &f; & more');
  assert.equal(skips, []);
});

test('a file that breaks off between items keeps what is whole and says where it ends', async () => {
  const { parts, skips } = await readExportBytes(
    exportHead() + exportItem() + exportItem({ 'wp:post_id': '43' }),
  );
  assert.equal(
    parts.map(({ post }) => post?.id),
    ['42', '43'],
  );
  assert.equal(detailsOf(skips), ['quayside.xml: the file breaks off after 2 items']);
  assert.is(skips[0]?.reason, 'bad-record');
});

test('an item that breaks off in its comments keeps those that are whole', async () => {
  const { parts, skips } = await readExportBytes(
    whole.slice(0, whole.lastIndexOf('<wp:comment_content>') + 30),
  );
  assert.equal(
    parts[1]?.comments.map(({ id }) => id),
    ['501'],
  );
  assert.equal(detailsOf(skips), [
    'quayside.xml#item 2: the file breaks off inside this item; what stands before, 1 of its comments included, is kept',
  ]);
});

test('an item that breaks off before its state is known is left out', async () => {
  const cut = whole.slice(0, whole.lastIndexOf('<wp:post_password>'));
  const { parts, skips } = await readExportBytes(cut);
  assert.equal(
    parts.map(({ post }) => post?.id),
    ['42'],
  );
  assert.equal(detailsOf(skips), [
    'quayside.xml#item 2: the file breaks off inside this item, which is left out',
  ]);
});

test('a truncated file never shows what was not public', async () => {
  const secret =
    exportHead() + exportItem({ 'content:encoded': 'mackerel', 'wp:post_password': 'x' }) + exportEnd;
  for (let end = secret.indexOf('<item'); end < secret.length; end += 7) {
    const { parts } = await readExportBytes(secret.slice(0, end));
    assert.is(parts.length, 0, `cut at ${end}`);
  }
});

test('an item that never ended does not take the next one along', async () => {
  const broken = exportItem().replace('</item>', '');
  const { parts, skips } = await readExportItems(broken, exportItem({ 'wp:post_id': '43' }));
  assert.equal(
    parts.map(({ post }) => post?.id),
    ['42', '43'],
  );
  assert.is(skips.length, 1);
});

test('tags that stand in a text are no items', async () => {
  const text = 'An export has <item> and </item> &lt;item&gt; and <!-- and </channel>';
  const { parts, skips } = await readExportItems(
    `<!-- <item> -->${exportItem({ 'content:encoded': text })}`,
    exportItem(),
  );
  assert.is(parts.length, 2);
  assert.equal(skips, []);
});

test('an item nested without end is refused', async () => {
  const { parts, skips } = await readExportItems(exportItem({}, '<a>'.repeat(200_000)), exportItem());
  assert.is(parts.length, 1);
  assert.equal(detailsOf(skips), ['quayside.xml#item 1: its elements are nested deeper than in any export']);
});

test('reads exports in other charsets, and stray bytes', async () => {
  const text = exportItem({ 'content:encoded': 'Caf\u00e9 \u201cTide\u201d' });
  const latin1 = Buffer.concat([
    Buffer.from(exportHead().replace('UTF-8', 'ISO-8859-1') + text.split('Caf')[0], 'latin1'),
    Buffer.from([0x43, 0x61, 0x66, 0xe9, 0x20, 0x93, 0x54, 0x69, 0x64, 0x65, 0x94]),
    Buffer.from(text.split('\u201d')[1] + exportEnd, 'latin1'),
  ]);
  const russian =
    exportHead().replace('UTF-8', 'windows-1251') + exportItem({ 'content:encoded': '???' }) + exportEnd;
  const cyrillic = Buffer.from(russian, 'latin1');
  Buffer.from([0xec, 0xee, 0xf0]).copy(cyrillic, cyrillic.indexOf('???'));
  const wide = Buffer.from(`\ufeff${exportHead()}${text}${exportEnd}`, 'utf16le');
  assert.is((await readExportBytes(latin1)).parts[0]?.post?.text, 'Caf\u00e9 \u201cTide\u201d');
  assert.is((await readExportBytes(cyrillic)).parts[0]?.post?.text, '\u043c\u043e\u0440');
  assert.is((await readExportBytes(wide)).parts[0]?.post?.text, 'Caf\u00e9 \u201cTide\u201d');
});

test('characters are not cut between chunks', async () => {
  const text = `x${'\u6f6e\u{1F41F}'.repeat(120_000)}`;
  const { parts } = await readExportItems(exportItem({ 'content:encoded': text }));
  assert.is(parts[0]?.post?.text, text);
});

test('an enormous item is refused, and memory does not grow with the file', async () => {
  const path = join(makeTempFolder('export'), 'large.xml');
  const file = createWriteStream(path);
  file.write(exportHead() + exportItem({ 'content:encoded': '@' }).split('@')[0]);
  const line = Buffer.alloc(1024 * 1024, 'tide ');
  for (let megabyte = 0; megabyte < 180; megabyte++) if (!file.write(line)) await once(file, 'drain');
  file.end(`]]></content:encoded></item>\n${exportItem({ 'wp:post_id': '43' })}${exportEnd}`);
  await finished(file);
  const before = process.memoryUsage().rss;
  let most = 0;
  const seen: string[] = [];
  for await (const item of (await openSource(path)).items()) {
    if (item.kind !== 'records') continue;
    for await (const reading of item.read()) {
      most = Math.max(most, process.memoryUsage().rss);
      seen.push(reading.kind === 'skip' ? `${reading.page} ${reading.reason}` : `post ${reading.post?.id}`);
    }
  }
  assert.equal(seen, ['large.xml#item 1 bad-record', 'post 43']);
  assert.ok(most - before < 150_000_000, `${most - before} bytes`);
});

test('where the chunks end changes nothing', () => {
  const text = `${exportHead()}<!-- <item> -->${exportItem({ 'content:encoded': '<item> ]]> </item>' })}<item>cut<item/></item>`;
  const split = (cuts: readonly number[]) => {
    const splitter = createElementSplitter(RSS, 10_000);
    const pieces: XmlPiece[] = [];
    let from = 0;
    for (const cut of [...cuts, text.length]) {
      pieces.push(...splitter.push(text.slice(from, cut)));
      from = cut;
    }
    const end = splitter.finish();
    return [...pieces, ...end.pieces, end.isComplete];
  };
  const expected = split([]);
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(text.length), { maxLength: 60 }), (cuts) => {
      assert.equal(split([...cuts].sort((a, b) => a - b)), expected);
    }),
    { numRuns: 200 },
  );
});

test('any bytes in the middle of an export are survived', async () => {
  const at = whole.indexOf('<wp:post_id>');
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string({ unit: 'grapheme', maxLength: 50 })),
      fc.nat(at),
      async (noise, back) => {
        const cut = whole.lastIndexOf('<item', at) + (back % 600);
        const bytes = Buffer.concat([
          Buffer.from(whole.slice(0, cut)),
          Buffer.from(noise),
          Buffer.from(whole.slice(cut)),
        ]);
        const { parts, skips } = await readExportBytes(bytes);
        assert.ok(parts.length + skips.length > 0);
      },
    ),
    { numRuns: 150 },
  );
});

test.run();
