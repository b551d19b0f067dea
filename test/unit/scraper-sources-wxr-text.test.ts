// Texts of WordPress exports: raw line ends, blocks of the editor, shortcodes.
import * as assert from 'uvu/assert';
import { readExportBody } from '../../scraper/sources/wordpress-export/body.ts';
import { cpuNow } from '../support/cpu-time.ts';
import { suite } from '../support/suite.ts';
import { exportComment, exportItem, readExportItems } from '../support/wordpress-export.ts';

const test = suite('texts of WordPress exports');

const bodyOf = (raw: string) =>
  readExportBody(raw, { hasShortcodes: true, baseUrl: 'http://quayside.example/low-water/' });
const textOf = (raw: string) => bodyOf(raw).text;

test('a blank line parts paragraphs, a line end alone is a line end', () => {
  assert.is(textOf('One\r\ntwo\r\n\r\nthree\n\n\n\nfour'), 'One\ntwo\n\nthree\n\nfour');
  assert.is(textOf('<strong>One\ntwo</strong>\n\n<em>three</em>'), 'One\ntwo\n\nthree');
  assert.is(textOf('One<br />\ntwo<br>\n\nthree'), 'One\ntwo\n\nthree');
});

test('line ends beside block elements are no lines', () => {
  const list = 'Take:\n<ul>\n  <li>rope</li>\n\n  <li>tar\nor pitch</li>\n</ul>\nThen go.';
  assert.is(textOf(list), 'Take:\n\nrope\ntar\nor pitch\n\nThen go.');
  assert.is(textOf('<table>\n<tr>\n<td>a</td>\n<td>b</td>\n</tr>\n</table>'), 'a b');
  assert.is(textOf('<p>One</p>\n<p>two</p>'), 'One\n\ntwo');
  assert.equal(bodyOf('He said\n<blockquote>Mind\n\nthe step</blockquote>\nand left.').quotes, [[9, 23]]);
});

test('preformatted text stays as it is', () => {
  assert.is(textOf('See\n<pre>a\n\n\n  b</pre>\nend'), 'See\n\na\n\n\n  b\n\nend');
  assert.is(textOf('<script>\nvar a = "<p>";\n</script>Seen'), 'Seen');
});

test('blocks of the editor hold HTML, what stands outside of them raw text', () => {
  const blocks =
    '<!-- wp:paragraph {"x":1} -->\n<p>One\ntwo</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:spacer /-->\n\nThree\nfour';
  assert.is(textOf(blocks), 'One two\n\nThree\nfour');
});

test('marks for the rest of a post are taken out', () => {
  assert.is(textOf('One <!--more-->two'), 'One two');
  assert.is(textOf('One\n<!--more Read on-->\ntwo<!--nextpage-->three'), 'One\n\ntwo\n\nthree');
});

test('shortcodes go, what they enclose stays', () => {
  assert.is(
    textOf('[caption id="a" width="300"]<img src="a.png" /> The pier[/caption]\nAfter'),
    'The pier\nAfter',
  );
  assert.is(textOf('[caption caption="The old pier"]<img src="a.png" />[/caption]'), 'The old pier');
  assert.is(
    textOf('One [gallery ids="1,2"] two [contact-form-7 id="1"] three [wibble size=2]'),
    'One two three',
  );
  assert.is(textOf('[quote]Mind the step[/quote]\nhe said'), 'Mind the step\n\nhe said');
  assert.is(textOf('[sourcecode language="c"]\nif (a)\n\n  b();\n[/sourcecode]'), 'if (a)\n\n  b();');
  assert.equal(bodyOf('[youtube=http://video.example/watch?v=1&hl=en]').links, [
    'http://video.example/watch?v=1&hl=en',
  ]);
});

test('other words in brackets stay', () => {
  const prose = 'He [sic] wrote [1] and [Update 5/3: x=3] and [...] and a[i] = [b] and [not closed';
  assert.is(textOf(prose), prose);
  assert.is(textOf('Write [[gallery]] for one'), 'Write [gallery] for one');
});

test('comments have lines but no shortcodes; bare addresses are links', async () => {
  const { parts } = await readExportItems(
    exportItem(
      {},
      exportComment({
        content:
          'See [gallery]\nhttp://tide.example/table.\n\n<a href="/chart">chart</a> &lt;3 <script>x</script>',
      }),
    ),
  );
  const comment = parts[0]?.comments[0];
  assert.is(comment?.text, 'See [gallery]\nhttp://tide.example/table.\n\nchart <3');
  assert.equal(comment?.links, ['http://www.quayside.example/chart', 'http://tide.example/table']);
});

test('CDATA that holds the end of CDATA is put together again', async () => {
  const { parts } = await readExportItems(exportItem({ 'content:encoded': 'a[b[0]]> 1 and ]] and ]]]>' }));
  assert.is(parts[0]?.post?.text, 'a[b[0]]> 1 and ]] and ]]]>');
});

test('wrongly decoded text is repaired', () => {
  assert.is(textOf('The cafÃ© isnâ€™t open'), 'The café isn\u2019t open');
});

test('hostile texts cost time in proportion to their length', () => {
  const started = cpuNow();
  for (const piece of [
    '<pre>',
    '<a ',
    '<!--',
    '<!-- wp:p -->',
    '[a b=c ',
    '[[',
    '<',
    '\n\n<b>',
    '[caption ',
    '</pre>',
  ])
    bodyOf(piece.repeat(20_000));
  assert.ok(cpuNow() - started < 8_000, `${cpuNow() - started} ms`);
});

test.run();
