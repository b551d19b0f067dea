// Texts of a page are mended once, before they are read, and the reading says what was changed.
import * as assert from 'uvu/assert';
import { joinSurrogateReferences, undoDoubleEscapes } from '../../scraper/decode/double-escapes.ts';
import { extractPage } from '../../scraper/extract.ts';
import type { ThreadPart } from '../../scraper/model.ts';
import { suite } from '../support/suite.ts';

const test = suite('mending the texts of a page');

test('entities escaped twice are undone where they touch a word', () => {
  assert.is(undoDoubleEscapes('don&#8217;t be na&iuml;ve').text, 'don\u2019t be na\u00efve');
  assert.is(undoDoubleEscapes('said &#8222;map&#8221;.').text, 'said \u201emap\u201d.');
});

test('entities that are spoken of, that open markup or that nobody knows stay', () => {
  for (const text of [
    'Write &eacute; for that letter.',
    'a&lt;b and c&amp;d',
    'AT&T; and R&D;',
    'fish &notanentity; chips',
    'x&bogus;y',
    'tea & cake',
  ])
    assert.equal(undoDoubleEscapes(text), { text, count: 0 });
});

test('halves of surrogate pairs written as references become one character', () => {
  assert.is(joinSurrogateReferences('a &#55357;&#56832; b').text, 'a \u{1f600} b');
  assert.is(joinSurrogateReferences('&#xD83D;&#xDE00;').text, '\u{1f600}');
  const lone = '&#55357; &#56832;';
  assert.equal(joinSurrogateReferences(lone), { text: lone, count: 0 });
});

test('a reading tells what was repaired, with an example', () => {
  const part = read(
    '<p>The ferry wonâ€™t leave before noon, says the cliché on the quay.</p><pre>&amp;amp;#8217;s</pre><p>It&amp;#8217;s late &#55357;&#56832;</p>',
  );
  assert.is(
    part.post?.text,
    'The ferry won\u2019t leave before noon, says the clich\u00e9 on the quay.\n\n&amp;#8217;s\n\nIt\u2019s late \u{1f600}',
  );
  assert.equal(
    part.repairs?.map(({ table, rounds, count }) => [table, rounds, count]),
    [
      ['surrogates', 1, 1],
      ['windows-1252', 1, 1],
      ['entities', 1, 1],
    ],
  );
  assert.equal(part.repairs?.[1]?.example, {
    before: 'The ferry wonâ€™t leave before noon, says the cliché on the ',
    after: 'The ferry won’t leave before noon, says the cliché on the qu',
  });
});

test('a page without repairs carries none', () => {
  assert.is(read('<p>Ã la carte, naïve, √2 ≈ 1.4, MAÇÃ E PÃO, tiếng Việt.</p>').repairs, undefined);
});

test.run();

function read(body: string): ThreadPart {
  const html = `<!doctype html><html><head><meta charset="utf-8"><title>Ferry</title></head><body><article><h1>Ferry</h1>${body}</article></body></html>`;
  const reading = extractPage(
    {
      kind: 'page',
      path: 'ferry.html',
      bytes: Buffer.from(html),
      url: null,
      transportCharset: null,
      capturedAt: null,
    },
    { siteUrl: null },
  );
  if (reading.kind !== 'part') throw new Error(reading.detail);
  return reading;
}
