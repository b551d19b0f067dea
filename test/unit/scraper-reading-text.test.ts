// Text of a post or comment: blocks, quotes, links, pictures, repairs.
import * as assert from 'uvu/assert';
import { parsePage } from '../../scraper/reading/markup/parse-page.ts';
import { findAll } from '../../scraper/reading/markup/select.ts';
import { type Body, readBody } from '../../scraper/reading/markup/text.ts';
import { suite } from '../support/suite.ts';

const test = suite('text of a page');

function read(html: string, dropped = ''): Body {
  const { tree } = parsePage(`<body>${html}</body>`);
  const positions = new Set(dropped === '' ? [] : findAll(tree, dropped));
  return readBody(tree, [{ from: 0, to: tree.nodes.length }], {
    dropped: positions,
    baseUrl: 'http://quay.example/a/',
  });
}

test('parts blocks by one blank line and list items by a line break', () => {
  assert.is(
    read('<p>One</p>\n\n<div><p>two  words</p></div><ul><li>a</li><li>b</li></ul>').text,
    'One\n\ntwo words\n\na\nb',
  );
});

test('keeps line breaks and makes at most one blank line of them', () => {
  assert.is(read('a<br>b<br><br><br>c').text, 'a\nb\n\nc');
});

test('keeps the spaces of preformatted text', () => {
  assert.is(read('<pre>if x:\n    y</pre><p>z</p>').text, 'if x:\n    y\n\nz');
});

test('shows a smiley by its text and notes other pictures', () => {
  assert.equal(read('Hi <img class="wp-smiley" alt=":-)"> there').text, 'Hi :-) there');
  assert.is(read('x<img src="a.jpg" alt="A boat">').hasImage, true);
  assert.is(read('<img class="avatar" src="a.jpg">x').hasImage, false);
  assert.is(read('<img src="a.jpg" alt="A boat">').text, 'A boat');
});

test('marks blockquotes and lines that begin with > as quotes', () => {
  const body = read(
    '<p>He said:</p><blockquote><p>One.</p><p>Two.</p></blockquote><p>No.</p><p>&gt; three<br>four</p>',
  );
  assert.equal(
    body.quotes.map(([start, end]) => body.text.slice(start, end)),
    ['One.\n\nTwo.', '> three'],
  );
});

test('gives absolute links once, in order, out of archive prefixes', () => {
  const body = read(
    '<a href="/b">b</a> <a href="https://web.archive.org/web/20090618id_/http://c.example/x">c</a> <a href="/b">b</a> <a href="#n">n</a> <a href="mailto:a@b.example">m</a> <a href="javascript:x()">j</a>',
  );
  assert.equal(body.links, ['http://quay.example/b', 'http://c.example/x']);
});

test('leaves out scripts, hidden parts and what the caller drops', () => {
  assert.is(
    read(
      'a<script>b</script><p style="display: none">c</p><p hidden>d</p><span class="reply">Reply</span>',
      '.reply',
    ).text,
    'a',
  );
});

test('repairs text that was decoded wrongly', () => {
  assert.is(read('<p>A clich√© of caf√©s</p>').text, 'A cliché of cafés');
});

test.run();
